"""A print run: hundreds of copies that differ in their batch mark and code alone.

The pages of each language are set once, with the room for mark and code left empty; each copy is
those pages, stamped. That costs a tenth of setting every copy anew, in time, memory and bytes.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from pydantic import TypeAdapter

from surveykit.export.flyers.press import Press
from surveykit.export.flyers.typeset import (
    Copy,
    Texts,
    in_sizes,
    measured,
    press_of,
    with_codes_apart,
)


@dataclass(frozen=True, slots=True)
class _Stamp:
    """Where a master has room for what is a copy's own; lengths in points."""

    name: str
    page: int
    x: float
    y: float
    width: float
    rtl: bool
    pages: int
    """Of all masters together."""
    paper: tuple[float, float]


_STAMPS = TypeAdapter(list[_Stamp])


class Run:
    """The masters of one kind, as many pages for each of its texts, ready to be stamped."""

    def __init__(
        self,
        layout: str,
        sheets: Sequence[Texts],
        copies: Sequence[Copy],
        month: date,
        *,
        named: str,
    ) -> None:
        """Set the masters with room for the longest mark and the largest code of the copies.

        `copies` are all that the run will have. Raises SurveykitError as `typeset` does.
        """
        self._month, self._named, self._first = month, named, sheets[0]
        numbers = sorted({_sheet(copy) for copy in copies})
        widest = [_widest(copies, number) for number in numbers]
        set_in = in_sizes(sheets, measured(layout, sheets, widest, month, named))
        every_letter = "".join(sorted({letter for copy in copies for letter in str(copy["mark"])}))
        shown = [{**copy, "mark": every_letter} for copy in widest]
        press_of(layout, set_in, shown, month, named).printed(month)  # is there a glyph for all?
        # One code for all copies of a language, as a calendar entry is, stands on the master.
        own = {json.dumps([copy["sheet"], copy.get("code")]) for copy in copies}
        stamped = ("mark", "code") if len(own) > len(numbers) else ("mark",)
        masters = press_of(layout, set_in, widest, month, named, stamped=stamped)
        self._stamps = _STAMPS.validate_json(masters.measured("<stamp>"))
        self._pdf = masters.printed(month, tagged=False)
        self._places = {number: place for place, number in enumerate(numbers)}

    def printed(self, copies: Iterable[Copy]) -> bytes:
        """These copies as one PDF, in their order."""
        numbered, codes = with_codes_apart(
            {**copy, "sheet": self._places[_sheet(copy)]} for copy in copies
        )
        data = {
            "pdf": list(self._pdf),
            "pages": self._stamps[0].pages // len(self._places),
            "paper": self._stamps[0].paper,
            "stamps": [asdict(stamp) for stamp in self._stamps],
            "copies": numbered,
            "codes": codes,
            "title": self._first["title"],
            "author": self._first["author"],
            "month": {"year": self._month.year, "month": self._month.month, "day": 1},
        }
        return Press("run.typ", data, named=self._named).printed(self._month, tagged=False)


def _sheet(copy: Copy) -> int:
    number = copy["sheet"]
    if not isinstance(number, int):
        raise TypeError("a copy needs the number of its texts")
    return number


def _widest(copies: Iterable[Copy], number: int) -> Copy:
    """A copy that takes as much room as any other of the same texts."""
    alike = [copy for copy in copies if _sheet(copy) == number]
    marked = max(alike, key=lambda copy: len(str(copy["mark"])))
    coded = [copy["code"] for copy in alike if "code" in copy]
    return {**marked, "code": max(coded, key=_modules)} if coded else marked


def _modules(code: object) -> int:
    return int(code["modules"]) if isinstance(code, dict) else 0
