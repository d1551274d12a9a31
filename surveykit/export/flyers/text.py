"""What one flyer says: every block of one language, filled with the facts of the hour."""

from dataclasses import dataclass
from datetime import date

from surveykit.assess.hour.plan import Plan
from surveykit.errors import SurveykitError
from surveykit.export.flyers.facts import (
    facts,
    landlord_holds,
    missing_facts,
    partner_of,
    place_of,
    short_dates,
)
from surveykit.export.flyers.words import CAN, CANNOT, TOPICS, Words, imprint, words
from surveykit.site.model import Site
from surveykit.text import _


@dataclass(frozen=True, slots=True)
class FlyerText:
    """One flyer in words. Texts may have several lines; an empty text is not printed."""

    language: str
    name: str
    """The language in its own words."""
    tag: str
    """BCP 47 tag of the language."""
    rtl: bool
    """True if the language is written from right to left."""
    size: float
    """Size of type to reach, in points."""
    headline: str
    sub: str
    when: str
    """Three lines: weekday, time, rhythm."""
    first: str
    dates: tuple[str, ...]
    """The next dates as figures: `12.05.`."""
    where: str
    """Two lines: place, address."""
    hint: str
    """The way in, in German, hence only on German flyers."""
    free: str
    topics_intro: str
    topics: tuple[str, ...]
    beyond: str
    can_intro: str
    can: tuple[str, ...]
    cannot_intro: str
    cannot: tuple[str, ...]
    promise: str
    confidentiality: str
    steps: str
    languages: str
    alternative: str
    contact: str
    """Two or three lines: name, telephone, e-mail if there is one."""
    organiser: str
    organiser_name: str
    partners: str
    qr: str
    """What to do with the QR code, in words."""
    valid: str
    """Until when the sheet holds: the last of its dates."""
    imprint: str


def flyer_text(language: str, site: Site, plan: Plan, *, as_of: date | None = None) -> FlyerText:
    """The flyer of the decided hour in one language.

    `as_of` is the day whose month stands in the imprint; None is the laptop's today. Raises
    SurveykitError with everything that must stand on paper but is empty in the workbook.
    """
    missing = missing_facts(site, plan)
    if missing:
        raise SurveykitError(
            _("The flyers cannot be printed; missing: {facts}.").format(facts="; ".join(missing)),
            advice=_("Fill this in in the site workbook, then make the flyers again."),
        )
    chosen, day = words(language), as_of or today()
    line = imprint(facts(site, plan, words("de"), day))
    return _filled(chosen, site, plan, facts(site, plan, chosen, day), line)


def today() -> date:
    """The laptop's date, for the month in the imprint."""
    from datetime import datetime

    return datetime.now().astimezone().date()


def _filled(language: Words, site: Site, plan: Plan, known: dict[str, str], line: str) -> FlyerText:
    def say(key: str) -> str:
        return language.say(key, known)

    legal_advice = _legal_advice(site, plan)
    return FlyerText(
        language=language.language,
        name=language.name,
        tag=language.tag,
        rtl=language.right_to_left,
        size=language.size,
        headline=say("headline"),
        sub=say("sub"),
        when=_capitals(language, say("when")),
        first=say("first"),
        dates=short_dates(plan, language),
        where=say("where"),
        hint=say("where_hint") if language.tag == "de" else "",
        free=say("free"),
        topics_intro=say("topics_intro"),
        topics=tuple(map(say, TOPICS)),
        beyond=say("beyond"),
        can_intro=say("can_intro"),
        can=tuple(map(say, (*CAN, "legal") if legal_advice else CAN)),
        cannot_intro=say("cannot_intro"),
        cannot=tuple(map(say, CANNOT[1:] if legal_advice else CANNOT)),
        promise=say("promise"),
        confidentiality=say("conf_landlord" if landlord_holds(site, plan) else "conf"),
        steps=say("step_yes" if place_of(site, plan).step_free else "step_no_uncounted"),
        languages=say("lang"),
        alternative=say("alt"),
        contact=_contact(language, known),
        organiser=say("organiser"),
        organiser_name=known["organiser"],
        partners=say("partners") if known["partners"] else "",
        qr=say("qr"),
        valid=say("valid"),
        imprint=line,
    )


def _legal_advice(site: Site, plan: Plan) -> bool:
    """A tenants' association may give it, everybody else must not promise it."""
    partner = partner_of(site, plan)
    return partner is not None and partner.partner_class == "tenants_association"


def _contact(language: Words, known: dict[str, str]) -> str:
    """Name, telephone and, if there is one, e-mail, each on its line."""
    lines = _capitals(language, language.say("contact", known)).split("\n")
    return "\n".join(lines if known["contact_email"] else lines[:2])


def _capitals(language: Words, text: str) -> str:
    """The text with a capital at the start of each line."""
    return "\n".join(map(language.capital, text.split("\n")))
