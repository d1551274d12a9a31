"""Turn keys into an answer: what is typed or toggled before it is recorded.

One editor per question on the page. It knows the question's value and nothing of forms or
files; the card paints it, the screen records what it holds.
"""

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum, auto
from time import monotonic
from typing import Protocol

from surveykit.text.clean import clean, clean_lines
from surveykit.tui.forgiving import read, shown
from surveykit.tui.page import Asked, Kind

TWO_DIGITS = 0.8
"""Seconds within which 1 and 0 are one number; after them a 0 corrects the 1."""


class Effect(Enum):
    """What a key did."""

    NOTHING = auto()
    """The key means nothing here; the screen may have a use for it."""
    MOVED = auto()
    """Only what is shown changed: a cursor, a letter in a field."""
    CHOSEN = auto()
    """The answer changed and should be recorded now."""
    CONFIRMED = auto()
    """The chosen answer was chosen again: on to the next question."""
    LEFT_ABOVE = auto()
    """The cursor would leave the question upwards."""
    LEFT_BELOW = auto()
    """The cursor would leave the question downwards."""


class Editor(Protocol):
    """The answer in the making."""

    asked: Asked

    def press(self, key: str, character: str | None) -> Effect:
        """Take a key; `key` is Textual's name, `character` what it prints."""

    def text(self) -> str:
        """The answer as the form stores it."""

    def follow(self, before: "Editor") -> None:
        """Take over cursor and unrecorded answer from the same question's editor."""


def editor_of(asked: Asked, today: date) -> Editor:
    """The editor for a question, holding the answer given so far."""
    match asked.kind:
        case Kind.NOTE:
            return Reader(asked)
        case Kind.ONE | Kind.MANY:
            return GridChooser(asked) if asked.grid else Chooser(asked)
        case _:
            return Writer(asked, today)


class Reader:
    """A note: there is nothing to answer."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    def press(self, key: str, character: str | None) -> Effect:
        """Notes take no keys."""
        return Effect.NOTHING

    def text(self) -> str:
        """Notes keep their value."""
        return self.asked.value

    def follow(self, before: Editor) -> None:
        """Notes have no cursor."""


class Chooser:
    """Answers to choose from, by their keys or with arrows and the space bar."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.chosen = asked.codes
        self.all = (*asked.answers, *asked.aside)
        self.cursor = next(
            (n for n, answer in enumerate(self.all) if answer.code in self.chosen), 0
        )
        self.pressed: tuple[str, ...] = ()
        """The codes that the last key added."""
        self._one_at = -TWO_DIGITS
        self._moved = False

    def text(self) -> str:
        """The chosen codes, in the order of the list."""
        return " ".join(self._in_order(set(self.chosen)))

    def follow(self, before: Editor) -> None:
        """The cursor stays where it was, and so does what is not recorded yet."""
        if isinstance(before, Chooser):
            self.chosen, self._one_at = before.chosen, before._one_at
            self.pressed, self._moved = before.pressed, before._moved
            self.cursor = max(0, min(before.cursor, len(self.all) - 1))

    def press(self, key: str, character: str | None) -> Effect:
        """Choose, toggle, or move the cursor."""
        one_at, self._one_at = self._one_at, -TWO_DIGITS
        if move := _MOVES.get(key):
            return self._move(move(self.cursor), key)
        if key == "space":
            return self._take(self.cursor) if self.all else Effect.NOTHING
        pressed = _aside_key(key) or (character or "").lower()
        if self.asked.ladder and pressed == "0" and monotonic() - one_at < TWO_DIGITS:
            pressed = "x"  # typed 1 and 0 at one go, and meant ten; later it corrects the 1
        for n, answer in enumerate(self.all):
            if answer.key and answer.key == pressed:
                if self.asked.ladder and pressed == "1":
                    self._one_at = monotonic()
                return self._take(n)
        return Effect.NOTHING

    def take_marked(self) -> None:
        """Choose the answer under the cursor if somebody led it there and chose nothing.

        In a menu Enter takes the marked row; who has learned that must not skip a question.
        """
        if self.asked.kind is Kind.ONE and self._moved and not self.chosen and self.all:
            self._take(self.cursor)

    def keep(self, codes: Sequence[str]) -> None:
        """Of all that is chosen, keep only these codes."""
        self.chosen = tuple(code for code in self.chosen if code in codes)

    def _move(self, to: int, key: str) -> Effect:
        if to < 0 and key == "up":
            return Effect.LEFT_ABOVE
        if to >= len(self.all) and key == "down":
            return Effect.LEFT_BELOW
        self.cursor = max(0, min(to, len(self.all) - 1))
        self._moved = True
        return Effect.MOVED

    def _take(self, n: int) -> Effect:
        self.cursor = n
        return self._choose(self.all[n].code)

    def _choose(self, code: str) -> Effect:
        if self.asked.kind is Kind.MANY:
            self._change(set(self.chosen) ^ {code})
        elif self.chosen == (code,):
            return Effect.CONFIRMED
        else:
            self._change({code})
        return Effect.CHOSEN

    def _change(self, codes: set[str]) -> None:
        before, self.chosen = self.chosen, tuple(self._in_order(codes))
        self.pressed = tuple(code for code in self.chosen if code not in before)

    def _in_order(self, codes: set[str]) -> list[str]:
        cells = self.asked.grid.cells if self.asked.grid else ()
        listed = [cell.code for cell in cells] + [answer.code for answer in self.all]
        return [code for code in listed if code in codes] + sorted(codes.difference(listed))


class GridChooser(Chooser):
    """Days by time bands: the figures toggle bands of the marked day, 0 the whole day."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        if asked.grid is None:
            raise ValueError(f"{asked.ref} has no grid")
        self.grid = asked.grid
        self.row = next((c.row for c in self.grid.cells if c.code in self.chosen), 0)
        self.column = 0

    @property
    def on_grid(self) -> bool:
        """True while the cursor stands on a day, not on an answer beneath."""
        return self.row < len(self.grid.rows)

    def press(self, key: str, character: str | None) -> Effect:
        """Move over the grid, toggle a band or a day, or choose an answer beneath."""
        if key in ("up", "down"):
            return self._step(1 if key == "down" else -1)
        if not self.on_grid:
            return super().press(key, character)
        if key in ("left", "right"):
            step = 1 if key == "right" else -1
            self.column = max(0, min(self.column + step, self.grid.columns - 1))
            return Effect.MOVED
        if key == "space":
            return self._toggle_band(self.column)
        if character == "0":
            return self._toggle_day()
        if character and character in "123456789"[: self.grid.columns]:
            return self._toggle_band(int(character) - 1)
        return super().press(key, character)

    def follow(self, before: Editor) -> None:
        """As for any answers; the grid's cursor stays too."""
        super().follow(before)
        if isinstance(before, GridChooser):
            self.row, self.column = before.row, before.column

    def _step(self, step: int) -> Effect:
        """One row down or up; the answers beneath follow the days."""
        at = self.row if self.on_grid else self.row + self.cursor
        to = at + step
        if to < 0:
            return Effect.LEFT_ABOVE
        if to >= len(self.grid.rows) + len(self.all):
            return Effect.LEFT_BELOW
        self.row = min(to, len(self.grid.rows))
        self.cursor = max(to - len(self.grid.rows), 0)
        return Effect.MOVED

    def _take(self, n: int) -> Effect:
        self.row = len(self.grid.rows)
        return super()._take(n)

    def _toggle_band(self, column: int) -> Effect:
        cell = self.grid.at(self.row, column)
        if cell is None:
            return Effect.MOVED
        self.column = column
        return self._choose(cell.code)

    def _toggle_day(self) -> Effect:
        day = {cell.code for cell in self.grid.cells if cell.row == self.row}
        chosen = set(self.chosen)
        self._change(chosen - day if day <= chosen else chosen | day)
        return Effect.CHOSEN


class Writer:
    """A field to type into: one line, or several for longer answers."""

    def __init__(self, asked: Asked, today: date) -> None:
        self.asked = asked
        self.typed = shown(asked.kind, asked.value)
        self.caret = len(self.typed)
        self._today = today
        self._untouched = True

    def text(self) -> str:
        """What was typed, read forgivingly; untouched text stays as it was stored."""
        if self._untouched or self.typed == shown(self.asked.kind, self.asked.value):
            return self.asked.value
        if self.asked.kind is Kind.SECRET:
            return self.typed
        tidy = clean_lines if self.asked.kind is Kind.LINES else clean
        return read(self.asked.kind, tidy(self.typed), self._today)

    def press(self, key: str, character: str | None) -> Effect:
        """Type, delete or move the caret."""
        if self._untouched and not self.typed and key in ("backspace", "left", "right"):
            return Effect.NOTHING  # nothing to delete or to pass: the screen goes back or on
        if act := _EDITS.get(key):
            self._untouched = self._untouched and key not in _DELETIONS
            act(self)
            return Effect.MOVED
        if key in ("up", "down"):
            return self._line(1 if key == "down" else -1)
        if key == "ctrl+j" and self.asked.kind is Kind.LINES:
            return self._put("\n")
        if character and character.isprintable():
            return self._put(character)
        return Effect.NOTHING

    def follow(self, before: Editor) -> None:
        """What is typed stays as it was typed."""
        if isinstance(before, Writer):
            self.typed, self.caret = before.typed, before.caret
            self._untouched = before._untouched

    def insert(self, pasted: str) -> Effect:
        """Put pasted text at the caret, without anything that could steer the terminal."""
        if self.asked.kind is Kind.LINES:
            return self._put(clean_lines(pasted))
        one_line = " ".join(pasted.splitlines())
        if self.asked.kind is Kind.SECRET:  # spaces count in it
            return self._put("".join(filter(str.isprintable, one_line.strip())))
        return self._put(clean(one_line))

    def _put(self, text: str) -> Effect:
        self.typed = self.typed[: self.caret] + text + self.typed[self.caret :]
        self.caret += len(text)
        self._untouched = False
        return Effect.MOVED

    def _line(self, step: int) -> Effect:
        """A line up or down in a longer text; beyond it, another question."""
        before = self.typed[: self.caret].split("\n")
        lines = self.typed.split("\n")
        to = len(before) - 1 + step
        if to < 0:
            return Effect.LEFT_ABOVE
        if to >= len(lines):
            return Effect.LEFT_BELOW
        start = sum(len(line) + 1 for line in lines[:to])
        self.caret = start + min(len(before[-1]), len(lines[to]))
        return Effect.MOVED

    def _delete(self, start: int, end: int) -> None:
        start, end = max(start, 0), min(end, len(self.typed))
        self.typed = self.typed[:start] + self.typed[end:]
        self.caret = start

    def _go(self, to: int) -> None:
        self.caret = max(0, min(to, len(self.typed)))


_MOVES: dict[str, Callable[[int], int]] = {
    "up": lambda n: n - 1,
    "down": lambda n: n + 1,
    "home": lambda n: 0,
    "end": lambda n: n + 1_000_000,
}

_DELETIONS = ("backspace", "delete", "ctrl+w", "ctrl+u")

_EDITS: dict[str, Callable[[Writer], None]] = {
    "left": lambda field: field._go(field.caret - 1),
    "right": lambda field: field._go(field.caret + 1),
    "home": lambda field: field._go(0),
    "end": lambda field: field._go(len(field.typed)),
    "backspace": lambda field: field._delete(field.caret - 1, field.caret),
    "delete": lambda field: field._delete(field.caret, field.caret + 1),
    "ctrl+u": lambda field: field._delete(0, field.caret),
    "ctrl+w": lambda field: field._delete(
        field.typed.rstrip().rfind(" ", 0, field.caret) + 1, field.caret
    ),
}


def _aside_key(key: str) -> str:
    """F8 and F9 are D and R by another name."""
    return {"f8": "d", "f9": "r"}.get(key, "")
