"""Records and attempts → the whole answer for one site."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from surveykit.assess.coverage.doors import count_doors
from surveykit.assess.coverage.gaps import gaps
from surveykit.assess.coverage.missing import missing
from surveykit.assess.estimate.contact import BATCH, next_doors
from surveykit.assess.estimate.forecast import forecast
from surveykit.assess.estimate.formats import OWN
from surveykit.assess.estimate.households import Household
from surveykit.assess.estimate.interviews import Interviews, read_interviews
from surveykit.assess.estimate.posterior import Estimator, Stratum
from surveykit.assess.estimate.questionnaire import Questionnaire, read_questionnaire
from surveykit.assess.estimate.strata import block_strata, model_of, site_stratum
from surveykit.assess.hour.costs import cost_ratio, costs, survey_hours
from surveykit.assess.hour.crowding import Crowding, crowding, talks
from surveykit.assess.hour.partners import beside_best, room_for_more, score_partners
from surveykit.assess.hour.places import score_places
from surveykit.assess.hour.proposals import own_proposals, partner_proposals
from surveykit.assess.hour.slots import score_slots
from surveykit.assess.hour.weekly import Weekly, weekly
from surveykit.assess.result import (
    Assessment,
    Doors,
    Forecast,
    Format,
    Hallway,
    PartnerScore,
    PlaceScore,
    Proposal,
    SlotScore,
    format_of,
)
from surveykit.assess.suppress import forecast_hidden
from surveykit.assess.verdict.certificate import answers_of
from surveykit.assess.verdict.flips import flips
from surveykit.assess.verdict.further import next_strata
from surveykit.assess.verdict.outlook import NextDoors, Outlook
from surveykit.assess.verdict.risk import Evidence, look_ahead, with_risks
from surveykit.assess.verdict.rules import Facts, decide, interviews_needed, reasons
from surveykit.assess.verdict.verdicts import Status
from surveykit.assess.voices.modifiers import modifiers
from surveykit.assess.voices.shares import leaning
from surveykit.assess.voices.topics import ideas, topics
from surveykit.fieldwork.attempt import Attempt
from surveykit.fieldwork.contact_sheet import contact_sheet
from surveykit.fieldwork.record import Record
from surveykit.form import Form
from surveykit.site.criteria import Criteria
from surveykit.site.model import Site

NO_HALLWAY = Hallway(interviews=0, mean=None)


def assess(
    site: Site,
    form: Form,
    records: Iterable[Record],
    attempts: Sequence[Attempt],
) -> Assessment:
    """The verdict with everything behind it, from finished records and the contact sheet.

    The records pass by once and none is held; those of one interview come one after another.
    `form` is `door_interest`; its labels are taken in the language in use.
    """
    questionnaire = read_questionnaire(form)
    told = read_interviews(records, questionnaire, dk_factor=site.criteria.dk_factor)
    return assess_interviews(site, questionnaire, told, attempts)


def assess_interviews(
    site: Site,
    questionnaire: Questionnaire,
    told: Interviews,
    attempts: Sequence[Attempt],
) -> Assessment:
    """The same from records that were read already."""
    households = told.households
    doors = count_doors(site, attempts, interviews=len(households))
    strata = block_strata(site, households, doors, contact_sheet(site, attempts))
    assessment = assess_answers(
        site, questionnaire, households, doors, hallway=told.hallway, strata=strata
    )
    next_ones = _next_doors(site, questionnaire, attempts, strata, assessment)
    return replace(
        assessment,
        outlook=replace(assessment.outlook, next_doors=next_ones),
        gaps=gaps(site, attempts),
        missing=missing(site, told.spoken, attempts),
        ideas=ideas(households, questionnaire, told.visits),
        contradictions=told.contradictions,
        surplus_interviews=len(households) - assessment.doors.interviewed,
    )


def assess_answers(
    site: Site,
    questionnaire: Questionnaire,
    households: Sequence[Household],
    doors: Doors,
    *,
    hallway: Hallway = NO_HALLWAY,
    strata: Sequence[Stratum] = (),
) -> Assessment:
    """The same from households and counted doors, in whatever order the households come.

    `strata` are the doors and answers by block, for the risk of the verdict; without them the
    site is one, and every door has been tried.
    """
    criteria, expected = site.criteria, forecast(households, doors, hallway, site.criteria)
    found = _find(site, questionnaire, households, expected)
    evidence = Evidence(
        facts=_facts(criteria, doors, expected, found.partners, households),
        answers=answers_of(households),
        doors=doors,
        forecast=expected,
        estimator=Estimator(
            strata or (site_stratum(households, doors),), model_of(criteria, questionnaire)
        ),
    )
    return _weighed(site, questionnaire, households, hallway, found, evidence)


def _weighed(
    site: Site,
    questionnaire: Questionnaire,
    households: Sequence[Household],
    hallway: Hallway,
    found: "_Found",
    evidence: Evidence,
) -> Assessment:
    criteria, doors, expected = site.criteria, evidence.doors, evidence.forecast
    verdict, outlook = decide(evidence.facts), look_ahead(evidence)
    kind, hours = format_of(verdict), survey_hours(site, len(households))
    own = _own_proposals(site, found, expected, kind)
    prices = costs(site, expected, rent=_rent(site, own))
    sizes, uneven = _by_block(households, evidence.estimator.strata)
    return Assessment(
        verdict=verdict,
        reasons=with_risks(reasons(evidence.facts), evidence),
        doors=doors,
        response_share_needed=criteria.response_share_needed(doors.occupied),
        interviews_needed=interviews_needed(criteria, doors.occupied),
        forecast=expected,
        slots=found.slots,
        places=found.places,
        partners=found.partners,
        proposals=_joined(site, found, expected) if kind is Format.COOPERATIVE else own,
        costs=prices,
        cost_ratio=cost_ratio(prices, kind),
        modifiers=modifiers(households, questionnaire, expected, criteria, kind=kind),
        flips=flips(evidence.facts),
        topics=topics(households, questionnaire),
        ideas=ideas(households, questionnaire),
        hallway=hallway,
        survey_hours=hours,
        survey_cost=hours * criteria.staff_rate,
        changed_criteria=changed_criteria(criteria),
        outlook=outlook,
        weekly=found.weekly,
        crowding=_crowding(criteria, expected, found.partners, outlook),
        households_by_block=sizes,
        leaning=uneven,
    )


def _by_block(
    households: Sequence[Household], strata: Sequence[Stratum]
) -> tuple[dict[str, int], float]:
    """Occupied dwellings of each block, and how unevenly the interviews lie over them."""
    heard = Counter(household.answers.get("block", "") for household in households)
    sizes = {part.name: heard[part.name] + part.unheard for part in strata if part.name}
    return sizes, leaning(sizes, heard)


def _next_doors(
    site: Site,
    questionnaire: Questionnaire,
    attempts: Sequence[Attempt],
    strata: Sequence[Stratum],
    assessment: Assessment,
) -> tuple[NextDoors, ...]:
    """Where to go on while undecided; after few interviews nothing that these would tell."""
    model = model_of(site.criteria, questionnaire)
    few = forecast_hidden(assessment, site.criteria.suppress_below)
    if not few and assessment.outlook.status is not Status.UNDECIDED:
        return ()
    known = [stratum.as_expected(model) for stratum in strata] if few else strata
    planned = next_strata(Estimator(known, model), BATCH)
    return next_doors(site, attempts, {strata[at].name: n for at, n in planned.items()})


def changed_criteria(criteria: Criteria) -> dict[str, tuple[object, object]]:
    """Criteria that differ from their defaults: name → (default, value)."""
    defaults = Criteria()
    return {
        name: (getattr(defaults, name), getattr(criteria, name))
        for name in Criteria.model_fields
        if getattr(defaults, name) != getattr(criteria, name)
    }


class _Found(NamedTuple):
    """What suits the households: times, places, partners' hours."""

    slots: tuple[SlotScore, ...]
    places: tuple[PlaceScore, ...]
    partners: tuple[PartnerScore, ...]
    weekly: Weekly


def _find(
    site: Site, questionnaire: Questionnaire, households: Sequence[Household], expected: Forecast
) -> _Found:
    places = score_places(site, households)
    partners = score_partners(
        site,
        households,
        slots=questionnaire.slots,
        places=places,
        visits=expected.per_session[Format.COOPERATIVE].point,
    )
    slots = score_slots(questionnaire.slots, households)
    fixed = weekly(site, questionnaire.slots, places, households)
    return _Found(slots, places, beside_best(partners, slots, fixed), fixed)


def _own_proposals(
    site: Site, found: _Found, expected: Forecast, kind: Format | None
) -> tuple[Proposal, ...]:
    """For the hour of one's own that the verdict proposes, else for a monthly one."""
    visits = expected.per_session[kind if kind in OWN else Format.MONTHLY].point
    return own_proposals(site, slots=found.slots, places=found.places, visits=visits)


def _joined(site: Site, found: _Found, expected: Forecast) -> tuple[Proposal, ...]:
    visits = expected.per_session[Format.COOPERATIVE].point
    return partner_proposals(
        found.partners, slots=found.slots, visits=visits, criteria=site.criteria
    )


def _crowding(
    criteria: Criteria, expected: Forecast, partners: Sequence[PartnerScore], outlook: Outlook
) -> dict[Format, Crowding]:
    """Of every format; a partner's hour has time for as many as the best one can still take."""
    free = room_for_more(partners)
    return {
        kind: crowding(
            visits.point,
            outlook.uncertainty[kind],
            talks(criteria) if kind in OWN or free is None else max(free, 0.0),
        )
        for kind, visits in expected.per_session.items()
    }


def _facts(
    criteria: Criteria,
    doors: Doors,
    expected: Forecast,
    partners: Sequence[PartnerScore],
    households: Sequence[Household],
) -> Facts:
    return Facts(
        criteria=criteria,
        dwellings=doors.dwellings,
        occupied=doors.occupied,
        interviews=doors.interviewed,
        raw_total=expected.raw_total,
        calibration=criteria.calibration,
        calibration_low=criteria.calibration_low,
        households_likely=expected.households_likely,
        partner_free=room_for_more(partners),
        any_known=not households or any(household.prob is not None for household in households),
    )


def _rent(site: Site, proposals: Sequence[Proposal]) -> float:
    """Euros per hour of the room proposed first; the criteria's as long as there is none."""
    rents = {place.name: place.rent_eur_h for place in site.places}
    return next((rents[proposal.place] for proposal in proposals), site.criteria.room_rate)
