"""A long list: typing narrows it, arrows move in what is left."""

from collections.abc import Sequence

from surveykit.asking.page import Asked
from surveykit.asking.search import fold, matching, searched
from surveykit.asking.written import Kind
from surveykit.text.clean import clean
from surveykit.tui.answering.choosing import ASIDE_KEYS, Chooser
from surveykit.tui.answering.editor import Editor, Effect


class Searcher(Chooser):
    """Narrows a list by every letter typed; Enter or the space bar take the marked answer.

    Case and accents do not count; several words must all occur. What begins with the letters
    comes first. Each key looks only at what the key before has left.
    """

    typing = True

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.query = ""
        self.matches: Sequence[int] = range(len(asked.answers))
        self.at = self.cursor if self.chosen else 0
        self.top = 0
        """The first match on the screen."""
        self._folded: Sequence[str] = ()

    def press(self, key: str, character: str | None) -> Effect:
        """Narrow, move, or take; with nothing typed the screen has its keys."""
        if key in _STEPS:
            return self._step(_STEPS[key], key)
        if key in ASIDE_KEYS:
            return super().press(key, None)
        if key == "delete" and not self.query:
            return super().press(key, None)
        if key == "space" and not self.query:
            return self._take_marked()
        if key in ("backspace", "ctrl+u") and self.query:
            return self._narrow(self.query[:-1] if key == "backspace" else "")
        if character and character.isprintable():
            return self._narrow(self.query + character)
        return Effect.MOVED if self.query and key in ("left", "right") else Effect.NOTHING

    def enter(self) -> Effect:
        """Take the marked answer and go on; where several are possible, stay for the next."""
        if self.query and not self.matches:
            return Effect.MOVED
        if self.asked.kind is Kind.MANY:
            return self._take_marked() if self.query else Effect.NOTHING
        if self.query or self.enter_takes:
            self._take_marked()
        return Effect.NOTHING

    def insert(self, pasted: str) -> None:
        """Search for what was pasted."""
        self._narrow(self.query + clean(pasted))

    def follow(self, before: Editor) -> None:
        """What was typed stays, and the list stays narrow."""
        super().follow(before)
        if isinstance(before, Searcher) and before.asked.answers == self.asked.answers:
            self.query, self.matches, self._folded = before.query, before.matches, before._folded
            self.at, self.top = before.at, before.top

    def view(self, height: int) -> Sequence[int]:
        """The answers that fit into `height` lines, the marked one among them."""
        self.top = max(min(self.top, self.at), self.at - height + 1, 0)
        self.top = min(self.top, max(len(self.matches) - height, 0))
        return self.matches[self.top : self.top + height]

    @property
    def pointing(self) -> bool:
        """With letters typed, Enter takes the first that has them."""
        return bool(self.query) or super().pointing

    def _step(self, by: int, key: str) -> Effect:
        to = self.at + by if self.pointing or by < 0 else self.at
        if (to < 0 and key == "up") or (to >= len(self.matches) and key == "down"):
            return Effect.LEFT_ABOVE if key == "up" else Effect.LEFT_BELOW
        self._mark(max(0, min(to, len(self.matches) - 1)))
        self._moved = True
        return Effect.MOVED

    def _mark(self, at: int) -> None:
        self.at = at
        self.cursor = self.matches[at] if self.matches else 0

    def _take_marked(self) -> Effect:
        if not self.pointing:
            return super()._take_marked()
        if not self.matches:
            return Effect.MOVED
        taken = self.cursor
        if self.query:
            self._narrow("")
            self._mark(taken)
        return self.take(taken)

    def _narrow(self, query: str) -> Effect:
        if not self._folded:
            self._folded = [searched(one.label, one.code) for one in self.asked.answers]
        longer = query.startswith(self.query)
        self.query = query
        among = self.matches if longer else range(len(self._folded))
        self.matches = matching(self._folded, fold(query), among)
        self._mark(0)
        return Effect.MOVED


_STEPS = {
    "up": -1, "down": 1, "pageup": -10, "pagedown": 10,
    "home": -10_000_000, "end": 10_000_000,
}  # fmt: skip
