"""Which expression must be evaluated again after which answer, and in which order.

The graph is semantics, not only speed: a calculation must not overwrite what a person typed
into its question as long as nothing that it reads has changed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import chain

from surveykit.form.xpath import Expression
from surveykit.form.xpath.reads import Read


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression that keeps something of a node up to date.

    `kind` is `relevant`, `calculate`, or `choices` for what a question offers.
    """

    kind: str
    path: str
    expression: Expression


Places = Sequence[int]
"""Which rules of a graph, counted from 0."""


@dataclass(frozen=True, slots=True)
class Wiring:
    """What is expensive to find out about the rules of a form; numbers and paths only."""

    order: Places
    """The rules as the form has them, each after those it depends on; choices come last."""
    readers: Mapping[str, Mapping[str, Places]]
    """Path → the rules, in their order, that read its answer or relevance, by the path of the
    repeat to one instance of which they keep when they read: "" if they read all of them."""
    within: Mapping[str, Places]
    """Path of a repeat → the rules, in their order, of its nodes."""


class Graph:
    """The rules of a form in their order, and how they hang together."""

    def __init__(self, rules: Sequence[Rule], wiring: Wiring) -> None:
        self.rules = tuple(rules[place] for place in wiring.order)
        self.wiring = wiring
        self.readers = wiring.readers
        self.within = wiring.within

    def reading(self, path: str) -> Iterator[int]:
        """The places of all rules that read the answer or relevance of a node."""
        return chain.from_iterable(self.readers.get(path, {}).values())


_TWICE = ["**", "**"]


class CycleError(ValueError):
    """Expressions that wait for each other; `paths` names the nodes, the first one again last."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(" → ".join(paths))
        self.paths = tuple(paths)


def wire(rules: Sequence[Rule], paths: Sequence[str], repeats: Collection[str]) -> Wiring:
    """Put rules in order, those of choices being the last already.

    `paths` are all nodes of the form, `repeats` those of its repeats.

    Raises:
        CycleError: there is no such order.
    """
    reads = [[*_resolve(rule.expression.reads, paths)] for rule in rules]
    count = sum(rule.kind != "choices" for rule in rules)
    order = [*_order(rules[:count], reads[:count], paths), *range(count, len(rules))]
    readers: dict[str, dict[str, list[int]]] = {}
    for place, index in enumerate(order):
        for path, kept in dict.fromkeys(_sources(rules[index], reads[index], repeats)):
            readers.setdefault(path, {}).setdefault(kept, []).append(place)
    ordered = [rules[index] for index in order]
    return Wiring(order, readers, {repeat: [*_inside(repeat, ordered)] for repeat in repeats})


def _sources(
    rule: Rule, reads: Iterable[Read], repeats: Collection[str]
) -> Iterator[tuple[str, str]]:
    """What a rule reads, and the repeat to one instance of which it keeps."""
    for read in reads:
        yield read.path, _kept(read, repeats)
    if rule.kind == "choices":
        yield rule.path, _innermost(rule.path, repeats)


def _inside(repeat: str, rules: Sequence[Rule]) -> Iterator[int]:
    above = f"{repeat}/"
    return (place for place, rule in enumerate(rules) if f"{rule.path}/".startswith(above))


def _kept(read: Read, repeats: Collection[str]) -> str:
    steps = read.path.split("/")[: read.bound + 1]
    return _innermost("/".join(steps), repeats)


def _innermost(path: str, repeats: Collection[str]) -> str:
    while path and path not in repeats:
        path = path.rpartition("/")[0]
    return path


def _resolve(reads: Iterable[Read], paths: Sequence[str]) -> Iterator[Read]:
    for read in reads:
        if "*" in read.path:
            fixed = read.path.split("*")[0].count("/") - 1
            for path in _matching(read.path, paths):
                yield Read(path, min(read.bound, fixed))
        else:
            yield read


def _matching(pattern: str, paths: Sequence[str]) -> Iterator[str]:
    steps = pattern.strip("/").split("/")
    wanted = [step for at, step in enumerate(steps) if steps[max(at - 1, 0) : at + 1] != _TWICE]
    return (path for path in paths if _fits(wanted, path.strip("/").split("/")))


def _fits(wanted: Sequence[str], names: Iterable[str]) -> bool:
    """Whether names are those of a pattern; follows at once every way in which they may be."""
    reached = _beyond({0}, wanted)
    for name in names:
        reached = _beyond(
            {
                place if wanted[place] == "**" else place + 1
                for place in reached
                if place < len(wanted) and wanted[place] in ("**", "*", name)
            },
            wanted,
        )
    return len(wanted) in reached


def _beyond(places: set[int], wanted: Sequence[str]) -> set[int]:
    """Places of a pattern, and those behind each `**` that stands for nothing."""
    return places | {place + 1 for place in places if wanted[place : place + 1] == ["**"]}


def _order(
    rules: Sequence[Rule], reads: Sequence[Iterable[Read]], paths: Sequence[str]
) -> list[int]:
    """The places of the rules, each after those it waits for."""
    writers = _writers(rules, paths)
    before = [{writer for read in some for writer in writers.get(read.path, ())} for some in reads]
    order = _sorted(before)
    if len(order) < len(rules):
        raise CycleError(_cycle(rules, before, order))
    return order


def _writers(rules: Sequence[Rule], paths: Sequence[str]) -> Mapping[str, list[int]]:
    """Path → the rules that may change its answer or relevance."""
    below = _descendants(paths)
    writers: dict[str, list[int]] = {}
    for index, rule in enumerate(rules):
        writers.setdefault(rule.path, []).append(index)
        if rule.kind == "relevant":
            for path in below.get(rule.path, ()):
                writers.setdefault(path, []).append(index)
    return writers


def _descendants(paths: Sequence[str]) -> Mapping[str, list[str]]:
    below: dict[str, list[str]] = {}
    for path in paths:
        above = path.rpartition("/")[0]
        while above:
            below.setdefault(above, []).append(path)
            above = above.rpartition("/")[0]
    return below


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
