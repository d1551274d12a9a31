"""The order in which the letters of one line stand, from the left (Unicode, annex 9).

Lines hold no characters that turn the direction: `text.clean` takes them out. So the rules for
those (X1 to X8) are left out, and of the bracket pairs (N0) only those of ASCII are known.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

_MIRRORED = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
"""How letters and numbers count when it is settled what stands between them."""


def begins_from_right(text: str) -> bool:
    """Whether the first letter of a text is written from the right (P2, P3)."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def in_place(line: str, *, from_right: bool) -> str:
    """The letters in the order in which they stand; `from_right` is the direction of the line."""
    clusters = _clusters(line)
    levels = _levels(clusters, from_right=from_right)
    order = [*range(len(clusters))]
    for level in range(max(levels, default=0), 0, -1):
        order = [*_with_turned_runs(order, [levels[n] >= level for n in order])]
    return "".join(_painted(clusters[n], levels[n]) for n in order)


def _with_turned_runs(order: Sequence[int], high: Sequence[bool]) -> Iterator[int]:
    """Every stretch of what is high enough, the other way round (L2)."""
    for turned, run in groupby(range(len(order)), high.__getitem__):
        places = [*run]
        yield from (order[n] for n in (reversed(places) if turned else places))


def _painted(cluster: str, level: int) -> str:
    return _MIRRORED.get(cluster, cluster) if level % 2 else cluster


def _clusters(line: str) -> list[str]:
    """Letters with the marks on them, which stay together (L3)."""
    found: list[str] = []
    for letter in line:
        if found and unicodedata.bidirectional(letter) == "NSM":
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _levels(clusters: Sequence[str], *, from_right: bool) -> list[int]:
    base = int(from_right)
    around = "R" if from_right else "L"
    first = [unicodedata.bidirectional(cluster[0]) or "L" for cluster in clusters]
    kinds = _weak(first, around)
    _settle_brackets(clusters, kinds, around)
    _settle_neutrals(kinds, around)
    levels = [base + _rise(kind, base) for kind in kinds]
    for n in reversed(range(len(levels))):  # L1: spaces at the end
        if first[n] not in ("WS", "S", "B"):
            break
        levels[n] = base
    return levels


def _rise(kind: str, base: int) -> int:
    """What a kind adds to the level of the line (I1, I2)."""
    if base:
        return 0 if kind == "R" else 1
    return {"L": 0, "R": 1}.get(kind, 2)


def _weak(kinds: list[str], around: str) -> list[str]:
    """Numbers and what belongs to them (W1 to W7)."""
    kinds = _with_last_strong(kinds, around, _arabic_number)
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for n in range(1, len(kinds) - 1):  # W4
        before, here, behind = kinds[n - 1 : n + 2]
        if before == behind and ((here in ("ES", "CS") and before == "EN")
                                 or (here == "CS" and before == "AN")):  # fmt: skip
            kinds[n] = before
    for n in (*range(1, len(kinds)), *reversed(range(len(kinds) - 1))):  # W5
        if kinds[n] == "ET" and "EN" in kinds[max(n - 1, 0) : n + 2]:
            kinds[n] = "EN"
    kinds = ["ON" if kind in ("ES", "ET", "CS", "BN", "NSM") else kind for kind in kinds]
    return _with_last_strong(kinds, around, _left_number)


def _with_last_strong(
    kinds: Sequence[str], around: str, rule: Callable[[str, str], str]
) -> list[str]:
    """Apply a rule to each kind and the last letter before it."""
    last, found = around, []
    for kind in kinds:
        if kind in ("L", "R", "AL"):
            last = kind
        found.append(rule(kind, last))
    return found


def _arabic_number(kind: str, last: str) -> str:
    return "AN" if kind == "EN" and last == "AL" else kind  # W2


def _left_number(kind: str, last: str) -> str:
    return "L" if kind == "EN" and last == "L" else kind  # W7


def _settle_brackets(clusters: Sequence[str], kinds: list[str], around: str) -> None:
    """Brackets take the direction of what is in them (N0)."""
    for opened, closed in _bracket_pairs(clusters, kinds):
        inside = {_STRONG[kind] for kind in kinds[opened + 1 : closed] if kind in _STRONG}
        before = (_STRONG[kind] for kind in reversed(kinds[:opened]) if kind in _STRONG)
        if around in inside:
            kinds[opened] = kinds[closed] = around
        elif inside:
            opposite = inside.pop()
            settled = opposite if next(before, around) == opposite else around
            kinds[opened] = kinds[closed] = settled


def _bracket_pairs(clusters: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for n, cluster in enumerate(clusters):
        if kinds[n] != "ON":
            continue
        if cluster in _PAIRS:
            waiting.append((_PAIRS[cluster], n))
        elif at := next((k for k in range(len(waiting), 0, -1) if waiting[k - 1][0] == cluster), 0):
            pairs.append((waiting[at - 1][1], n))
            del waiting[at - 1 :]
    return sorted(pairs)


def _settle_neutrals(kinds: list[str], around: str) -> None:
    """What stands between two of one direction has it, too; else the line's (N1, N2)."""
    for start, end in [*_stretches(kinds)]:
        before = _STRONG[kinds[start - 1]] if start else around
        behind = _STRONG[kinds[end]] if end < len(kinds) else around
        kinds[start:end] = [before if before == behind else around] * (end - start)


def _stretches(kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for neutral, run in groupby(kinds, _NEUTRAL.__contains__):
        end = start + len([*run])
        if neutral:
            yield start, end
        start = end
