"""The facts a flyer is filled with, taken from the site workbook and the decided hour."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Final

from surveykit.assess.hour.plan import Plan
from surveykit.export.flyers.words import Words
from surveykit.site.model import Partner, PartnerClass, Place, Site
from surveykit.text import _
from surveykit.text.clean import clean

ANSWER_DAYS: Final = 10
"""Working days until an open question is answered, as the flyer promises."""

INTERPRETER_DAYS: Final = 5
"""Days of notice for an interpreter."""

_NAMELESS: Final = ("other", "no_answer")
"""Answers to the question for the language that name none."""

_INDEPENDENT: Final[tuple[PartnerClass, ...]] = (
    "tenants_association", "welfare", "city", "care", "church", "self",
)  # fmt: skip

_LEFT_TO_RIGHT, _BY_FIRST_LETTER, _END = "\u2066", "\u2068", "\u2069"
_JOINT = "\u00a0"  # a space at which no line ends: telephone numbers stay whole


def missing_facts(site: Site, plan: Plan) -> tuple[str, ...]:
    """What must stand on paper but is empty in the site workbook, in words for the planner."""
    place = place_of(site, plan)
    needed = {
        _("the dates of the hour"): bool(plan.dates),
        _("the name of the place"): clean(place.label),
        _("the address of the place"): clean(place.address),
    }
    missing = [what for what, given in needed.items() if not given]
    missing += missing_of_organiser(site)
    if landlord_holds(site, plan) and _independent_body(site) is None:
        missing.append(
            _("an independent body with a telephone number, as the landlord holds the hour")
        )
    return tuple(missing)


def missing_of_organiser(site: Site) -> tuple[str, ...]:
    """The same for a sheet that names no hour: whom to call and who is responsible for it."""
    organiser = site.organiser
    needed = {
        _("the name of the organiser"): clean(organiser.name),
        _("the organiser's telephone number"): clean(organiser.phone),
        _("the publisher (press law)"): clean(organiser.publisher or organiser.name),
        _("the publisher's postal address (press law)"): clean(
            organiser.publisher_address or organiser.address
        ),
    }
    return tuple(what for what, given in needed.items() if not given)


def place_of(site: Site, plan: Plan) -> Place:
    """The place of the hour; raises ValueError if the site has no such place."""
    for place in site.places:
        if place.name == plan.place:
            return place
    raise ValueError(f"site {site.name} has no place {plan.place!r}")


def partner_of(site: Site, plan: Plan) -> Partner | None:
    """The partner inside whose hour it is held; raises ValueError for one the site lacks."""
    if not plan.partner:
        return None
    for partner in site.partners:
        if partner.name == plan.partner:
            return partner
    raise ValueError(f"site {site.name} has no partner {plan.partner!r}")


def landlord_holds(site: Site, plan: Plan) -> bool:
    """True if the landlord's side holds the hour, as partner or as organiser of the survey."""
    partner = partner_of(site, plan)
    return (partner is not None and partner.partner_class == "landlord") or any(
        other.partner_class == "landlord" and _organises(site, other) for other in site.partners
    )


def organised_publicly(site: Site) -> bool:
    """True if the organiser is a partner of the city's own."""
    return any(
        partner.partner_class == "city" and _organises(site, partner) for partner in site.partners
    )


def _organises(site: Site, partner: Partner) -> bool:
    """True if the partner is the organiser, who would else hold the hour together with itself."""
    return clean(partner.label).casefold() == clean(site.organiser.name).casefold()


def facts(site: Site, plan: Plan, language: Words, as_of: date) -> dict[str, str]:
    """Every placeholder of the flyer's texts with what is printed for it.

    `plan` needs a date. In a language written from right to left each fact is isolated, so that
    "Beispielweg 8" does not turn into "8 Beispielweg".
    """
    place, partner = place_of(site, plan), partner_of(site, plan)
    first = f"{plan.dates[0]:%d.%m.%Y}"
    written = {
        "weekday": language.days[plan.day],
        "rhythm": language.rhythms[plan.rhythm],
        "place_name": place.label,
        "place_address": place.address,
        "place_hint": place.hint,
        "partners": partner.label if partner and not _organises(site, partner) else "",
        "partner": partner.label if partner else "",
        "languages": _comma(language).join(_spoken(site, plan, language)),
    }
    figures = {
        "time_from": f"{plan.start:%H:%M}",
        "time_to": f"{plan.end:%H:%M}",
        "first_date": first,
        "date": first,
        "answer_days": str(ANSWER_DAYS),
        "interpreter_days": str(INTERPRETER_DAYS),
        "valid_until": f"{plan.dates[-1]:%d.%m.%Y}",
        "version": version(site, plan),
    }
    return {
        **facts_of_organiser(site, language, as_of),
        **all_isolated(language, written, figures),
        "independent_contact": _name_and_number(_independent_body(site), language),
    }


def facts_of_organiser(site: Site, language: Words, as_of: date) -> dict[str, str]:
    """The placeholders that any sheet may have: whom to call, and the imprint."""
    organiser = site.organiser
    written = {
        "contact_name": organiser.contact_name or organiser.name,
        "organiser": organiser.name,
        "organiser_address": organiser.address or organiser.publisher_address,
        "publisher": organiser.publisher or organiser.name,
        "publisher_address": organiser.publisher_address or organiser.address,
        "printer": ", ".join(filter(None, (organiser.printer, organiser.printer_address)))
        or "Eigendruck",
    }
    figures = {
        "contact_email": organiser.email,
        "print_month": f"{as_of:%m/%Y}",
        "version": version(site),
    }
    return {
        **all_isolated(language, written, figures),
        "contact_phone": phone_number(organiser.phone, language),
    }


def version(site: Site, plan: Plan | None = None) -> str:
    """Four figures or letters that differ once the organiser, the hour or its place changed.

    Two stacks of paper with the same version say the same, in whatever language.
    """
    where = (place_of(site, plan), partner_of(site, plan)) if plan else ()
    return sha256(f"{site.organiser!r} {where!r} {plan!r}".encode()).hexdigest()[:4].upper()


def called(site: Site, language: Words) -> str:
    """Whom one asks for on the telephone: the person, if one is named, and the organiser."""
    organiser = site.organiser
    names = dict.fromkeys(filter(None, map(clean, (organiser.contact_name, organiser.name))))
    return _comma(language).join(_isolated(name, language, _BY_FIRST_LETTER) for name in names)


def all_isolated(
    language: Words, written: Mapping[str, str], figures: Mapping[str, str]
) -> dict[str, str]:
    """Words in the direction of their first letter, figures from left to right."""
    return {
        **{name: _isolated(fact, language, _BY_FIRST_LETTER) for name, fact in written.items()},
        **{name: _isolated(fact, language, _LEFT_TO_RIGHT) for name, fact in figures.items()},
    }


def short_dates(plan: Plan, language: Words) -> tuple[str, ...]:
    """The next six dates as figures, which one reads in any language: `12.05.`."""
    return tuple(_isolated(f"{day:%d.%m.}", language, _LEFT_TO_RIGHT) for day in plan.dates[:6])


def _spoken(site: Site, plan: Plan, language: Words) -> tuple[str, ...]:
    """What the team and its regular interpreters speak, by its names in the flyer's language."""
    codes = dict.fromkeys((*site.team_languages, *plan.interpreters))
    return tuple(language.name_of(code) for code in codes if code not in _NAMELESS)


def _independent_body(site: Site) -> Partner | None:
    """Whom to ask instead of the landlord, or None if nobody has a telephone number."""
    for partner_class in _INDEPENDENT:
        for partner in site.partners:
            if partner.partner_class == partner_class and clean(partner.contact):
                return partner
    return None


def _name_and_number(partner: Partner | None, language: Words) -> str:
    if partner is None:
        return ""
    name = _isolated(partner.label, language, _BY_FIRST_LETTER)
    return f"{name}{_comma(language)}{phone_number(partner.contact, language)}"


def _comma(language: Words) -> str:
    return "، " if language.tag == "ar" else ", "


def phone_number(number: str, language: Words) -> str:
    """A telephone number that stays on one line and keeps its order."""
    return _isolated(number, language, _LEFT_TO_RIGHT).replace(" ", _JOINT)


def _isolated(fact: str, language: Words, mark: str) -> str:
    text = clean(fact)
    return f"{mark}{text}{_END}" if text and language.right_to_left else text
