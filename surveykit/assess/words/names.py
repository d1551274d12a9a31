"""What verdicts, formats, obstacles and times are called, in the language in use."""

from collections.abc import Iterable
from datetime import time

from surveykit.assess.result import Format, Obstacle, PartnerScore, PlaceScore
from surveykit.assess.voices.shares import SiteShare
from surveykit.site.criteria import Criteria
from surveykit.site.model import DAYS, Day
from surveykit.text import _, language, number, percent


def verdict_name(verdict: str) -> str:
    """The verdict for people: `Regular hour, weekly`.

    Raises:
        ValueError: there is no such verdict, or no such rhythm.
    """
    kind, _colon, rhythm = verdict.partition(":")
    match kind:
        case "regular":
            return _("Regular hour, {rhythm}").format(rhythm=rhythm_name(Format(rhythm)))
        case "trial":
            return _("Regular hour on trial, {rhythm}").format(rhythm=rhythm_name(Format(rhythm)))
        case "cooperative":
            return _("Cooperative slot inside a partner's hour")
        case "continue_survey":
            return _("Keep asking: too few interviews yet")
        case "outreach":
            return _("Home visits and telephone, no hour for now")
        case "none_now":
            return _("Nothing for now, ask again in 12 months")
    raise ValueError(f"no verdict: {verdict}")


def format_name(kind: Format) -> str:
    """A format in a table: `weekly`, `cooperation, monthly`."""
    match kind:
        case Format.COOPERATIVE:
            return _("cooperation, monthly")
        case Format.COOPERATIVE_WEEKLY:
            return _("cooperation, weekly")
        case _own:
            return rhythm_name(kind)


def rhythm_name(kind: Format) -> str:
    """How often: `every two weeks`."""
    match kind:
        case Format.WEEKLY | Format.COOPERATIVE_WEEKLY:
            return _("weekly")
        case Format.FORTNIGHTLY:
            return _("every two weeks")
        case Format.MONTHLY | Format.COOPERATIVE:
            return _("monthly")


def place_result(score: PlaceScore, criteria: Criteria) -> str:
    """`suitable`, or `no:` with everything that stands against the place."""
    return _result(_obstacle(found, criteria, score.share_within) for found in score.obstacles)


def partner_result(score: PartnerScore, places: Iterable[PlaceScore], criteria: Criteria) -> str:
    """The same for a partner's hour; `places` are the assessment's."""
    within = next((place.share_within for place in places if place.place == score.hour.place), 0.0)
    return _result(_obstacle(found, criteria, within, score.free) for found in score.obstacles)


def obstacle_name(obstacle: Obstacle) -> str:
    """What stands against a place or a partner, without its figures."""
    match obstacle:
        case Obstacle.LANDLORD_PARTNER:
            return _("landlord's side")
        case Obstacle.NO_PLACE:
            return _("no place in the area")
        case Obstacle.NOT_STEP_FREE:
            return _("not step-free")
        case Obstacle.LANDLORD_SEAT:
            return _("seat of the landlord's side")
        case Obstacle.NOT_NEUTRAL:
            return _("not neutral")
        case Obstacle.NO_PRIVATE_ROOM:
            return _("no private room")
        case Obstacle.TOO_FAR:
            return _("too far")
        case Obstacle.NO_CAPACITY:
            return _("too little capacity")
        case Obstacle.ROOM_SHUT:
            return _("room not open long enough")
        case Obstacle.HOST_ABSENT:
            return _("no host then")
        case Obstacle.ROOM_TAKEN:
            return _("room taken")
        case Obstacle.NOBODY:
            return _("nobody interviewed can come")


def weekday(day: Day) -> str:
    """The name of a day of the week."""
    from babel.dates import get_day_names

    names = get_day_names("wide", context="stand-alone", locale=language())
    return str(names[DAYS.index(day)])


def time_of_day_name(name: str) -> str:
    """A time of day at which doors are tried."""
    return {
        "morning": _("morning (9–12)"),
        "midday": _("midday (12–15)"),
        "afternoon": _("afternoon (15–18)"),
        "evening": _("evening (18–20)"),
        "saturday": _("Saturday"),
    }[name]


def language_name(code: str) -> str:
    """The name of a language by its code in the questionnaire or on the flyers."""
    match code.replace("_", "-"):
        case "de-simple":
            return _("plain German")
        case "dgs":
            return _("German Sign Language")
        case "other":
            return _("another language")
        case other:
            from babel import Locale

            return str(Locale.parse(language()).languages.get(other, other))


def clock_time(value: time) -> str:
    """A time of day as the site's timetable writes it: `15:00`."""
    return value.strftime("%H:%M")


def figure(value: float) -> str:
    """A number with two decimals, whole numbers without: `3.09`, `3`."""
    return number(value, 0 if value == round(value) else 2)


def share_between(found: SiteShare) -> str:
    """A share of all households: `47 % (40–54 %)`."""
    low = number(found.low * 100)
    return f"{percent(found.share)} ({low}–{percent(found.high)})"


def _result(obstacles: Iterable[str]) -> str:
    listed = ", ".join(obstacles)
    return _("no: {obstacles}").format(obstacles=listed) if listed else _("suitable")


def _obstacle(
    obstacle: Obstacle, criteria: Criteria, share_within: float, free: float = 0.0
) -> str:
    """The obstacle with its figures, where it has any."""
    match obstacle:
        case Obstacle.TOO_FAR:
            return _("too far: {share} of the dwellings within {metres} m").format(
                share=percent(share_within), metres=number(criteria.max_metres)
            )
        case Obstacle.NO_CAPACITY:
            return _("too little capacity: {free} free").format(free=figure(free))
        case other:
            return obstacle_name(other)
