"""Figures drawn as bars, intervals, a curve and a heat map, by shape alone: no colour is needed.

A terminal that lacks the signs gets their stand-ins, see `text.stand_ins`.
"""

from collections.abc import Sequence

from rich.cells import cell_len

from surveykit.desk.figures import Figure, Series, Share, Spread
from surveykit.text import number
from surveykit.tui.typography import fit
from surveykit.tui.widgets.painted import Line, Role, Run

_FULL, _REST = "━", "─"
_THICK, _THIN, _POINT, _LIMIT = "━", "─", "●", "┃"
_CORE, _BAND, _LINE = "▓", "░", "─"
_SHADES = " ░▒▓█"


def mark_of(mark: Share | Spread | None, width: int) -> list[Run]:
    """A bar or an interval in exactly `width` cells."""
    match mark:
        case Share():
            return _bar(mark, width)
        case Spread():
            return _interval(mark, width)
        case None:
            return [Run(" " * width)]


def _bar(share: Share, width: int) -> list[Run]:
    filled = _place(share.value, width + 1)
    cells = [_FULL] * filled + [_REST] * (width - filled)
    roles = [*_all("rule", filled), *_all("quiet", width - filled)]
    if share.limit is not None and width:
        at = min(_place(share.limit, width + 1), width - 1)
        cells[at], roles[at] = _LIMIT, "strong"
    return _runs(cells, roles)


def _interval(spread: Spread, width: int) -> list[Run]:
    cells, roles = [" "] * width, _all("text", width)
    for (low, high), sign in ((spread.ninety, _THIN), (spread.half, _THICK)):
        for at in range(_at(low, spread.top, width), _at(high, spread.top, width) + 1):
            cells[at], roles[at] = sign, "rule"
    at = _at(spread.limit, spread.top, width)
    cells[at], roles[at] = _LIMIT, "strong"
    at = _at(spread.point, spread.top, width)
    cells[at], roles[at] = _POINT, "strong"
    return _runs(cells, roles)


def curve(series: Series, width: int, height: int, marked: int | None) -> list[Line]:
    """The figures from left to right with their intervals as a band, and what they must reach.

    The marked one has a line of its own through the picture.
    """
    spreads = [one.mark for one in series.figures if isinstance(one.mark, Spread)]
    top, limit = spreads[0].top, spreads[0].limit
    scale = max(cell_len(number(top, 1)), cell_len(number(limit, 1))) + 1
    room = width - scale - 1
    at = [_column(n, len(spreads), room) for n in range(len(spreads))]
    lines: list[Line] = []
    limit_row = _row(limit, top, height)
    for row in range(height):
        label = {0: number(top, 1), limit_row: number(limit, 1), height - 1: number(0)}.get(row, "")
        cells, roles = _curve_row(spreads, at, row, height, room, limit_row=row == limit_row)
        if marked is not None and roles[at[marked]] == "text":
            cells[at[marked]], roles[at[marked]] = _LIMIT, "quiet"
        head = Run(" " * (scale - cell_len(label)) + label + " ", "quiet")
        lines.append((head, *_runs(cells, roles)))
    return [*lines, (Run(" " * (scale + 1)), *_steps(series.steps, at, room, marked))]


def _curve_row(
    spreads: Sequence[Spread], at: Sequence[int], row: int, height: int, room: int,
    *, limit_row: bool,
) -> tuple[list[str], list[Role]]:  # fmt: skip
    top = spreads[0].top
    cells = [_LINE if limit_row else " "] * room
    roles: list[Role] = _all("strong" if limit_row else "text", room)
    for column in range(room):
        left = max((n for n, place in enumerate(at) if place <= column), default=0)
        low, high = _between(spreads, at, left, column, "ninety")
        if _row(high, top, height) <= row <= _row(low, top, height):
            low, high = _between(spreads, at, left, column, "half")
            inner = _row(high, top, height) <= row <= _row(low, top, height)
            if not limit_row:
                cells[column], roles[column] = (_CORE if inner else _BAND), "quiet"
    for spread, place in zip(spreads, at, strict=True):
        if _row(spread.point, top, height) == row:
            cells[place], roles[place] = _POINT, "rule"
    return cells, roles


def _between(
    spreads: Sequence[Spread], at: Sequence[int], left: int, column: int, which: str
) -> tuple[float, float]:
    """The interval at a column, on the straight line between two figures."""
    here: tuple[float, float] = getattr(spreads[left], which)
    if left + 1 == len(spreads) or column < at[0]:
        return here
    there: tuple[float, float] = getattr(spreads[left + 1], which)
    share = (column - at[left]) / (at[left + 1] - at[left])
    return here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1])


def _steps(labels: Sequence[str], at: Sequence[int], room: int, marked: int | None) -> list[Run]:
    """As many labels below the picture as stand free, the marked one and the longest first."""
    cells, roles = [" "] * room, _all("quiet", room)
    order = sorted(range(len(labels)), key=lambda n: (n != marked, -cell_len(labels[n]), -n))
    for n in order:
        start = max(min(at[n] - cell_len(labels[n]) // 2, room - cell_len(labels[n])), 0)
        end = start + cell_len(labels[n])
        if all(cell == " " for cell in cells[max(start - 1, 0) : end + 1]):
            cells[start:end] = labels[n]
            roles[start:end] = _all("strong" if n == marked else "quiet", end - start)
    return _runs(cells, roles)


def cell(figure: Figure, width: int, most: float, *, marked: bool) -> Run:
    """One field of a heat map: a shade for how much of the greatest it is, and the figure."""
    value = figure.mark.value if isinstance(figure.mark, Share) else 0.0
    depth = round((len(_SHADES) - 1) * value / most) if most else 0
    shade = _SHADES[depth] * 2 if width >= cell_len(figure.shown) + 4 else ""
    return Run(fit(f" {shade} {figure.shown}", width), "chosen" if marked else "text")


def _column(n: int, count: int, room: int) -> int:
    return round(n * (room - 1) / max(count - 1, 1))


def _place(share: float, count: int) -> int:
    return max(0, min(round(share * (count - 1)), count - 1))


def _at(value: float, top: float, width: int) -> int:
    return _place(value / top if top else 0.0, width)


def _row(value: float, top: float, height: int) -> int:
    return height - 1 - _place(value / top if top else 0.0, height)


def _all(role: Role, count: int) -> list[Role]:
    return [role] * count


def _runs(cells: Sequence[str], roles: Sequence[Role]) -> list[Run]:
    """Neighbours of one role become one run."""
    runs: list[Run] = []
    for sign, role in zip(cells, roles, strict=True):
        if runs and runs[-1].role == role:
            runs[-1] = Run(runs[-1].text + sign, role)
        else:
            runs.append(Run(sign, role))
    return runs
