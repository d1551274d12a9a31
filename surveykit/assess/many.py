"""Several sites side by side, and small neighbouring ones that carry an hour together.

Two sites are neighbours if both workbooks name the same room (town and address) and it suits both:
step-free, neutral, and within the longest walk of nearly all dwellings of either. It must not be
the seat of the landlord of any of them, whichever workbook says so. Those who share an hour speak
a language in common, in which the team of one of them can hold it.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, inf

from surveykit.assess.estimate.formats import OWN, sessions_a_year
from surveykit.assess.hour.crowding import talks
from surveykit.assess.result import Assessment, Format, Span
from surveykit.assess.suppress import forecast_hidden
from surveykit.site.model import Place, Site

Address = tuple[str, str]
"""Town and street, without what makes no difference."""

SHARED = ("cooperative", "outreach", "none_now")
"""Verdicts of a site that has no hour of its own to lose by sharing one."""


@dataclass(frozen=True, slots=True)
class Room:
    """A room as one site sees it."""

    label: str
    farthest_metres: int
    """The longest walk there."""


@dataclass(frozen=True, slots=True)
class SiteResult:
    """What a table of many sites needs of one."""

    name: str
    label: str
    town: str
    owner: str
    languages: tuple[str, ...]
    team_languages: tuple[str, ...]
    """In which the team can hold an hour."""
    verdict: str
    status: str
    risk: float
    """Probability that the verdict is not the right one."""
    dwellings: int
    interviews: int
    response_share: float
    interviews_missing: int
    """How many more a verdict needs."""
    visits_13_weeks: Span
    per_session: Mapping[Format, Span]
    min_visitors: float
    min_low: float
    min_dwellings: int
    time_for: float
    """Visits to which a session may be filled."""
    hidden: bool
    """So few answered that figures from answers must not be shown."""
    rooms: Mapping[Address, Room]
    """Those that suit this site."""
    seats: frozenset[Address]
    """Where its workbook says that the landlord sits."""


@dataclass(frozen=True, slots=True)
class JointHour:
    """An hour that neighbouring sites would carry together."""

    sites: tuple[str, ...]
    """Labels, in the order given."""
    place: str
    address: str
    farthest_metres: int
    """The longest walk there from any of them."""
    verdict: str
    """`regular:<rhythm>` or `trial:<rhythm>`."""
    visits_per_session: Span
    dwellings: int
    owners: tuple[str, ...]
    """Each must agree; where there are several, the hour cannot be any one's own."""
    held_in: tuple[str, ...]
    """Languages spoken at every one of the sites in which a team of theirs can hold it."""
    languages: tuple[str, ...]
    """All that are spoken, those of the most sites first."""
    common_languages: tuple[str, ...]
    """Those that are spoken at every one of the sites."""


def site_result(site: Site, assessment: Assessment) -> SiteResult:
    """What stays of an assessment in a table of many."""
    doors, needed = assessment.doors, assessment.interviews_needed
    eligible = {
        score.place: score.farthest_metres or 0 for score in assessment.places if score.eligible
    }
    return SiteResult(
        name=site.name,
        label=site.label,
        town=site.town,
        owner=site.owner,
        languages=site.languages,
        team_languages=site.team_languages,
        verdict=assessment.verdict,
        status=assessment.outlook.status,
        risk=assessment.outlook.risk,
        dwellings=doors.dwellings,
        interviews=doors.interviewed,
        response_share=doors.response_share,
        interviews_missing=max(needed - doors.interviewed, 0),
        visits_13_weeks=assessment.forecast.visits_13_weeks,
        per_session=assessment.forecast.per_session,
        min_visitors=site.criteria.min_visitors,
        min_low=site.criteria.min_low,
        min_dwellings=site.criteria.min_dwellings,
        time_for=talks(site.criteria) * site.criteria.util_max,
        hidden=forecast_hidden(assessment, site.criteria.suppress_below),
        rooms={
            _address(site, place): Room(place.label, eligible[place.name])
            for place in site.places
            if place.name in eligible and place.address
        },
        seats=frozenset(_address(site, place) for place in site.places if place.landlord_seat),
    )


def _address(site: Site, place: Place) -> Address:
    return _plain(site.town), _plain(place.address)


def joint_hours(sites: Sequence[SiteResult]) -> tuple[JointHour, ...]:
    """Hours that neighbours carry together, the best attended first; each site in one at most.

    Each room takes in small sites around it as long as a weekly hour has time for them, those of
    the busiest owner first: the fewer landlords have to agree, the better. Of hours attended alike
    the one with fewer owners counts, then the one with the shorter walk. The strictest criteria of
    the sites hold.
    """
    seats = _seats(sites)
    free = [site for site in sites if site.verdict in SHARED and not site.hidden]
    found: list[JointHour] = []
    while hours := [*_hours(free, seats)]:
        best, together = max(hours, key=lambda item: _worth(item[0]))
        found.append(best)
        free = [site for site in free if all(site is not other for other in together)]
    return tuple(found)


def _seats(sites: Iterable[SiteResult]) -> frozenset[tuple[str, Address]]:
    """Every owner's seats, whichever of the workbooks tells them."""
    return frozenset((_plain(site.owner), seat) for site in sites for seat in site.seats)


def _worth(hour: JointHour) -> tuple[float, int, int]:
    kind = Format(hour.verdict.partition(":")[2])
    visits = hour.visits_per_session.point * sessions_a_year(kind)
    return visits, -len(hour.owners), -hour.farthest_metres


def _hours(
    free: Iterable[SiteResult], seats: Container[tuple[str, Address]]
) -> Iterator[tuple[JointHour, list[SiteResult]]]:
    for (room, language), around in _by_room_and_language(free, seats).items():
        sites = _as_many_as_fit(around)
        held = any(language in site.team_languages for site in sites)
        hour = _joint(room, sites) if held and len(sites) > 1 else None
        if hour is not None:
            yield hour, sites


def _by_room_and_language(
    sites: Iterable[SiteResult], seats: Container[tuple[str, Address]]
) -> dict[tuple[Address, str], list[SiteResult]]:
    """The sites that each room suits, by every language that is spoken there."""
    found: defaultdict[tuple[Address, str], list[SiteResult]] = defaultdict(list)
    for site in sites:
        for room in site.rooms:
            if (_plain(site.owner), room) not in seats:
                for language in site.languages:
                    found[room, language].append(site)
    return found


def _as_many_as_fit(around: Sequence[SiteResult]) -> list[SiteResult]:
    """Those that one weekly hour can serve, in the order given."""
    by_owner: defaultdict[str, float] = defaultdict(float)
    for site in around:
        by_owner[_plain(site.owner)] += _weekly(site)
    fitting: list[SiteResult] = []
    visits, room = 0.0, inf
    for site in sorted(around, key=lambda one: (-by_owner[_plain(one.owner)], -_weekly(one))):
        room = min(room, site.time_for)
        if visits + _weekly(site) <= room:
            visits += _weekly(site)
            fitting.append(site)
    return [site for site in around if any(site is one for one in fitting)]


def _weekly(site: SiteResult) -> float:
    return site.per_session[Format.WEEKLY].point


def _joint(room: Address, sites: Sequence[SiteResult]) -> JointHour | None:
    """The most frequent hour that they carry, or none."""
    dwellings = sum(site.dwellings for site in sites)
    if dwellings < max(site.min_dwellings for site in sites):
        return None
    for kind in OWN:
        visits = _sum([site.per_session[kind] for site in sites])
        if visits.point >= max(site.min_visitors for site in sites):
            safe = visits.low >= max(site.min_low for site in sites)
            break
    else:
        return None
    spoken = _spoken(sites)
    common = tuple(code for code in spoken if all(code in site.languages for site in sites))
    hosts = {code for site in sites for code in site.team_languages}
    return JointHour(
        sites=tuple(site.label for site in sites),
        place=sites[0].rooms[room].label,
        address=room[1],
        farthest_metres=max(site.rooms[room].farthest_metres for site in sites),
        verdict=f"{'regular' if safe else 'trial'}:{kind}",
        visits_per_session=visits,
        dwellings=dwellings,
        owners=tuple({_plain(site.owner): site.owner for site in sites if site.owner}.values()),
        held_in=tuple(code for code in common if code in hosts),
        languages=spoken,
        common_languages=common,
    )


def _spoken(sites: Sequence[SiteResult]) -> tuple[str, ...]:
    listed = [code for site in sites for code in site.languages]
    return tuple(sorted(dict.fromkeys(listed), key=lambda code: -listed.count(code)))


def _sum(spans: Sequence[Span]) -> Span:
    return Span(
        point=fsum(span.point for span in spans),
        low=fsum(span.low for span in spans),
        high=fsum(span.high for span in spans),
    )


def _plain(text: str) -> str:
    """Without capitals, double blanks, and the ways to write a street."""
    words = " ".join(text.casefold().split())
    return words.replace("straße", "str.").replace("strasse", "str.").rstrip(" .,")
