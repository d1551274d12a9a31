"""Which expression must be evaluated again after which answer, and in which order.

The graph is semantics, not only speed: a calculation must not overwrite what a person typed
into its question as long as nothing that it reads has changed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

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


Reader = tuple[int, str]
"""The place of a rule, and the path of the repeat to one instance of which it keeps when it
reads: "" if it reads all of them."""


@dataclass(frozen=True, slots=True)
class Graph:
    """All rules of a form, each after those it depends on; choices come last."""

    rules: tuple[Rule, ...]
    readers: Mapping[str, tuple[Reader, ...]]
    """Path → the rules that read its answer or relevance."""
    within: Mapping[str, tuple[int, ...]]
    """Path of a repeat → the places of the rules of its nodes."""


_TWICE = ["**", "**"]


class CycleError(ValueError):
    """Expressions that wait for each other; `paths` names the nodes, the first one again last."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(" → ".join(paths))
        self.paths = tuple(paths)


def build_graph(
    rules: Sequence[Rule], choices: Sequence[Rule], paths: Sequence[str], repeats: Collection[str]
) -> Graph:
    """Put rules in order; `paths` are all nodes of the form, `repeats` those of its repeats.

    Raises:
        CycleError: there is no such order.
    """
    ordered = (*_in_order(rules, paths), *choices)
    readers: dict[str, set[Reader]] = {}
    for place, rule in enumerate(ordered):
        for read in _resolve(rule.expression.reads, paths):
            readers.setdefault(read.path, set()).add((place, _kept(read, repeats)))
        if rule.kind == "choices":
            readers.setdefault(rule.path, set()).add((place, _innermost(rule.path, repeats)))
    return Graph(
        ordered,
        {path: tuple(sorted(found)) for path, found in readers.items()},
        {
            repeat: tuple(
                place
                for place, rule in enumerate(ordered)
                if f"{rule.path}/".startswith(f"{repeat}/")
            )
            for repeat in repeats
        },
    )


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


def _in_order(rules: Sequence[Rule], paths: Sequence[str]) -> Iterator[Rule]:
    writers = _writers(rules, paths)
    before = [
        {
            writer
            for read in _resolve(rule.expression.reads, paths)
            for writer in writers.get(read.path, ())
        }
        for rule in rules
    ]
    order = _sorted(before)
    if len(order) < len(rules):
        raise CycleError(_cycle(rules, before, order))
    return (rules[index] for index in order)


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
