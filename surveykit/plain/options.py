"""The answers of a question, numbered for the ear, and found by what was typed."""

import re
from collections.abc import Iterator, Sequence

from surveykit.asking.page import Answer, Asked, Control
from surveykit.asking.search import fold, matching, searched
from surveykit.asking.written import Kind
from surveykit.errors import SurveykitError
from surveykit.form import InvalidAnswerError
from surveykit.text import _
from surveykit.text.clean import clean

_MOST_TOLD = 12
"""Answers that are told when several fit what was typed."""
_APART = re.compile(r"[,;]")


class SeveralFitError(SurveykitError):
    """What was typed fits several answers; `numbered` are the first of them with their numbers."""

    def __init__(self, typed: str, numbered: Sequence[tuple[int, Answer]], more: int) -> None:
        told = "\n".join(f"{n}: {answer.label}" for n, answer in numbered)
        rest = "\n" + _("and {n} more").format(n=more) if more else ""
        super().__init__(
            _("“{typed}” fits several answers:").format(typed=typed) + f"\n{told}{rest}",
            advice=_("Type the number of one, or more of its letters."),
        )
        self.offered = tuple(answer for _n, answer in numbered)


class Options:
    """All answers of a question with a number each; on a scale from 0 to 10 it is the step itself.

    `offered` are those of a long list that were told last: only they have numbers.
    """

    def __init__(self, asked: Asked, offered: Sequence[Answer] = ()) -> None:
        self._asked = asked
        bands = _bands(asked)
        self.all = (*bands, *asked.answers, *asked.aside)
        self.searched = asked.control is Control.SEARCH
        named = offered if self.searched else (*bands, *asked.answers)
        self.numbered = tuple(enumerate(named, 0 if asked.ladder else 1))
        self._keys = {str(n): answer for n, answer in self.numbered}
        self._keys |= {answer.key: answer for answer in asked.aside}

    def read(self, typed: str) -> str:
        """The answer as the form stores it.

        Raises InvalidAnswerError for what is no answer, SeveralFitError for what may be several.
        """
        if self._asked.kind is Kind.ONE:
            (code, *others) = self._codes(clean(typed))
            if others:
                raise self._unknown(typed)
            return code
        codes = dict.fromkeys(code for part in self._parts(typed) for code in self._codes(part))
        if self._asked.kind is Kind.RANK:
            return " ".join(codes)
        return " ".join(answer.code for answer in self.all if answer.code in codes)

    def _parts(self, typed: str) -> list[str]:
        """What was typed, apart at commas; at spaces only where all of it are numbers."""
        parts = [clean(part) for part in _APART.split(typed)]
        if len(parts) == 1:
            words = parts[0].split()
            parts = words if all(word.casefold() in self._keys for word in words) else parts
        return [part for part in parts if part]

    def _codes(self, part: str) -> list[str]:
        """The codes that one part means: one, or the bands of a whole day."""
        if answer := self._keys.get(part.casefold()):
            return [answer.code]
        if day := self._day(part):
            return day
        folded = fold(part)
        same = [a.code for a in self.all if folded in (fold(a.label), fold(a.code))]
        if len(same) == 1:
            return same
        words = [searched(answer.label, "") for answer in self.all]
        found = [self.all[n] for n in matching(words, folded, range(len(words)))]
        if not found or (part.isdecimal() and not self.searched):
            raise self._unknown(part)
        if len(found) > 1:
            raise SeveralFitError(part, self._told(found), max(len(found) - _MOST_TOLD, 0))
        return [found[0].code]

    def _told(self, found: Sequence[Answer]) -> Sequence[tuple[int, Answer]]:
        """Those that are told; in a list with numbers of its own they keep them."""
        numbered = enumerate(found, 1) if self.searched else self.numbered
        return [pair for pair in numbered if pair[1] in found][:_MOST_TOLD]

    def _day(self, part: str) -> list[str]:
        """All bands of a day of the grid, named by its beginning."""
        grid = self._asked.grid
        days = [row for row in grid.rows if fold(row).startswith(fold(part))] if grid else []
        if grid is None or len(days) != 1:
            return []
        row = grid.rows.index(days[0])
        return [cell.code for cell in grid.cells if cell.row == row]

    def _unknown(self, typed: str) -> InvalidAnswerError:
        what = _("“{typed}” is none of the answers.").format(typed=typed)
        if self.searched:
            advice = _("Type a part of its words; ? lists all.")
        else:
            advice = _("Type one of the numbers; ? says them again.")
        return InvalidAnswerError(self._asked.ref, what, advice=advice)


def _bands(asked: Asked) -> tuple[Answer, ...]:
    """The time bands of a grid, day by day."""
    grid = asked.grid
    if grid is None:
        return ()
    ordered = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    return tuple(Answer(one.code, f"{grid.rows[one.row]} {one.label}", "") for one in ordered)


def days_of(options: Options, asked: Asked) -> Iterator[str]:
    """The bands of a grid with their numbers, a day a line: `Monday. 1: 9–12. 2: 15–18.`."""
    grid = asked.grid
    if grid is None:
        return
    number = {answer.code: n for n, answer in options.numbered}
    for row, day in enumerate(grid.rows):
        bands = sorted((one for one in grid.cells if one.row == row), key=lambda one: one.column)
        yield f"{day}. " + " ".join(f"{number[one.code]}: {one.label}." for one in bands)
