"""What several laptops say differently: corrections that contradict each other, doors asked twice.

A person decides, and nothing is thrown away: what is to stand is a new revision that names all.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from string import ascii_uppercase

from surveykit.assess.estimate.questionnaire import shown_language
from surveykit.correcting import filled_in, form_of, revised
from surveykit.errors import SurveykitError
from surveykit.fieldwork.contact_sheet import interviewed_twice
from surveykit.fieldwork.notes import NOTED
from surveykit.fieldwork.record import Record
from surveykit.form import Form, Node, RepeatError
from surveykit.form.naming import split_key
from surveykit.replaying import ref_of
from surveykit.store import Project
from surveykit.text import _


@dataclass(frozen=True, slots=True)
class Difference:
    """One question that was answered in different ways."""

    name: str
    """As the record has it."""
    label: str
    """What was asked, in the language of the screen."""
    answers: tuple[str, ...]
    """In words, one of each version; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One interview with corrections that contradict each other."""

    title: str
    """Of its form."""
    versions: tuple[Record, ...]
    """By revision, so that every laptop lists them in the same order."""
    differences: tuple[Difference, ...]

    @property
    def letters(self) -> str:
        """What the versions are called."""
        return ascii_uppercase[: len(self.versions)]

    def all_of(self, version: int) -> dict[str, int]:
        """Every answer from one version, as `settle` wants it."""
        return dict.fromkeys((one.name for one in self.differences), version)


def contradictions(project: Project, now: datetime) -> tuple[Contradiction, ...]:
    """All of them, in the order of the interviews' random ids."""
    return tuple(
        _contradiction(project, sorted(versions, key=lambda one: one.revision), now)
        for versions in project.conflicts()
    )


def settle(project: Project, one: Contradiction, taken: Mapping[str, int], now: datetime) -> None:
    """Let a version stand, or a mixture: `taken` says for every difference which one counts.

    Raises:
        InvalidAnswerError: the form does not accept these answers together.
        SurveykitError: somebody has settled it meanwhile.
    """
    ours = {version.revision for version in one.versions}
    standing = ({each.revision for each in versions} for versions in project.conflicts())
    if ours not in standing:
        raise SurveykitError(
            _("This contradiction is not as it was: somebody else has been at it."),
            advice=_("Look at the list again."),
        )
    versions = set(taken.values()) or {0}
    whole = one.versions[versions.pop()] if len(versions) == 1 else None
    project.settle(whole or _mixture(project, one, taken, now))
    project.tidy()


def twice(project: Project) -> tuple[str, ...]:
    """The dwellings with more than one interview, by name."""
    return interviewed_twice(project.attempts())


def twice_words(names: Sequence[str]) -> tuple[str, ...]:
    """What can be done about them, in sentences; nothing where there are none."""
    if not names:
        return ()
    return (
        _("Dwellings interviewed more than once: {names}.").format(names=", ".join(names)),
        _("The forecast counts each of them once; which interviews are theirs nobody can tell."),
        _(
            "If one of two was noted by mistake, take that line back on the laptop that noted it "
            "(U). If a household wants only one to count, erase the other by the code on its card."
        ),
    )


def numbered(found: Sequence[Contradiction], number: int) -> Contradiction:
    """One of the list, numbered from 1; raises SurveykitError if there is none."""
    if not 1 <= number <= len(found):
        raise SurveykitError(
            _("There is no contradiction number {n}.").format(n=number),
            advice=_("Look at the list again; what was settled is not on it any more."),
        )
    return found[number - 1]


def choice(one: Contradiction, keep: str, takes: Sequence[str] = ()) -> dict[str, int]:
    """What `settle` wants, from `A` for a whole version and `question=B` for single answers."""
    taken = one.all_of(_version(one, keep))
    for take in takes:
        name, _equals, letter = take.rpartition("=")
        if name not in taken:
            raise SurveykitError(
                _("The versions do not differ in “{name}”.").format(name=name),
                advice=_("Choose among: {codes}.").format(codes=", ".join(taken)),
            )
        taken[name] = _version(one, letter)
    return taken


def lines_of(found: Sequence[Contradiction]) -> tuple[str, ...]:
    """All of them question by question, numbered from 1, the versions lettered from A."""
    return tuple(line for number, one in enumerate(found, 1) for line in _lines(number, one))


def _lines(number: int, one: Contradiction) -> Iterator[str]:
    yield f"{number}. {one.title}, {one.versions[0].day:%Y-%m}"
    yield from (f"   {line}" for line in reasons(one))
    for difference in one.differences:
        yield f"   {difference.label} [{difference.name}]"
        for letter, answer in zip(one.letters, difference.answers, strict=True):
            told = answer or _("no answer")
            yield f"      {letter}  {told}"


def reasons(one: Contradiction) -> tuple[str, ...]:
    """Why each version was made, in sentences."""
    none = _("no reason was given")
    return tuple(
        _("{letter} was corrected: {why}").format(letter=letter, why=version.reason or none)
        for letter, version in zip(one.letters, one.versions, strict=True)
    )


def _version(one: Contradiction, letter: str) -> int:
    if len(letter) != 1 or letter.upper() not in one.letters:
        raise SurveykitError(
            _("There is no version {letter}.").format(letter=letter),
            advice=_("Choose among: {codes}.").format(codes=", ".join(one.letters)),
        )
    return one.letters.index(letter.upper())


def _contradiction(project: Project, versions: Sequence[Record], now: datetime) -> Contradiction:
    form = form_of(project, versions[0])
    said = [_Said(project, one, now) for one in versions]
    order = {name: place for place, name in enumerate(form.names.values())}
    names = {name for one in said for name in one.texts}

    def place(name: str) -> tuple[int, str]:
        return order.get(split_key(name.removesuffix(NOTED))[2], 0), name

    return Contradiction(
        title=form.title,
        versions=tuple(versions),
        differences=tuple(
            Difference(name, said[0].label(name), tuple(one.answer(name) for one in said))
            for name in sorted(names, key=place)
            if len({one.texts.get(name, "") for one in said}) > 1 and not _is_reckoned(form, name)
        ),
    )


def _is_reckoned(form: Form, name: str) -> bool:
    """It follows from other answers, so nobody has to decide on it."""
    question = form.answered_by(name)
    return question is not None and question.type == "calculate"


class _Said:
    """One version in words, in the language of the screen if the form speaks it."""

    def __init__(self, project: Project, record: Record, now: datetime) -> None:
        self.texts = {
            **record.answers,
            **{f"{note.question}{NOTED}": note.text for note in record.notes},
        }
        """Answers as they are stored, and notes with a mark behind the question."""
        self._instance = filled_in(project, record, record.answers, lambda: now)
        self._instance.language = shown_language(self._instance.form) or None

    def label(self, name: str) -> str:
        """What was asked, or noted on; the bare name where the form does not know it."""
        question = name.removesuffix(NOTED)
        node = self._node(question)
        label = (node.label if node else "") or question
        return label if question == name else _("Note: {question}").format(question=label)

    def answer(self, name: str) -> str:
        """The answer with the words of its choices."""
        text = self.texts.get(name, "")
        node = None if name.endswith(NOTED) else self._node(name)
        question = node.question if node else None
        if node is None or question is None:
            return text
        words = {option.value: option.label for option in node.choices}
        codes = text.split() if question.multiple else [text]
        return ", ".join(words.get(code, code) for code in codes)

    def _node(self, name: str) -> Node | None:
        with suppress(KeyError, RepeatError):
            return self._instance.node(ref_of(self._instance, name))
        return None


def _mixture(
    project: Project, one: Contradiction, taken: Mapping[str, int], now: datetime
) -> Record:
    """The answers that were taken, with what follows from them: the form has the last word."""
    base = one.versions[0]
    of_notes = {name: version for name, version in taken.items() if name.endswith(NOTED)}
    chosen = {
        name: one.versions[version].answers.get(name, "")
        for name, version in taken.items()
        if name not in of_notes
    }
    answers = {name: text for name, text in {**base.answers, **chosen}.items() if text}
    instance = filled_in(project, base, answers, lambda: now)
    reason = "; ".join(dict.fromkeys(each.reason for each in one.versions if each.reason))
    noted = [note for note in base.notes if f"{note.question}{NOTED}" not in of_notes]
    for name, version in of_notes.items():
        asked = name.removesuffix(NOTED)
        noted += [note for note in one.versions[version].notes if note.question == asked]
    mixed = replace(base, answers=answers, notes=tuple(noted), reason=reason)
    return revised(mixed, instance.form, instance)
