"""What becomes of the ideas: which are the same, and how far each has come from open to answered.

A decision is a record of the desk. It knows the idea by a hash of its place and words alone: when
an interview is erased its idea is gone, and no decision keeps a word of it. Its id follows from
the idea, so two laptops that decide on the same one contradict each other where people can see it.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from surveykit.assess.result import Idea
from surveykit.assess.voices.topics import plain
from surveykit.fieldwork.record import IDEA_FORM, Record


class IdeaStatus(StrEnum):
    """How far an idea has come."""

    OPEN = "open"
    PASSED_ON = "passed_on"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class RegisteredIdea:
    """An idea with those that a person called the same."""

    key: str
    idea: Idea
    """In the words used most, with the households of all that are the same."""
    others: tuple[Idea, ...]
    """The same in other words, or at another spot."""
    status: IdeaStatus
    answer: str
    since: date | None
    """Of the status, if it is not open."""
    contradicting: bool
    """Two laptops decided differently, and nobody has settled it."""


def key_of(idea: Idea) -> str:
    """The idea's hash: place, spot and words, without what makes no difference."""
    told = json.dumps([idea.where, plain(idea.spot), plain(idea.text)], ensure_ascii=False)
    return sha256(told.encode()).hexdigest()[:32]


def record_id(key: str) -> UUID:
    """The id of the record of decisions on an idea, the same on every laptop."""
    return UUID(bytes=sha256(f"{IDEA_FORM} {key}".encode()).digest()[:16], version=4)


def undecided(key: str) -> str:
    """Stands for the idea before any decision; the first one of each laptop replaces it.

    So first decisions on two laptops contradict each other as later ones do.
    """
    return sha256(f"{IDEA_FORM} {key} {IdeaStatus.OPEN}".encode()).hexdigest()


def decisions(records: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    """The standing decisions by the idea's key; more than one where they contradict each other."""
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.form == IDEA_FORM:
            found[record.answers.get("idea", "")].append(record)
    return {key: tuple(sorted(same, key=_revision)) for key, same in found.items()}


def register(ideas: Sequence[Idea], records: Iterable[Record]) -> tuple[RegisteredIdea, ...]:
    """The ideas in their order, each with its duplicates and its status."""
    decided, by_key = decisions(records), {key_of(idea): idea for idea in ideas}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for key in by_key:
        groups[_root(key, decided, by_key)].append(key)
    order = {root: min(map([*by_key].index, keys)) for root, keys in groups.items()}
    return tuple(
        _registered(root, groups[root], decided, by_key)
        for root in sorted(groups, key=lambda root: order[root])
    )


def _root(key: str, decided: Mapping[str, Sequence[Record]], known: Mapping[str, Idea]) -> str:
    """The idea that this one counts for; of those in a circle the one whose key comes first."""
    passed = [key]
    while True:
        standing = decided.get(passed[-1], ())
        following = standing[0].answers.get("same_as", "") if standing else ""
        if following not in known:
            return passed[-1]
        if following in passed:
            return min(passed[passed.index(following) :])
        passed.append(following)


def _registered(
    root: str,
    keys: Sequence[str],
    decided: Mapping[str, Sequence[Record]],
    by_key: Mapping[str, Idea],
) -> RegisteredIdea:
    standing, idea = decided.get(root, ()), by_key[root]
    answers = standing[0].answers if standing else {}
    others = tuple(by_key[key] for key in keys if key != root)
    since = answers.get("answered_on", "")
    return RegisteredIdea(
        key=root,
        idea=Idea(idea.text, idea.where, idea.spot, sum(by_key[key].count for key in keys)),
        others=others,
        status=IdeaStatus(answers.get("status", IdeaStatus.OPEN)),
        answer=answers.get("answer", ""),
        since=date.fromisoformat(since[:10]) if since else None,
        contradicting=any(len(decided.get(key, ())) > 1 for key in keys),
    )


def _revision(record: Record) -> str:
    return record.revision
