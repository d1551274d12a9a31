"""What stands in the QR codes, and how large they are drawn.

A phone needs about four pixels of its camera picture for a module. The picture that it analyses
while one points it has some 1,080 lines, so a module must be 0.0029 times the distance: 0.52 mm on
a flyer in the hand at 18 cm, 0.75 mm on a notice at 26 cm. No code tells persons apart: the batch
mark names a block of at least ten dwellings and a language, and stands in print beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

from surveykit.errors import SurveykitError
from surveykit.export import qr
from surveykit.export.flyers.calendar import vevent
from surveykit.export.flyers.facts import all_isolated
from surveykit.export.flyers.order import Order
from surveykit.export.flyers.words import words
from surveykit.export.qr import Correction, Modules
from surveykit.site.model import Organiser
from surveykit.text import _, number
from surveykit.text.clean import clean

MODULE_PER_DISTANCE = 0.0029
"""Of the side of a module to the distance of the phone, both in mm."""


@dataclass(frozen=True, slots=True)
class Use:
    """How a code is used on one kind of sheet."""

    distance: float
    """Centimetres from which a phone must read it."""
    correction: Correction
    """M in the hand; Q where it hangs outside, is folded or taped."""
    largest: float
    """Millimetres of side that the layout has, white margin included."""

    @property
    def module(self) -> float:
        """Millimetres of one module."""
        return round(self.distance * 10 * MODULE_PER_DISTANCE, 2)


LONGEST = 1000
"""Bytes: no layout has room for a code with more."""

IN_HAND = Use(18, "M", 34.5)
TORN_OFF = Use(18, "M", 20)
ON_THE_WALL = Use(26, "Q", 58.5)


def contents() -> dict[str, Callable[[Order, str, str], str]]:
    """What a code can hold: order, language and batch mark to text. The first is the default."""
    return {
        "calendar": _calendar,
        "contact": _contact,
        "phone": _phone,
        "mail": _mail,
        "web": _web,
    }


_SAYS = {
    "calendar": "qr", "contact": "qr_contact", "phone": "qr_phone", "mail": "qr_mail",
    "web": "qr_web",
}  # fmt: skip


def says(content: str, language: str, mark: str) -> str:
    """What the code does, in words that stand beside it."""
    chosen = words(language)
    return chosen.say(_SAYS[content], all_isolated(chosen, {}, {"mark": mark}))


def mark(order: Order, language: str, block: str = "") -> str:
    """The batch mark of a block, or of the whole site, and a language: `C-B1-tr`."""
    return f"{clean(block or order.site.name)}-{language}"


@lru_cache(maxsize=256)
def _modules(text: str, correction: Correction) -> Modules:
    """A calendar entry is the same for all blocks, and drawing it is the dear part."""
    return qr.matrix(text, correction)


def drawn(text: str, use: Use, says: str) -> dict[str, object]:
    """The code as layouts ask for it: SVG, modules with the margin, and the side of one.

    Raises SurveykitError if it would be too dense for a phone at the distance of its use.
    """
    if len(text.encode()) > LONGEST:
        raise _too_dense(use, LONGEST * use.module)
    modules = _modules(text, use.correction)
    across = len(modules) + 2 * qr.QUIET
    if across * use.module > use.largest:
        raise _too_dense(use, across * use.module)
    return {
        "svg": qr.svg(modules),
        "modules": across,
        "quiet": qr.QUIET,
        "module": use.module,
        "says": says,
    }


def _too_dense(use: Use, side: float) -> SurveykitError:
    return SurveykitError(
        _(
            "The QR code is too dense: to be read from {distance} cm it would be {side} mm "
            "wide, and there is room for {largest} mm."
        ).format(
            distance=number(use.distance, 0), side=number(side, 1), largest=number(use.largest, 1)
        ),
        advice=_("Shorten the name, address or web address in it, or choose another content."),
    )


def _calendar(order: Order, language: str, _mark: str) -> str:
    if order.plan is None:
        raise ValueError("a calendar entry needs an hour")
    return vevent(order.site, order.plan, language)


def address_card(organiser: Organiser) -> str:
    """A MECARD: phones save it, and it is smaller than a vCard."""
    name = ", ".join(filter(None, map(clean, (organiser.contact_name, organiser.name))))
    parts = (
        ("N", name),
        ("TEL", _dialled(organiser.phone)),
        ("EMAIL", clean(organiser.email)),
        ("ADR", clean(organiser.address)),
    )
    fields = "".join(f"{key}:{_mecard(text)};" for key, text in parts if text)
    return f"MECARD:{fields};"


def telephone(organiser: Organiser) -> str:
    """A number that a phone offers to call."""
    return f"tel:{_dialled(organiser.phone)}"


def _contact(order: Order, _language: str, _mark: str) -> str:
    return address_card(order.site.organiser)


def _phone(order: Order, _language: str, _mark: str) -> str:
    return telephone(order.site.organiser)


def _mail(order: Order, _language: str, mark: str) -> str:
    return f"mailto:{quote(clean(order.site.organiser.email), safe='@.+-_')}?subject={quote(mark)}"


def _web(order: Order, language: str, mark: str) -> str:
    """The address with the batch mark as `b`; raises SurveykitError for what is no address."""
    address = order.fact("web", language)
    try:
        parts = urlsplit(address if "//" in address else f"https://{address}")
    except ValueError:  # a bracket without its fellow
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or "." not in parts.netloc:
        raise SurveykitError(
            _("“{address}” is no address on the web.").format(address=address),
            advice=_("Write it whole, as https://example.org/sprechstunde."),
        )
    query = "&".join(filter(None, (parts.query, f"b={quote(mark)}")))
    return urlunsplit((parts.scheme, parts.netloc, quote(parts.path, safe="/%"), query, ""))


def _dialled(phone: str) -> str:
    """A number as a phone dials it: figures and a leading plus."""
    text = clean(phone)
    return ("+" if text.startswith("+") else "") + "".join(filter(str.isdecimal, text))


def _mecard(text: str) -> str:
    for special in ("\\", ";", ":", ",", '"'):
        text = text.replace(special, f"\\{special}")
    return text
