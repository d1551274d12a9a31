"""What to bear in mind, whatever the verdict: provider, languages, people who cannot come."""

from collections.abc import Iterable, Iterator
from functools import partial

from surveykit.assess.estimate.formats import OWN
from surveykit.assess.hour.plan import Moved, Plan
from surveykit.assess.result import ALWAYS_PRINTED, Assessment, Format, Share
from surveykit.assess.suppress import base_for_people, cell, is_small
from surveykit.assess.voices.shares import CONFIDENCE, of_site
from surveykit.assess.words.names import language_name, share_between, weekday
from surveykit.site.criteria import Criteria
from surveykit.site.model import Site
from surveykit.text import _, day, ngettext, number, percent


def advice(assessment: Assessment, site: Site, plan: Plan | None) -> Iterator[str]:
    """The sentences, most weighty first; without any interview only the warnings."""
    yield from _warnings(assessment, site)
    if not assessment.doors.interviewed:
        return
    if plan is not None:
        yield from _dates(assessment, site, plan)
    yield from _provider(assessment, site.criteria)
    yield from _languages(assessment)
    yield from _people_who_stay_away(assessment, site.criteria)
    yield from _brackets(assessment, site.criteria)
    yield from _sessions(assessment, site.criteria)
    answers = (_counter_measure(code) for code in assessment.modifiers.barriers)
    yield from dict.fromkeys(answer for answer in answers if answer)


def _warnings(assessment: Assessment, site: Site) -> Iterator[str]:
    free = [proposal for proposal in assessment.proposals if not proposal.conflict]
    if assessment.format is not None and not free:
        yield _(
            "No suitable room is free when people can come: find one before announcing the hour."
        )
    if site.criteria.landlord_seat_allowed:
        yield _("The landlord's seat is allowed as a place, because: {reason}").format(
            reason=site.criteria.landlord_seat_reason
        )
    if assessment.surplus_interviews > 0:
        yield ngettext(
            "{n} interview more than homes interviewed: a household was asked twice, or the list "
            "of dwellings is not complete. The forecast counts each home once.",
            "{n} interviews more than homes interviewed: households were asked twice, or the list "
            "of dwellings is not complete. The forecast counts each home once.",
            assessment.surplus_interviews,
        ).format(n=number(assessment.surplus_interviews))
    if assessment.contradictions:
        yield ngettext(
            "{n} correction contradicts another one and was not counted: settle it.",
            "{n} corrections contradict others and were not counted: settle them.",
            assessment.contradictions,
        ).format(n=number(assessment.contradictions))
    yield from _hallway(assessment, site.criteria)


def _hallway(assessment: Assessment, criteria: Criteria) -> Iterator[str]:
    """How many, and their mean where it is of enough people to stay anonymous."""
    hallway = assessment.hallway
    if not hallway.interviews:
        return
    yield ngettext(
        "{n} hallway interview stands apart from those at the door.",
        "{n} hallway interviews stand apart from those at the door.",
        hallway.interviews,
    ).format(n=number(hallway.interviews))
    if hallway.mean is not None and hallway.known >= criteria.suppress_below:
        yield _("Hallway: on average {mean} raw visits per person, at the door {door}.").format(
            mean=number(hallway.mean, 2), door=number(assessment.forecast.mean, 2)
        )


def _dates(assessment: Assessment, site: Site, plan: Plan) -> Iterator[str]:
    """Where the dates are not the planner's, or not certain."""
    if plan.moved is not None and site.first_session is not None:
        yield _moved(plan.moved).format(
            fixed=day(site.first_session), first=day(plan.dates[0]), weekday=weekday(plan.day)
        )
    partner = assessment.partner
    if (
        assessment.format is Format.COOPERATIVE
        and partner is not None
        and partner.hour.rhythm == "fortnightly"
    ):
        yield _(
            "The partner's hour is held every two weeks, but the workbook does not say in which: "
            "agree on the dates with the partner before printing flyers."
        )


def _moved(reason: Moved) -> str:
    match reason:
        case Moved.PASSED:
            return _("The first session fixed in the workbook, {fixed}, has passed: the next "
                     "fitting day is taken, {first}.")  # fmt: skip
        case Moved.OTHER_DAY:
            return _("The first session fixed in the workbook, {fixed}, is no {weekday}: the next "
                     "fitting day is taken, {first}.")  # fmt: skip
        case Moved.OTHER_WEEK:
            return _("The first session fixed in the workbook, {fixed}, is not in the week of the "
                     "partner's hour: the next fitting day is taken, {first}.")  # fmt: skip
        case Moved.HOLIDAY:
            return _("The first session fixed in the workbook, {fixed}, is a public holiday: the "
                     "next fitting day is taken, {first}.")  # fmt: skip


def _provider(assessment: Assessment, criteria: Criteria) -> Iterator[str]:
    added = assessment.modifiers
    if not added.accepts["independent"].of:
        return
    told = partial(_share, assessment=assessment, limit=criteria.suppress_below)
    yield _(
        "Accepted as provider by those asked: landlord {landlord}, independent body {independent}, "
        "tenants themselves {tenants}."
    ).format(**{name: told(share) for name, share in added.accepts.items()})
    if not added.landlord_alone:
        yield _("Not by the landlord alone: fewer than {share} of those asked accept it.").format(
            share=percent(criteria.landlord_accept_min)
        )
    if added.self_organised:
        yield _("Tenants could run it themselves. Would help: {helpers}; perhaps: {maybe}.").format(
            helpers=cell(added.helpers, criteria.suppress_below),
            maybe=cell(added.helpers_maybe, criteria.suppress_below),
        )


def _languages(assessment: Assessment) -> Iterator[str]:
    added = assessment.modifiers
    if added.interpreters_regular:
        yield _("Interpreter at every second session: {languages}.").format(
            languages=_listed(added.interpreters_regular)
        )
    if added.interpreters_on_request:
        yield _("Interpreter on request: {languages}.").format(
            languages=_listed(added.interpreters_on_request)
        )
    always = _listed(ALWAYS_PRINTED)
    chosen = _listed(code for code in added.print_languages if code not in ALWAYS_PRINTED)
    if chosen:
        yield _("Flyers always in: {always}; chosen by enough households: {chosen}.").format(
            always=always, chosen=chosen
        )
    else:
        yield _("Flyers always in: {always}.").format(always=always)


def _people_who_stay_away(assessment: Assessment, criteria: Criteria) -> Iterator[str]:
    added = assessment.modifiers
    told = partial(_share, assessment=assessment, limit=criteria.suppress_below)
    if added.home_visits:
        yield _(
            "Plan two home visits per session: way, stairs or health keep {access} away, "
            "{home} would like a visit at home."
        ).format(
            access=told(added.access_barrier),
            home=told(added.home_visits_wanted),
        )
    if added.threshold_fears.count:
        yield _("Threshold fears were named by {share}.").format(share=told(added.threshold_fears))


def _brackets(assessment: Assessment, criteria: Criteria) -> Iterator[str]:
    """What the brackets of `_share` are, if there were any."""
    added, limit = assessment.modifiers, criteria.suppress_below
    told = [*added.accepts.values(), added.threshold_fears]
    told += [added.access_barrier, added.home_visits_wanted] if added.home_visits else []
    if any(_known(share, assessment, limit) for share in told):
        yield _(
            "In brackets: where the share of the whole site lies with {confidence} certainty, if "
            "those not interviewed think alike."
        ).format(confidence=percent(CONFIDENCE))


def _sessions(assessment: Assessment, criteria: Criteria) -> Iterator[str]:
    added = assessment.modifiers
    if added.appointments:
        yield _(
            "At least {share} would rather have an appointment: offer some, keep the open part."
        ).format(share=percent(criteria.appointment_share))
    if added.second_person:
        yield _(
            "Talks fill more than {share} of the session: longer, a second person or more often."
        ).format(share=percent(criteria.util_max))
    if added.seasonal_extra and assessment.format in OWN:
        yield _(
            "Rent and energy are on people's minds: an extra session from November to February."
        )


def _counter_measure(barrier: str) -> str:
    """The answer to a barrier that is built into the plan (criteria 5.6); empty if none is."""
    match barrier:
        case "privacy":
            return _("Others should not find out: a closed room, an entrance shared with other "
                     "offers, telephone and home visits.")  # fmt: skip
        case "trouble":
            return _("Worry about the landlord: an independent provider, the promise of "
                     "confidentiality, no lists of names to the landlord.")  # fmt: skip
        case "trust":
            return _("Bad experiences: the same person every time, with a photo, introduced at the "
                     "door.")  # fmt: skip
        case "useless":
            return _("“It does not help”: a notice “you said – we did”, promises with a date.")
        case "shy":
            return _("Shyness: coffee, come with a neighbour, helpers who come along.")
        case "language":
            return _("Language: an interpreter, named times for a language.")
        case "time":
            return _("No time: an evening or Saturday variant, telephone.")
        case "mobility" | "health":
            return _("Way or health: step-free, seats, home visits.")
    return ""


def _share(share: Share, assessment: Assessment, limit: int) -> str:
    """`29 of 42: 69 % (58–80 %)`, in brackets of the whole site.

    A small number stays hidden, and so does what would tell of one.
    """
    if _known(share, assessment, limit):
        return _("{count} of {of}: {share}").format(
            count=share.count, of=share.of, share=share_between(of_site(share, assessment))
        )
    count = cell(share.count, limit)
    if base_for_people(share.of, assessment.doors.interviewed, limit) is None:
        return count
    return _("{count} of {of}").format(count=count, of=share.of)


def _known(share: Share, assessment: Assessment, limit: int) -> bool:
    """True if count and base may be shown."""
    base = base_for_people(share.of, assessment.doors.interviewed, limit)
    return base is not None and not is_small(share.count, limit)


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(language_name(code) for code in codes)
