"""What files and handovers of version 1 hold, as values of today.

Version 1 kept the day of an interview and the minute of an attempt. Today's values are coarser and
make themselves so; but then a record has another hash, and those that refer to it must follow.
Every laptop comes to the same result by itself, whether it migrates its own file or takes in a
handover of one that has not.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from graphlib import CycleError, TopologicalSorter
from hashlib import sha256
from uuid import UUID

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.consent import agreed
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.record import Mode, Record

Json = Mapping[str, object]

_DAY = re.compile(r"\d{4}-\d\d-\d\d.*")


@dataclass(frozen=True, slots=True)
class OldRecord:
    """A record of version 1 with the revision that it had then."""

    revision: str
    content: Json


def old_record(line: bytes) -> OldRecord:
    """A record from its line of a handover, whose hash was its revision."""
    return OldRecord(sha256(line).hexdigest(), json.loads(line))


def records(old: Iterable[OldRecord]) -> list[Record]:
    """The records of today, each referring to the new hashes of those it corrects.

    Raises:
        ValueError, TypeError, KeyError: a record is not as version 1 wrote it.
    """
    by_revision = {record.revision: record for record in old}
    renewed: dict[str, Record] = {}
    for revision in _corrected_first(by_revision):
        content = by_revision[revision].content
        renewed[revision] = _record(
            content,
            supersedes=tuple(
                renewed[seen].revision if seen in renewed else seen for seen in _seen(content)
            ),
        )
    return [*renewed.values()]


def attempt(content: Json) -> Attempt:
    """A line of the contact sheet."""
    at, undoes = content.get("at"), content.get("undoes")
    return Attempt(
        id=UUID(str(content["id"])),
        dwelling=str(content["dwelling"]),
        outcome=Outcome(str(content["outcome"])),
        at=datetime.fromisoformat(str(at)) if at else None,
        language=str(content.get("language", "")),
        call_back=str(content.get("call_back", "")),
        card_left=bool(content.get("card_left", False)),
        undoes=UUID(str(undoes)) if undoes else None,
    )


def contact(content: Json) -> Contact:
    """A contact; of one without consent nothing but that."""
    form = str(content["form"])
    return Contact(
        id=UUID(str(content["id"])),
        form=form,
        day=date.fromisoformat(str(content["day"])),
        answers=agreed(form, _answers(content)),
    )


def _corrected_first(by_revision: Mapping[str, OldRecord]) -> list[str]:
    referring = {
        revision: [seen for seen in _seen(record.content) if seen in by_revision]
        for revision, record in by_revision.items()
    }
    try:
        return [*TopologicalSorter(referring).static_order()]
    except CycleError as error:
        raise ValueError("records that correct each other in a circle") from error


def _record(content: Json, *, supersedes: tuple[str, ...]) -> Record:
    form, mode = str(content["form"]), Mode(str(content["mode"]))
    answers = agreed(form, _answers(content))
    if mode is not Mode.DESK and _DAY.fullmatch(answers.get("today", "")):
        del answers["today"]
    minutes = content["minutes"]
    if not isinstance(minutes, int):
        raise TypeError(f"whole minutes expected, not {minutes!r}")
    return Record(
        id=UUID(str(content["id"])),
        form=form,
        form_version=str(content["form_version"]),
        mode=mode,
        day=date.fromisoformat(str(content["day"])),
        minutes=minutes,
        language=str(content["language"]),
        answers=answers,
        supersedes=supersedes,
        partial=bool(content.get("partial", False)),
    )


def _seen(content: Json) -> list[str]:
    seen = content.get("supersedes", [])
    if not isinstance(seen, list):
        raise TypeError(f"a list of revisions expected, not {seen!r}")
    return [str(revision) for revision in seen]


def _answers(content: Json) -> dict[str, str]:
    answers = content["answers"]
    if not isinstance(answers, dict):
        raise TypeError(f"answers by question expected, not {answers!r}")
    if not all(isinstance(text, str) for text in answers.values()):
        raise TypeError("an answer is text")
    return dict(answers)
