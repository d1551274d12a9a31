"""Which expression must be evaluated again after which answer, and in which order.

The graph is semantics, not only speed: a calculation must not overwrite what a person typed
into its question as long as nothing that it reads has changed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from surveykit.form.xpath import Expression


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression that keeps something up to date: `relevant` or `calculate` of a node."""

    kind: str
    path: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class Graph:
    """All rules of a form, each after those it depends on; `readers` gives their places."""

    rules: tuple[Rule, ...]
    readers: Mapping[str, tuple[int, ...]]
    """Path → places in `rules` of those that read its answer or relevance."""


class CycleError(ValueError):
    """Expressions that wait for each other; `paths` names the nodes, the first one again last."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(" → ".join(paths))
        self.paths = tuple(paths)


def build_graph(rules: Sequence[Rule], paths: Sequence[str]) -> Graph:
    """Put rules in order; `paths` are all nodes of the form.

    Raises:
        CycleError: there is no such order.
    """
    reads = [_resolve(rule.expression.reads, paths) for rule in rules]
    writers = _writers(rules, paths)
    before = [{writer for path in read for writer in writers.get(path, ())} for read in reads]
    order = _sorted(before)
    if len(order) < len(rules):
        raise CycleError(_cycle(rules, before, order))
    place = {rule: at for at, rule in enumerate(order)}
    readers: dict[str, list[int]] = {}
    for index, read in enumerate(reads):
        for path in read:
            readers.setdefault(path, []).append(place[index])
    return Graph(
        tuple(rules[index] for index in order),
        {path: tuple(sorted(places)) for path, places in readers.items()},
    )


def _resolve(reads: Iterable[str], paths: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for read in reads:
        if "*" in read:
            found.update(_matching(read, paths))
        else:
            found.add(read)
    return found


def _matching(pattern: str, paths: Sequence[str]) -> Iterator[str]:
    steps = pattern.strip("/").split("/")
    parts = [
        {"**": "(?:/[^/]+)*", "*": "/[^/]+"}.get(step, "/" + re.escape(step)) for step in steps
    ]
    whole = re.compile("".join(parts))
    return (path for path in paths if whole.fullmatch(path))


def _writers(rules: Sequence[Rule], paths: Sequence[str]) -> Mapping[str, list[int]]:
    """Path → the rules that may change its answer or relevance."""
    writers: dict[str, list[int]] = {}
    for index, rule in enumerate(rules):
        writers.setdefault(rule.path, []).append(index)
        if rule.kind == "relevant":
            for path in paths:
                if path.startswith(rule.path + "/"):
                    writers.setdefault(path, []).append(index)
    return writers


def _sorted(before: Sequence[set[int]]) -> list[int]:
    """Kahn's algorithm; among rules that are ready the first of the form goes first."""
    waiting = [len(earlier) for earlier in before]
    after: list[list[int]] = [[] for _rule in before]
    for index, earlier in enumerate(before):
        for one in earlier:
            after[one].append(index)
    ready = [index for index, count in enumerate(waiting) if count == 0]
    heapify(ready)
    order = []
    while ready:
        done = heappop(ready)
        order.append(done)
        for later in after[done]:
            waiting[later] -= 1
            if waiting[later] == 0:
                heappush(ready, later)
    return order


def _cycle(rules: Sequence[Rule], before: Sequence[set[int]], order: Iterable[int]) -> list[str]:
    """The nodes of one cycle, in the order in which they wait for each other."""
    stuck = set(range(len(rules))) - set(order)
    trail: list[int] = []
    at = min(stuck)
    while at not in trail:
        trail.append(at)
        at = min(before[at] & stuck)
    ring = trail[trail.index(at) :]
    return [rules[index].path for index in (*ring, ring[0])]
