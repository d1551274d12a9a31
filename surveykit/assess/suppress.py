"""Small numbers stay hidden, and nothing shown beside them gives them away.

Source: forms overview, "small numbers": no cell of 1 to 4 households, no second cell from which
it can be computed, nothing per building below 10 interviewed households, no cross tables below 25.
`limit` is the criteria's `suppress_below`.
"""

from collections.abc import Mapping, Sequence

HIDDEN = "*"
"""Shown for a cell that could give a small one away; it may be any number."""

BUILDING_MIN = 10
"""Interviewed households of a building from which it has figures of its own."""

CROSS_MIN = 25
"""Interviewed households of a site from which tables may be crossed."""


def cell(count: int, limit: int) -> str:
    """A number of households as people may see it: `<5` for 1 to 4 with a limit of 5."""
    return f"<{limit}" if 0 < count < limit else str(count)


def counts_for_people(counts: Mapping[str, int], total: int | None, limit: int) -> dict[str, str]:
    """The cells of one question as people may see them, in the order given.

    With a `total` shown beside them the cells must add up to it, and further cells are hidden
    until no hidden one can be computed from the rest. A total below the limit must itself be shown
    through `cell`. Without a total (several answers possible) each cell stands alone.

    Raises:
        ValueError: a negative count, or cells that do not add up to the total.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("a number of households is never negative")
    shown = {code: cell(count, limit) for code, count in counts.items()}
    if total is None:
        return shown
    if sum(counts.values()) != total:
        raise ValueError(f"the cells add up to {sum(counts.values())}, not to {total}")
    if total < limit:
        return shown
    return shown | _hidden(counts, total, limit)


def buildings_shown(interviewed: Mapping[str, int]) -> tuple[str, ...]:
    """The buildings or blocks with figures of their own, by interviewed households, in order.

    What is left out must be as many households together, else the site's figures minus those
    shown would give it away: then the smallest of the shown ones is left out as well.
    """
    shown = [name for name, households in interviewed.items() if households >= BUILDING_MIN]
    while 0 < _left_out(interviewed, shown) < BUILDING_MIN and shown:
        shown.remove(min(shown, key=lambda name: interviewed[name]))
    return tuple(shown)


def may_cross(interviewed: int) -> bool:
    """True if a site has enough interviews for cross tables."""
    return interviewed >= CROSS_MIN


def _left_out(interviewed: Mapping[str, int], shown: Sequence[str]) -> int:
    return sum(households for name, households in interviewed.items() if name not in shown)


def _hidden(counts: Mapping[str, int], total: int, limit: int) -> dict[str, str]:
    """The cells to hide with what to show for them; empty if none is small.

    A small cell is known to be 1 to `limit` - 1, another hidden one to be anything. Cells are
    hidden, the smallest first and zeros last, until every hidden one could have two values.
    """
    small = [code for code, count in counts.items() if 0 < count < limit]
    if not small:
        return {}
    others = sorted(
        (code for code in counts if code not in small),
        key=lambda code: (not counts[code], counts[code]),
    )
    for more in range(len(others) + 1):
        ranges = dict.fromkeys(small, (1, limit - 1))
        ranges |= dict.fromkeys(others[:more], (0, total))
        if _ambiguous(ranges, sum(counts[code] for code in ranges)):
            return dict.fromkeys(others[:more], HIDDEN)
    return dict.fromkeys(counts, HIDDEN)


def _ambiguous(ranges: Mapping[str, tuple[int, int]], whole: int) -> bool:
    """True if each of the cells that add up to `whole` could have two values at least."""
    least = sum(low for low, _ in ranges.values())
    most = sum(high for _, high in ranges.values())
    return all(
        max(low, whole - (most - high)) < min(high, whole - (least - low))
        for low, high in ranges.values()
    )
