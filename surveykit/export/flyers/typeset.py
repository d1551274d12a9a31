"""Set one flyer with Typst: words and code in, PDF and the sizes of type reached out."""

from dataclasses import asdict, dataclass
from datetime import date

from pydantic import TypeAdapter

from surveykit.errors import SurveykitError
from surveykit.export import qr
from surveykit.export.flyers.press import Press
from surveykit.export.flyers.text import FlyerText
from surveykit.text import _, number


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
    press = Press(
        "flyer.typ",
        _data(text, event, month),
        named=_("The flyer in {language}").format(language=text.name),
        instead=_("Print the sheet “Flyers” of the workbook instead."),
    )
    front, back = _SIDES.validate_json(press.measured("<side>"))
    for side in (front, back):
        if side.too_long:
            raise _over_full(text, side)
    return Flyer(press.printed(month), front, back)


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
