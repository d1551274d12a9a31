"""Small made-up surveys."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from surveykit.assess.assessment import assess_answers
from surveykit.assess.estimate.interviews import read_interviews
from surveykit.assess.estimate.questionnaire import read_questionnaire
from surveykit.assess.result import Doors
from surveykit.bundled import SITES
from surveykit.export.results import Results
from surveykit.fieldwork.record import Record
from surveykit.form import Form
from surveykit.site.workbook import read_site
from tests.assess.examples import record
from tests.export.examples import of_records, results_of

ONE_OF = {"lang": "langs", "help_will": "yes_maybe_no", "visits": "visits_if"}
SEVERAL = {"topics": "topics", "slots": "slots", "barriers": "barriers", "alt": "alt",
           "provider_ok": "provider"}  # fmt: skip
ALONE = {"any", "none", "nothing", "dont_know", "no_answer"}
AFTER_PROB = {"topics", "slots", "places", "provider_ok", "lang", "visits"}
"""Not asked of those who will certainly not come."""

Survey = Callable[[int, int], Results]


def answers(form: Form, chance: Random, number: int) -> Record:
    """One household that answers at random; some answers are liked much more than others."""
    open_ = ["dont_know"] if number > 5 else []  # five say how likely they come, else all is hidden
    prob = chance.choice(["0", "0", *map(str, range(1, 11)), *open_])
    found = {"prob": prob, "block": chance.choice(["B-1", "B-1", "B-2", "B-3", "B-4"])}
    lists = {name: [one.code for one in form.choices(name)]
             for name in (*ONE_OF.values(), *SEVERAL.values())}  # fmt: skip
    lists["places"] = ["B-P1", "B-P2", "B-P3", "any", "none", "no_answer"]
    for question, name in {**ONE_OF, **SEVERAL, "places": "places"}.items():
        if prob == "0" and question in AFTER_PROB:
            continue
        codes = lists[name]
        likely = codes[: 1 + len(codes) // 4]
        picked = {chance.choice(likely if chance.random() < 0.7 else codes) for _ in range(3)}
        alone = picked & ALONE
        if question in ONE_OF or alone:
            picked = {sorted(alone or picked)[0]}
        found[question] = " ".join(sorted(picked))
    return record(found, number)


@pytest.fixture(scope="session")
def survey(form: Form) -> Survey:
    """So many households of site B, made from a seed; more of one seed begin with the same."""
    site = read_site(SITES / "B.xlsx")
    questionnaire = read_questionnaire(form)
    example = results_of("B", form)

    def made(seed: int, households: int) -> Results:
        chance = Random(seed)  # noqa: S311 - no secret
        records = [answers(form, chance, number) for number in range(1, households + 1)]
        refused, vacant = Random(seed).randint(0, 8), Random(seed).randint(0, 6)  # noqa: S311
        told = read_interviews(records, questionnaire, dk_factor=site.criteria.dk_factor)
        left = 96 - vacant - refused - households
        found = Doors(96, vacant, households, refused, left)
        assessment = assess_answers(site, questionnaire, told.households, found)
        return replace(of_records(example, records), assessment=assessment, plan=None)

    return made
