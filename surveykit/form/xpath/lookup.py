"""Choosing from a long list by an index instead of trying every row.

`instance('towns')/root/item[country = /data/country and region = 'x']/label` compares columns
of a list with values that are the same for every row. What such predicates choose is found in
an index, built once per list and columns: exactly the rows that trying each would find.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import isnan, prod
from weakref import WeakKeyDictionary

from surveykit.form.meaning import Atom
from surveykit.form.tree import Element
from surveykit.form.xpath.compare import CLOSE, atoms
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.syntax import (
    Call,
    Filter,
    Literal,
    Negation,
    Number,
    Operation,
    Path,
    Step,
    Syntax,
)
from surveykit.form.xpath.values import Nodes, Value, to_number, to_string

_FEW = 32
"""Shorter lists are not worth an index."""
_MOST = 256
"""With more combinations of values than this, every row is tried."""
_OF_THE_ROW = frozenset({"last", "local-name", "name", "normalize-space", "position"}) | {
    "string-length"
}
"""Without arguments these functions speak of the row."""
_NEVER_THE_SAME = frozenset({"random", "randomize", "uuid"})


@dataclass(frozen=True, slots=True)
class Lookup:
    """The rows of a list in which each column equals a value."""

    test: str
    columns: tuple[str, ...]
    values: tuple[Callable[[Scope], Value], ...]

    def find(self, parent: Element, scope: Scope) -> Nodes | None:
        """The rows below `parent`; None if they must be tried one by one."""
        rows = parent.children
        home = parent.home
        if len(rows) < _FEW or home is scope.session.document or home.parent is not None:
            return None
        index = _index(parent, self.test, self.columns)
        if index is None:
            return None
        inner = Scope(rows[0], scope.session, scope.current, 1, len(rows))
        texts = [
            texts.equal_to(atoms(value(inner)))
            for texts, value in zip(index.texts, self.values, strict=True)
        ]
        known = [each for each in texts if each is not None]
        keys = prod(map(len, known))
        if len(known) < len(texts) or keys > _MOST:
            return None
        places = [place for key in product(*known) for place in index.places.get(key, ())]
        return [rows[place] for place in (sorted(places) if keys > 1 else places)]


def split(
    step: Step, compiled: Callable[[Syntax], Callable[[Scope], Value]]
) -> tuple[Lookup | None, tuple[Syntax, ...]]:
    """The predicates of a step that an index can answer, and those that come after them."""
    pairs: list[tuple[str, Syntax]] = []
    rest = list(step.predicates)
    if step.axis != "child" or step.test in ("*", "node()"):
        return None, step.predicates
    while rest:
        compared = [_compared(part) for part in _parts(rest[0])]
        found = [pair for pair in compared if pair is not None]
        if len(found) < len(compared):
            break
        pairs += found
        rest.pop(0)
    if not pairs:
        return None, step.predicates
    pairs.sort(key=lambda pair: pair[0])
    columns, values = zip(*pairs, strict=True)
    return Lookup(step.test, columns, tuple(map(compiled, values))), tuple(rest)


def row_with(parent: Element, column: str, text: str) -> Element | None:
    """The first row below `parent`, of any name, with this text in a column."""
    index = _index(parent, "*", (column,))
    if index is not None:
        places = index.places.get((text,), ())
        return parent.children[places[0]] if places else None
    cells = ((row, cell) for row in parent.children for cell in row.children)
    return next((row for row, cell in cells if (cell.name, cell.text) == (column, text)), None)


def _parts(predicate: Syntax) -> Sequence[Syntax]:
    if isinstance(predicate, Operation) and predicate.rest[0][0] == "and":
        return [predicate.first, *(operand for _and, operand in predicate.rest)]
    return [predicate]


def _compared(part: Syntax) -> tuple[str, Syntax] | None:
    """Column and value if the one is compared with the other and nothing else is said."""
    if not isinstance(part, Operation) or len(part.rest) != 1 or part.rest[0][0] != "=":
        return None
    left, right = part.first, part.rest[0][1]
    for one, other in ((left, right), (right, left)):
        column = _column(one)
        if column and _same_for_every_row(other):
            return column, other
    return None


def _column(syntax: Syntax) -> str | None:
    if not isinstance(syntax, Path) or syntax.absolute or syntax.start is not None:
        return None
    steps = [step for step in syntax.steps if step != Step("self", "node()")]
    if len(steps) != 1 or steps[0].axis != "child" or steps[0].predicates:
        return None
    return None if steps[0].test in ("*", "node()") else steps[0].test


def _same_for_every_row(syntax: Syntax) -> bool:
    match syntax:
        case Number() | Literal():
            return True
        case Negation(operand=operand):
            return _same_for_every_row(operand)
        case Operation(first=first, rest=rest):
            operands = (operand for _operator, operand in rest)
            return all(map(_same_for_every_row, (first, *operands)))
        case Call(name=name, arguments=arguments):
            bare = not arguments and name in _OF_THE_ROW
            return not (bare or name in _NEVER_THE_SAME) and all(
                map(_same_for_every_row, arguments)
            )
        case Filter(base=base):
            return _same_for_every_row(base)
        case Path(start=None, absolute=absolute):
            return absolute
        case Path(start=start):
            return start is not None and _same_for_every_row(start)


class _Texts:
    """The different texts in a column."""

    def __init__(self, texts: frozenset[str]) -> None:
        self._texts = texts
        self._numbers: list[tuple[float, str]] | None = None

    def equal_to(self, values: Sequence[Atom]) -> list[str] | None:
        """The texts that equal one of the values; None if that cannot be told from an index."""
        found: dict[str, None] = {}
        for value in values:
            if isinstance(value, bool):
                return None
            some = [to_string(value)] if isinstance(value, str) else self._of_number(value)
            found.update(dict.fromkeys(some))
        return list(found)

    def _of_number(self, number: float) -> list[str]:
        if self._numbers is None:
            pairs = ((to_number(text), text) for text in self._texts)
            self._numbers = sorted(pair for pair in pairs if not isnan(pair[0]))
        low = bisect_left(self._numbers, number - CLOSE, key=lambda pair: pair[0])
        high = bisect_right(self._numbers, number + CLOSE, key=lambda pair: pair[0])
        near = self._numbers[low:high]
        return [text for one, text in near if one == number or abs(one - number) < CLOSE]


@dataclass(frozen=True, slots=True)
class _Index:
    """Where in a list which texts stand. It holds no row, so that a list can be forgotten."""

    texts: tuple[_Texts, ...]
    places: dict[tuple[str, ...], list[int]]


_Key = tuple[str, tuple[str, ...]]
_INDEXES: WeakKeyDictionary[Element, dict[_Key, _Index | None]] = WeakKeyDictionary()


def _index(parent: Element, test: str, columns: tuple[str, ...]) -> _Index | None:
    """The index of the rows of a name; None if a row has two cells of one column."""
    known = _INDEXES.setdefault(parent, {})
    key = (test, columns)
    if key not in known:
        known[key] = _built(parent, test, columns)
    return known[key]


def _built(parent: Element, test: str, columns: tuple[str, ...]) -> _Index | None:
    places: dict[tuple[str, ...], list[int]] = {}
    names: list[str] = []
    spots: list[int | None] = [None] * len(columns)
    for place, row in enumerate(parent.children):
        if test not in ("*", row.name):
            continue
        cells = row.children
        if [cell.name for cell in cells] != names:  # seldom: rows of a list look alike
            names = [cell.name for cell in cells]
            spots = [names.index(column) if column in names else None for column in columns]
            if len(set(names)) < len(names):
                return None
        texts = tuple(["" if spot is None else cells[spot].text for spot in spots])
        places.setdefault(texts, []).append(place)
    return _Index(tuple(_Texts(frozenset(each)) for each in zip(*places, strict=True)), places)
