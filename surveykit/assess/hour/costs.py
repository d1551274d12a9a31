"""What a year of every format costs, and what the survey itself costs (criteria 5.5). Euros."""

from math import fsum

from surveykit.assess.estimate.formats import is_cooperative, sessions_a_year
from surveykit.assess.result import Cost, Forecast, Format
from surveykit.site.criteria import Criteria
from surveykit.site.model import Site


def costs(site: Site, forecast: Forecast, *, rent: float) -> tuple[Cost, ...]:
    """Every format side by side; `rent` is euros per hour of the room for an own hour."""
    return tuple(
        _cost(site, kind, visits.point, rent) for kind, visits in forecast.per_session.items()
    )


def survey_hours(site: Site, interviews: int) -> float:
    """Hours of work, of all interviewers, to knock everywhere and to hold the interviews."""
    criteria = site.criteria
    minutes = fsum(
        (
            len(site.dwellings) * criteria.attempts_per_dwelling * criteria.minutes_per_attempt,
            interviews * criteria.minutes_per_interview,
        )
    )
    return minutes * criteria.interviewers / 60


def cost_ratio(costs: tuple[Cost, ...], kind: Format | None) -> float | None:
    """Cost per visit of an own hour over that of the cooperative slot; None without the two."""
    by_format = {cost.format: cost.per_visit for cost in costs}
    cooperative = by_format.get(Format.COOPERATIVE)
    own = by_format.get(kind) if kind and not is_cooperative(kind) else None
    return own / cooperative if own is not None and cooperative else None


def _cost(site: Site, kind: Format, visits: float, rent: float) -> Cost:
    criteria = site.criteria
    cooperative = is_cooperative(kind)
    staff_hours = _staff_hours(criteria, visits, cooperative=cooperative)
    per_session = fsum(
        (
            staff_hours * criteria.staff_rate,
            criteria.interpreter_share * _interpreter(criteria, cooperative=cooperative),
            0.0 if cooperative else rent * (criteria.open_hours + criteria.hours_setup),
            0.0 if cooperative else criteria.refreshments,
        )
    )
    once_hours = criteria.once_hours_cooperative if cooperative else criteria.once_hours
    once = once_hours * criteria.staff_rate + criteria.once_translations
    running, printing = per_session * sessions_a_year(kind), _print(site)
    visits_a_year = visits * sessions_a_year(kind)
    return Cost(
        format=kind,
        staff_hours=staff_hours,
        per_session=per_session,
        running=running,
        print=printing,
        once=once,
        first_year=fsum((running, printing, once)),
        visits=visits_a_year,
        per_visit=(running + printing) / visits_a_year if visits_a_year else None,
    )


def _staff_hours(criteria: Criteria, visits: float, *, cooperative: bool) -> float:
    """Per session: the hour itself, set-up, preparation, and the work behind every visit."""
    follow_up = criteria.hours_follow_up_per_visit * visits
    if cooperative:
        return fsum((criteria.hours_cooperative, criteria.hours_preparation_cooperative, follow_up))
    return fsum((criteria.open_hours, criteria.hours_setup, criteria.hours_preparation, follow_up))


def _interpreter(criteria: Criteria, *, cooperative: bool) -> float:
    """An interpreted session."""
    hours = criteria.hours_cooperative if cooperative else criteria.open_hours
    return hours * criteria.interpreter_rate + criteria.interpreter_travel


def _print(site: Site) -> float:
    """A year's flyers for every dwelling and posters for every entrance."""
    criteria = site.criteria
    entrances = sum(len(building.entrances) for building in site.buildings)
    flyers = criteria.print_rounds * len(site.dwellings) * criteria.flyer_cost
    return flyers + entrances * criteria.poster_rounds * criteria.poster_cost
