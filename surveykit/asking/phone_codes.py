"""What a resident's phone can take from the screen: the hour, whom to call, the erasure code.

Everything lies in the QR code itself; no phone needs a network for it, and nobody sees that it
was read. Each has several wordings, the richest first: the one that fits the window is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveykit.asking.erasure_card import purpose_of
from surveykit.errors import SurveykitError
from surveykit.text import _, day, language
from surveykit.text.clean import clean

if TYPE_CHECKING:  # types only: the first frame does not wait for the flyers
    from datetime import date

    from surveykit.assess.hour.plan import Plan
    from surveykit.export.qr import Half
    from surveykit.interviewing import OpenInterview
    from surveykit.site.model import Site
    from surveykit.workflow import Project

_CAPACITIES = (213, 154, 134, 106)
"""Bytes of an event; the first as on flyers, then codes of versions 7 to 5 (ISO/IEC 18004)."""
_LARGEST_SCALE = 4
_MODULES_FROM_AFAR = 90
"""Modules across a window at most: on 31 cm, a laptop's screen, each is 3.4 mm wide, and a phone
reads it from 1.2 m (see `export.flyers.codes` for the rule)."""


@dataclass(frozen=True, slots=True)
class PhoneCode:
    """One thing to take along."""

    title: str
    texts: tuple[str, ...]
    """For the phone, the richest first."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A code as it fits a window, in cells of the terminal."""

    cells: tuple[tuple[Half, ...], ...]


def calendar_code(site: Site, plan: Plan, asked_in: str) -> PhoneCode:
    """The next date of the hour, for the phone's calendar, in the language asked in."""
    from surveykit.export.flyers.calendar import vevent

    spoken = _flyer_language(asked_in)
    events = (vevent(site, plan, spoken, largest) for largest in _CAPACITIES)
    title = _("Calendar entry: {day}, {start} to {end}").format(
        day=day(plan.dates[0]), start=f"{plan.start:%H:%M}", end=f"{plan.end:%H:%M}"
    )
    return PhoneCode(title, tuple(dict.fromkeys(events)))


def hour_code(project: Project, today: date, asked_in: str) -> PhoneCode:
    """The calendar entry of the hour that the result proposes as it stands.

    Raises SurveykitError if it proposes none.
    """
    from surveykit.evaluating import results

    plan = results(project, today).plan
    if plan is None or not plan.dates:
        raise SurveykitError(
            _("There is no hour to tell of: the result proposes none so far."),
            advice=_("Show whom to call instead."),
        )
    return calendar_code(project.site, plan, asked_in)


def contact_code(site: Site) -> PhoneCode:
    """Whom to call: a card for the address book, in a small window without the address or bare."""
    from surveykit.export.flyers.codes import address_card, telephone

    organiser = site.organiser
    name, phone = clean(organiser.name), clean(organiser.phone)
    short = organiser.model_copy(update={"address": "", "email": "", "contact_name": ""})
    cards = (address_card(organiser), address_card(short))
    return PhoneCode(
        _("Whom to call: {name}").format(name=", ".join(filter(None, (name, phone)))),
        tuple(dict.fromkeys((*cards, *((telephone(organiser),) if phone else ())))),
    )


def erasure_phone_code(interview: OpenInterview) -> PhoneCode:
    """The erasure code with the words of the card; a phone keeps it as a text."""
    from surveykit.export.flyers.words import words

    title = words(_flyer_language(interview.language)).words["card_title"]
    code, phone = interview.erasure_code, clean(interview.project.site.organiser.phone)
    texts = (f"{title}: {code}, {phone}", f"{title}: {code}", code)
    return PhoneCode(purpose_of(interview), texts)


def shown(code: PhoneCode, width: int, height: int) -> Shown | None:
    """The richest wording that is read from a step away, else the richest that fits at all.

    As large as the window has room for; None if it is too small for any.
    """
    from surveykit.export.qr import QUIET, halves, on_a_screen

    fitting = []
    for text in code.texts:
        modules = on_a_screen(text)
        side = len(modules) + 2 * QUIET
        if scale := min(width // side, height * 2 // side, _LARGEST_SCALE):
            fitting.append((modules, scale))
    far = [one for one in fitting if one[1] * _MODULES_FROM_AFAR >= width]
    return next((Shown(halves(*one)) for one in (*far, *fitting)), None)


def least_window(code: PhoneCode) -> tuple[int, int]:
    """Columns and lines that the smallest wording takes."""
    from surveykit.export.qr import QUIET, on_a_screen

    side = min(len(on_a_screen(text)) for text in code.texts) + 2 * QUIET
    return side, (side + 1) // 2


def _flyer_language(asked_in: str) -> str:
    """The flyers' language that is the form's, else the program's, else the flyers' first."""
    from surveykit.export.flyers import flyer_languages
    from surveykit.text.form_language import language_code

    known: Sequence[str] = flyer_languages()
    wanted = (code for code in (language_code(asked_in), language()) if code in known)
    return next(wanted, known[0])
