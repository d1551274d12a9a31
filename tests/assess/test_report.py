"""What the report says in words: no more than is known, and so that nobody reads it backwards."""

from dataclasses import replace

import pytest

from surveykit.assess.assessment import assess, assess_answers
from surveykit.assess.estimate.households import Household
from surveykit.assess.estimate.questionnaire import Questionnaire
from surveykit.assess.result import Assessment, Doors, Flip, Format, Gap, Reason
from surveykit.assess.words.explain import flip_sentence, reason_sentence
from surveykit.assess.words.report import Report, sentences
from surveykit.form import Form
from surveykit.site.model import Site
from surveykit.text import speaking

from .examples import record

DOORS = Doors(dwellings=96, vacant=2, interviewed=58, refused=15, not_reached=21)


def early(
    site: Site,
    questionnaire: Questionnaire,
    households: tuple[Household, ...],
    interviewed: int,
) -> Report:
    """The report on site B after its first interviews."""
    doors = Doors(96, 2, interviewed, 0, 94 - interviewed)
    found = assess_answers(site, questionnaire, households[:interviewed], doors)
    assert found.verdict == "continue_survey"
    with speaking("en"):
        return sentences(found, site)


def test_without_an_interview_only_the_survey_is_told(
    sites: dict[str, Site],
    questionnaire: Questionnaire,
    households: dict[str, tuple[Household, ...]],
) -> None:
    told = early(sites["B"], questionnaire, households["B"], 0)
    assert (told.forecast, told.hour, told.costs, told.notes, told.flips) == ((), (), (), (), ())
    assert told.reasons == ("Only 0 interviews, 0.0% of the occupied dwellings; 29 are needed.",)
    assert "29 more interviews are needed for a verdict." in told.fieldwork


def test_below_ten_interviews_nothing_looks_ahead(
    sites: dict[str, Site],
    questionnaire: Questionnaire,
    households: dict[str, tuple[Household, ...]],
) -> None:
    told = early(sites["B"], questionnaire, households["B"], 9)
    assert (told.forecast, told.hour, told.costs, told.flips) == ((), (), (), ())
    assert told.notes


def test_from_ten_interviews_on_the_forecast_is_told_as_things_stand(
    sites: dict[str, Site],
    questionnaire: Questionnaire,
    households: dict[str, tuple[Household, ...]],
) -> None:
    told = early(sites["B"], questionnaire, households["B"], 10)
    assert told.forecast[0] == (
        "As things stand, after 10 interviews; more of them will change it:"
    )
    assert "would stay empty" in told.forecast[2]
    assert told.hour
    assert told.costs
    assert told.flips[0].endswith("once 29 households are interviewed, not 10.")


def test_a_hallway_alone_gives_no_forecast_but_is_named(sites: dict[str, Site], form: Form) -> None:
    from surveykit.fieldwork.record import Mode

    met = record({"lives": "yes_new", "prob": "10"}, form="hallway_quick", mode=Mode.HALLWAY)
    found = assess(sites["B"], form, [met], [])
    with speaking("en"):
        told = sentences(found, sites["B"])
    assert told.forecast == ()
    assert told.notes == ("1 hallway interview stands apart from those at the door.",)


def test_no_risk_is_nought(sites: dict[str, Site], assessments: dict[str, Assessment]) -> None:
    found = assessments["C"]
    risks = dict.fromkeys(Format, 0.0049) | {Format.MONTHLY: 0.005}
    rare = replace(found, forecast=replace(found.forecast, empty_risk=risks))
    with speaking("en"):
        told = sentences(rare, sites["C"]).forecast
    assert told[1].startswith("weekly:")
    assert told[1].endswith("under 1% of the sessions would stay empty.")
    monthly = next(line for line in told if line.startswith("monthly:"))
    assert "; under" not in monthly


def test_more_visits_than_the_partner_can_take_are_given_as_the_reason(
    sites: dict[str, Site], assessments: dict[str, Assessment]
) -> None:
    with speaking("en"):
        told = sentences(assessments["A"], sites["A"]).flips
    assert (
        "Becomes “Home visits and telephone, no hour for now” if raw visits rise from 6.9 above "
        "39.3, because the partner's hour is full then."
    ) in told
    assert not any("full then" in line for line in told if "fall" in line)


def test_quotation_marks_are_those_of_the_language(
    sites: dict[str, Site], assessments: dict[str, Assessment]
) -> None:
    with speaking("en"):
        english = "".join(sentences(assessments["C"], sites["C"]).lines())
    assert "„" not in english
    assert "“It does not help”: a notice “you said – we did”" in english
    with speaking("de"):
        german = "".join(sentences(assessments["C"], sites["C"]).lines())
    assert "”" not in german
    assert "Kippt zu „" in german


def test_the_share_that_comes_is_not_said_the_wrong_way_round() -> None:
    flip = Flip("calibration", 0.35, 0.29, "cooperative")
    with speaking("de"):
        assert flip_sentence(flip, "trial:monthly").endswith(
            "wenn der Anteil, der kommt (Abschlag), von 0,35 unter 0,29 fällt."
        )


@pytest.mark.parametrize(
    ("reason", "english", "german"),
    [
        (Reason("data", holds=True, value=1, limit=1), "1 interview,", "1 Gespräch,"),
        (Reason("coop_demand", holds=True, value=1, limit=1), "1 visit ", "1 Besuch "),
        (Reason("coop_demand", holds=True, value=1.001, limit=1), "1.00 visits", "1,00 Besuche"),
        (Reason("coop_households", holds=False, value=1, limit=3), "<5 households", "<5 Haushalte"),
        (Reason("size", holds=False, value=1, limit=40), "1 dwelling ", "1 Wohnung "),
    ],
)
def test_one_is_singular(reason: Reason, english: str, german: str) -> None:
    with speaking("en"):
        assert english in reason_sentence(reason, DOORS, suppress_below=5)
    with speaking("de"):
        assert german in reason_sentence(reason, DOORS, suppress_below=5)


def test_one_household_and_one_door_are_singular(
    sites: dict[str, Site], assessments: dict[str, Assessment]
) -> None:
    likely = Flip("households_likely", 0, 1, "cooperative")
    asked = Flip("interviews", 0, 1, "cooperative")
    found = replace(
        assessments["B"],
        interviews_needed=59,
        gaps=(Gap(block="B-1", open=1, untried=1, times=()),),
    )
    with speaking("en"):
        assert "if 1 household is likely" in flip_sentence(likely, "none_now")
        assert "once 1 household is interviewed" in flip_sentence(asked, "continue_survey")
        fieldwork = sentences(found, sites["B"]).fieldwork
    assert "Lindenhof 1: 1 door to try, 1 of them for the first time." in fieldwork
