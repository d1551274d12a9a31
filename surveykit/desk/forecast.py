"""The forecast on the desk: visits with their intervals against the threshold, today and before."""

from collections.abc import Iterable, Iterator, Sequence

from surveykit.assess.course import Step
from surveykit.assess.estimate.formats import (
    CAPTURE,
    OWN,
    capture,
    sessions_in_13_weeks,
    visits_per_session,
)
from surveykit.assess.result import Assessment, Format
from surveykit.assess.words.certainty import between, chance, visits_between
from surveykit.assess.words.names import format_name, verdict_name
from surveykit.assess.words.report import tells_ahead
from surveykit.desk.figures import Figure, Panel, Series, Spread, Trace
from surveykit.desk.verdict import looks_ahead, why_not_ahead
from surveykit.export.workbook.view import View
from surveykit.site.criteria import Criteria
from surveykit.text import _, number


def forecast_panel(view: View) -> Panel:
    """Visits per session in every format, and the steps that lead there."""
    title = _("Forecast: visits per session, with what they must reach")
    if not looks_ahead(view):
        return Panel("forecast", title, notes=(why_not_ahead(view),))
    assessment, criteria = view.results.assessment, view.results.site.criteria
    kinds = [*assessment.forecast.per_session]
    top = max(_reach(assessment, criteria, kind) for kind in kinds)
    return Panel(
        "forecast",
        title,
        [*(per_session(view, kind, top) for kind in kinds), *_steps(view)],
        notes=(
            _(
                "Thick: holds one time in two; thin: nine times in ten. The bar across is the "
                "least that is worth it."
            ),
            *_two_figures(assessment),
        ),
    )


def per_session(view: View, kind: Format, top: float = 0.0) -> Figure:
    """Visits per session of one format."""
    assessment, criteria = view.results.assessment, view.results.site.criteria
    found = assessment.forecast
    visits = found.per_session[kind]
    return Figure(
        f"visits:{kind}",
        format_name(kind),
        _("{point} by the rules; expected {expected}").format(
            point=number(visits.point, 2), expected=_expected_between(assessment, criteria, kind)
        ),
        Trace(
            _("By the rules: visits in 13 weeks × capture : sessions in 13 weeks. Expected: the "
              "mean once the doors still open were tried, and in brackets the interval that holds "
              "nine times in ten."),
            (
                (_("Expected visits in 13 weeks"), number(found.visits_13_weeks.point, 2)),
                (_("Capture: share that comes at this rhythm"), number(capture(kind, criteria), 2)),
                (_("Sessions in 13 weeks"), number(sessions_in_13_weeks(kind), 2)),
                (_("cautious"), number(visits.low, 2)),
                (_("optimistic"), number(visits.high, 2)),
                (_("Chance of an empty session"), chance(found.empty_risk[kind])),
                (_("Probability that the least is reached"),
                 chance(assessment.outlook.reaching[kind])),
            ),
            (CAPTURE[kind], "min_visitors", "calibration", "campaign"),
            "calculation",
        ),
        _spread(assessment, criteria, kind, top or _reach(assessment, criteria, kind)),
    )  # fmt: skip


def _spread(assessment: Assessment, criteria: Criteria, kind: Format, top: float) -> Spread:
    half, ninety = visits_between(assessment, criteria, kind)
    return Spread(
        _expected(assessment, criteria, kind),
        (half.low, half.high),
        (ninety.low, ninety.high),
        least(criteria, kind),
        top,
    )


def _expected(assessment: Assessment, criteria: Criteria, kind: Format) -> float:
    """Visits per session: the mean of what the intervals are of.

    The rules' own figure counts doors still open as not reached and may lie below all of them.
    """
    mean = assessment.outlook.raw.mean
    return visits_per_session(mean, kind, criteria, calibration=criteria.calibration)


def _expected_between(assessment: Assessment, criteria: Criteria, kind: Format) -> str:
    _half, ninety = visits_between(assessment, criteria, kind)
    return f"{number(_expected(assessment, criteria, kind), 2)} ({between(ninety, 1)})"


def _two_figures(assessment: Assessment) -> Iterator[str]:
    """Why there are two, as long as doors are open and they lie apart."""
    if assessment.gaps:
        yield _("The rules count doors still open as not reached; the point is what is expected "
                "once they were tried.")  # fmt: skip


def least(criteria: Criteria, kind: Format) -> float:
    """Visits per session from which the format is worth holding."""
    if kind in OWN:
        return criteria.min_visitors
    share = capture(kind, criteria) / sessions_in_13_weeks(kind)
    return criteria.coop_min_visits13 * share


def _reach(assessment: Assessment, criteria: Criteria, kind: Format) -> float:
    """As far as the scale has to go."""
    _half, ninety = visits_between(assessment, criteria, kind)
    return 1.1 * max(ninety.high, least(criteria, kind))


def _steps(view: View) -> Iterator[Figure]:
    found, doors = view.results.assessment.forecast, view.results.assessment.doors
    parts = (
        ("interviewed", _("Raw visits of those interviewed"), found.raw_interviewed,
         _("Sum of probability × how often in 13 weeks, over the households interviewed."),
         ((_("Households"), number(doors.interviewed)), (_("Mean"), number(found.mean, 4))),
         ("dk_factor",)),
        ("not_reached", _("Raw visits of those not reached"), found.raw_not_reached,
         _("Number × factor × mean of those interviewed."),
         ((_("Tried"), number(doors.not_met)), (_("not yet tried"), number(doors.not_tried)),
          (_("Mean"), number(found.mean, 4))),
         ("k_not_reached",)),
        ("refused", _("Raw visits of those who declined"), found.raw_refused,
         _("Number × factor × mean of those interviewed."),
         ((_("Households"), number(doors.refused)), (_("Mean"), number(found.mean, 4))),
         ("k_refused",)),
        ("total", _("Raw visits in all"), found.raw_total, _("The sum of the three."),
         ((_("Occupied dwellings"), number(doors.occupied)),), ()),
        ("visits_13", _("Expected visits in 13 weeks"), found.visits_13_weeks.point,
         _("Raw visits × calibration × campaign."),
         ((_("cautious"), number(found.visits_13_weeks.low, 2)),
          (_("optimistic"), number(found.visits_13_weeks.high, 2))),
         ("calibration", "calibration_low", "calibration_high", "campaign")),
    )  # fmt: skip
    for key, name, value, formula, inputs, names in parts:
        trace = Trace(formula, inputs, names, "calculation")
        yield Figure(f"raw:{key}", name, number(value, 2), trace)


def course_panel(view: View, steps: Iterable[Step]) -> Panel:
    """The forecast after so many interviews, for the format of today's verdict."""
    assessment, criteria = view.results.assessment, view.results.site.criteria
    kind = format_in_question(assessment, criteria)
    shown = [one for one in steps if tells_ahead(one.assessment, criteria)]
    title = _("Over time: visits per session, {format}").format(format=format_name(kind))
    if not shown:
        return Panel("course", title, notes=(why_not_ahead(view),))
    top = max(_reach(one.assessment, criteria, kind) for one in shown)
    return Panel(
        "course",
        title,
        series=Series(
            _labels(shown), [_step(one, criteria, kind, top) for one in shown]
        ),
        notes=(
            _("Point: what was expected once the doors still open were tried. Dark: holds one "
              "time in two; light: nine times in ten. The line across is the least that is worth "
              "it."),
            _("Across: interviews. A project knows only the month of an interview, so the order "
              "within a month is drawn by lot; the months' ends are as they were."),
        ),
    )  # fmt: skip


def format_in_question(assessment: Assessment, criteria: Criteria) -> Format:
    """The format of which is asked whether it is worth it: one's own, where the site has size."""
    own = assessment.doors.dwellings >= criteria.min_dwellings
    if own and assessment.format not in OWN:
        return Format.MONTHLY
    return assessment.format or Format.COOPERATIVE


def _labels(steps: Sequence[Step]) -> list[str]:
    """So many interviews; at the end of a month its name, too."""
    return [
        number(one.interviews) + (f" ({one.month:%m/%y})" if one.month else "") for one in steps
    ]


def _step(step: Step, criteria: Criteria, kind: Format, top: float) -> Figure:
    found = step.assessment
    when = f" ({step.month:%Y-%m})" if step.month else ""
    return Figure(
        f"course:{step.interviews}",
        _("After {n} interviews").format(n=number(step.interviews)) + when,
        _expected_between(found, criteria, kind),
        Trace(
            _("The whole assessment with the first interviews only, months in their order and "
              "drawn by lot within a month, and with the doors as they stood by then."),
            (
                (_("By the rules, doors still open counted as not reached"),
                 number(found.forecast.per_session[kind].point, 2)),
                (_("Verdict then, as things stood"), verdict_name(found.outlook.verdict)),
                (_("Risk of a wrong verdict"), chance(found.outlook.risk)),
                (_("interviewed"), number(found.doors.interviewed)),
                (_("declined"), number(found.doors.refused)),
                (_("not reached"), number(found.doors.not_met)),
                (_("not yet tried"), number(found.doors.not_tried)),
                (_("Raw visits in all"), number(found.forecast.raw_total, 1)),
            ),
            ("min_visitors", "calibration", "campaign", CAPTURE[kind], "suppress_below"),
        ),
        _spread(found, criteria, kind, top),
    )  # fmt: skip
