"""The dashboard of a project: every panel, from one assessment."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from surveykit import deciding, signing
from surveykit.assess.course import Step, course
from surveykit.assess.words.certainty import chance, further, next_doors
from surveykit.desk.fieldwork import coverage_panel, doors_panel, interviewed, rates_panel
from surveykit.desk.figures import Board, Figure, Panel, Share, Trace
from surveykit.desk.forecast import (
    course_panel,
    forecast_panel,
    format_in_question,
    per_session,
)
from surveykit.desk.hour import ideas_panel, partners_panel, times_panel
from surveykit.desk.verdict import looks_ahead, verdict_panel
from surveykit.export.workbook.view import View, look_at
from surveykit.fieldwork.contact_sheet import contact_sheet
from surveykit.fieldwork.record import DOOR_FORM
from surveykit.ideas import registered
from surveykit.text import _, day, number

if TYPE_CHECKING:
    from surveykit.export.results import Results
    from surveykit.workflow import Project


def board(project: "Project", results: "Results", *, steps: Iterable[Step] | None = None) -> Board:
    """The dashboard; without `steps` the panel over time says that it is being reckoned."""
    view, attempts = look_at(results), project.attempts()
    sheet = contact_sheet(results.site, attempts)
    waiting = Panel("course", _("Over time"), notes=(_("One moment …"),))
    panels = [
        _overview(view),
        verdict_panel(view),
        forecast_panel(view),
        waiting if steps is None else course_panel(view, steps),
        doors_panel(view, sheet),
        rates_panel(view, sheet),
        coverage_panel(view, attempts),
        times_panel(view),
        partners_panel(view),
        ideas_panel(view, registered(project)),
    ]
    criteria = deciding.criteria(results.site, results.decisions)
    return Board(
        headline=results.report.headline,
        panels=panels,
        interviews=results.assessment.doors.interviewed,
        criteria={one.name: one for one in criteria},
    )


def steps_of(
    project: "Project", results: "Results", wanted: Callable[[], bool] = lambda: True
) -> tuple[Step, ...]:
    """How the forecast came about; empty once nobody `wanted` it any more."""
    from surveykit.assess.estimate.questionnaire import read_questionnaire

    questionnaire = read_questionnaire(project.forms[DOOR_FORM])
    records, attempts = project.each_record(), project.attempts()
    found = course(results.site, questionnaire, records, attempts, wanted=wanted)
    return tuple(found)


def _overview(view: View) -> Panel:
    return Panel("overview", _("At a glance"), [*_glances(view)])


def _glances(view: View) -> Iterator[Figure]:
    results, assessment = view.results, view.results.assessment
    yield Figure("verdict", _("Verdict"), results.report.headline, _of_verdict(view))
    if looks_ahead(view):
        yield _risk(view)
    yield interviewed(view)
    if looks_ahead(view):
        found = per_session(view, format_in_question(assessment, results.site.criteria))
        yield Figure("visits", _("Visits per session, {format}").format(format=found.name),
                     found.shown, found.trace, found.mark)  # fmt: skip
        if results.report.hour:
            yield Figure(
                "hour", _("Time and place"), results.report.hour[0],
                Trace(_("The time that reaches most at a suitable place whose room is open, free "
                        "and hosted then."), (), ("max_metres", "open_hours"), "weekly"),
            )  # fmt: skip
    yield from _further(view)
    yield _decision(view)
    yield from _log(view)


def _further(view: View) -> Iterator[Figure]:
    """Where to go on, as long as it is not decided."""
    assessment, site = view.results.assessment, view.results.site
    told = further(assessment) if looks_ahead(view) else ()
    for place, sentence in enumerate((*told, *next_doors(assessment, site))):
        yield Figure(
            f"next:{place}", _("Go on"), sentence,
            Trace(_("Doors are reckoned with until the risk is small enough. A round takes a few "
                    "blocks: those where another interview tells most, of equals by lot, and in "
                    "them doors by lot, in walking order. The time is the one at which most open; "
                    "where hardly a door was tried then, what is common in surveys is assumed."),
                  (), ("risk_max", "max_attempts", "minutes_per_attempt", "minutes_per_interview",
                       "interviewers"), "summary"),
        )  # fmt: skip


def _of_verdict(view: View) -> Trace:
    report = view.results.report
    return Trace(
        _("The first of the rules that holds; panel 2 has them with their numbers."),
        tuple((_("Reason"), sentence) for sentence in report.reasons),
        ("min_dwellings", "min_response_share", "min_visitors", "min_low", "calibration"),
        "summary",
    )


def _risk(view: View) -> Figure:
    found, limit = view.results.assessment.outlook, view.results.site.criteria.risk_max
    return Figure(
        "risk",
        _("Risk of a wrong verdict"),
        chance(found.risk),
        Trace(
            _("Probability that another verdict were right if every household were known; up to "
              "risk_max it counts as decided."),
            tuple((_("How sure it is"), sentence) for sentence in view.results.report.certainty),
            ("risk_max",),
            "summary",
        ),
        Share(found.risk, limit),
    )  # fmt: skip


def _decision(view: View) -> Figure:
    """What a person made of it; until then the program only proposes."""
    first, *since = signing.standing(view.results)
    how = _("D at the desk decides, with a name; a later decision takes its place. What is printed "
            "announces the hour that was decided.")  # fmt: skip
    return Figure(
        "decision", _("Decision"), first,
        Trace(how, tuple((_("Since then"), one) for one in since), (), "summary"),
    )  # fmt: skip


def _log(view: View) -> Iterator[Figure]:
    results = view.results
    if results.conflicts:
        yield Figure(
            "conflicts", _("Corrections that contradict each other"), number(results.conflicts),
            Trace(_("Of these interviews one version counts, the same on every laptop, until "
                    "somebody has settled them (C).")),
        )  # fmt: skip
    if results.handovers:
        yield Figure(
            "handovers", _("Handovers taken in"), number(len(results.handovers)),
            Trace(_("Every file that was merged, in the order of their days."),
                  tuple((f"{day(one.day)} {one.file}", _("{n} new").format(n=number(one.new)))
                        for one in results.handovers)),
        )  # fmt: skip
    if results.decisions:
        yield Figure(
            "decisions", _("Parameters changed here"), number(len(results.decisions)),
            Trace(_("Each with its reason; taking one back is a change too."),
                  tuple((_("Log"), deciding.told(one)) for one in results.decisions)),
        )  # fmt: skip
