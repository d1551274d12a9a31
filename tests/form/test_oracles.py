"""Every node of every filling equals ODK's own engines, or differs for a reason with a name."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

import pytest

from surveykit.bundled import FORMS
from surveykit.form import load

from .differences import FROM_TIMES, explain
from .reasons import REASONS
from .recordings import (
    BUNDLED,
    ENGINES,
    Moment,
    State,
    Words,
    form,
    instance,
    recording,
    replay,
    state,
    take,
)

LEAST = 50


def test_every_bundled_form_is_recorded_in_the_version_that_ships() -> None:
    assert sorted(path.stem for path in FORMS.glob("*.xlsx")) == BUNDLED
    for name in BUNDLED:
        shipped = load(FORMS / f"{name}.xlsx")
        assert shipped.version == form(name).version
        assert shipped.questions == form(name).questions


@pytest.mark.parametrize("name", BUNDLED)
def test_every_node_is_as_in_odks_engines_after_every_step(name: str) -> None:
    unexplained: list[str] = []
    dropped: set[str] = set()
    fillings = set()
    before: dict[str, str] = {}
    for moment in replay(name):
        if moment.filling["seed"] not in fillings:
            fillings.add(moment.filling["seed"])
            dropped, before = set(), {}
        states = {node.ref: state(node) for node in moment.ours.nodes()}
        dropped |= _dropped(moment, before, states)
        before = {ref: one["value"] for ref, one in states.items()}
        unexplained += _compare(moment, states, dropped)
    assert unexplained == []
    assert len(fillings) >= LEAST


def _dropped(moment: Moment, before: Mapping[str, str], states: Mapping[str, State]) -> set[str]:
    """The questions from whose answers this step took a choice without being asked to."""
    asked = moment.step.get("set") if moment.step else None
    return {
        question.ref
        for question in moment.ours.form.questions
        if question.coded and question.ref != asked and before
        if states[question.ref]["value"] != before[question.ref]
    }


def _compare(moment: Moment, states: Mapping[str, State], dropped: set[str]) -> list[str]:
    found = []
    for engine in ENGINES:
        for ref, said in moment.said[engine].items():
            ours = states[ref]
            if said.items() <= ours.items():
                continue
            for field in said:
                if said[field] == ours[field]:  # type: ignore[literal-required]
                    continue
                reason = explain(engine, ref, field, ours, said, dropped)
                if reason not in REASONS:
                    found.append(f"{moment.filling['seed']} {engine} {field} {ours} {said}")
    return found


@pytest.mark.parametrize("name", BUNDLED)
def test_labels_hints_choices_and_messages_are_odks_in_every_language(name: str) -> None:
    unequal: list[str] = []
    for filling in recording(name)["fillings"]:
        ours = instance(name)
        for step in filling["steps"]:
            take(ours, step)
        for language in ours.form.languages:
            ours.language = language
            for node in ours.nodes():
                shown = Words(
                    label={language: node.label},
                    hint={language: node.hint},
                    choices=[{language: option.label} for option in node.choices],
                    messages={language: node.message},
                )
                for answer in (filling["javarosa"], filling["web_forms"]):
                    if node.ref in answer["words"] and node.relevant:
                        said = recording(name)["words"][answer["words"][node.ref]]
                        unequal += _unequal_words(node.ref, shown, said, language)
    assert unequal == []


def _unequal_words(ref: str, ours: Words, said: Words, language: str) -> list[str]:
    found = []
    for mine, words in (
        (ours["label"], said.get("label", {})),
        (ours["hint"], said.get("hint", {})),
    ):
        # Web Forms leaves the spaces that pyxform puts around outputs; JavaRosa trims them.
        if language in words and words[language].strip() != mine[language]:
            found.append(f"{ref}: {mine} {words}")
    labels = [choice.get(language) for choice in said.get("choices", [])]
    if labels and labels != [choice[language] for choice in ours["choices"]]:
        found.append(f"{ref} choices: {ours['choices']} {labels}")
    messages = said.get("messages", {})
    if messages and ref in FROM_TIMES:  # "times with an offset": Web Forms calls all invalid
        return found
    if messages and messages[language] != ours["messages"][language]:
        found.append(f"{ref} message: {ours['messages']} {messages}")
    return found


@pytest.mark.parametrize("name", BUNDLED)
def test_the_submission_is_javarosas(name: str) -> None:
    unequal = []
    for filling in recording(name)["fillings"]:
        ours = instance(name)
        for step in filling["steps"]:
            take(ours, step)
        ours.finalize()
        mine = _leaves(ours.submission())
        theirs = _leaves(filling["javarosa"]["submission"].encode())
        differing = {ref for ref in mine.keys() | theirs.keys() if mine.get(ref) != theirs.get(ref)}
        for ref in differing:
            one = State(value=mine.get(ref, ""), choices="", relevant=True)
            other = State(value=theirs.get(ref, ""))
            if explain("javarosa", ref, "value", one, other, ()) is None:
                unequal.append(f"{filling['seed']} {ref}: {one} {other}")
    assert unequal == []


def _leaves(xml: bytes) -> dict[str, str]:
    """Path → text of every node, in order; moments and identifiers are only there or not."""
    found = {}

    def visit(node: ET.Element, path: str) -> None:
        path = f"{path}/{node.tag.rpartition('}')[2]}"
        text = (node.text or "").strip()
        found[path] = "masked" if re.search("/(start|end|instanceID)$", path) and text else text
        for child in node:
            visit(child, path)

    visit(ET.fromstring(xml), "")  # noqa: S314 - of our own recordings
    return found
