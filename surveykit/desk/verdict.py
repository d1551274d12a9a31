"""The verdict on the desk: how sure it is, why, and what would flip it."""

from collections.abc import Iterator

from surveykit.assess.result import Reason
from surveykit.assess.suppress import OF_DOORS
from surveykit.assess.words.certainty import chance
from surveykit.assess.words.explain import flip_sentence, reason_sentence, rule_name
from surveykit.assess.words.names import figure, verdict_name
from surveykit.assess.words.report import ENOUGH_TO_ORIENT, tells_ahead
from surveykit.desk.figures import Figure, Panel, Share, Trace
from surveykit.export.workbook.view import View
from surveykit.text import _, number, percent

_CRITERIA = {
    "data": ("min_response_share",),
    "size": ("min_dwellings",),
    "demand": ("min_visitors", "calibration", "campaign"),
    "cautious": ("min_low", "calibration_low", "campaign"),
    "coop_demand": ("coop_min_visits13", "calibration", "campaign"),
    "coop_households": ("coop_min_households",),
    "partner": ("calibration", "campaign", "capture_cooperative_monthly"),
    "outreach": ("outreach_min_monthly",),
}
"""What a rule compares with, by its first word."""

_OF_FLIP = {
    "raw_total": ("min_visitors", "calibration", "campaign", "k_not_reached", "k_refused"),
    "dwellings": ("min_dwellings",),
    "interviews": ("min_response_share",),
    "calibration": ("calibration",),
    "cautious": ("min_low", "calibration_low"),
    "households_likely": ("coop_min_households",),
    "partner_free": ("capture_cooperative_monthly",),
}


def looks_ahead(view: View) -> bool:
    """Whether anything is shown that is reckoned from answers: as in the report."""
    return tells_ahead(view.results.assessment, view.results.site.criteria)


def why_not_ahead(view: View) -> str:
    """What stands in place of these figures."""
    if view.hides_forecast():
        return view.why_hidden()
    return _("Figures that look ahead are shown from {n} interviews on.").format(
        n=number(ENOUGH_TO_ORIENT)
    )


def verdict_panel(view: View) -> Panel:
    """Probabilities, rules, flips; of few households only the rules that count doors."""
    hidden = not looks_ahead(view)
    figures = [*_reasons(view, only_doors=hidden)]
    if not hidden:
        figures = [*_probabilities(view), *figures, *_flips(view)]
    return Panel(
        "verdict",
        _("Verdict: how sure, why, and what would flip it"),
        figures,
        notes=(why_not_ahead(view),) if hidden else (),
    )


def _probabilities(view: View) -> Iterator[Figure]:
    found = view.results.assessment.outlook
    for verdict, share in sorted(found.probabilities.items(), key=lambda item: -item[1]):
        if share < 0.005:
            continue
        yield Figure(
            f"probability:{verdict}",
            verdict_name(verdict),
            chance(share),
            Trace(
                _("Probability that this verdict is the right one once every household were "
                  "known: the posterior of the raw visits between the limits of this verdict."),
                (
                    (_("Raw visits, with a probability of nine in ten"),
                     f"{number(found.raw.ninety.low, 1)}–{number(found.raw.ninety.high, 1)}"),
                    (_("Limit at which the verdict turns over first"), number(found.limit, 1)),
                ),
                ("risk_max", "min_visitors", "calibration", "k_not_reached", "k_refused"),
                "summary",
            ),
            Share(share),
        )  # fmt: skip


def _reasons(view: View, *, only_doors: bool) -> Iterator[Figure]:
    assessment, criteria = view.results.assessment, view.results.site.criteria
    for reason in assessment.reasons:
        if only_doors and reason.rule not in OF_DOORS:
            continue
        sign = _("holds") if reason.holds else _("fails")
        yield Figure(
            f"rule:{reason.rule}",
            f"{rule_name(reason.rule)}: {sign}",
            reason_sentence(
                reason, assessment.doors, suppress_below=criteria.suppress_below
            ),
            Trace(
                _("The rules are tried in their order; the first one that holds gives the "
                  "verdict. Here the value is compared with the limit."),
                _compared(view, reason, only_doors=only_doors),
                _CRITERIA[reason.rule.partition(":")[0]],
                "calculation",
            ),
        )  # fmt: skip


def _compared(view: View, reason: Reason, *, only_doors: bool) -> tuple[tuple[str, str], ...]:
    small = reason.rule == "coop_households" and view.is_small(int(reason.value))
    told = (
        (_("Value"), view.small if small else figure(reason.value)),
        (_("Limit"), figure(reason.limit)),
    )
    if only_doors or small:
        return told
    return (*told, (_("Risk that it turns out otherwise"), percent(reason.risk)))


def _quantities() -> dict[str, str]:
    """What would have to change, by its name in a flip."""
    return {
        "raw_total": _("raw visits"),
        "dwellings": _("dwellings"),
        "interviews": _("interviews"),
        "calibration": _("share that comes (calibration)"),
        "cautious": _("cautious forecast"),
        "households_likely": _("households likely to come"),
        "partner_free": _("room at the partner's"),
    }


def _flips(view: View) -> Iterator[Figure]:
    assessment = view.results.assessment
    for place, flip in enumerate(assessment.flips):
        small = flip.quantity == "households_likely" and view.is_small(int(flip.now))
        yield Figure(
            f"flip:{flip.quantity}:{place}",
            _("Would flip it: {quantity}").format(quantity=_quantities()[flip.quantity]),
            flip_sentence(flip, assessment.verdict),
            Trace(
                _("All else held, the rules are tried with other values of this quantity; told "
                  "is the nearest one at which the verdict differs."),
                (
                    (_("Value today"), view.small if small else figure(flip.now)),
                    (_("Limit"), figure(flip.limit)),
                    (_("Verdict beyond it"), verdict_name(flip.becomes)),
                ),
                _OF_FLIP.get(flip.quantity, ()),
                "calculation",
            ),
        )  # fmt: skip
