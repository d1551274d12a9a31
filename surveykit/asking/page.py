"""What a page of questions shows, as plain values: all that widgets know of an interview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from surveykit.asking.written import Kind, written

DONT_KNOW = "dont_know"
NO_ANSWER = "no_answer"


class Control(Enum):
    """Which editor a question has, where its kind leaves a choice."""

    PLAIN = auto()
    """A list with a key for each answer, or a field."""
    SEARCH = auto()
    """A long list that is narrowed by typing."""
    ROW = auto()
    """The answers side by side, as on a Likert scale."""
    TABLE = auto()
    """A row of a table whose columns are the answers."""
    SLOTS = auto()
    """Days by time bands."""
    COUNTER = auto()
    """A number counted up and down."""


class Answer(NamedTuple):
    """One answer to choose, with the key that chooses it (empty: reached by arrows only).

    A tuple, because lists of 10,000 are made and compared.
    """

    code: str
    label: str
    key: str
    apart: bool = False
    """A blank line stands above it, whatever room there is."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One time band in the grid."""

    code: str
    label: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Days by time bands; what is no time band stays among the question's answers."""

    rows: tuple[str, ...]
    columns: int
    cells: tuple[Cell, ...]

    def at(self, row: int, column: int) -> Cell | None:
        """The band of this day, if it is offered."""
        return next((c for c in self.cells if (c.row, c.column) == (row, column)), None)


@dataclass(frozen=True, slots=True)
class Beside:
    """The words of a question in another language, for whoever reads along."""

    label: str
    hint: str
    answers: Mapping[str, str]
    """By code."""
    days: tuple[str, ...]
    """Rows of the grid, where it has one."""
    from_right: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it stands on the screen."""

    ref: str
    kind: Kind
    label: str
    hint: str
    value: str
    answers: tuple[Answer, ...] = ()
    aside: tuple[Answer, ...] = ()
    """Don't know and no answer, where the form has them; always in the same row."""
    control: Control = Control.PLAIN
    grid: Grid | None = None
    scale: tuple[str, ...] = ()
    """The steps of a range, as they are stored."""
    stars: bool = False
    """The range is a rating: its steps are drawn one by one."""
    ladder: bool = False
    """The answers are the steps 0 to 10; their keys are their numbers."""
    quick: bool = False
    """Choosing goes on to the next page by itself."""
    rows: int = 3
    """Lines of a field for longer texts."""
    guidance: str = ""
    """What the form says to the interviewer on demand."""
    note: str = ""
    """What the interviewer noted beside it."""
    required: bool = False
    readonly: bool = False
    from_right: bool = False
    menu: bool = False
    """A question of the program's own: an answer is marked from the start, and Enter takes it."""
    offered: bool = False
    """The value is an offer of the program's: the first letter typed takes its place."""
    beside: Beside | None = None
    """The same in a second language, where it is shown in two."""

    def other(self, answer: Answer) -> str:
        """An answer in the second language; empty where there is none, or it is the same."""
        other = self.beside.answers.get(answer.code, "") if self.beside else ""
        return "" if other == answer.label else other

    @property
    def codes(self) -> tuple[str, ...]:
        """What is chosen, in the order of the answer's text."""
        if self.kind is Kind.ONE:  # a code may hold a space
            return (self.value,) if self.value else ()
        return tuple(self.value.split())

    @property
    def at_once(self) -> bool:
        """Whether one key answers it for good: a single choice with a key for each answer."""
        keyed = (Control.PLAIN, Control.ROW, Control.TABLE)
        return self.kind is Kind.ONE and self.control in keyed

    @property
    def answerable(self) -> bool:
        """Whether it takes an answer."""
        return not self.readonly and self.kind not in (Kind.NOTE, Kind.REPEAT)

    @property
    def open(self) -> bool:
        """Whether it can be answered, and is not."""
        return self.answerable and not self.value

    def said(self) -> str:
        """The value in words, for one line."""
        if self.kind not in (Kind.ONE, Kind.MANY, Kind.RANK):
            return written(self.kind, self.value)
        wanted = set(self.codes)
        listed = (*self.answers, *self.aside)
        labels = {answer.code: answer.label for answer in listed if answer.code in wanted}
        if self.grid:
            labels |= {
                cell.code: f"{self.grid.rows[cell.row]} {cell.label}" for cell in self.grid.cells
            }
        return ", ".join(labels.get(code, code) for code in self.codes)


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked at once: one question, or a group of the form."""

    title: str
    """The group, and the instances of repeats it belongs to."""
    questions: tuple[Asked, ...]
    done: int
    """Questions of the form before this page, those that were passed over among them."""
    total: int
    """All questions of the form: an honest end, because nobody knows yet which will be asked."""
    number: int = 0
    """Which page of this interview it is, from 1; 0 where pages are not counted."""


def choose(label: str, answers: Sequence[tuple[str, str]], hint: str = "") -> Page:
    """A page of the program's own: codes and labels to choose from.

    Each has its key; where there are more than keys, typing narrows the list.
    """
    listed, _aside = with_keys(answers, ladder=False, from_key=0)
    control = Control.SEARCH if len(listed) > MOST_KEYS else Control.PLAIN
    return choose_keyed(label, listed, hint, control=control)


def choose_keyed(
    label: str, answers: Sequence[Answer], hint: str = "", *, control: Control = Control.PLAIN
) -> Page:
    """As `choose`, of answers that bring their keys along."""
    listed = tuple(answers)
    asked = Asked(f"choose:{label}", Kind.ONE, label, hint, "", listed, control=control, menu=True)
    return Page("", (asked,), 0, 1)


def fill_in(
    label: str, hint: str = "", *, value: str = "", kind: Kind = Kind.TEXT, offered: bool = False
) -> Page:
    """A page of the program's own: something to type, in one line unless the kind has several.

    A value that is `offered` is replaced by what is typed, not added to.
    """
    asked = Asked(f"fill_in:{label}", kind, label, hint, value, offered=offered and bool(value))
    return Page("", (asked,), 0, 1)


def say(label: str, hint: str = "") -> Page:
    """A page of the program's own: something to read."""
    return Page("", (Asked(f"say:{label}", Kind.NOTE, label, hint, ""),), 1, 1)


_LETTERS = "acefghijkmopqsvwxyz"
"""Keys after 1 to 9: every letter but b, d, l, n, r, t, u, which mean something everywhere."""
_KEYS = "123456789" + _LETTERS

MOST_KEYS = len(_KEYS)
"""Answers that can have a key each."""


def with_keys(
    plain: Sequence[tuple[str, str]], *, ladder: bool, from_key: int
) -> tuple[tuple[Answer, ...], tuple[Answer, ...]]:
    """The numbered answers, and don't know and no answer with their fixed keys."""
    fixed = {DONT_KNOW: "d", NO_ANSWER: "r"}
    listed = [pair for pair in plain if pair[0] not in fixed]
    keys = "0123456789x" if ladder else _KEYS[from_key:]
    answers = [Answer(*pair, key) for pair, key in zip(listed, keys, strict=False)]
    answers += [Answer(*pair, "") for pair in listed[len(keys) :]]
    aside = (Answer(*pair, fixed[pair[0]]) for pair in plain if pair[0] in fixed)
    return tuple(answers), tuple(aside)
