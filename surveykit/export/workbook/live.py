"""Raw visits and the rules of the verdict as formulas, each with what it gave when written.

Formulas speak of parameters, counts and each other by name; 1 stands for yes, 0 for no.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from surveykit.assess.estimate.formats import OWN
from surveykit.assess.hour.partners import room_for_more
from surveykit.assess.result import Format
from surveykit.assess.verdict.rules import LARGE_SITE, LARGE_SITE_INTERVIEWS
from surveykit.export.workbook.view import View
from surveykit.text import _

VERDICTS = (
    "continue_survey",
    *(f"{kind}:{rhythm}" for kind in ("regular", "trial") for rhythm in OWN),
    "cooperative",
    "outreach",
    "none_now",
)
"""In the order of their numbers in the formulas, from 1 on."""


@dataclass(frozen=True, slots=True)
class Live:
    """A number that follows the parameters; `value` is what it was when it was written."""

    name: str
    label: str
    formula: str
    value: float


def dont_know_is_live(view: View) -> bool:
    """Whether the number of those who do not know may be shown, and so reckoned with."""
    unknown = sum(home.prob is None for home in view.households)
    return bool(view.households) and not view.is_small(unknown)


def raw_visits(view: View) -> Iterator[Live]:
    """From the mean of the households to the raw visits of the whole site."""
    found, households = view.results.assessment.forecast, len(view.households)
    mean = "=mean_found"
    if dont_know_is_live(view):
        stated = "IF(stated=0,0,stated_visits/stated)"
        mean = f"=(stated_visits+unstated*dk_factor*{stated})/(stated+unstated)"
    yield Live("mean_visits", _("Mean of the households"), mean, found.mean)
    yield Live("raw_interviewed", _("interviewed"),
               f"=mean_visits*MIN({households},interviewed)", found.raw_interviewed)  # fmt: skip
    yield Live("raw_not_reached", _("not reached"),
               "=not_reached*k_not_reached*mean_visits", found.raw_not_reached)  # fmt: skip
    yield Live("raw_refused", _("refused"),
               "=refused*k_refused*mean_visits", found.raw_refused)  # fmt: skip
    yield Live("raw_total", _("in all"),
               "=raw_interviewed+raw_not_reached+raw_refused", found.raw_total)  # fmt: skip


class LiveRules:
    """What decides, rule by rule in their order."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._assessment = view.results.assessment
        self._found = view.results.assessment.forecast
        self._criteria = view.results.site.criteria

    def __iter__(self) -> Iterator[Live]:
        yield self._interviews_needed()
        yield self._candidate()
        yield self._cautious_visits()
        yield self._wanted()
        yield self._partner_fits()
        yield self._verdict()

    def _interviews_needed(self) -> Live:
        by_size = "IF(occupied<50,0.5,IF(occupied<=200,0.3,0.2))"
        share = f"IF(ISNUMBER(min_response_share),min_response_share,{by_size})"
        large = f"AND(NOT(ISNUMBER(min_response_share)),occupied>{LARGE_SITE})"
        formula = (
            f"=MAX(ROUNDUP({share}*occupied-0.000000001,0),IF({large},{LARGE_SITE_INTERVIEWS},0))"
        )
        needed = self._assessment.interviews_needed
        return Live("interviews_needed", _("Interviews needed"), formula, needed)

    def _candidate(self) -> Live:
        filled = "".join(
            f"IF(expected_{kind}>=min_visitors,{number}," for number, kind in enumerate(OWN, 1)
        )
        return Live(
            "candidate",
            _("Own hour that would fill: 1 weekly, 2 every two weeks, 3 monthly, 0 none"),
            f"=IF(dwellings<min_dwellings,0,{filled}0{')' * len(OWN)})",
            self._candidate_found(),
        )

    def _candidate_found(self) -> int:
        """The number of the densest own hour that would fill; 0 for none."""
        if self._assessment.doors.dwellings < self._criteria.min_dwellings:
            return 0
        spans, least = self._found.per_session, self._criteria.min_visitors
        filled = (number for number, kind in enumerate(OWN, 1) if spans[kind].point >= least)
        return next(filled, 0)

    def _cautious_visits(self) -> Live:
        cautious, candidate = ",".join(f"cautious_{kind}" for kind in OWN), self._candidate_found()
        return Live(
            "cautious_visits",
            _("Visits of that hour, cautiously reckoned"),
            f"=IF(candidate=0,0,CHOOSE(MAX(candidate,1),{cautious}))",
            self._found.per_session[OWN[candidate - 1]].low if candidate else 0.0,
        )

    def _wanted(self) -> Live:
        """Where nobody may see how many households are likely to come: only if they are enough."""
        households, criteria = self._found.households_likely, self._criteria
        many = households >= criteria.coop_min_households
        hidden = self._view.is_small(households)
        likely = str(many).upper() if hidden else "likely>=coop_min_households"
        return Live(
            "wanted",
            _("Enough interest for a slot inside a partner's hour: 1 yes, 0 no"),
            f"=IF(OR(calibration*campaign*raw_total>=coop_min_visits13,{likely}),1,0)",
            int(many or self._found.visits_13_weeks.point >= criteria.coop_min_visits13),
        )

    def _partner_fits(self) -> Live:
        room, kind = room_for_more(self._assessment.partners), Format.COOPERATIVE
        return Live(
            "partner_fits",
            _("A partner's hour has room: 1 yes, 0 no"),
            "=0" if room is None else f"=IF(partner_room>=expected_{kind},1,0)",
            int(room is not None and room >= self._found.per_session[kind].point),
        )

    def _verdict(self) -> Live:
        """Interviews in which nobody stated a probability tell nothing, and count for none."""
        told = any(home.prob is not None for home in self._view.households)
        return Live(
            "verdict",
            _("Number of the verdict"),
            f"=IF({'interviewed' if told else '0'}<interviews_needed,1,"
            "IF(candidate>0,IF(cautious_visits>=min_low,1,4)+candidate,"
            "IF(wanted=0,10,IF(partner_fits=1,8,9))))",
            VERDICTS.index(self._assessment.verdict) + 1,
        )
