"""Topics by area, ideas by place."""

from surveykit.assess.estimate.questionnaire import Questionnaire
from surveykit.assess.result import Assessment, Idea
from surveykit.assess.voices.topics import by_area, ideas, topics
from surveykit.fieldwork.record import Mode

from .examples import household, record


def test_topics_count_households_and_the_most_important_one(questionnaire: Questionnaire) -> None:
    found = topics(
        [
            household(topics="care rent", topic_first="rent"),
            household(topics="care"),
            household(topics="none"),
            household(),
        ],
        questionnaire,
    )
    shown = [(topic.code, topic.households, topic.first) for topic in found[:3]]
    assert shown == [("care", 2, 1), ("rent", 1, 1), ("repairs", 0, 0)]


def test_topics_are_grouped_by_area(assessments: dict[str, Assessment]) -> None:
    grouped = by_area(assessments["C"].topics)
    assert list(grouped) == ["life", "flat", "neighbourhood", "house", "other"]
    assert [topic.code for topic in grouped["house"]] == ["house", "conflict"]
    assert [topic.households for topic in grouped["house"]] == [24, 20]
    assert all(topic.beyond_flat for topic in grouped["life"])


def test_equal_ideas_at_one_spot_are_counted_together(questionnaire: Questionnaire) -> None:
    found = ideas(
        [
            household(idea1="Mehr Licht", idea1_where="yard", idea1_spot="Haus 2"),
            household(idea1="mehr  licht.", idea1_where="yard", idea1_spot="haus 2"),
            household(
                idea1="Bank", idea1_where="yard", idea1_spot="Haus 2",
                idea2="Mehr Licht", idea2_where="yard", idea2_spot="Haus 2",
            ),
            household(idea1="Mehr Licht", idea1_where="parking"),
            household(idea1="", idea1_where="yard"),
        ],
        questionnaire,
    )  # fmt: skip
    assert found == (
        Idea("Mehr Licht", "yard", "Haus 2", 3),
        Idea("Bank", "yard", "Haus 2", 1),
        Idea("Mehr Licht", "parking", "", 1),
    )


def test_ideas_of_visitors_count_beside_those_of_the_interviews(
    questionnaire: Questionnaire,
) -> None:
    told = {"idea": "mehr Licht", "idea_where": "yard", "idea_spot": "Haus 2"}
    visit = record(told, form="visit_log", mode=Mode.DESK)
    asked = household(idea1="Mehr Licht.", idea1_where="yard", idea1_spot="Haus 2")
    (idea,) = ideas([asked], questionnaire, [visit.answers])
    assert idea.count == 2


def test_ideas_follow_the_places_of_the_questionnaire(assessments: dict[str, Assessment]) -> None:
    found = assessments["B"].ideas
    assert [idea.where for idea in found] == ["stairs", "cellar", "waste", "parking", "quarter"]
    assert [idea.count for idea in found] == [6, 9, 5, 4, 6]
