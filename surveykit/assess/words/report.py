"""An assessment in whole sentences, in the language in use.

Small numbers of households appear as `<5`, here as in every report.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from surveykit.assess.hour.plan import Plan
from surveykit.assess.result import Assessment, Format, Gap, Proposal
from surveykit.assess.suppress import OF_DOORS, forecast_hidden
from surveykit.assess.words.advice import advice
from surveykit.assess.words.certainty import (
    between,
    certainty,
    chance,
    further,
    headline,
    next_doors,
    overturns,
    visits_between,
)
from surveykit.assess.words.explain import flip_sentence, reason_sentence
from surveykit.assess.words.missing import missing_sentences
from surveykit.assess.words.names import (
    clock_time,
    figure,
    format_name,
    time_of_day_name,
    verdict_name,
    weekday,
)
from surveykit.assess.words.weekly import crowding_sentences, weekly_sentences
from surveykit.site.criteria import Criteria
from surveykit.site.model import Site
from surveykit.text import _, ngettext, number, percent
from surveykit.text.sentences import filled

MUCH_DEARER = 3
"""A regular hour this many times as dear per visit as a cooperative slot is told (criteria 5.5)."""

ENOUGH_TO_ORIENT = 10
"""Interviews from which a forecast is told before there are enough for a verdict."""


@dataclass(frozen=True, slots=True)
class Report:
    """The sentences of a report, by subject."""

    headline: str
    certainty: tuple[str, ...]
    """How sure the verdict is."""
    reasons: tuple[str, ...]
    """Why the verdict is what it is, in the order of the rules."""
    forecast: tuple[str, ...]
    hour: tuple[str, ...]
    """When and where, the best first; a room conflict comes last."""
    weekly: tuple[str, ...]
    """How many more one fixed time, two or three a week would reach."""
    costs: tuple[str, ...]
    notes: tuple[str, ...]
    """What to bear in mind and what is added to the verdict."""
    flips: tuple[str, ...]
    fieldwork: tuple[str, ...]
    """How far the survey is, and where it must go on."""

    def lines(self) -> tuple[str, ...]:
        """The whole report for a terminal: the headline, then each subject under its name."""
        parts = (
            (_("How sure it is"), self.certainty),
            (_("Reasons"), self.reasons),
            (_("Forecast"), self.forecast),
            (_("Time and place"), self.hour),
            (_("Several fixed times"), self.weekly),
            (_("Costs"), self.costs),
            (_("To bear in mind"), self.notes),
            (_("What would change the verdict"), self.flips),
            (_("Survey"), self.fieldwork),
        )
        below = [line for name, found in parts if found for line in _part(name, found)]
        return (self.headline, *below)


def sentences(assessment: Assessment, site: Site, plan: Plan | None = None) -> Report:
    """All that an assessment says to people, and what they should know of the planned dates.

    As long as there are too few interviews for a verdict, figures that look ahead stand here only
    for orientation, and below `ENOUGH_TO_ORIENT` interviews not at all.
    """
    hidden = forecast_hidden(assessment, site.criteria.suppress_below)
    told = tells_ahead(assessment, site.criteria)
    proposals = assessment.proposals if told else ()
    flips = [flip_sentence(flip, assessment.verdict) for flip in assessment.flips]
    flips += overturns(assessment, site.criteria)
    return Report(
        headline=verdict_name(assessment.verdict)
        if hidden
        else headline(assessment, site.criteria),
        certainty=tuple(certainty(assessment, site.criteria)) if told else (),
        reasons=tuple(_reasons(assessment, site)),
        forecast=tuple(_forecast(assessment, site.criteria)) if told else (),
        hour=tuple(_proposal(assessment, site, proposal) for proposal in proposals),
        weekly=tuple(weekly_sentences(assessment, site)) if told else (),
        costs=tuple(_costs(assessment)) if told else (),
        notes=tuple(advice(assessment, site, plan)),
        flips=tuple(flips) if told else (),
        fieldwork=(
            *_fieldwork(assessment, site),
            *(() if hidden else further(assessment)),
            *next_doors(assessment, site),
        ),
    )


def tells_ahead(assessment: Assessment, criteria: Criteria) -> bool:
    """Whether figures that look ahead are told at all, be it only for orientation."""
    enough = _decided(assessment) or assessment.doors.interviewed >= ENOUGH_TO_ORIENT
    return enough and not forecast_hidden(assessment, criteria.suppress_below)


def _decided(assessment: Assessment) -> bool:
    """True if there are enough interviews for a verdict."""
    return assessment.verdict != "continue_survey"


def _part(name: str, found: tuple[str, ...]) -> Iterator[str]:
    yield ""
    yield name
    yield from (f"  {sentence}" for sentence in found)


def _reasons(assessment: Assessment, site: Site) -> Iterator[str]:
    hidden = forecast_hidden(assessment, site.criteria.suppress_below)
    for reason in assessment.reasons:
        if hidden and reason.rule not in OF_DOORS:
            continue
        yield reason_sentence(reason, assessment.doors, suppress_below=site.criteria.suppress_below)
    if not hidden:
        yield from _consequences(assessment, site)


def _consequences(assessment: Assessment, site: Site) -> Iterator[str]:
    """What follows from the verdict: how long a trial lasts, with whom a slot is shared."""
    kind = assessment.verdict.partition(":")[0]
    if kind == "trial":
        months = site.criteria.trial_months
        yield ngettext(
            "The trial lasts {n} month, then it is reviewed.",
            "The trial lasts {n} months, then it is reviewed.",
            months,
        ).format(n=months)
    if kind in ("trial", "cooperative"):
        yield from _partner(assessment, site)
    if assessment.modifiers.utilisation is not None and kind != "cooperative":
        yield _utilisation(assessment, site)


def _partner(assessment: Assessment, site: Site) -> Iterator[str]:
    """Where a cooperative slot would be, and for how long; the way back from a trial."""
    partner = assessment.partner
    if partner is None:
        return
    visits = assessment.forecast.per_session[Format.COOPERATIVE].point
    minutes = visits * site.criteria.minutes_per_visit
    sentence = (
        _("Partner: {partner}. {visits} visits · {each} minutes = {minutes} minutes. "
          "Agree on a window of {window} minutes.")
        if assessment.format is Format.COOPERATIVE
        else _("If it fails: cooperation with {partner}. {visits} visits · {each} minutes = "
               "{minutes} minutes. Agree on a window of {window} minutes.")
    )  # fmt: skip
    told = {
        "partner": _label(site, partner.hour.partner),
        "visits": figure(visits),
        "each": figure(site.criteria.minutes_per_visit),
        "minutes": number(minutes),
        "window": str(assessment.modifiers.cooperative_minutes),
    }
    yield filled(sentence, told)


def _utilisation(assessment: Assessment, site: Site) -> str:
    kind = assessment.format or Format.MONTHLY
    return _(
        "Talks fill {share} of the session: {visits} visits · {each} of {minutes} minutes."
    ).format(
        share=percent(assessment.modifiers.utilisation or 0.0),
        visits=figure(assessment.forecast.per_session[kind].point),
        each=figure(site.criteria.minutes_per_visit),
        minutes=figure(site.criteria.open_hours * 60),
    )


def _forecast(assessment: Assessment, criteria: Criteria) -> Iterator[str]:
    found = assessment.forecast
    if not _decided(assessment):
        yield _("As things stand, after {n} interviews; more of them will change it:").format(
            n=number(assessment.doors.interviewed)
        )
    half, ninety = visits_between(assessment, criteria)
    yield _(
        "{point} visits expected in 13 weeks (50 %: {half}; 90 %: {ninety}; cautious {low}, "
        "optimistic {high})."
    ).format(
        point=number(found.visits_13_weeks.point, 1),
        half=between(half, 1),
        ninety=between(ninety, 1),
        low=number(found.visits_13_weeks.low, 1),
        high=number(found.visits_13_weeks.high, 1),
    )
    for kind, visits in found.per_session.items():
        half, ninety = visits_between(assessment, criteria, kind)
        yield _(
            "{format}: {point} visits per session (50 %: {half}; 90 %: {ninety}; cautious {low}, "
            "optimistic {high}); {risk} of the sessions would stay empty."
        ).format(
            format=format_name(kind),
            point=number(visits.point, 2),
            half=between(half, 1),
            ninety=between(ninety, 1),
            low=number(visits.low, 2),
            high=number(visits.high, 2),
            risk=chance(found.empty_risk[kind]),
        )
    yield from crowding_sentences(assessment)
    if found.uncertain:
        yield _("Uncertain: only hallway interviews exist, and they count half.")


def _proposal(assessment: Assessment, site: Site, proposal: Proposal) -> str:
    words = {
        "place": next(place.label for place in site.places if place.name == proposal.place),
        "day": weekday(proposal.day),
        "start": clock_time(proposal.start),
        "end": clock_time(proposal.end),
    }
    if proposal.conflict:
        told = _("Room conflict: {place} would be best, but on {day} from {start} to {end} it is "
                 "used by {partner}.")  # fmt: skip
        return filled(told, {**words, "partner": _label(site, proposal.conflict)})
    visits = number(proposal.visits_per_session, 2)
    if proposal.partner:
        return _("{day} {start} to {end}, {place}, inside the hour of {partner}: {visits} visits "
                 "per session.").format(
            partner=_label(site, proposal.partner), visits=visits, **words
        )  # fmt: skip
    return _("{day} {start} to {end}, {place}: {visits} visits per session.").format(
        visits=visits, **words
    )


def _costs(assessment: Assessment) -> Iterator[str]:
    for cost in assessment.costs:
        if cost.per_visit is not None:
            yield _(
                "{format}: {running} € running and {print} € print a year, {each} € per visit."
            ).format(
                format=format_name(cost.format),
                running=number(cost.running),
                print=number(cost.print),
                each=number(cost.per_visit),
            )
    ratio = assessment.cost_ratio
    if ratio is not None and ratio > MUCH_DEARER:
        yield _(
            "Per visit the regular hour costs {ratio} times as much as a cooperative slot."
        ).format(ratio=number(ratio, 1))
    yield _("The survey itself takes {hours} hours of work, {cost} €.").format(
        hours=number(assessment.survey_hours, 1), cost=number(assessment.survey_cost)
    )


def _fieldwork(assessment: Assessment, site: Site) -> Iterator[str]:
    doors = assessment.doors
    yield _(
        "{interviewed} of {occupied} occupied dwellings interviewed ({share}), {refused} declined, "
        "{not_reached} not reached, {not_tried} not yet tried, {vacant} vacant."
    ).format(
        interviewed=number(doors.interviewed),
        occupied=number(doors.occupied),
        share=percent(doors.response_share, 1),
        refused=number(doors.refused),
        not_reached=number(doors.not_met),
        not_tried=number(doors.not_tried),
        vacant=number(doors.vacant),
    )
    missing = assessment.interviews_needed - doors.interviewed
    if missing > 0:
        yield ngettext(
            "{n} more interview is needed for a verdict.",
            "{n} more interviews are needed for a verdict.",
            missing,
        ).format(n=number(missing))
        if not assessment.gaps:
            yield _("No door may be tried again: allow more attempts, or ask a neighbour in.")
        yield from (_gap(gap, site) for gap in assessment.gaps)
    if assessment.missing is not None:
        yield from missing_sentences(assessment.missing, site)


def _gap(gap: Gap, site: Site) -> str:
    label = next(block.label for block in site.blocks if block.name == gap.block)
    doors = ngettext(
        "{block}: {open} door to try, {untried} of them for the first time.",
        "{block}: {open} doors to try, {untried} of them for the first time.",
        gap.open,
    ).format(block=label, open=number(gap.open), untried=number(gap.untried))
    if not gap.times:
        return doors
    times = ", ".join(time_of_day_name(name) for name in gap.times)
    return " ".join((doors, _("Nobody has tried there: {times}.").format(times=times)))


def _label(site: Site, partner: str) -> str:
    return next((found.label for found in site.partners if found.name == partner), partner)
