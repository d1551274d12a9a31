"""The next date as an iCalendar event, small enough for a QR code that a phone reads by itself.

One bare event without a calendar around it, in floating local time and without a recurrence
rule: that is what phone cameras read. So the rhythm stands in the summary.
"""

from datetime import date, datetime, time

from surveykit.assess.hour.plan import Plan
from surveykit.export.flyers.facts import place_of
from surveykit.export.flyers.words import Words, words
from surveykit.site.model import Site
from surveykit.text.clean import clean

LARGEST = 213
"""Bytes that a QR code of version 10 holds with error correction M (ISO/IEC 18004, table 7)."""


def vevent(site: Site, plan: Plan, language: str, largest: int = LARGEST) -> str:
    """The plan's next date, place and rhythm in the words of one flyer language (RFC 5545).

    At most `largest` bytes in UTF-8, if title and dates alone take no more. What does not fit
    goes in this order: the telephone number, the town, the long form of the title, the end of the
    place's address. Raises ValueError if the plan has no date.
    """
    if not plan.dates:
        raise ValueError("a calendar event needs a date")
    chosen, place = words(language), place_of(site, plan)
    long, far, phone = _told(site, plan, chosen)
    short = f"{chosen.words['short']} ({chosen.rhythms[plan.rhythm]})"
    near = ", ".join(filter(None, (clean(place.label), clean(place.address))))
    tries = ((long, far, phone), (long, far, ""), (long, near, ""), (short, near, ""))
    for title, where, note in tries:
        event = _event(plan, title, where, note)
        if len(event.encode()) <= largest:
            return event
    over = len(event.encode()) - largest
    return _event(plan, short, _cut(near, over), "")


def event_lines(site: Site, plan: Plan, language: str, day: date) -> list[str]:
    """One date with everything that is known of it, as lines of any length."""
    title, where, note = _told(site, plan, words(language))
    return _lines(plan, day, title, where, note)


def _told(site: Site, plan: Plan, chosen: Words) -> tuple[str, str, str]:
    """Title with the rhythm, place with the town, and the telephone number."""
    place = place_of(site, plan)
    where = (clean(place.label), clean(place.address), clean(site.town))
    title = f"{chosen.words['headline']} ({chosen.rhythms[plan.rhythm]})"
    return title, ", ".join(filter(None, where)), clean(site.organiser.phone)


def _event(plan: Plan, title: str, where: str, note: str) -> str:
    return "".join(f"{line}\r\n" for line in _lines(plan, plan.dates[0], title, where, note))


def _lines(plan: Plan, day: date, title: str, where: str, note: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"SUMMARY:{_escaped(title)}",
        f"DTSTART:{_moment(day, plan.start)}",
        f"DTEND:{_moment(day, plan.end)}",
        f"LOCATION:{_escaped(where)}",
        *([f"DESCRIPTION:{_escaped(note)}"] if note else []),
        "END:VEVENT",
    ]


def _moment(day: date, at: time) -> str:
    """Floating local time: neither a zone nor `Z`, for a phone would shift it."""
    return f"{datetime.combine(day, at):%Y%m%dT%H%M%S}"


def _escaped(text: str) -> str:
    """A TEXT value as RFC 5545, section 3.3.11 writes it."""
    for special in ("\\", ";", ","):
        text = text.replace(special, f"\\{special}")
    return text.replace("\n", "\\n")


def _cut(text: str, over: int) -> str:
    """The text shortened so that its escaped form loses at least `over` bytes, with an ellipsis."""
    wanted = len(_escaped(text).encode()) - over
    while text and len(_escaped(f"{text}…").encode()) > wanted:
        text = text[:-1].rstrip(" ,")
    return f"{text}…" if text else ""
