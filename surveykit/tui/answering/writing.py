"""A field to type into: one line, or several for longer answers."""

from collections.abc import Callable

from surveykit.asking.page import Asked
from surveykit.asking.written import ALLOWED, GAP, Kind, grouped, written
from surveykit.text.clean import clean, clean_lines
from surveykit.tui.answering.editor import Editor, Effect


class Writer:
    """A field to type into. What is typed is read by the form, not here."""

    typing = True

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        verbatim = asked.kind in (Kind.SECRET, Kind.LINES)
        self.typed = self._stored = asked.value if verbatim else written(asked.kind, asked.value)
        self.caret = len(self.typed)
        self._untouched = True
        self.offered = asked.offered
        """Whether all of it stands marked, so that the next letter takes its place."""

    def text(self) -> str:
        """What was typed, tidied; what stands there as before stays as it was stored."""
        if self._untouched or self.typed == self._stored:
            return self.asked.value
        match self.asked.kind:
            case Kind.SECRET | Kind.FILE | Kind.CODE:
                return self.typed
            case Kind.LINES:
                return clean_lines(self.typed)
            case Kind.THOUSANDS:
                return self.typed.replace(GAP, "")
            case _:
                return clean(self.typed)

    def press(self, key: str, character: str | None) -> Effect:
        """Type, delete or move the caret."""
        if self._untouched and not self.typed and key in ("backspace", "left", "right"):
            return Effect.NOTHING  # nothing to delete or to pass: the screen goes back or on
        if self.offered and key in _DELETES:
            key = "ctrl+u"
        if act := _EDITS.get(key):
            self.offered = False
            self._step_over_gap(key)
            act(self)
            self._regroup()
            return Effect.MOVED
        if key in ("up", "down"):
            return self._line(1 if key == "down" else -1)
        if key == "ctrl+j" and self.asked.kind is Kind.LINES:
            return self._put("\n")
        if character and character.isprintable():
            allowed = ALLOWED.get(self.asked.kind)
            return self._put(character) if not allowed or character in allowed else Effect.MOVED
        return Effect.NOTHING

    def enter(self) -> Effect:
        """Only on."""
        return Effect.NOTHING

    def recorded(self) -> None:
        """The form has read it; what it has understood is shown next."""
        self._untouched = True

    def follow(self, before: Editor) -> None:
        """What is typed and not recorded stays as it was typed."""
        if isinstance(before, Writer):
            self.offered = self.offered and before.offered
        if isinstance(before, Writer) and not before._untouched:
            self.typed, self.caret, self._untouched = before.typed, before.caret, False

    def insert(self, pasted: str) -> None:
        """Put pasted text at the caret, without anything that could steer the terminal."""
        match self.asked.kind:
            case Kind.LINES:
                self._put(clean_lines(pasted))
            case Kind.SECRET | Kind.FILE:  # spaces count in them
                line = " ".join(pasted.splitlines()).strip()
                self._put("".join(filter(str.isprintable, line)))
            case Kind.TRACE | Kind.SHAPE:  # a point in each line
                self._put(clean("; ".join(filter(None, pasted.splitlines()))))
            case _:
                self._put(clean(" ".join(pasted.splitlines())))

    def _put(self, text: str) -> Effect:
        if self.offered:
            self.typed, self.caret, self.offered = "", 0, False
        self.typed = self.typed[: self.caret] + text + self.typed[self.caret :]
        self.caret += len(text)
        self._untouched = False
        self._regroup()
        return Effect.MOVED

    def _regroup(self) -> None:
        """Keep the gaps between thousands where they belong, and the caret at its figure."""
        if self.asked.kind is not Kind.THOUSANDS:
            return
        behind = sum(figure != GAP for figure in self.typed[self.caret :])
        self.typed = grouped(self.typed.replace(GAP, ""))
        self.caret = len(self.typed)
        while behind:
            self.caret -= 1
            behind -= self.typed[self.caret] != GAP

    def _step_over_gap(self, key: str) -> None:
        """A gap between thousands is no letter: keys that meet it mean the figure behind it."""
        before = self.typed[self.caret - 1 : self.caret] if self.caret else ""
        if self.asked.kind is Kind.THOUSANDS and before == GAP and key in ("left", "backspace"):
            self.caret -= 1
        after = self.typed[self.caret : self.caret + 1]
        if self.asked.kind is Kind.THOUSANDS and after == GAP and key in ("right", "delete"):
            self.caret += 1

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
        self._untouched = False

    def _word(self) -> int:
        """Where the word before the caret begins, with or without spaces behind it."""
        before = self.typed[: self.caret].rstrip(" \n")
        return max(before.rfind(" "), before.rfind("\n")) + 1

    def _go(self, to: int) -> None:
        self.caret = max(0, min(to, len(self.typed)))


_DELETES = ("backspace", "delete", "ctrl+w")

_EDITS: dict[str, Callable[[Writer], None]] = {
    "left": lambda field: field._go(field.caret - 1),
    "right": lambda field: field._go(field.caret + 1),
    "home": lambda field: field._go(0),
    "end": lambda field: field._go(len(field.typed)),
    "backspace": lambda field: field._delete(field.caret - 1, field.caret),
    "delete": lambda field: field._delete(field.caret, field.caret + 1),
    "ctrl+a": lambda field: field._go(0),
    "ctrl+e": lambda field: field._go(len(field.typed)),
    "ctrl+k": lambda field: field._delete(field.caret, len(field.typed)),
    "ctrl+u": lambda field: field._delete(0, field.caret),
    "ctrl+w": lambda field: field._delete(field._word(), field.caret),
}
