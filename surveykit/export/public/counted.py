"""Results → tables as they are counted; which ones are published, and by what rule."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from surveykit.assess.estimate.questionnaire import ANY, NO_ANSWER
from surveykit.assess.suppress import BUILDING_MIN
from surveykit.export.public.table import MISSING, Counted, Rule
from surveykit.export.workbook.view import View

DOORS, BLOCKS = "doors", "blocks"
SLOTS, PLACES = "slots", "places"
QUESTIONS = {
    "topics": "topics",
    "barriers": "barriers",
    "lang": "langs",
    "alt": "alt",
    "provider_ok": "provider",
    "help_will": "yes_maybe_no",
}
"""Questions that are published, with the lists of their choices; none of them is free text."""

_EXCLUSIVE = frozenset({ANY, "none", "nothing", "dont_know"})
"""Answers beside which there is no other one."""


@dataclass(frozen=True, slots=True)
class ToPublish:
    """A table and the rule by which it is hidden."""

    counted: Counted
    rule: Rule


def to_publish(view: View) -> Iterator[tuple[str, ToPublish]]:
    """All tables by name, in the order in which they are read.

    Every choice of the form has its line: a choice that is left out would tell of nobody.
    """
    yield DOORS, _doors(view)
    if len(view.results.site.blocks) > 1:
        yield BLOCKS, _blocks(view)
    answers = Rule(view.limit, zeros=frozenset({MISSING}))
    known = {score.slot.code for score in view.results.assessment.slots}
    slots = [choice.code for choice in view.form.choices(SLOTS) if choice.code in known]
    yield SLOTS, ToPublish(_suited(view, SLOTS, slots), answers)
    places = [score.place for score in view.results.assessment.places]
    yield PLACES, ToPublish(_suited(view, PLACES, places), answers)
    for question, list_name in QUESTIONS.items():
        codes = [choice.code for choice in view.form.choices(list_name)
                 if choice.code != NO_ANSWER]  # fmt: skip
        yield question, ToPublish(_answers(view, question, codes), answers)


def _doors(view: View) -> ToPublish:
    """Dwellings without an interview; the rest of all dwellings was interviewed."""
    doors = view.results.assessment.doors
    alone = {"vacant": doors.vacant, "refused": doors.refused, "not_reached": doors.not_reached}
    counted = Counted(sum(alone.values()), alone)
    return ToPublish(counted, Rule(view.limit, frozenset(alone), nearly_all=False, growth=False))


def _blocks(view: View) -> ToPublish:
    site, found = view.results.site, view.counted("block")
    known = {block.name: found[block.name] for block in site.blocks}
    elsewhere = len(view.households) - sum(known.values())
    alone = known | ({MISSING: elsewhere} if elsewhere else {})
    most = {
        block.name: sum(home.occupied and home.block == block.name for home in site.dwellings)
        for block in site.blocks
    }
    most = {name: max(count, known[name]) for name, count in most.items()}
    rule = Rule(BUILDING_MIN, nearly_all=False, growth=False)
    return ToPublish(Counted(len(view.households), alone, most=most), rule)


def _suited(view: View, question: str, codes: Collection[str]) -> Counted:
    """Households to whom each time or place suits; who said that any does has named them all."""
    every = frozenset(codes)

    def suits(chosen: frozenset[str]) -> frozenset[str]:
        return every if ANY in chosen else chosen & every

    return _several(view, question, codes, ["none"], suits)


def _answers(view: View, question: str, codes: Sequence[str]) -> Counted:
    """Answers to a question; a code that the newest form does not know counts as none."""
    if view.form.question(question).multiple:
        listed = frozenset(codes) - _EXCLUSIVE
        return _several(
            view,
            question,
            [code for code in codes if code in listed],
            [code for code in codes if code in _EXCLUSIVE],
            lambda chosen: chosen & listed,
        )
    alone = dict.fromkeys([*codes, MISSING], 0)
    for home in view.households:
        alone[next(iter(home.chosen(question) & alone.keys()), MISSING)] += 1
    return Counted(len(view.households), alone)


def _several(
    view: View,
    question: str,
    named: Collection[str],
    alone: Collection[str],
    of: Callable[[frozenset[str]], frozenset[str]],
) -> Counted:
    """A multiple choice: `of` tells which of the `named` somebody named."""
    several, single = dict.fromkeys(named, 0), dict.fromkeys([*alone, MISSING], 0)
    some = 0
    for home in view.households:
        chosen = home.chosen(question)
        if found := of(chosen):
            some += 1
            for code in found:
                several[code] += 1
        else:
            single[next((code for code in alone if code in chosen), MISSING)] += 1
    return Counted(len(view.households), single, some, several)
