"""What the answers say: results, visits beside the forecast, signs of invented interviews."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from surveykit.fieldwork.attempt import Attempt
from surveykit.fieldwork.record import DOOR_FORM, Record
from surveykit.store import Merged, Project

if TYPE_CHECKING:  # the first screen needs none of this
    from surveykit.assess.hour.plan import Plan
    from surveykit.assess.launched.learning import Review
    from surveykit.assess.many import SiteResult
    from surveykit.assess.result import Assessment, Format
    from surveykit.assess.sources import Sources
    from surveykit.export.results import Results, Taken
    from surveykit.site.model import Site
    from surveykit.site.signed import Signed


def results(project: Project, today: date) -> "Results":
    """Assess what has been collected so far, with everything an export needs."""
    from surveykit.assess.assessment import assess_interviews
    from surveykit.assess.estimate.interviews import read_interviews
    from surveykit.assess.estimate.questionnaire import read_questionnaire
    from surveykit.assess.words.report import sentences
    from surveykit.export.results import Results
    from surveykit.fieldwork.corrections import changes
    from surveykit.fieldwork.outcome_rates import door_rates

    site = project.site
    with project.at_one_moment():  # another window may take a handover in
        records, attempts = project.each_record(), project.attempts()
        logged, sources = _logged(project), _sources(project, attempts)
        handovers, corrections = project.merge_log(), project.corrections()
        conflicts, signed = len(project.conflicts()), next(reversed(project.signed()), None)
    questionnaire = read_questionnaire(project.forms[DOOR_FORM])
    told = read_interviews(records, questionnaire, dk_factor=site.criteria.dk_factor)
    assessment = assess_interviews(site, questionnaire, told, attempts)
    hour = _hour(site, assessment, signed, today)
    return Results(
        site=site,
        forms=project.forms,
        records=records,
        households=told.households,
        assessment=assessment,
        rates=door_rates(site, attempts, partial=told.broken_off),
        plan=hour,
        report=sentences(assessment, site, hour),
        sources=sources,
        attendance=_attendance(project, logged, assessment, today),
        made_on=today,
        handovers=tuple(map(_taken, handovers)),
        changes=changes(corrections),
        conflicts=conflicts,
        decisions=project.decisions(),
        signed=signed,
        form_in=project.form,
    )


def _hour(
    site: "Site", assessment: "Assessment", signed: "Signed | None", today: date
) -> "Plan | None":
    """The hour to announce: once somebody has decided that one, whatever is proposed since."""
    from surveykit.assess.hour.plan import held, plan

    if signed is None:
        return plan(assessment, site, today)
    spoken = assessment.modifiers.interpreters_regular
    return held(signed.hour, site, today, spoken) if signed.hour else None


def _sources(project: Project, attempts: Sequence[Attempt]) -> "Sources":
    from surveykit.assess.sources import ASSESSED, sources

    revisions = project.standing_revisions(ASSESSED)
    return sources(project.site, project.forms[DOOR_FORM], revisions, attempts)


def _taken(merged: Merged) -> "Taken":
    from surveykit.export.results import Taken

    tally = merged.tally
    return Taken(
        file=merged.name,
        day=merged.day,
        sha256=merged.sha256,
        before=tally.before.records,
        held=tally.held.records,
        new=tally.new.records,
        left_out=tally.left_out.records,
        attempts=tally.new.attempts,
    )


def attendance(project: Project, today: date, kind: "Format | None" = None) -> "Review | None":
    """What came beside what the survey expected; None without a session or without a survey.

    As long as so few answered that the forecast is hidden there is none to compare with either.
    """
    from surveykit.assess.assessment import assess

    with project.at_one_moment():
        records, attempts, logged = project.each_record(), project.attempts(), _logged(project)
    assessment = assess(project.site, project.forms[DOOR_FORM], records, attempts)
    return _attendance(project, logged, assessment, today, kind)


def _logged(project: Project) -> tuple[Record, ...]:
    from surveykit.assess.launched.attendance import AFTER_THE_LAUNCH, dated

    return dated(one for form in AFTER_THE_LAUNCH for one in project.each_record(form))


def _attendance(
    project: Project,
    logged: Sequence[Record],
    assessment: "Assessment",
    today: date,
    kind: "Format | None" = None,
) -> "Review | None":
    from surveykit.assess.launched.attendance import VISIT_FORM
    from surveykit.assess.launched.learning import review, talk_minutes
    from surveykit.assess.suppress import forecast_hidden

    limit = project.site.criteria.suppress_below
    if not logged or not assessment.doors.interviewed or forecast_hidden(assessment, limit):
        return None
    return review(
        logged,
        assessment.forecast.raw_total,
        project.site.criteria,
        minutes=talk_minutes(project.forms[VISIT_FORM]),
        today=today,
        kind=kind,
    )


def site_result(project: Project) -> "SiteResult":
    """What a table of many sites needs of this one; nothing is prepared for an export."""
    from surveykit.assess.assessment import assess
    from surveykit.assess.many import site_result

    site = project.site
    found = assess(site, project.forms[DOOR_FORM], project.each_record(), project.attempts())
    return site_result(site, found)


def plausibility(project: Project) -> tuple[str, ...]:
    """Signs of invented interviews in sentences, for the planner alone; none in any export."""
    from surveykit.assess.coverage.plausibility import plausibility, plausibility_sentences

    form = project.forms[DOOR_FORM]
    found = plausibility(form, project.records(DOOR_FORM), project.attempts())
    return tuple(plausibility_sentences(found))


def summary(results: "Results") -> dict[str, object]:
    """The assessment as plain JSON values, for other programs."""
    from surveykit.export.summary import summary

    return summary(results)
