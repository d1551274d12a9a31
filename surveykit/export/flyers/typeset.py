"""Set sheets with Typst: texts and codes in, PDF and the sizes of type reached out.

Each side of a sheet takes the largest size of type with which everything fits; one that is
over-full at the smallest size is refused, so nothing is ever cut off.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from surveykit.errors import SurveykitError
from surveykit.export.flyers.press import Press
from surveykit.export.flyers.words import words
from surveykit.text import _, number

Texts = Mapping[str, object]
"""What one sheet says, as its layout asks for it."""

Copy = Mapping[str, object]
"""What differs from copy to copy: the mark, the codes, and `sheet`, the number of its texts."""


@dataclass(frozen=True, slots=True)
class Side:
    """How one side came out: `size` in points, `spare` height in points, blocks too long."""

    language: str
    name: str
    size: float
    spare: float
    too_long: tuple[str, ...]


_SIDES = TypeAdapter(tuple[Side, ...])


@dataclass(frozen=True, slots=True)
class Printed:
    """Sheets ready to print, and how each of their sides came out."""

    pdf: bytes
    sides: tuple[Side, ...]

    def size(self, name: str, language: str | None = None) -> float:
        """Points of the side with this name; the smallest of all languages if none is named."""
        found = (s for s in self.sides if s.name == name and language in (None, s.language))
        return min(side.size for side in found)


def typeset(
    layout: str, sheets: Sequence[Texts], copies: Sequence[Copy], month: date, *, named: str
) -> Printed:
    """The copies as one PDF/A-2a and PDF/UA-1, dated by `month`.

    `named` is what the sheet is called in a refusal. Raises SurveykitError if a side is over-full
    at the smallest size, naming the block that is too long, or if our fonts lack a character.
    """
    sides = measured(layout, sheets, copies, month, named)
    set_in = in_sizes(sheets, sides)
    return Printed(press_of(layout, set_in, copies, month, named).printed(month), sides)


def measured(
    layout: str, sheets: Sequence[Texts], copies: Sequence[Copy], month: date, named: str
) -> tuple[Side, ...]:
    """How each side of each sheet comes out: of one copy, for the others look the same."""
    first = {copy["sheet"]: copy for copy in reversed(copies)}
    unset = [{**sheet, "sizes": {}} for sheet in sheets]
    press = press_of(layout, unset, list(first.values()), month, named)
    sides = _SIDES.validate_json(press.measured("<side>"))
    over_full = [side for side in sides if side.too_long]
    if over_full:
        raise _over_full(over_full, named)
    return tuple(dict.fromkeys(sides))


def in_sizes(sheets: Iterable[Texts], sides: Iterable[Side]) -> list[Texts]:
    """The sheets with the sizes of type that were measured for them."""
    sizes: dict[str, dict[str, float]] = {}
    for side in sides:
        sizes.setdefault(side.language, {})[side.name] = side.size
    return [{**sheet, "sizes": sizes.get(str(sheet["language"]), {})} for sheet in sheets]


def press_of(
    layout: str,
    sheets: Iterable[Texts],
    copies: Iterable[Copy],
    month: date,
    named: str,
    *,
    stamped: Sequence[str] = (),
) -> Press:
    """The layout with its data; what is `stamped` is left out, and its room reported."""
    numbered, codes = with_codes_apart(copies)
    data = {
        "sheets": list(sheets),
        "copies": numbered,
        "codes": codes,
        "stamped": list(stamped),
        "month": {"year": month.year, "month": month.month, "day": 1},
    }
    return Press(layout, data, named=f"“{named}”")


def with_codes_apart(copies: Iterable[Copy]) -> tuple[list[Copy], list[object]]:
    """The copies with the numbers of their codes, and the codes, each once."""
    codes: dict[str, tuple[int, object]] = {}
    numbered: list[Copy] = []
    for copy in copies:
        if "code" in copy:
            code = copy["code"]
            number, _same = codes.setdefault(json.dumps(code), (len(codes), code))
            numbered.append({**copy, "code": number})
        else:
            numbered.append(copy)
    return numbered, [code for _number, code in codes.values()]


def _over_full(sides: Sequence[Side], named: str) -> SurveykitError:
    """The first side that does not fit, and what of it to shorten."""
    side, blocks = sides[0], _blocks()
    return SurveykitError(
        _("“{sheet}” in {language} does not fit: {blocks} too long, even at {size} points.").format(
            sheet=named,
            language=words(side.language).name,
            blocks=", ".join(blocks.get(block, block) for block in side.too_long),
            size=number(side.size, 1),
        ),
        advice=_("Shorten this in the site workbook, or the words in {file}.").format(
            file=f"texts/{side.language}.toml"
        ),
    )


def _blocks() -> dict[str, str]:
    """What the layouts call the blocks of a sheet, in words."""
    return {
        "headline": _("headline"),
        "appointment": _("time and place"),
        "free": _("free of charge"),
        "topics": _("topics"),
        "beyond": _("more than the flat"),
        "lists": _("what we can and cannot do"),
        "words": _("promise, confidentiality and languages"),
        "contact": _("contact, organiser and partners"),
        "imprint": _("imprint"),
        "what": _("what the code is for"),
        "alphabet": _("letters and digits of the code"),
        "kept": _("how long answers are kept"),
    }
