"""What holds for every form and every way through it.

"From scratch" means: a fresh instance of the form with as many repeats, into which the answers
that stand at the end are set, one after the other in form order. Nothing of the way that led to
them is known to it, so a rule that was not evaluated when it should have been shows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from surveykit.form import Instance, read_xform

from .building import begin
from .random_forms import LANGUAGES, TOWNS, RandomForm, random_forms

EXAMPLES = 60
MOST_REPEATS = 3

State = dict[str, tuple[object, ...]]


@dataclass(frozen=True)
class Move:
    """Something to do, whatever the form: `pick` says where, `value` what."""

    kind: str
    pick: int
    value: int


def _walk(seed: int, length: int) -> list[Move]:
    """Far more moves than hypothesis would draw one by one; a failure has the shortest walk."""
    random = Random(seed)  # noqa: S311 - reproducible
    kinds = ["set"] * 10 + ["add"] * 3 + ["remove"] * 2
    return [
        Move(random.choice(kinds), random.randrange(2**16), random.randrange(2**16))
        for _ in range(length)
    ]


moves = st.builds(_walk, st.integers(0, 2**32), st.integers(0, 150))


def take(one: Instance, made: RandomForm, move: Move) -> None:
    """Do a move, if there is anything to do it to."""
    if move.kind == "set":
        refs = settable(one, made)
        if refs:
            ref = refs[move.pick % len(refs)]
            values = possible(made, one, ref)
            one.set(ref, values[move.value % len(values)])
        return
    every = [found for path in made.repeats for found in series(one, path)]
    if not every:
        return
    chosen = every[move.pick % len(every)]
    present = one.repeats(chosen)
    if move.kind == "add" and len(present) < MOST_REPEATS:
        one.add_repeat(chosen)
    elif move.kind == "remove" and present:
        one.remove_repeat(present[move.value % len(present)])


def path_of(ref: str) -> str:
    """A ref without positions."""
    return re.sub(r"\[\d+\]", "", ref)


def settable(one: Instance, made: RandomForm) -> list[str]:
    """The refs of all questions."""
    paths = {*made.numbers, *made.texts, *made.counts, *made.towns, *made.places}
    return [node.ref for node in one.nodes() if path_of(node.ref) in paths]


def possible(made: RandomForm, one: Instance, ref: str) -> Sequence[str]:
    """Answers that a question takes."""
    path = path_of(ref)
    if path in made.numbers:
        return ("", "0", "1", "2", "3", "17")
    if path in made.counts:
        return ("", "0", "1", "2", "3")
    if path in made.towns:
        return ("", *TOWNS)
    if path in made.places:
        return ("", *(option.value for option in one.node(ref).choices))
    return ("", "x", "three", "a & <b>")


def series(one: Instance, path: str) -> list[str]:
    """Every series of a repeat."""
    above, _slash, name = path.rpartition("/")
    if above == "/data":
        return [path]
    return [f"{node.ref}/{name}" for node in one.nodes() if path_of(node.ref) == above]


def state(one: Instance) -> State:
    """All that a screen shows."""
    return {
        node.ref: (
            node.relevant,
            node.value,
            node.required,
            node.readonly,
            node.message,
            node.label,
            tuple(option.value for option in node.choices),
        )
        for node in one.nodes()
        if not node.ref.endswith("/instanceID")
    }


def history(made: RandomForm, todo: Sequence[Move]) -> Instance:
    """An instance after some moves."""
    one = begin(read_xform(made.xml))
    for move in todo:
        take(one, made, move)
    return one


def from_scratch(made: RandomForm, one: Instance) -> Instance:
    """A fresh instance with the repeats and answers of another."""
    fresh = begin(one.form)
    counts = {repeat: count for count, repeat in made.counts.items()}
    for path in sorted([*made.repeats, *counts], key=lambda path: path.count("/")):
        for every in series(one, path):
            make_as_many(fresh, every, len(one.repeats(every)), counts.get(path))
    for ref in settable(one, made):
        fresh.set(ref, one.node(ref).value)
    return fresh


def make_as_many(fresh: Instance, every: str, count: int, asked_by: str | None) -> None:
    """Give a series as many repeats as it had; a counted one by the question that counts.

    All are new ones: what the form itself begins with may hold values that these do not.
    """
    if asked_by is not None:
        question = f"{every.rpartition('/')[0]}/{asked_by.rpartition('/')[2]}"
        fresh.set(question, str(count))
        return
    for last in reversed(fresh.repeats(every)):
        fresh.remove_repeat(last)
    for _one in range(count):
        fresh.add_repeat(every)


@settings(max_examples=2 * EXAMPLES)
@given(random_forms(), moves)
def test_what_was_kept_up_to_date_is_what_comes_out_from_scratch(
    made: RandomForm, todo: Sequence[Move]
) -> None:
    one = history(made, todo)
    assert state(one) == state(from_scratch(made, one))


@settings(max_examples=EXAMPLES)
@given(random_forms(), moves)
def test_adding_and_removing_a_repeat_restores_everything(
    made: RandomForm, todo: Sequence[Move]
) -> None:
    one = history(made, todo)
    before = state(one)
    for path in made.repeats:
        for every in series(one, path):
            one.remove_repeat(one.add_repeat(every))
            assert state(one) == before


@settings(max_examples=EXAMPLES)
@given(random_forms(), moves)
def test_a_form_from_the_cache_behaves_as_the_one_that_was_checked(
    made: RandomForm, todo: Sequence[Move]
) -> None:
    with TemporaryDirectory() as folder:
        cache = Path(folder)
        fresh, kept = (begin(read_xform(made.xml, cache=cache)) for _time in range(2))
        assert len([*cache.iterdir()]) == 1
    assert kept.form.questions == fresh.form.questions
    assert kept.form.lists == fresh.form.lists
    for move in todo:
        take(fresh, made, move)
        take(kept, made, move)
    assert state(kept) == state(fresh)
    assert kept.submission() == fresh.submission()


@settings(max_examples=EXAMPLES)
@given(random_forms(), moves)
def test_the_same_moves_lead_to_the_same_state(made: RandomForm, todo: Sequence[Move]) -> None:
    one, other = history(made, todo), history(made, todo)
    assert state(one) == state(other)
    assert one.submission() == other.submission()


@settings(max_examples=EXAMPLES)
@given(random_forms(), moves)
def test_a_change_of_language_changes_words_only(made: RandomForm, todo: Sequence[Move]) -> None:
    one = history(made, todo)
    before, sent = state(one), one.submission()
    one.language = LANGUAGES[1]
    assert one.submission() == sent
    assert [told[:4] for told in state(one).values()] == [told[:4] for told in before.values()]
    one.language = LANGUAGES[0]
    assert state(one) == before


@settings(max_examples=EXAMPLES)
@given(random_forms(), moves, st.randoms(use_true_random=False), st.data())
def test_answers_may_come_in_any_order(
    made: RandomForm, todo: Sequence[Move], random: Random, data: st.DataObject
) -> None:
    one = history(made, todo)
    independent = [
        ref for ref in settable(one, made) if path_of(ref) in {*made.numbers, *made.texts}
    ]
    answers = [(ref, data.draw(st.sampled_from(possible(made, one, ref)))) for ref in independent]
    other = history(made, todo)
    for ref, value in answers:
        one.set(ref, value)
    random.shuffle(answers)
    for ref, value in answers:
        other.set(ref, value)
    assert state(one) == state(other)


@settings(max_examples=EXAMPLES)
@given(random_forms(), moves)
def test_no_answer_is_lost_whatever_becomes_of_the_others(
    made: RandomForm, todo: Sequence[Move]
) -> None:
    """Relevance comes and goes with the numbers; the texts are there whenever it is back."""
    one = history(made, [move for move in todo if move.kind == "add"])
    texts = [ref for ref in settable(one, made) if path_of(ref) in made.texts]
    for place, ref in enumerate(texts):
        one.set(ref, f"kept {place}")
    rest = replace(made, texts=[])
    for move in todo:
        if move.kind == "set":
            take(one, rest, move)
    assert [one.node(ref).value for ref in texts] == [f"kept {n}" for n in range(len(texts))]


@settings(max_examples=EXAMPLES)
@given(random_forms(), moves)
def test_the_submission_holds_the_relevant_answers_and_nothing_else(
    made: RandomForm, todo: Sequence[Move]
) -> None:
    one = history(made, todo)
    asked = {question.ref for question in one.form.questions}
    expected = [
        (path_of(node.ref), node.value)
        for node in one.nodes()
        if node.relevant and path_of(node.ref) in asked
    ]
    sent = ET.fromstring(one.submission())  # noqa: S314 - our own
    assert [(path, text) for path, text in texts_of(sent, "") if path in asked] == expected


def texts_of(node: ET.Element, above: str) -> Iterator[tuple[str, str]]:
    """Path and text of every node, in order."""
    path = f"{above}/{node.tag}"
    yield path, node.text or ""
    for child in node:
        yield from texts_of(child, path)
