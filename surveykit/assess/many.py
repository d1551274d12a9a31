"""Several sites side by side, and small neighbouring ones that carry an hour together.

Walks between sites are not measured. Two sites are neighbours if both workbooks name the same room
(town and address) and it suits both: step-free, not the landlord's, within the longest walk of
nearly all dwellings of either.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, inf

from surveykit.assess.estimate.formats import OWN, sessions_a_year
from surveykit.assess.hour.crowding import talks
from surveykit.assess.result import Assessment, Format, Span
from surveykit.assess.suppress import forecast_hidden
from surveykit.site.model import Site

Room = tuple[str, str]
"""Town and address, without what makes no difference."""

SHARED = ("cooperative", "outreach", "none_now")
"""Verdicts of a site that has no hour of its own to lose by sharing one."""


@dataclass(frozen=True, slots=True)
class SiteResult:
    """What a table of many sites needs of one."""

    name: str
    label: str
    town: str
    owner: str
    languages: tuple[str, ...]
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
    rooms: Mapping[Room, str]
    """Rooms that suit this site, with their labels."""


@dataclass(frozen=True, slots=True)
class JointHour:
    """An hour that neighbouring sites would carry together."""

    sites: tuple[str, ...]
    """Labels, in the order given."""
    place: str
    address: str
    verdict: str
    """`regular:<rhythm>` or `trial:<rhythm>`."""
    visits_per_session: Span
    dwellings: int
    owners: tuple[str, ...]
    languages: tuple[str, ...]
    """All that are spoken, those of the most sites first."""
    common_languages: tuple[str, ...]
    """Those that are spoken at every one of the sites."""


def site_result(site: Site, assessment: Assessment) -> SiteResult:
    """What stays of an assessment in a table of many."""
    doors, needed = assessment.doors, assessment.interviews_needed
    eligible = {score.place for score in assessment.places if score.eligible}
    return SiteResult(
        name=site.name,
        label=site.label,
        town=site.town,
        owner=site.owner,
        languages=site.languages,
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
            (_plain(site.town), _plain(place.address)): place.label
            for place in site.places
            if place.name in eligible and place.address
        },
    )


def joint_hours(sites: Sequence[SiteResult]) -> tuple[JointHour, ...]:
    """Hours that neighbours carry together, the best attended first; each site in one at most.

    Each room takes in small sites around it, the busiest first, as long as a weekly hour has time
    for them; the strictest criteria of them hold.
    """
    free = [site for site in sites if site.verdict in SHARED and not site.hidden]
    found: list[JointHour] = []
    while hours := [*_hours(free)]:
        best, together = max(hours, key=lambda item: _visits_a_year(item[0]))
        found.append(best)
        free = [site for site in free if all(site is not other for other in together)]
    return tuple(found)


def _hours(free: Iterable[SiteResult]) -> Iterator[tuple[JointHour, list[SiteResult]]]:
    for room, around in _by_room(free).items():
        sites = _as_many_as_fit(around)
        hour = _joint(room, sites) if len(sites) > 1 else None
        if hour is not None:
            yield hour, sites


def _by_room(sites: Iterable[SiteResult]) -> dict[Room, list[SiteResult]]:
    """The sites that each room suits."""
    found: defaultdict[Room, list[SiteResult]] = defaultdict(list)
    for site in sites:
        for room in site.rooms:
            found[room].append(site)
    return found


def _as_many_as_fit(around: Sequence[SiteResult]) -> list[SiteResult]:
    """Those that one weekly hour can serve, in the order given."""
    fitting: list[SiteResult] = []
    visits = 0.0
    room = inf
    for site in sorted(around, key=lambda one: -one.per_session[Format.WEEKLY].point):
        room = min(room, site.time_for)
        if visits + site.per_session[Format.WEEKLY].point <= room:
            visits += site.per_session[Format.WEEKLY].point
            fitting.append(site)
    return [site for site in around if any(site is one for one in fitting)]


def _joint(room: Room, sites: Sequence[SiteResult]) -> JointHour | None:
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
    return JointHour(
        sites=tuple(site.label for site in sites),
        place=sites[0].rooms[room],
        address=room[1],
        verdict=f"{'regular' if safe else 'trial'}:{kind}",
        visits_per_session=visits,
        dwellings=dwellings,
        owners=tuple(dict.fromkeys(site.owner for site in sites if site.owner)),
        languages=spoken,
        common_languages=tuple(
            code for code in spoken if all(code in site.languages for site in sites)
        ),
    )


def _visits_a_year(hour: JointHour) -> float:
    kind = Format(hour.verdict.partition(":")[2])
    return hour.visits_per_session.point * sessions_a_year(kind)


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
