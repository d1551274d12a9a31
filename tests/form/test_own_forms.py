"""Forms of our own with all that the bundled ones lack behave as in ODK's engines."""

from collections.abc import Iterator, Mapping
from typing import cast

import pytest

from surveykit.form import Instance

from .differences import Difference, Namer
from .oracle.comparison import alike, unequal_words
from .oracle.states import our_words
from .oracle.submissions import leaves
from .recordings import OWN, Filling, Moment, State, form, instance, recording, replay, state, take

MOMENTS = ("/start[1]", "/end[1]", "/instanceID[1]")


def test_repeats_lists_events_and_entities_are_recorded() -> None:
    assert sorted(OWN) == ["entities", "events", "handmade", "household", "lists"]
    for name in OWN:
        assert len(recording(name)["fillings"]) == 24


@pytest.mark.parametrize("name", OWN)
def test_every_node_is_as_in_javarosa_and_no_other_is_there(name: str) -> None:
    namer = Namer(form(name))
    unexplained = []
    for moment in replay(name):
        states = {node.ref: state(node) for node in moment.ours.nodes()}
        assert states.keys() == moment.said["javarosa"].keys()
        for difference in _differences(moment, states):
            if namer.name(difference) is None:
                unexplained.append(difference)
    assert unexplained == []


def _differences(moment: Moment, states: Mapping[str, State]) -> Iterator[Difference]:
    """What the engines show otherwise than we; JavaRosa decides between Web Forms and us."""
    for engine, nodes in moment.said.items():
        for ref, said in nodes.items():
            for field, other in said.items():
                own = _field(states[ref], field)
                if own != other:
                    decided = _field(moment.said["javarosa"].get(ref, State()), field)
                    settled = engine == "web_forms" and decided == own
                    both = (states[ref], said)
                    seed = moment.filling["seed"]
                    yield Difference(engine, seed, 0, ref, field, own, other, both, settled)


def _field(of: State, name: str) -> object:
    return cast("Mapping[str, object]", of).get(name)


@pytest.mark.parametrize("name", OWN)
def test_words_are_as_in_javarosa_in_every_language(name: str) -> None:
    for filling in recording(name)["fillings"]:
        ours = _taken(name, filling)
        words = our_words(ours)
        for ref, place in filling["javarosa"]["words"].items():
            if ours.node(ref).relevant:
                said = recording(name)["words"][place]
                assert list(unequal_words(words[ref], said)) == []


@pytest.mark.parametrize("name", OWN)
def test_the_submission_is_as_in_javarosa(name: str) -> None:
    namer = Namer(form(name))
    for filling in recording(name)["fillings"]:
        ours = _taken(name, filling)
        ours.finalize()
        mine = leaves(ours.submission())
        theirs = leaves(filling["javarosa"]["submission"].encode())
        for path in mine.keys() | theirs.keys():
            own, other = mine.get(path), theirs.get(path)
            moment = path.endswith(MOMENTS) and own and other
            if not moment and not alike(path, own, other, namer.fresh):
                found = Difference("javarosa", filling["seed"], 0, path, "submission", own, other)
                assert namer.name(found) is not None, found


def _taken(name: str, filling: Filling) -> Instance:
    ours = instance(name)
    for step in filling["steps"]:
        take(ours, step)
    return ours
