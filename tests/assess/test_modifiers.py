"""What is added to any verdict, at the edges of the criteria."""

import pytest

from surveykit.assess.estimate.forecast import forecast
from surveykit.assess.estimate.households import Household
from surveykit.assess.estimate.questionnaire import Questionnaire
from surveykit.assess.result import Assessment, Doors, Format, Hallway, Share
from surveykit.assess.voices.modifiers import Modifiers, modifiers
from surveykit.assess.words.report import sentences
from surveykit.site.criteria import Criteria
from surveykit.site.model import Site
from surveykit.text import speaking

from .examples import household


def added(
    questionnaire: Questionnaire,
    *households: Household,
    kind: Format | None = None,
    criteria: Criteria | None = None,
) -> Modifiers:
    met = len(households)
    doors = Doors(dwellings=met, vacant=0, interviewed=met, refused=0, not_reached=0)
    used = criteria or Criteria()
    expected = forecast(households, doors, Hallway(0, None), used)
    return modifiers(households, questionnaire, expected, used, kind=kind)


def test_without_answers_nothing_is_added(questionnaire: Questionnaire) -> None:
    found = added(questionnaire)
    assert not any(
        (found.landlord_alone, found.self_organised, found.home_visits, found.appointments,
         found.second_person, found.seasonal_extra)
    )  # fmt: skip
    assert found.print_languages == ("de",)


def test_no_answer_and_do_not_know_do_not_count_among_those_asked(
    questionnaire: Questionnaire,
) -> None:
    found = added(
        questionnaire,
        household(provider_ok="landlord", barriers="mobility"),
        household(provider_ok="any", barriers="nothing"),
        household(provider_ok="dont_know", barriers="no_answer"),
        household(),
    )
    assert found.accepts["landlord"] == Share(2, 2)
    assert found.accepts["independent"] == Share(1, 2)
    assert found.access_barrier == Share(1, 2)


@pytest.mark.parametrize(("accepting", "alone"), [(5, True), (4, False)])
def test_half_must_accept_the_landlord(
    questionnaire: Questionnaire, accepting: int, *, alone: bool
) -> None:
    asked = [
        household(provider_ok="landlord" if number < accepting else "tenants")
        for number in range(10)
    ]
    assert added(questionnaire, *asked).landlord_alone is alone


@pytest.mark.parametrize(
    ("helpers", "of", "possible"), [(3, 60, True), (2, 10, False), (3, 61, False)]
)
def test_three_helpers_and_five_per_cent_make_it_self_organised(
    questionnaire: Questionnaire, helpers: int, of: int, *, possible: bool
) -> None:
    met = [
        household(provider_ok="tenants", help_will="yes" if number < helpers else "no")
        for number in range(of)
    ]
    assert added(questionnaire, *met).self_organised is possible


def test_interpreters_by_the_number_who_ask(questionnaire: Questionnaire) -> None:
    asking = {"tr": 5, "ar": 4, "ru": 2, "uk": 1}
    met = [household(lang=code, interp="yes") for code, n in asking.items() for _ in range(n)]
    found = added(questionnaire, *met, household(lang="pl", interp="own"))
    assert found.interpreters == asking
    assert found.interpreters_regular == ("tr",)
    assert found.interpreters_on_request == ("ar", "ru")


def test_flyers_are_printed_in_languages_of_three_per_cent_or_five_households(
    questionnaire: Questionnaire,
) -> None:
    wanted = {"de": 180, "tr": 6, "ar": 5, "ru": 4, "dgs": 5}
    met = [household(lang=code) for code, number in wanted.items() for _ in range(number)]
    assert added(questionnaire, *met).print_languages == ("de", "tr", "ar")


def test_the_languages_of_the_examples(assessments: dict[str, Assessment]) -> None:
    printed = [assessments[site].modifiers.print_languages for site in "ABC"]
    assert printed == [
        ("de", "pl", "de-simple"),
        ("de", "ru", "tr"),
        ("de", "tr", "ar", "ru", "uk", "de-simple"),
    ]


def test_the_report_names_the_flyers_that_are_made(
    sites: dict[str, Site], assessments: dict[str, Assessment]
) -> None:
    assert assessments["B"].modifiers.flyer_languages == ("de", "de-simple", "en", "ar", "ru", "tr")
    with speaking("en"):
        notes = sentences(assessments["B"], sites["B"]).notes
    assert (
        "Flyers always in: German, plain German, English, Arabic; "
        "chosen by enough households: Russian, Turkish."
    ) in notes


def test_home_visits_from_twenty_per_cent_on(questionnaire: Questionnaire) -> None:
    others = [household(barriers="nothing", alt="phone")] * 4
    assert added(questionnaire, household(barriers="health", alt="none"), *others).home_visits
    assert added(questionnaire, household(barriers="time", alt="home"), *others).home_visits
    more = [household(barriers="nothing", alt="phone")] * 5
    assert not added(questionnaire, household(barriers="health", alt="none"), *more).home_visits


def test_a_second_person_when_talks_fill_the_session(questionnaire: Questionnaire) -> None:
    full = added(questionnaire, household(raw=130.0), kind=Format.WEEKLY)
    assert full.utilisation == pytest.approx(0.35 * 130 / 11 * 25 / 120)
    assert full.second_person
    assert not added(questionnaire, household(raw=120.0), kind=Format.WEEKLY).second_person


def test_bills_among_the_three_most_named_topics_ask_for_a_winter_session(
    questionnaire: Questionnaire,
) -> None:
    met = [household(topics="care ageing"), household(topics="care ageing repairs")]
    assert not added(questionnaire, *met, household(topics="repairs none")).seasonal_extra
    assert added(questionnaire, *met, *[household(topics="energy")] * 3).seasonal_extra


def test_small_numbers_stay_hidden_in_sentences(
    sites: dict[str, Site], assessments: dict[str, Assessment]
) -> None:
    with speaking("en"):
        notes = sentences(assessments["A"], sites["A"]).notes
    assert notes[0].endswith("landlord 5, independent body 6, tenants themselves <5.")
    assert "Threshold fears were named by <5 of 13." in notes


def test_the_landlord_alone_is_advised_against_at_site_c(
    sites: dict[str, Site], assessments: dict[str, Assessment]
) -> None:
    with speaking("en"):
        told = {site: sentences(assessments[site], sites[site]).notes for site in "BC"}
    warning = "Not by the landlord alone: fewer than 50% of those asked accept it."
    assert warning in told["C"]
    assert warning not in told["B"]
    assert "Interpreter at every second session: Russian, Turkish, Arabic." in told["C"]
