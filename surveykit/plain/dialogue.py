"""Lines said and lines taken: no colours, no cursor, nothing is ever drawn anew."""

import shutil
import textwrap
from collections.abc import Callable, Mapping, Sequence
from getpass import getpass
from typing import TextIO

from surveykit.asking.search import fold, matching, searched
from surveykit.text import _
from surveykit.text.clean import clean, without_controls

_UNTIL_UNSEEN = 100
"""Blank lines that push everything out of the window."""


class Dialogue:
    """Talks through two streams, in a terminal or through a pipe.

    In a terminal lines are broken between words; through a pipe they stay whole, and what was
    read is repeated, so that what comes out is the whole conversation.
    """

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._source, self._target = source, target
        self._in_a_terminal = source.isatty() and target.isatty()
        self.watch: Callable[[Callable[[], str]], str | None] = lambda read: read()
        """Reads a line while it watches over the laptop; None if the line is not to be taken."""

    def say(self, *lines: str) -> None:
        """Say lines; what would steer a terminal is left out of them."""
        for line in "\n".join(lines).split("\n"):
            self._target.write(self._broken(without_controls(line)) + "\n")
        self._target.flush()

    def ask(self, prompt: str, *, secret: bool = False) -> str:
        """A line as it was typed. Raises EOFError where no more will come."""
        while (line := self.watch(lambda: self.read(prompt, secret=secret))) is None:
            pass
        return line

    def read(self, prompt: str, *, secret: bool = False) -> str:
        """As `ask`, with nobody watching."""
        said = without_controls(prompt) + " "
        if secret and self._source.isatty():
            return getpass(said)
        self._target.write(said)
        self._target.flush()
        typed = self._source.readline()
        line = typed.rstrip("\r\n")
        if not self._source.isatty() or not typed:
            self._target.write(("" if secret else without_controls(line)) + "\n")
        if not typed:
            raise EOFError
        return line

    def choose(
        self,
        question: str,
        answers: Sequence[tuple[str, str]],
        hint: str = "",
        *,
        numbers: Sequence[str] = (),
    ) -> str:
        """The code of an answer, taken by its number or a part of its words; "" for none.

        Answers that are known by `numbers` already keep them.
        """
        self.say(question, *([hint] if hint else []))
        numbered = dict(zip(numbers or map(str, range(1, len(answers) + 1)), answers, strict=True))
        self.say(*(f"{number}: {label}" for number, (_code, label) in numbered.items()))
        while True:
            typed = clean(self.ask(_("Number, or Enter for none of them:")))
            if not typed or typed == "<":
                return ""
            found = _meant(typed, numbered)
            if len(found) == 1:
                return found[0]
            self.say(_("That is none of the answers. Type one of the numbers."))

    def agree(self, question: str, yes: str) -> bool:
        """Whether the person says yes; Enter alone is no."""
        return self.choose(question, [("yes", yes), ("no", _("No"))]) == "yes"

    def push_away(self) -> None:
        """Push what was said out of the window of a terminal."""
        if self._in_a_terminal:
            self._target.write("\n" * _UNTIL_UNSEEN)
            self._target.flush()

    def _broken(self, line: str) -> str:
        if not self._in_a_terminal:
            return line
        width = max(shutil.get_terminal_size().columns - 1, 10)
        return "\n".join(textwrap.wrap(line, width, break_on_hyphens=False)) or ""


def _meant(typed: str, numbered: Mapping[str, tuple[str, str]]) -> list[str]:
    """The codes that may be meant; the number of a page with several means its first one."""
    number = str(int(typed)) if typed.isdecimal() else typed
    if found := numbered.get(number) or numbered.get(f"{number}.1"):
        return [found[0]]
    if typed.isdecimal():
        return []
    answers = list(numbered.values())
    words = [searched(label, "") for _code, label in answers]
    return [answers[n][0] for n in matching(words, fold(typed), range(len(words)))]
