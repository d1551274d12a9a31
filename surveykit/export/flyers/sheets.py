"""What each kind of sheet says in one language, as its layout asks for it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date

from surveykit.export.flyers.calendar import vevent
from surveykit.export.flyers.facts import (
    all_isolated,
    called,
    facts,
    facts_of_organiser,
    organised_publicly,
    phone_number,
    short_dates,
)
from surveykit.export.flyers.order import Order
from surveykit.export.flyers.text import flyer_text
from surveykit.export.flyers.words import (
    Words,
    authority,
    flyer_languages,
    imprint,
    stock_line,
    words,
)
from surveykit.fieldwork.retention import PERIODS, Kind
from surveykit.site.model import DAYS

Sheet = dict[str, object]
"""Texts by the names that the layout knows them by."""

Build = Callable[[Order, str], Sheet]
"""From an order and a language."""

MONTHS_KEPT = PERIODS[Kind.ANSWERS] * 12 // 365
"""Months from an interview until its answers are due to be deleted."""

FEWEST_VISITS = 5
"""From this number on visits are told; fewer could tell who came."""

_TIMES = ((9, 12), (12, 15), (15, 18), (18, 20))
_SATURDAY = (10, 13)


def hour(order: Order, language: str) -> Sheet:
    """Everything about the hour; raises SurveykitError if a fact of the workbook is missing."""
    if order.plan is None:
        raise ValueError("a sheet about the hour needs one")
    text = flyer_text(language, order.site, order.plan, as_of=order.as_of)
    chosen = words(language)
    known = facts(order.site, order.plan, chosen, order.as_of)
    return {
        **asdict(text),
        "title": text.headline,
        "author": text.organiser_name,
        **_said(chosen, known, "short", "next_dates", "can_short", "cannot_short"),
        "strip": [text.when.split("\n")[:2], text.where.split("\n")],
        "phone": known["contact_phone"],
        "event": vevent(order.site, order.plan, language),
    }


def notice(key: str, title: str = "", *, whole: bool = False) -> Build:
    """A notice that says the text `key`, under the text `title` or the headline.

    `whole` ones invite, and so say all that an invitation must.
    """

    def build(order: Order, language: str) -> Sheet:
        about = _from_day(order, key)
        sheet = hour(about, language)
        chosen = words(language)
        known = _known(about, chosen)
        told = _key_of_after(order) if key == "r_after" else key
        heading = chosen.say(title, known) if title else str(sheet["headline"])
        valid = {"r_week": "date", "r_day": "date", "r_cancel": "next_date"}.get(key)
        if valid:
            known["valid_until"] = known[valid]
        return {
            **sheet,
            "title": heading,
            "headline": heading,
            "sub": "",
            "first": sheet["first"] if key == "r_announce" else "",
            "notice": chosen.say(told, known),
            "whole": whole,
            "valid": chosen.say("valid", known),
        }

    return build


def survey(order: Order, language: str) -> Sheet:
    """The announcement of the survey: who rings when, and why."""
    chosen = words(language)
    known = _known(order, chosen)
    known["valid_until"] = known["survey_to"]
    return {
        **_frame(order, chosen, "survey_title", known),
        "notice": chosen.say("s_announce", known),
        **_said(chosen, known, "valid", "contact", "organiser"),
    }


def result(order: Order, language: str) -> Sheet:
    """You said – we did: the ideas and what became of them, in the words of the team."""
    chosen = words(language)
    known = _known(order, chosen)
    return {
        **_frame(order, chosen, "result_title", known),
        **_said(chosen, known, "result_intro", "result_said", "result_done", "result_german"),
        **_said(chosen, known, "valid", "contact", "organiser"),
        "dates": list(_dates(order, chosen)),
        **_said(chosen, known, "next_dates"),
        "rows": [[one.idea, one.answer] for one in order.answered],
    }


def missed(order: Order, language: str) -> Sheet:
    """The card for those who were out, with a line to call for every language of the site."""
    chosen = words(language)
    known = _known(order, chosen)
    answer = "missed_answer_box" if known["box_place"] else "missed_answer"
    spoken = [code.replace("_", "-") for code in order.site.languages]
    others = [c for c in flyer_languages() if c in spoken and c not in (language, "de-simple")]
    return {
        **_frame(order, chosen, "missed_title", known),
        **_said(chosen, known, "missed_who", "missed_why", "missed_next", "missed_safe"),
        "answer": chosen.say(answer, known),
        "choices": list(chosen.say_all("missed_choices", known)),
        "number": chosen.words["missed_number"],
        "phone": known["contact_phone"],
        "calls": [_call(order, words(code)) for code in others],
    }


def erasure(order: Order, language: str) -> Sheet:
    """The card for the erasure code.

    On it stand three groups of four empty boxes, into which the interviewer writes the code by
    hand. No code is printed in advance and nothing numbers the cards: a printed list of codes, in
    the order in which they were handed out along the doors, would join answers to doors. All cards
    of a language are therefore alike.
    """
    chosen = words(language)
    known = _known(order, chosen)
    return {
        **_frame(order, chosen, "card_title", known),
        "what": chosen.say("card_what", known),
        "alphabet": chosen.say("card_alphabet", known),
        "contact": chosen.say("card_contact", known),
        "kept": chosen.say("card_kept", known),
    }


def privacy(order: Order, language: str) -> Sheet:
    """What Art. 13 GDPR asks to be told when an interview begins."""
    chosen = words(language)
    known = _known(order, chosen)
    return {
        **_frame(order, chosen, "privacy_title", known),
        "parts": [part.split("\n", 1) for part in chosen.say_all("privacy", known)],
    }


def show_cards(order: Order, language: str) -> Sheet:
    """What the interviewer holds out: ladder, topics and providers in two orders, times, places."""
    chosen = words(language)
    known = _known(order, chosen)
    places = [
        all_isolated(chosen, {"label": place.label, "address": place.address}, {})
        | {"step_free": place.step_free}
        for place in order.site.places
    ]
    titles = ("ladder_title", "topics_title", "times_title", "places_title", "providers_title")
    return {
        **_frame(order, chosen, "ladder_title", known),
        **_said(chosen, known, *titles, "times_any", "times_none", "places_any", "places_none"),
        **_said(chosen, known, "step_free_place"),
        **{name: list(chosen.lists[name]) for name in ("ladder", "show_topics", "providers")},
        **_time_grid(chosen),
        "places": places,
    }


def conversation(order: Order, language: str) -> Sheet:
    """Sentences in German and in the language of the door, side by side, to point at."""
    chosen, german = words(language), words("de")
    known = _known(order, chosen)
    own = {
        "conversation": list(chosen.say_all("conversation", known)),
        "answers": list(chosen.lists["answers"]),
        **_time_grid(chosen),
    }
    beside = {
        "conversation": list(german.say_all("conversation", _known(order, german))),
        "answers": list(german.lists["answers"]),
        "title": german.say("conversation_title", {}),
        "tag": german.tag,
        "rtl": german.right_to_left,
        **_time_grid(german),
    }
    return {**_frame(order, chosen, "conversation_title", known), **own, "german": beside}


def _frame(order: Order, chosen: Words, title: str, known: Mapping[str, str]) -> Sheet:
    """What every sheet has: its language, title and imprint."""
    german = _known(order, words("de"))
    return {
        "language": chosen.language,
        "name": chosen.name,
        "tag": chosen.tag,
        "rtl": chosen.right_to_left,
        "size": chosen.size,
        "title": chosen.say(title, known),
        "author": known["organiser"],
        "imprint": imprint(german),
        "stock": stock_line(german),
    }


def _said(chosen: Words, known: Mapping[str, str], *keys: str) -> Sheet:
    return {key: chosen.say(key, known) for key in keys}


def _call(order: Order, other: Words) -> Sheet:
    known = facts_of_organiser(order.site, other, order.as_of)
    return {
        "tag": other.tag,
        "rtl": other.right_to_left,
        "says": other.say("call_in_language", known),
    }


def _time_grid(chosen: Words) -> Sheet:
    """Days across, times of day down; on Saturday there is one."""
    return {
        "days": [chosen.days[day] for day in DAYS[:6]],
        "bands": list(chosen.lists["bands"]),
        "times": [f"{start}–{end}" for start, end in _TIMES],
        "saturday": f"{_SATURDAY[0]}–{_SATURDAY[1]}",
    }


def _dates(order: Order, chosen: Words) -> tuple[str, ...]:
    return short_dates(order.plan, chosen) if order.plan else ()


def _known(order: Order, chosen: Words) -> dict[str, str]:
    """Every placeholder: of the workbook, of the hour, and what was given for the printer."""
    site, language = order.site, chosen.language
    about = facts_of_organiser(site, chosen, order.as_of) | {
        "version": order.version,
        "valid_until": _day(order.stock_until),
    }
    if order.plan:
        about |= facts(site, order.plan, chosen, order.as_of)
    basis = order.fact("list_basis", language) or (
        "public" if organised_publicly(site) else "interest"
    )
    written = {
        "topics_done": order.fact("topics_done", language),
        "next_steps": order.fact("next_steps", language),
        "box_place": order.fact("box_place", language),
        "dpo_contact": order.fact("dpo_contact", language),
        "supervisory_authority": order.fact("supervisory_authority", language)
        or authority(site.region),
    }
    days = {name: order.day(name) for name in ("date", "survey_from", "survey_to")}
    figures = {
        "visits": order.fact("visits", language),
        "interviews": str(order.interviews),
        "months": str(MONTHS_KEPT),
        "days_sheet": str(PERIODS[Kind.SHEET]),
        "days_contact": str(PERIODS[Kind.CONTACT]),
        "suppress_below": str(site.criteria.suppress_below),
        "next_date": about.get("first_date", ""),
        **{name: _day(day) for name, day in days.items() if day},
    }
    return {
        **{"survey_from": "", "survey_to": ""},
        **about,
        **all_isolated(chosen, written, figures),
        "verify_phone": phone_number(order.fact("verify_phone", language), chosen),
        "whom_to_call": called(site, chosen),
        "list_basis": chosen.words[f"basis_{basis}"],
    }


def _from_day(order: Order, key: str) -> Order:
    """The order with the dates that are still ahead when the notice hangs."""
    if key == "r_announce":  # is about the first session, whatever day other notices are about
        return order.on_or_after(order.as_of)
    day = order.day("date")
    if key in ("r_cancel", "r_after") and day:
        left = order.on_or_after(day)
        later = tuple(one for one in left.plan.dates if one > day) if left.plan else ()
        return replace(left, plan=replace(left.plan, dates=later)) if left.plan and later else left
    return order.on_or_after(day or order.as_of)


def _key_of_after(order: Order) -> str:
    """With few visits the notice gives no number."""
    visits = order.fact("visits", "de")
    many = visits.isdecimal() and int(visits) >= FEWEST_VISITS
    return "r_after" if many else "r_after_few"


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
