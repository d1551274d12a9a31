"""Records and attempts → the whole answer for one site."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from surveykit.assess.coverage.doors import count_doors
from surveykit.assess.coverage.gaps import gaps
from surveykit.assess.coverage.missing import missing
from surveykit.assess.estimate.contact import MOST_BLOCKS, by_lot, doors_in_a_round, next_doors
from surveykit.assess.estimate.forecast import forecast
from surveykit.assess.estimate.households import Household
from surveykit.assess.estimate.interviews import Interviews, read_interviews
from surveykit.assess.estimate.posterior import Estimator, Stratum
from surveykit.assess.estimate.questionnaire import Questionnaire, read_questionnaire
from surveykit.assess.estimate.strata import block_strata, model_of, site_stratum
from surveykit.assess.hour.costs import cost_ratio, survey_hours
from surveykit.assess.hour.fitting import fitting
from surveykit.assess.result import (
    Assessment,
    Doors,
    Hallway,
    format_of,
)
from surveykit.assess.suppress import forecast_hidden
from surveykit.assess.verdict.certificate import answers_of
from surveykit.assess.verdict.flips import flips
from surveykit.assess.verdict.further import next_strata
from surveykit.assess.verdict.outlook import NextDoors
from surveykit.assess.verdict.risk import Evidence, look_ahead, with_risks
from surveykit.assess.verdict.rules import Facts, decide, reasons
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
    case = _Case(site, questionnaire, households, doors, hallway)
    return case.assessment(strata or (site_stratum(households, doors),))


class _Case:
    """A site and what its households said."""

    def __init__(
        self,
        site: Site,
        questionnaire: Questionnaire,
        households: Sequence[Household],
        doors: Doors,
        hallway: Hallway,
    ) -> None:
        self._site, self._criteria, self._questionnaire = site, site.criteria, questionnaire
        self._households, self._doors, self._hallway = households, doors, hallway
        self._forecast = forecast(households, doors, hallway, site.criteria)
        self._fitting = fitting(site, questionnaire.slots, households, self._forecast)

    def assessment(self, strata: Sequence[Stratum]) -> Assessment:
        """Everything about it, from the verdict to what would change it."""
        criteria, households, evidence = self._criteria, self._households, self._evidence(strata)
        verdict, outlook = decide(evidence.facts), look_ahead(evidence)
        kind, hours = format_of(verdict), survey_hours(self._site, len(households))
        prices = self._fitting.costs(kind)
        sizes, uneven = _by_block(households, strata)
        return Assessment(
            verdict=verdict,
            reasons=with_risks(reasons(evidence.facts), evidence),
            doors=self._doors,
            response_share_needed=criteria.response_share_needed(self._doors.occupied),
            interviews_needed=evidence.needed,
            forecast=self._forecast,
            slots=self._fitting.slots,
            places=self._fitting.places,
            partners=self._fitting.partners,
            proposals=self._fitting.proposals(kind),
            costs=prices,
            cost_ratio=cost_ratio(prices, kind),
            modifiers=modifiers(
                households, self._questionnaire, self._forecast, criteria, kind=kind
            ),
            flips=flips(evidence.facts),
            topics=topics(households, self._questionnaire),
            ideas=ideas(households, self._questionnaire),
            hallway=self._hallway,
            survey_hours=hours,
            survey_cost=hours * criteria.staff_rate,
            changed_criteria=changed_criteria(criteria),
            outlook=outlook,
            weekly=self._fitting.weekly,
            crowding=self._fitting.crowding(outlook.uncertainty),
            households_by_block=sizes,
            leaning=uneven,
        )

    def _evidence(self, strata: Sequence[Stratum]) -> Evidence:
        return Evidence(
            facts=self._facts(),
            answers=answers_of(self._households),
            doors=self._doors,
            forecast=self._forecast,
            estimator=Estimator(strata, model_of(self._criteria, self._questionnaire)),
        )

    def _facts(self) -> Facts:
        households, expected = self._households, self._forecast
        return Facts(
            criteria=self._criteria,
            dwellings=self._doors.dwellings,
            occupied=self._doors.occupied,
            interviews=self._doors.interviewed,
            raw_total=expected.raw_total,
            calibration=self._criteria.calibration,
            calibration_low=self._criteria.calibration_low,
            households_likely=expected.households_likely,
            partner_free=self._fitting.partner_free,
            any_known=not households or any(home.prob is not None for home in households),
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
    estimator = Estimator(known, model)
    doors = doors_in_a_round(site.criteria, estimator.interviews_per_door)
    order = by_lot([stratum.name for stratum in strata])
    planned = next_strata(estimator, doors, MOST_BLOCKS, order)
    return next_doors(site, attempts, {strata[at].name: n for at, n in planned.items()})


def changed_criteria(criteria: Criteria) -> dict[str, tuple[object, object]]:
    """Criteria that differ from their defaults: name → (default, value)."""
    defaults = Criteria()
    return {
        name: (getattr(defaults, name), getattr(criteria, name))
        for name in Criteria.model_fields
        if getattr(defaults, name) != getattr(criteria, name)
    }
