"""What people would talk about, and what they would improve (seed reading, nos. 4 to 6)."""

from collections import Counter
from collections.abc import Iterable, Sequence

from surveykit.assess.attendance import VISIT_FORM
from surveykit.assess.households import Household
from surveykit.assess.questionnaire import Questionnaire
from surveykit.assess.result import Idea, Topic
from surveykit.fieldwork.record import Record
from surveykit.text.clean import clean

_IDEAS = ("idea1", "idea2", "idea")
"""Two of a door interview, one of a visit."""


def topics(households: Sequence[Household], questionnaire: Questionnaire) -> tuple[Topic, ...]:
    """Every topic of the questionnaire, the one named most often first."""
    known = {choice.code for choice in questionnaire.topics}
    named = [(household, household.chosen("topics") & known) for household in households]
    first = Counter(_most_important(household, chosen) for household, chosen in named)
    counts = Counter(code for _, chosen in named for code in chosen)
    found = [
        Topic(
            code=choice.code,
            label=choice.label,
            area=choice.area,
            beyond_flat=choice.beyond_flat,
            households=counts[choice.code],
            first=first[choice.code],
        )
        for choice in questionnaire.topics
    ]
    return tuple(sorted(found, key=lambda topic: -topic.households))


def by_area(found: Iterable[Topic]) -> dict[str, tuple[Topic, ...]]:
    """The topics of each area, in the order of the areas' most frequent topics."""
    listed = tuple(found)
    areas = dict.fromkeys(topic.area for topic in listed)
    return {area: tuple(topic for topic in listed if topic.area == area) for area in areas}


def ideas(
    households: Iterable[Household],
    questionnaire: Questionnaire,
    visits: Iterable[Record] = (),
) -> tuple[Idea, ...]:
    """Ideas by place, in the questionnaire's order of places, the most frequent first.

    Those of visitors after the launch count beside those of the interviews.

    Equal ones at one spot are counted together; capitals, spaces and a final full stop make no
    difference. Shown is the wording used most often.
    """
    wordings: dict[tuple[str, str, str], Counter[tuple[str, str]]] = {}
    answers = [household.answers for household in households]
    answers += [one.answers for one in visits if one.form == VISIT_FORM]
    for told in answers:
        for question in _IDEAS:
            text = clean(told.get(question, ""))
            where = told.get(f"{question}_where", "")
            spot = clean(told.get(f"{question}_spot", ""))
            if text:
                same = wordings.setdefault((where, plain(spot), plain(text)), Counter())
                same[text, spot] += 1
    order = {code: place for place, code in enumerate(questionnaire.where)}
    found = [_idea(where, counts) for (where, _, _), counts in wordings.items()]
    return tuple(
        sorted(
            found,
            key=lambda idea: (
                order.get(idea.where, len(order)),
                plain(idea.spot),
                -idea.count,
                plain(idea.text),
            ),
        )
    )


def _most_important(household: Household, chosen: frozenset[str]) -> str:
    """The topic named as most important; a topic named alone is it without asking."""
    if len(chosen) == 1:
        return next(iter(chosen))
    return household.answers.get("topic_first", "")


def _idea(where: str, wordings: Counter[tuple[str, str]]) -> Idea:
    text, spot = min(wordings, key=lambda wording: (-wordings[wording], wording))
    return Idea(text=text, where=where, spot=spot, count=wordings.total())


def plain(text: str) -> str:
    """The text without what makes no difference between two ideas."""
    return text.casefold().rstrip(" .!")
