"""Set one flyer with Typst: words and code in, PDF and the sizes of type reached out."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from surveykit.errors import SurveykitError
from surveykit.export import qr
from surveykit.export.flyers.text import FlyerText
from surveykit.text import _, number

if TYPE_CHECKING:
    from typst import Fonts

_HERE = Path(__file__).parent
_LAYOUT = _HERE / "flyer.typ"
_NO_GLYPH = re.compile(r'the text `?"(.+?)"`? could not be displayed')


@dataclass(frozen=True, slots=True)
class Side:
    """How one side came out: `size` in points, `spare` height in points, blocks too long."""

    size: float
    spare: float
    too_long: tuple[str, ...]


_SIDES = TypeAdapter(tuple[Side, Side])


@dataclass(frozen=True, slots=True)
class Flyer:
    """A flyer ready to print."""

    pdf: bytes
    front: Side
    back: Side


def typeset(text: FlyerText, event: str, month: date) -> Flyer:
    """The flyer as PDF/A-2a and PDF/UA-1 with `event` in its QR code, dated by `month`.

    Each side takes the largest size of type up to `text.size` with which everything fits. Raises
    SurveykitError if a side is over-full at the smallest size, naming the block that is too
    long, or if our fonts lack a character.
    """
    try:
        import typst
    except ImportError as error:
        raise SurveykitError(
            _("PDF flyers cannot be made on this computer: Typst is not available for it."),
            advice=_("Print the sheet “Flyers” of the workbook instead."),
        ) from error

    compiler = typst.Compiler(
        str(_LAYOUT),
        root=str(_HERE),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"flyer": json.dumps(_data(text, event, month))},
    )
    try:
        front, back = _SIDES.validate_json(compiler.query("<side>", field="value"))
        for side in (front, back):
            if side.too_long:
                raise _over_full(text, side)
        pdf = compiler.compile(
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            timestamp=datetime(month.year, month.month, 1, tzinfo=UTC),
        )
    except typst.TypstError as error:
        raise _not_printed(text, f"{error.message}\n{error.diagnostic}") from error
    if not isinstance(pdf, bytes):
        raise TypeError("Typst returned no PDF")
    return Flyer(pdf, front, back)


@cache
def _fonts() -> "Fonts":
    """Our four Noto files and nothing else, so that every computer prints the same."""
    from typst import Fonts

    return Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(_HERE / "fonts")],
    )


def _data(text: FlyerText, event: str, month: date) -> dict[str, object]:
    modules = qr.matrix(event)
    return {
        **asdict(text),
        "month": {"year": month.year, "month": month.month, "day": 1},
        "code": qr.svg(modules),
        "modules": len(modules) + 2 * qr.QUIET,
        "quiet": qr.QUIET,
    }


def _over_full(text: FlyerText, side: Side) -> SurveykitError:
    blocks = {
        "headline": _("headline"),
        "appointment": _("time and place"),
        "free": _("free of charge"),
        "topics": _("topics"),
        "beyond": _("more than the flat"),
        "lists": _("what we can and cannot do"),
        "words": _("promise, confidentiality, access and languages"),
        "contact": _("contact, organiser and partners"),
        "imprint": _("imprint"),
    }
    return SurveykitError(
        _("The flyer in {language} does not fit: {blocks} too long, even at {size} points.").format(
            language=text.name,
            blocks=", ".join(blocks.get(block, block) for block in side.too_long),
            size=number(side.size, 1),
        ),
        advice=_("Shorten this in the site workbook, or the words in {file}.").format(
            file=f"texts/{text.language}.toml"
        ),
    )


def _not_printed(text: FlyerText, complaint: str) -> SurveykitError:
    """Characters without a glyph if Typst complains of them, else a fault in the layout."""
    found = dict.fromkeys("".join(_NO_GLYPH.findall(complaint)))
    if not found:
        return SurveykitError(
            _("The layout {file} does not work: {complaint}").format(
                file=_LAYOUT, complaint=complaint.partition("\n")[0]
            ),
            advice=_("Undo the last change to the layout or to the flyer texts."),
        )
    return SurveykitError(
        _("The flyer in {language} cannot be printed: no font for {characters}.").format(
            language=text.name,
            characters=", ".join(f"“{character}” (U+{ord(character):04X})" for character in found),
        ),
        advice=_("Write it in other characters in the site workbook."),
    )
