"""Results → what may be published of them, and what was published before.

Everything that is reckoned from answers is here a number of a table that was hidden where it must
be, or follows from one rounded figure: the raw visits of the whole site.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from surveykit.assess.estimate.formats import sessions_a_year, visits_per_session
from surveykit.assess.hour.plan import Plan
from surveykit.assess.result import Cost, Format, Obstacle, Reason, Slot, Span
from surveykit.assess.words.certainty import headline
from surveykit.assess.words.explain import reason_sentence
from surveykit.export.public.counted import BLOCKS, DOORS, PLACES, QUESTIONS, SLOTS, to_publish
from surveykit.export.public.protect import protect
from surveykit.export.public.published import Published, TooAlikeError, TooFewError
from surveykit.export.public.table import MISSING, Shown
from surveykit.export.results import Results
from surveykit.export.workbook.view import View, look_at
from surveykit.site.criteria import Criteria
from surveykit.site.model import Site
from surveykit.text import _

_OF_DEMAND = frozenset({"demand", "cautious", "coop_demand"})
"""Rules that compare visits; the raw total decides over them."""
_OF_OCCUPIED = frozenset({"data"})
"""Rules whose numbers tell how many dwellings are vacant."""


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What is known of a place without anybody's answer."""

    name: str
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """All that the public files are written of."""

    site: Site
    published: Published
    labels: Mapping[str, Mapping[str, str]]
    """Words of every line, by table and code."""
    slots: Mapping[str, Slot]
    places: tuple[PlaceFacts, ...]
    headline: str
    reasons: tuple[str, ...]
    format: Format | None
    plan: Plan | None
    interviewed: int
    """At doors; whose answers count stands in `published`."""
    visits_13_weeks: Span
    per_session: Mapping[Format, Span]
    costs: tuple[Cost, ...]
    changed: tuple[str, ...]
    """Names of the criteria that differ from their default."""

    @property
    def tables(self) -> Mapping[str, Shown]:
        """By name, in the order of reading; without those of which nothing may be shown."""
        return self.published.tables

    @property
    def limit(self) -> int:
        """Smaller numbers of households are hidden."""
        return self.site.criteria.suppress_below

    @property
    def occupied(self) -> int | None:
        """Occupied dwellings; None where that would tell of a few vacant ones."""
        doors = self.tables.get(DOORS)
        vacant = doors.alone["vacant"] if doors else "*"
        return None if isinstance(vacant, str) else len(self.site.dwellings) - vacant


def publication(results: Results, earlier: Sequence[Published] = ()) -> Publication:
    """What may be published today, beside what was published before, oldest first.

    Raises:
        TooFewError: nothing may be.
        TooAlikeError: nothing but what was published already.
    """
    view = look_at(results)
    if len(view.households) < view.limit or view.hides_forecast():
        raise TooFewError(view.limit)
    criteria, found = results.site.criteria, results.assessment
    raw = _rounded(found.forecast.raw_total, found.reasons)
    published = _published(view, raw, earlier)
    per_session = {kind: _per_session(raw, kind, criteria) for kind in found.forecast.per_session}
    return Publication(
        site=results.site,
        published=published,
        labels={name: _labels(view, name) for name in published.tables},
        slots={score.slot.code: score.slot for score in found.slots},
        places=tuple(PlaceFacts(one.place, one.obstacles) for one in found.places),
        headline=headline(found, criteria),
        reasons=tuple(_reasons(results, published, raw)),
        format=found.format,
        plan=results.plan,
        interviewed=found.doors.interviewed,
        visits_13_weeks=_span(criteria, criteria.campaign * raw),
        per_session=per_session,
        costs=tuple(_cost(one, per_session[one.format].point, criteria) for one in found.costs),
        changed=tuple(sorted(found.changed_criteria)),
    )


def _published(view: View, raw: float, earlier: Sequence[Published]) -> Published:
    today, households = view.results.made_on, len(view.households)
    for number, one in enumerate(earlier):  # the same may be published again
        found = Published(today, households, raw, _tables(view, earlier[:number]))
        if found.content == one.content:
            return found
    close = [one for one in earlier if abs(one.households - households) < view.limit]
    if close:
        raise TooAlikeError(close[-1], view.limit)
    return Published(today, households, raw, _tables(view, earlier))


def _tables(view: View, earlier: Sequence[Published]) -> dict[str, Shown]:
    found = {}
    for name, one in to_publish(view):
        before = [tables[name] for tables in (old.tables for old in earlier) if name in tables]
        shown = protect(one.counted, one.rule, before)
        if shown is not None:
            found[name] = shown
    return found


def _rounded(raw: float, reasons: Sequence[Reason]) -> float:
    """Raw visits as a whole number; a little more exact where the verdict would be another one."""
    rounded = float(round(raw))
    for reason in reasons:
        if reason.rule.partition(":")[0] not in _OF_DEMAND or not raw or not reason.value:
            continue
        needed = reason.limit * raw / reason.value
        if reason.holds and rounded < needed:
            return ceil(needed * 10) / 10
        if not reason.holds and rounded >= needed:
            return max(ceil(needed * 10) - 1, 0) / 10
    return rounded


def _span(criteria: Criteria, visits: float) -> Span:
    point, low, high = criteria.calibration, criteria.calibration_low, criteria.calibration_high
    return Span(point * visits, low * visits, high * visits)


def _per_session(raw: float, kind: Format, criteria: Criteria) -> Span:
    return _span(criteria, visits_per_session(raw, kind, criteria, calibration=1.0))


def _cost(cost: Cost, visits: float, criteria: Criteria) -> Cost:
    """The same with the published visits; to the cent, so that nothing else shows through."""
    sessions = sessions_a_year(cost.format)
    hours = criteria.hours_follow_up_per_visit * (
        visits - cost.visits / sessions if sessions else 0.0
    )
    per_session = round(cost.per_session + hours * criteria.staff_rate, 2)
    running = per_session * sessions
    return replace(
        cost,
        staff_hours=round(cost.staff_hours + hours, 2),
        per_session=per_session,
        running=round(running, 2),
        first_year=round(running + cost.print + cost.once, 2),
        visits=round(visits * sessions, 2),
        per_visit=round((running + cost.print) / (visits * sessions), 2) if visits else None,
    )


def _reasons(results: Results, published: Published, raw: float) -> Iterator[str]:
    """The steps of the verdict with what is published; those of hidden numbers are left out."""
    found = results.assessment
    shown = published.tables.get(DOORS)
    vacant_known = shown is not None and isinstance(shown.alone["vacant"], int)
    share = raw / found.forecast.raw_total if found.forecast.raw_total else 1.0
    for reason in found.reasons:
        rule = reason.rule.partition(":")[0]
        told = reason
        if rule in _OF_DEMAND:
            told = replace(reason, value=reason.value * share)
        elif rule != "size" and not (rule in _OF_OCCUPIED and vacant_known):
            continue
        yield reason_sentence(
            told, found.doors, suppress_below=results.site.criteria.suppress_below
        )


def _labels(view: View, table: str) -> dict[str, str]:
    """What the lines of a table are called."""
    site = view.results.site
    none = {MISSING: _("no answer, or not asked")}
    match table:
        case _ if table == DOORS:
            return {
                "vacant": _("vacant"),
                "refused": _("refused"),
                "not_reached": _("not reached or not tried")
                if view.results.assessment.doors.not_tried
                else _("not reached"),
            }
        case _ if table == BLOCKS:
            return {block.name: block.label for block in site.blocks} | {MISSING: _("elsewhere")}
        case _ if table == SLOTS:
            slots = {one.slot.code: one.slot.label for one in view.results.assessment.slots}
            return {**slots, "none": view.label(SLOTS, "none"), **none}
        case _ if table == PLACES:
            places = {place.name: place.label for place in site.places}
            return {**places, "none": _("none of them"), **none}
        case question:
            list_name = QUESTIONS[question]
            codes = (choice.code for choice in view.form.choices(list_name))
            return {code: view.label(list_name, code) for code in codes} | none
