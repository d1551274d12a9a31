"""What people would talk about, and what they would improve (seed reading, nos. 4 to 6)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from surveykit.assess.estimate.households import Household
from surveykit.assess.estimate.questionnaire import Questionnaire
from surveykit.assess.result import Idea, Topic
from surveykit.text.clean import clean

_IDEAS = ("idea1", "idea2", "idea")
"""Two of a door interview, one of a visit."""


def topics(households: Sequence[Household], questionnaire: Questionnaire) -> tuple[Topic, ...]:
    """Every topic of the questionnaire, the one named most often first."""
    known = {choice.code for choice in questionnaire.topics}
    named = Counter(
        (household.chosen("topics") & known, household.answers.get("topic_first", ""))
        for household in households
    )
    first, counts = Counter[str](), Counter[str]()
    for (chosen, most), number in named.items():
        first[_most_important(chosen, most)] += number
        counts.update(dict.fromkeys(chosen, number))
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
    visits: Iterable[Mapping[str, str]] = (),
) -> tuple[Idea, ...]:
    """Ideas by place, in the questionnaire's order of places, the most frequent first.

    Those that visitors told after the launch, in the answers on their visits, count beside those
    of the interviews.

    Equal ones at one spot are counted together; capitals, spaces and a final full stop make no
    difference. Shown is the wording used most often.
    """
    wordings: dict[tuple[str, str, str], Counter[tuple[str, str]]] = {}
    for told in chain((household.answers for household in households), visits):
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


def _most_important(chosen: frozenset[str], most: str) -> str:
    """The topic named as most important; a topic named alone is it without asking."""
    return next(iter(chosen)) if len(chosen) == 1 else most


def _idea(where: str, wordings: Counter[tuple[str, str]]) -> Idea:
    text, spot = min(wordings, key=lambda wording: (-wordings[wording], wording))
    return Idea(text=text, where=where, spot=spot, count=wordings.total())


def plain(text: str) -> str:
    """The text without what makes no difference between two ideas."""
    return text.casefold().rstrip(" .!")
