"""Small numbers stay hidden, and nothing shown beside them gives them away.

Source: forms overview, "small numbers": no cell of 1 to 4 households, no second cell from which
it can be computed, nothing per building below 10 interviewed households. Tables of two questions
are not made. `limit` is the criteria's `suppress_below`.

How many did *not* choose one of several answers is not protected: it says nothing of anybody.
"""

from collections.abc import Mapping, Sequence

from surveykit.assess.result import Assessment

HIDDEN = "*"
"""Shown for a cell that could give a small one away; it may be any number."""

BUILDING_MIN = 10
"""Interviewed households of a building from which it has figures of its own."""

OF_DOORS = frozenset({"data", "size"})
"""Rules of the decision that compare doors and say nothing of answers."""

_MISSING = ""
"""Stands for those without an answer in substance; no code of a choice is empty."""


def is_small(count: int, limit: int) -> bool:
    """True for a number of households that nobody may see, nor what is reckoned from so few."""
    return 0 < count < limit


def cell(count: int, limit: int) -> str:
    """A number of households as people may see it: `<5` for 1 to 4 with a limit of 5."""
    return f"<{limit}" if is_small(count, limit) else str(count)


def forecast_hidden(assessment: Assessment, limit: int) -> bool:
    """True while so few told how likely they come that every figure would be their very answers.

    Hidden is everything reckoned from answers: mean and raw visits, visits per session, times,
    coverage of places, proposals, how sure the verdict is and what would change it, topics and
    ideas, and all costs but print and start, for work and so the other costs grow with the visits.
    """
    found = assessment.forecast
    hallway = assessment.hallway.known if found.uncertain else 0
    told = (assessment.doors.interviewed, found.households_known, hallway)
    return any(is_small(households, limit) for households in told)


def base_for_people(asked: int, interviewed: int, limit: int) -> int | None:
    """The households that shares of a question are of; None where it must stay unknown.

    `asked` are those with an answer in substance. Beside the number of interviews, which
    everybody knows, the base tells how many gave none; with None leave the share out as well.
    """
    missing = interviewed - asked
    return None if not asked or is_small(asked, limit) or is_small(missing, limit) else asked


def counts_for_people(
    counts: Mapping[str, int],
    total: int | None,
    limit: int,
    *,
    within: Mapping[str, int] | None = None,
) -> dict[str, str]:
    """The cells of one question as people may see them, in the order given.

    With a `total` shown beside them the cells must add up to it, and further cells are hidden
    until no hidden one can be computed from the rest. If even that is not enough all are, and the
    total must be hidden too. A total below the limit must itself be shown through `cell`.
    Without a total (several answers possible) each cell stands alone.

    `within` has greater numbers, shown beside the cells, of which each cell is a part (those who
    want an interpreter, of those who speak the language): a cell is hidden as well where the rest
    of its whole is small.

    Raises:
        ValueError: a negative count, a cell greater than its whole, or cells that do not add up
            to the total.
    """
    most = {code: (within or {}).get(code, total) for code in counts}
    _check(counts, total, most)
    shown = {code: cell(count, limit) for code, count in counts.items()}
    for code, whole in (within or {}).items():
        if code in counts and counts[code] >= limit and is_small(whole - counts[code], limit):
            shown[code] = HIDDEN
    if total is None or total < limit:
        return shown
    return shown | _hidden(counts, shown, total, limit, within or {})


def answers_for_people(
    counts: Mapping[str, int],
    *,
    asked: int,
    silent: int,
    interviewed: int,
    several: bool,
    limit: int,
) -> tuple[dict[str, str], str]:
    """The cells of a question and that of `no_answer`, as people may see them.

    `asked` households gave an answer in substance, one or `several` of `counts`; `silent` would
    not, and those left of the `interviewed` were not asked. `base_for_people` decides whether
    `asked` is known; if not, neither it nor the others can be computed from the cells.
    """
    missing = interviewed - asked
    others = {"silent": silent, "rest": missing - silent}
    base = base_for_people(asked, interviewed, limit)
    if base is None:
        refused = counts_for_people({"asked": asked, **others}, interviewed, limit)["silent"]
    else:
        refused = counts_for_people(others, missing, limit)["silent"]
    if several or base is not None:
        return counts_for_people(counts, None if several else asked, limit), refused
    shown = counts_for_people({**counts, _MISSING: missing}, interviewed, limit)
    return {code: shown[code] for code in counts}, refused


def unions_for_people(
    unions: Mapping[str, int], parts: Mapping[str, Mapping[str, int]], limit: int
) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Areas and their topics as people may see them: `unions` by name, `parts` by the same names.

    A union counts the households with at least one of its parts, so it is no sum. It gives way to
    its parts: it is hidden where it would tell of 1 to `limit` - 1 households that they named
    another part than a given one, named both of two, or how many named a small part.
    """
    cells = {name: counts_for_people(found, None, limit) for name, found in parts.items()}
    return {
        name: cell(union, limit) if _harmless(union, parts[name], limit) else HIDDEN
        for name, union in unions.items()
    }, cells


def buildings_shown(interviewed: Mapping[str, int]) -> tuple[str, ...]:
    """The buildings or blocks with figures of their own, by interviewed households, in order.

    What is left out must be as many households together, else the site's figures minus those
    shown would give it away: then the smallest of the shown ones is left out as well.
    """
    shown = [name for name, households in interviewed.items() if households >= BUILDING_MIN]
    while 0 < _left_out(interviewed, shown) < BUILDING_MIN and shown:
        shown.remove(min(shown, key=lambda name: interviewed[name]))
    return tuple(shown)


def _left_out(interviewed: Mapping[str, int], shown: Sequence[str]) -> int:
    return sum(households for name, households in interviewed.items() if name not in shown)


def _check(counts: Mapping[str, int], total: int | None, most: Mapping[str, int | None]) -> None:
    if any(count < 0 for count in counts.values()):
        raise ValueError("a number of households is never negative")
    if total is not None and sum(counts.values()) != total:
        raise ValueError(f"the cells add up to {sum(counts.values())}, not to {total}")
    for code, whole in most.items():
        if whole is not None and counts[code] > whole:
            raise ValueError(f"{code!r} cannot be {counts[code]} of {whole}")


def _harmless(union: int, parts: Mapping[str, int], limit: int) -> bool:
    """True if the union, shown beside its parts, lets nobody compute a small number."""
    if union < limit:
        return True
    named = [count for count in parts.values() if count]
    known = [count for count in named if not is_small(count, limit)]
    small = len(named) - len(known)
    if any(is_small(union - count, limit) for count in known):
        return False
    if len(known) == len(named) == 2 and is_small(sum(known) - union, limit):
        return False
    # Were the small ones as great as can be and apart, they would all be known; and hiding only
    # that one case would tell it as well.
    return not small or union < sum(known) + small * (limit - 1) - 1


def _hidden(
    counts: Mapping[str, int],
    shown: Mapping[str, str],
    total: int,
    limit: int,
    within: Mapping[str, int],
) -> dict[str, str]:
    """The cells to hide with what to show for them; empty if nothing is hidden yet.

    A small cell is known to be 1 to `limit` - 1, another hidden one to be anything up to its
    whole. Cells are hidden, the smallest first and zeros last, until every hidden one could have
    two values.
    """
    small = [code for code, text in shown.items() if is_small(counts[code], limit)]
    beside = [code for code, text in shown.items() if text == HIDDEN]
    if not small and not beside:
        return {}
    others = sorted(
        (code for code in shown if code not in (*small, *beside) and within.get(code, total)),
        key=lambda code: (not counts[code], counts[code]),
    )
    for more in range(len(others) + 1):
        hidden = [*beside, *others[:more]]
        ranges = dict.fromkeys(small, (1, limit - 1))
        ranges |= {code: (0, min(total, within.get(code, total))) for code in hidden}
        if _ambiguous(ranges, sum(counts[code] for code in ranges)):
            return dict.fromkeys(hidden, HIDDEN)
    return dict.fromkeys(counts, HIDDEN)


def _ambiguous(ranges: Mapping[str, tuple[int, int]], whole: int) -> bool:
    """True if each of the cells that add up to `whole` could have two values at least."""
    least = sum(low for low, _ in ranges.values())
    most = sum(high for _, high in ranges.values())
    return all(
        max(low, whole - (most - high)) < min(high, whole - (least - low))
        for low, high in ranges.values()
    )
