"""The example sites with their results."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from surveykit.assess.assessment import assess_answers
from surveykit.assess.estimate.interviews import read_interviews
from surveykit.assess.estimate.questionnaire import read_questionnaire
from surveykit.assess.hour.plan import plan
from surveykit.assess.sources import sources
from surveykit.assess.words.report import sentences
from surveykit.bundled import SITES
from surveykit.export.results import Results
from surveykit.fieldwork.outcome_rates import outcome_rates
from surveykit.fieldwork.record import DOOR_FORM, Record
from surveykit.form import Form
from surveykit.site.workbook import read_site
from surveykit.text import speaking
from tests.assess.examples import door_records, doors

MADE_ON = date(2027, 2, 1)


def results_of(name: str, form: Form) -> Results:
    """Of an example site, by its letter, in English."""
    site, records, found = read_site(SITES / f"{name}.xlsx"), door_records(name), doors(name)
    with speaking("en"):
        questionnaire = read_questionnaire(form)
        told = read_interviews(records, questionnaire, dk_factor=site.criteria.dk_factor)
        assessment = assess_answers(site, questionnaire, told.households, found)
        report = sentences(assessment, site)
    rates = outcome_rates(
        {"I": found.interviewed, "R": found.refused, "NC": found.not_reached, "NE": found.vacant}
    )
    return Results(
        site=site,
        forms={form.id: form},
        records=tuple(records),
        households=told.households,
        assessment=assessment,
        rates=rates,
        plan=plan(assessment, site, MADE_ON),
        report=report,
        sources=sources(site, form, [record.revision for record in records], []),
        made_on=MADE_ON,
    )


def of_records(results: Results, records: Sequence[Record]) -> Results:
    """The same of other records, with what these tell; the assessment stays."""
    questionnaire = read_questionnaire(results.forms[DOOR_FORM])
    factor = results.site.criteria.dk_factor
    told = read_interviews(records, questionnaire, dk_factor=factor)
    return replace(results, records=tuple(records), households=told.households)
