"""What a page of questions shows, as plain values: the screen's view of an interview.

Built anew from the interview after every answer; widgets know nothing else of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from surveykit.tui.typography import reads_from_right

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.form import Choice, Entry, Form, Node, Question

DONT_KNOW = "dont_know"
NO_ANSWER = "no_answer"


class Kind(Enum):
    """How a question is answered."""

    NOTE = auto()
    ONE = auto()
    MANY = auto()
    TEXT = auto()
    LINES = auto()
    """Text with line breaks."""
    INTEGER = auto()
    DECIMAL = auto()
    DATE = auto()
    TIME = auto()
    SECRET = auto()
    """Text that is not shown while it is typed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to choose, with the key that chooses it (empty: reached by arrows only)."""

    code: str
    label: str
    key: str


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
    grid: Grid | None = None
    ladder: bool = False
    """The answers are the steps 0 to 10; their keys are their numbers."""
    required: bool = False
    from_right: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """What is chosen, in the order of the answer's text."""
        return tuple(self.value.split())

    def said(self) -> str:
        """The value in words, for one line."""
        if self.kind not in (Kind.ONE, Kind.MANY):
            return self.value.replace("\n", " ")
        labels = {answer.code: answer.label for answer in (*self.answers, *self.aside)}
        if self.grid:
            labels |= {
                cell.code: f"{self.grid.rows[cell.row]} {cell.label}" for cell in self.grid.cells
            }
        return ", ".join(labels.get(code, code) for code in self.codes)


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked at once: one question, or a group of the form."""

    title: str
    questions: tuple[Asked, ...]
    done: int
    """Questions of the form before this page, those that were passed over among them."""
    total: int
    """All questions of the form: an honest end, because nobody knows yet which will be asked."""
    number: int = 0
    """Which page of this interview it is, from 1; 0 where pages are not counted."""


def page_of(entry: Entry) -> Page:
    """The page on which the entry stands, in the language of its instance."""
    instance = entry.instance
    nodes = [instance.node(ref) for ref in entry.page.refs]
    listed = [question.ref for question in instance.form.questions if question.shown]
    done = min((listed.index(ref) for ref in entry.page.refs if ref in listed), default=0)
    language = instance.language or ""
    shown = (asked(instance.form, node, node.question, language) for node in nodes if node.question)
    return Page(entry.page.title, tuple(shown), done, len(listed), entry.progress[0])


def choose(label: str, answers: Sequence[tuple[str, str]], hint: str = "") -> Page:
    """A page of the program's own: codes and labels to choose from, each with its key."""
    listed, _aside = _with_keys(answers, ladder=False, from_key=0)
    return Page("", (Asked(f"choose:{label}", Kind.ONE, label, hint, "", listed),), 0, 1)


def fill_in(label: str, hint: str = "", *, value: str = "", secret: bool = False) -> Page:
    """A page of the program's own: one line to type."""
    kind = Kind.SECRET if secret else Kind.TEXT
    return Page("", (Asked(f"fill_in:{label}", kind, label, hint, value),), 0, 1)


def say(label: str, hint: str = "") -> Page:
    """A page of the program's own: something to read."""
    return Page("", (Asked(f"say:{label}", Kind.NOTE, label, hint, ""),), 1, 1)


def asked(form: Form, node: Node, question: Question, language: str) -> Asked:
    """One question of the form as the screen shows it."""
    kind = Kind.NOTE if node.readonly else _kind(question)
    grid, plain = None, [(option.value, option.label) for option in node.choices]
    if kind is Kind.MANY and "slot-grid" in question.appearance.split():
        grid, plain = _grid(plain, form.choices(question.list_name or ""))
    ladder = [code for code, _label in plain if code not in (DONT_KNOW, NO_ANSWER)] == _STEPS
    answers, aside = _with_keys(plain, ladder=ladder, from_key=grid.columns if grid else 0)
    return Asked(
        ref=node.ref,
        kind=kind,
        label=node.label,
        hint=node.hint or (node.value if node.readonly else ""),
        value=node.value,
        answers=answers,
        aside=aside,
        grid=grid,
        ladder=ladder,
        required=node.required,
        from_right=reads_from_right(language),
    )


_STEPS = [str(step) for step in range(11)]
_LETTERS = "abcefghijkmnopqsuvwxyz"
"""Keys after 1 to 9: every letter but d, r, l and t, which mean something everywhere."""
_KEYS = "123456789" + _LETTERS


def _kind(question: Question) -> Kind:
    match question.type:
        case "select_one":
            return Kind.ONE
        case "select_multiple":
            return Kind.MANY
        case "integer":
            return Kind.INTEGER
        case "decimal":
            return Kind.DECIMAL
        case "date":
            return Kind.DATE
        case "time":
            return Kind.TIME
        case "note":
            return Kind.NOTE
        case _:
            return Kind.LINES if "multiline" in question.appearance.split() else Kind.TEXT


def _with_keys(
    plain: Sequence[tuple[str, str]], *, ladder: bool, from_key: int
) -> tuple[tuple[Answer, ...], tuple[Answer, ...]]:
    """The numbered answers, and don't know and no answer with their fixed keys."""
    fixed = {DONT_KNOW: "d", NO_ANSWER: "r"}
    listed = [pair for pair in plain if pair[0] not in fixed]
    keys = "0123456789x" if ladder else _KEYS[from_key:]
    padded = keys + " " * max(len(listed) - len(keys), 0)
    answers = (Answer(*pair, key.strip()) for pair, key in zip(listed, padded, strict=False))
    aside = (Answer(*pair, fixed[pair[0]]) for pair in plain if pair[0] in fixed)
    return tuple(answers), tuple(aside)


def _grid(
    plain: Sequence[tuple[str, str]], choices: Sequence[Choice]
) -> tuple[Grid | None, list[tuple[str, str]]]:
    """The time bands among the answers as a grid, and the answers that are none."""
    place = {c.code: (c.attributes.get("day", ""), c.attributes.get("band", "")) for c in choices}
    bands = [pair for pair in plain if all(place.get(pair[0], ("", "")))]
    if not bands:
        return None, list(plain)
    days = list(dict.fromkeys(place[code][0] for code, _label in bands))
    columns = sorted({place[code][1] for code, _label in bands})
    names = {place[code][0]: _day_name(label) for code, label in bands}
    span = {c.code: _span(c) for c in choices}
    cells = tuple(
        Cell(code, span[code], days.index(place[code][0]), columns.index(place[code][1]))
        for code, _label in bands
    )
    rest = [pair for pair in plain if pair not in bands]
    return Grid(tuple(names[day] for day in days), len(columns), cells), rest


def _day_name(label: str) -> str:
    """`Montag, 9–12 Uhr` → `Montag`: what stands before the first figure."""
    figure = next((i for i, letter in enumerate(label) if letter.isdigit()), len(label))
    return label[:figure].rstrip(" ,:–-")


def _span(choice: Choice) -> str:
    """`09:00` to `12:00` → `9–12`."""
    ends = [choice.attributes.get(end, "") for end in ("start", "end")]
    if not all(ends):
        return choice.code
    return "–".join(end.removesuffix(":00").lstrip("0") or "0" for end in ends)
