"""One filling, step by step: what our engine shows against what ODK's engines showed."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from surveykit.form import Instance
from tests.form.differences import Difference
from tests.form.recordings import State, Words, take

from .fillings import Step
from .states import Snapshots, our_state, our_words, words_of
from .submissions import leaves

Answers = Mapping[str, Mapping[str, object]]
"""What the engines answered, by engine; JavaRosa comes first."""


_IDENTIFIER = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")

_FIELD = re.compile(r"\((/[\w./\-\[\]]+)\)")
"""The node that an error of JavaRosa names."""


class Comparison:
    """Compares one filling; `fresh` are the paths that hold identifiers, which are all alike."""

    def __init__(
        self,
        ours: Instance,
        steps: Sequence[Step],
        told: Answers,
        seed: int,
        fresh: Collection[str],
    ) -> None:
        self._ours = ours
        self._steps = steps
        self._told = told
        self._seed = seed
        self._fresh = fresh
        self._dropped: set[str] = set()
        self._broken_off: set[str] = set()
        self.compared = 0
        self.equal = 0

    def run(self) -> Iterator[Difference]:
        """All differences, those of JavaRosa first; node states are counted on the way."""
        for difference in self._run():
            yield replace(
                difference,
                dropped=frozenset(self._dropped),
                broken_off=frozenset(self._broken_off),
            )

    def _run(self) -> Iterator[Difference]:
        before: Mapping[str, State] = {}
        snapshots = {engine: Snapshots(answer) for engine, answer in self._told.items()}
        rows = {engine: iter(one) for engine, one in snapshots.items()}
        for at in range(len(self._steps) + 1):
            if at:
                take(self._ours, self._steps[at - 1])
            states = {node.ref: our_state(node) for node in self._ours.nodes()}
            said = {engine: next(row) for engine, row in rows.items()}
            if (error := snapshots["javarosa"].errors.get(at)) is not None:
                failed = [*_FIELD.findall(error), self._steps[at - 1].get("set", "")]
                self._broken_off |= {plain(ref) for ref in failed}
            self._note_dropped(self._steps[at - 1] if at else {}, before, states, said["javarosa"])
            before = states
            for engine, theirs in said.items():
                refusal = snapshots[engine].errors.get(at)
                if refusal is not None:
                    step, taken = self._steps[at - 1], at not in snapshots["javarosa"].errors
                    yield Difference(
                        engine, self._seed, at, "", "step", str(step), refusal, settled=taken
                    )
                decided = said["javarosa"] if engine != "javarosa" else {}
                yield from self._states(engine, at, states, theirs, decided)
        yield from self._words(snapshots)
        yield from self._submissions()

    def _note_dropped(
        self,
        step: Step,
        before: Mapping[str, State],
        states: Mapping[str, State],
        said: Mapping[str, State],
    ) -> None:
        """Note the questions whose list no longer offers their answer."""
        for ref, state in states.items():
            question = self._ours.node(ref).question
            if question is None or not question.coded or ref == step.get("set"):
                continue
            earlier = (before.get(ref, {}).get("value", ""), said.get(ref, {}).get("value", ""))
            if any(set(value.split()) - set(state["choices"].split()) for value in earlier):
                self._dropped.add(plain(ref))

    def _states(
        self,
        engine: str,
        at: int,
        ours: Mapping[str, State],
        theirs: Mapping[str, State],
        decided: Mapping[str, State],
    ) -> Iterator[Difference]:
        refs = theirs.keys() | ours.keys()
        self.compared += len(refs)
        for ref in sorted(refs):
            mine, said = ours.get(ref), theirs.get(ref)
            if mine is None or said is None:
                settled = bool(decided) and (ref in decided) == (mine is not None)
                yield Difference(
                    engine, self._seed, at, ref, "exists",
                    mine is not None, said is not None, settled=settled,
                )  # fmt: skip
                continue
            fields = [name for name in said if not self._same(ref, name, mine, said)]
            self.equal += not fields
            for name in fields:
                own, other = _field(mine, name), _field(said, name)
                settled = ref in decided and self._same(ref, name, mine, decided[ref])
                yield Difference(
                    engine, self._seed, at, ref, name, own, other, (mine, said), settled
                )

    def _same(self, ref: str, name: str, mine: State, said: State) -> bool:
        return alike(ref, _field(mine, name), _field(said, name), self._fresh)

    def _words(self, snapshots: Mapping[str, Snapshots]) -> Iterator[Difference]:
        ours = our_words(self._ours)
        relevant = {node.ref for node in self._ours.nodes() if node.relevant}
        at = len(self._steps)
        decided: dict[str, set[str]] = {}
        """What JavaRosa says otherwise than we, by the ref of every node it has words for."""
        for engine, snapshot in snapshots.items():
            for node in snapshot.last:
                ref = str(node["ref"])
                if ref not in relevant or not node["relevant"]:
                    continue
                unequal = list(unequal_words(ours[ref], words_of(node)))
                for what, own, said in unequal:
                    settled = engine != "javarosa" and what not in decided.get(ref, {what})
                    yield Difference(engine, self._seed, at, ref, what, own, said, settled=settled)
                if engine == "javarosa" and "label" in node:
                    decided[ref] = {what for what, _own, _said in unequal}

    def _submissions(self) -> Iterator[Difference]:
        self._ours.finalize()
        mine = leaves(self._ours.submission())
        at = len(self._steps)
        decided: Mapping[str, str] = {}
        for engine, answer in self._told.items():
            if "submission" not in answer:
                continue
            said = leaves(str(answer["submission"]).encode())
            for path in sorted(mine.keys() | said.keys()):
                own, other = mine.get(path), said.get(path)
                if not alike(path, own, other, self._fresh):
                    settled = bool(decided) and decided.get(path) == own
                    yield Difference(
                        engine, self._seed, at, path, "submission", own, other, settled=settled
                    )
            decided = decided or said


def alike(ref: str, own: object, other: object, fresh: Collection[str]) -> bool:
    """Whether a node shows the same twice; at the paths `fresh` all identifiers are the same."""
    if own == other:
        return True
    new = plain(ref) in fresh and isinstance(own, str) and isinstance(other, str)
    return new and _IDENTIFIER.sub("#", str(own)) == _IDENTIFIER.sub("#", str(other))


def plain(ref: str) -> str:
    """The path of a node, without positions."""
    return re.sub(r"\[\d+\]", "", ref)


def unequal_words(ours: Words, said: Words) -> Iterator[tuple[str, object, object]]:
    """What of the words of a node is otherwise with an engine: which words, ours, theirs."""
    for what in ("label", "hint", "messages"):
        mine = cast("Mapping[str, str]", ours.get(what, {}))
        for language, text in cast("Mapping[str, str | None]", said.get(what, {})).items():
            # Web Forms leaves the spaces that pyxform puts around outputs; JavaRosa trims them.
            if _plain(text) != _plain(mine.get(language)):
                yield f"{what} in {language}", mine.get(language), text
    for place, labels in enumerate(said.get("choices", [])):
        own = ours["choices"][place] if place < len(ours["choices"]) else {}
        for language, text in labels.items():
            if _plain(text) != _plain(own.get(language)):
                yield f"choice {place + 1} in {language}", own.get(language), text


def _plain(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()


def _field(state: State, name: str) -> object:
    return cast("Mapping[str, object]", state).get(name)
