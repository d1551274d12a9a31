"""How sure the verdict is, in words; and nothing of it where too few have answered."""

from collections.abc import Sequence

import pytest

from surveykit.assess.assessment import assess, assess_answers
from surveykit.assess.estimate.households import Household
from surveykit.assess.estimate.questionnaire import Questionnaire
from surveykit.assess.result import Assessment, Doors
from surveykit.assess.words.certainty import chance
from surveykit.assess.words.report import Report, sentences
from surveykit.form import Form
from surveykit.site.model import Site
from surveykit.text import speaking

from .examples import doors
from .midway import midway


def told(site: Site, form: Form, interviews: int, others: int, language: str = "en") -> Report:
    records, lines = midway(site, interviews, others)
    found = assess(site, form, records, lines)
    with speaking(language):
        return sentences(found, site)


@pytest.mark.parametrize(
    ("language", "headlines"),
    [
        ("en", (
            "Certain: Cooperative slot inside a partner's hour",
            "A close call: Regular hour on trial, monthly",
            "Decided: Regular hour, weekly",
        )),
        ("de", (
            "Sicher: Kooperationsangebot",
            "Knapp: Regeltermin auf Probe, monatlich",
            "Entschieden: Regeltermin, wöchentlich",
        )),
    ],
)  # fmt: skip
def test_the_report_opens_with_how_sure_the_verdict_is(
    sites: dict[str, Site],
    assessments: dict[str, Assessment],
    language: str,
    headlines: Sequence[str],
) -> None:
    for name, headline in zip("ABC", headlines, strict=True):
        with speaking(language):
            assert sentences(assessments[name], sites[name]).lines()[0] == headline


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("en", "Regular hour, weekly; a close call is only whether on trial"),
        ("de", "Regeltermin, wöchentlich; knapp ist nur, ob auf Probe"),
    ],
)
def test_what_is_sure_of_a_close_call_is_said_first(
    sites: dict[str, Site],
    questionnaire: Questionnaire,
    households: dict[str, tuple[Household, ...]],
    language: str,
    headline: str,
) -> None:
    """At site C the risk is some 6 %: too much for a planner who allows 5."""
    criteria = sites["C"].criteria.model_copy(update={"risk_max": 0.05})
    site = sites["C"].model_copy(update={"criteria": criteria})
    found = assess_answers(site, questionnaire, households["C"], doors("C"))
    with speaking(language):
        assert sentences(found, site).headline == headline


def test_in_the_middle_it_says_to_ask_on_and_where(sites: dict[str, Site], form: Form) -> None:
    found = told(sites["B"], form, 45, 20)
    assert found.headline.startswith("Not yet decided: ask on. As things stand: ")
    assert found.certainty[0].startswith("The risk that another verdict is right is ")
    # 94 occupied, 45 interviewed, 5 declined: 44 doors are left.
    assert found.certainty[1].startswith("“As things stand” counts the 44 doors still to be tried")
    assert any(line.startswith("Next: Lindenhof ") for line in found.fieldwork)
    assert any("more interviews (doors: " in line or line.startswith("Even with every door")
               for line in found.fieldwork)  # fmt: skip
    german = told(sites["B"], form, 45, 20, "de")
    assert german.headline.startswith("Noch nicht entschieden: weiter befragen. Nach heutigem")
    assert any(line.startswith("Als Nächstes: ") for line in german.fieldwork)


def test_before_the_rules_allow_a_verdict_it_says_what_it_would_be(
    sites: dict[str, Site], form: Form
) -> None:
    found = told(sites["B"], form, 20, 10)
    assert found.headline == "Keep asking: too few interviews yet"
    assert found.certainty[0].startswith("As things stand: ")


def test_intervals_stand_beside_every_figure_that_looks_ahead(
    sites: dict[str, Site], assessments: dict[str, Assessment]
) -> None:
    with speaking("en"):
        found = sentences(assessments["B"], sites["B"]).forecast
    assert found[0].startswith("12.1 visits expected in 13 weeks (50 %: 11.5–13.2; 90 %: 10.6–14.8")
    assert found[3].startswith("monthly: 3.09 visits per session (50 %: 2.9–3.4; 90 %: 2.7–3.8;")


def test_what_would_overturn_it_is_said_with_its_figure(
    sites: dict[str, Site], assessments: dict[str, Assessment]
) -> None:
    with speaking("en"):
        found = sentences(assessments["B"], sites["B"]).flips
    ratio = assessments["B"].outlook.tipping_ratio
    assert any(line.startswith("Raw visits of 33.7 are missed rather than reached if ")
               and f"less than {ratio:.2f} times" in line for line in found)  # fmt: skip
    assert (
        "By the interest of those without an interview: Cooperative slot inside a partner's hour "
        "from 0.00; Regular hour on trial, monthly from 0.25; Regular hour, monthly from 0.75."
    ) in found


def test_of_fewer_than_five_nothing_is_told(
    sites: dict[str, Site], questionnaire: Questionnaire
) -> None:
    site = sites["A"]
    loose = site.model_copy(
        update={"criteria": site.criteria.model_copy(update={"min_response_share": 0.1})}
    )
    four = [Household(10, 0.99, {})] * 4
    found = assess_answers(loose, questionnaire, four, Doors(18, 1, 4, 0, 13))
    with speaking("en"):
        report = sentences(found, loose)
    assert report.headline == "Cooperative slot inside a partner's hour"
    assert (report.certainty, report.forecast, report.flips) == ((), (), ())
    assert not any("decided" in line.lower() for line in report.fieldwork)


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "under 1%"), (0.004, "under 1%"), (0.3, "30%"), (0.996, "over 99%"), (1.0, "over 99%")],
)
def test_a_chance_is_never_called_none_or_certain(share: float, words: str) -> None:
    with speaking("en"):
        assert chance(share) == words
