"""How sure the verdict is, what next, and what would overturn it, in whole sentences."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from surveykit.assess.estimate.formats import visits_per_session
from surveykit.assess.result import Assessment, Format, format_of
from surveykit.assess.verdict.outlook import Further, Interval, NextDoors, Outlook
from surveykit.assess.verdict.verdicts import Status
from surveykit.assess.words.names import rhythm_name, time_of_day_name, verdict_name
from surveykit.fieldwork.walk import in_walking_order
from surveykit.site.criteria import Criteria
from surveykit.site.model import Building, Dwelling, Site
from surveykit.text import _, ngettext, number, percent

_HARDLY = 0.005
"""A chance below this would be shown as nought per cent; none is nought."""
_WORTH_TELLING = 0.01


def headline(assessment: Assessment, criteria: Criteria) -> str:
    """The verdict with its status; what is missing where there is no verdict yet."""
    if assessment.verdict == "continue_survey":
        return verdict_name(assessment.verdict)
    verdict = verdict_name(assessment.verdict)
    match assessment.outlook.status:
        case Status.CERTIFIED:
            return _("Certain: {verdict}").format(verdict=verdict)
        case Status.PROBABLE:
            return _("Decided: {verdict}").format(verdict=verdict)
        case Status.UNDECIDED:
            return _("Not yet decided: ask on. As things stand: {verdict}").format(verdict=verdict)
        case Status.EXHAUSTED if assessment.outlook.format_sure(criteria.risk_max):
            return _("{verdict}; a close call is only whether on trial").format(verdict=verdict)
        case Status.EXHAUSTED:
            return _("A close call: {verdict}").format(verdict=verdict)


def status_reason(assessment: Assessment, criteria: Criteria) -> str:
    """Why the verdict has the status it has, in one sentence."""
    found = assessment.outlook
    if assessment.verdict == "continue_survey":
        return ngettext(
            "The rules ask for {n} interview before any verdict.",
            "The rules ask for {n} interviews before any verdict.",
            assessment.interviews_needed,
        ).format(n=number(assessment.interviews_needed))
    risk, limit = chance(found.risk), percent(criteria.risk_max)
    match found.status:
        case Status.CERTIFIED:
            return _("Nothing that the other households may say can change it.")
        case Status.PROBABLE:
            return _("The risk that another verdict is right is {risk}, within {limit}.").format(
                risk=risk, limit=limit
            )
        case Status.UNDECIDED:
            return _("The risk that another verdict is right is {risk}, over {limit}.").format(
                risk=risk, limit=limit
            )
        case Status.EXHAUSTED:
            return _(
                "Every door has been tried, and the risk that another verdict is right is still "
                "{risk}."
            ).format(risk=risk)


def certainty(assessment: Assessment, criteria: Criteria) -> Iterator[str]:
    """The status, how probable which verdict is, and what the figures rest on."""
    found = assessment.outlook
    if assessment.verdict == "continue_survey":
        yield _(
            "As things stand: {verdict}. The risk that another verdict is right is {risk}."
        ).format(verdict=verdict_name(found.verdict), risk=chance(found.risk))
        if found.certain:
            yield _("Nothing that the other households may say can change it.")
    else:
        yield status_reason(assessment, criteria)
    if not found.certain:
        yield from _as_things_stand(assessment)
        yield from _chances(found, criteria.risk_max)
    yield _(
        "Raw visits {point} (50 %: {half}; 90 %: {ninety}). With every household not heard at its "
        "least and at its most: {bounds}."
    ).format(
        point=number(assessment.forecast.raw_total, 1),
        half=between(found.raw.half, 1),
        ninety=between(found.raw.ninety, 1),
        bounds=between(found.bounds, 1),
    )
    if not found.raw.half.low <= assessment.forecast.raw_total <= found.raw.half.high:
        yield _(
            "The figure counts doors that may still be tried as not reached; the intervals reckon "
            "that some of them will open."
        )


def _as_things_stand(assessment: Assessment) -> Iterator[str]:
    """Why the verdict so far is not the likeliest one: doors not tried yet count little in it."""
    found, doors = assessment.outlook, sum(gap.open for gap in assessment.gaps)
    if not doors or found.likeliest == found.verdict:
        return
    yield ngettext(
        "“As things stand” counts the {n} door still to be tried as never reached. Likeliest once "
        "it was tried: {verdict} ({share}).",
        "“As things stand” counts the {n} doors still to be tried as never reached. Likeliest "
        "once they were tried: {verdict} ({share}).",
        doors,
    ).format(
        n=number(doors),
        verdict=verdict_name(found.likeliest),
        share=chance(found.probabilities[found.likeliest]),
    )


def _chances(found: Outlook, limit: float) -> Iterator[str]:
    listed = sorted(found.probabilities.items(), key=lambda item: -item[1])
    told = [(verdict, share) for verdict, share in listed if share >= _WORTH_TELLING]
    if len(told) > 1:
        yield _("Right is, with the probability given: {verdicts}.").format(
            verdicts="; ".join(
                _("{verdict} {share}").format(verdict=verdict_name(verdict), share=chance(share))
                for verdict, share in told
            )
        )
    yield from _sure_already(found, limit)


def _sure_already(found: Outlook, limit: float) -> Iterator[str]:
    """What is sure enough although the verdict as a whole is not."""
    kind = format_of(found.verdict)
    if found.risk <= limit or kind is None or kind is Format.COOPERATIVE:
        return
    if found.format_sure(limit):
        yield _(
            "Sure enough is an hour of one's own, {rhythm} ({share}); open is only whether on "
            "trial."
        ).format(rhythm=rhythm_name(kind), share=chance(found.same_format))
    elif found.own_hour >= 1 - limit:
        yield _("Sure enough is an hour of one's own ({share}); open is how often.").format(
            share=chance(found.own_hour)
        )


def next_doors(assessment: Assessment, site: Site) -> Iterator[str]:
    """The next round on foot: when, how many doors, and which, as one walks past them."""
    found = assessment.outlook.next_doors
    if not found:
        return
    yield _round(found, site.criteria)
    names = {name for doors in found for name in doors.doors}
    chosen = [flat for flat in in_walking_order(site) if flat.name in names]
    for building, flats in groupby(chosen, key=lambda flat: flat.building):
        yield _next(next(one for one in site.buildings if one.name == building), [*flats])


def further(assessment: Assessment) -> Iterator[str]:
    """How many more interviews it takes, where there are enough for any verdict."""
    found = assessment.outlook
    if found.status is not Status.UNDECIDED or assessment.verdict == "continue_survey":
        return
    for step in found.further:
        if step.doors is not None and step.interviews is not None:
            yield _decided_with(step)
    if any(step.doors is None for step in found.further) and found.decided_in_the_end is not None:
        yield _(
            "Even with every door tried it will be decided only with {share}: call again on those "
            "not reached, at another time of day."
        ).format(share=chance(found.decided_in_the_end))


def _decided_with(step: Further) -> str:
    return ngettext(
        "Decided with {share} after about {n} more interview (doors: {doors}).",
        "Decided with {share} after about {n} more interviews (doors: {doors}).",
        step.interviews or 0,
    ).format(
        share=percent(step.chance), n=number(step.interviews or 0), doors=number(step.doors or 0)
    )


def _round(found: Sequence[NextDoors], criteria: Criteria) -> str:
    first, doors = found[0], sum(len(one.doors) for one in found)
    words = ngettext(
        "Next round, {time}: {n} door, about as many as a team of {people} does in two hours.",
        "Next round, {time}: {n} doors, about as many as a team of {people} does in two hours.",
        doors,
    ).format(time=time_of_day_name(first.time), n=number(doors), people=criteria.interviewers)
    likely = _("{share} are likely to open.").format(share=percent(first.chance))
    if first.assumed:
        likely = _(
            "That {share} will open is assumed: hardly a door here was tried at that time yet."
        ).format(share=percent(first.chance))
    return f"{words} {likely}"


def _next(building: Building, flats: Sequence[Dwelling]) -> str:
    """One building of the round: `Lindenhof 1 – a: B-1-a-0-1, B-1-a-2-2; b: B-1-b-0-1.`."""
    doors = [
        (entrance, ", ".join(flat.name for flat in behind))
        for entrance, behind in groupby(flats, key=lambda flat: flat.entrance)
    ]
    one_door = len(building.entrances) < 2
    told = "; ".join(names if one_door else f"{entrance}: {names}" for entrance, names in doors)
    return _("Next: {building} – {doors}.").format(building=building.label, doors=told)


def overturns(assessment: Assessment, criteria: Criteria) -> Iterator[str]:
    """What those not heard, and the share that comes, would have to be."""
    found, limit = assessment.outlook, number(assessment.outlook.limit, 1)
    if found.certain:
        return
    if found.tipping_ratio is not None:
        yield _(
            "Raw visits of {limit} are missed rather than reached if those without an interview "
            "are less than {ratio} times as interested as the others (reckoned with: not reached "
            "{missed}, declined {refused})."
        ).format(
            limit=limit,
            ratio=number(found.tipping_ratio, 2),
            missed=number(criteria.k_not_reached, 2),
            refused=number(criteria.k_refused, 2),
        )
    steps = [
        _("{verdict} from {ratio}").format(
            verdict=verdict_name(verdict), ratio=number(next(same).ratio, 2)
        )
        for verdict, same in groupby(found.sensitivity, key=lambda step: step.verdict)
    ]
    if len(steps) > 1:
        yield _("By the interest of those without an interview: {verdicts}.").format(
            verdicts="; ".join(steps)
        )
    if found.missed_up_to is not None and found.reached_from is not None:
        yield (
            _("An hour of one's own is not worth holding if the share that comes (calibration) is "
              "up to {low}, and worth it from {high} on, each with {share}.")
            if assessment.doors.dwellings >= criteria.min_dwellings
            else _("A cooperative slot is not wanted if the share that comes (calibration) is up "
                   "to {low}, and wanted from {high} on, each with {share}.")
        ).format(
            low=number(found.missed_up_to, 2),
            high=number(found.reached_from, 2),
            share=percent(1 - criteria.risk_max),
        )  # fmt: skip


def visits_between(
    assessment: Assessment, criteria: Criteria, kind: Format | None = None
) -> tuple[Interval, Interval]:
    """Visits in 13 weeks, or per session of a format: with 50 % and with 90 %."""
    raw = assessment.outlook.raw

    def visits(total: float) -> float:
        if kind is None:
            return criteria.calibration * criteria.campaign * total
        return visits_per_session(total, kind, criteria, calibration=criteria.calibration)

    return scaled(raw.half, visits), scaled(raw.ninety, visits)


def scaled(interval: Interval, by: Callable[[float], float]) -> Interval:
    """The same in another unit."""
    return Interval(by(interval.low), by(interval.high))


def between(interval: Interval, digits: int) -> str:
    """`30.0–41.5`."""
    return f"{number(interval.low, digits)}–{number(interval.high, digits)}"


def chance(share: float) -> str:
    """A probability; never nought or a hundred per cent, for nothing here is certain."""
    if share < _HARDLY:
        return _("under {share}").format(share=percent(0.01))
    return _("over {share}").format(share=percent(0.99)) if share > 1 - _HARDLY else percent(share)
