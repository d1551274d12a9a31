"""Which rules are compared, in which world, against which limit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from surveykit.assess.estimate.formats import raw_needed
from surveykit.assess.estimate.posterior import Model
from surveykit.assess.estimate.questionnaire import Questionnaire
from surveykit.assess.estimate.strata import model_of
from surveykit.assess.result import Format
from surveykit.assess.verdict.verdicts import ENOUGH_INTERVIEWS
from surveykit.site.criteria import Criteria
from tests.assess.worked import LIMIT, TENTHS

from .rules import Answer, Naive, Projected, Sequential, Wilson
from .score import Saving, Score, saving, score
from .world import CRITERIA, DOCUMENTED, Site, World

BATCH = 5
"""Doors between two looks."""

RISKS = (0.05, 0.10, 0.15, 0.20, 0.30)

VISITS = {"once": 1.0, "two_three": 2.5, "four_plus": 5.0}
QUESTIONNAIRE = Questionnaire(
    slots=(), visits=VISITS, topics=(), threshold_barriers=frozenset(), where=()
)


@dataclass(frozen=True, slots=True)
class Study:
    """One world with its limit on the raw total, and the model that is to find it out."""

    name: str
    world: World
    limit: float
    model: Model
    enough: int
    """Interviews before a probability counts, or an interval when looking again and again."""
    ratio: float
    """What rules without a model count those not interviewed, of the mean."""

    def compare(self, sites: Sequence[Site]) -> Iterator[tuple[str, Score, Sequence[Answer]]]:
        """Every rule with its score and its answers, the assessment's own last."""
        for name, rule in self._rules().items():
            answers = [rule(site) for site in sites]
            yield name, score(sites, answers, self.limit), answers

    def sequential(self, risk: float = 0.10) -> Sequential:
        """The assessment's own rule."""
        return Sequential(self.model, self.limit, risk, self.enough)

    def saving(self, sites: Sequence[Site], answers: Sequence[Answer]) -> Saving | None:
        """What these answers save beside the projected total of a fixed sample."""
        return saving(sites, answers, self._projected.look, self.limit)

    def rival(self) -> Wilson:
        """Wilson's interval, looked at as often as the assessment's own rule looks."""
        return self._wilson(0.80)

    @property
    def _projected(self) -> Projected:
        return Projected(self.limit, self.ratio)

    def _wilson(self, level: float, *, base: float | None = None) -> Wilson:
        most = self.model.scale.most
        return Wilson(self.limit, level, self.ratio, most, base, self.enough)

    def _rules(self) -> dict[str, Callable[[Site], Answer]]:
        wide, narrow, base = self._wilson(0.90), self.rival(), self.model.scale.base
        rules: dict[str, Callable[[Site], Answer]] = {
            "(a) yes-share >= 20 %, 40 doors": partial(Naive(0.20).look, doors=40)
        }
        for doors in (20, 40, 80):
            rules[f"(a2) projected, {doors} doors"] = partial(self._projected.look, doors=doors)
        for doors in (40, 80):
            rules[f"(b) Wilson 90 %, {doors} doors"] = partial(wide.look, doors=doors)
        rules["(b2) Wilson 90 %, 40 doors, else all"] = partial(wide.then_all, doors=40)
        rules[RIVAL] = partial(narrow.every, batch=BATCH)
        rules["(b3) Wilson 90 %, every 5 doors"] = partial(wide.every, batch=BATCH)
        if base:
            for level in (0.90, 0.99):
                share = self._wilson(level, base=base)
                name = f"(b4) share of interested {level:.0%}, every 5"
                rules[name] = partial(share.every, batch=BATCH)
        for risk in RISKS:
            rules[f"(c) risk <= {risk:.2f}"] = partial(self.sequential(risk).every, batch=BATCH)
        return rules


OWN, RIVAL = "(c) risk <= 0.10", "(b3) Wilson 80 %, every 5 doors"

DOCUMENTED_STUDY = Study("documented", DOCUMENTED, LIMIT, TENTHS, enough=8, ratio=1.0)

_criteria = Criteria()
CRITERIA_STUDY = Study(
    "criteria",
    CRITERIA,
    limit=raw_needed(
        _criteria.min_visitors, Format.MONTHLY, _criteria, calibration=_criteria.calibration
    ),
    model=model_of(_criteria, QUESTIONNAIRE),
    enough=ENOUGH_INTERVIEWS,
    ratio=(_criteria.k_not_reached + _criteria.k_refused) / 2,
)
"""Is an hour of one's own worth holding, monthly at least? Raw visits of 33.67 decide."""
