"""Choices that are days by time bands, as the appearance `slot-grid` shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from surveykit.asking.page import Cell, Grid

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.form import Choice


def slot_grid(
    plain: Sequence[tuple[str, str]], choices: Sequence[Choice]
) -> tuple[Grid | None, list[tuple[str, str]]]:
    """The time bands among the answers as a grid, and the answers that are none."""
    place = {c.code: (c.attributes.get("day", ""), c.attributes.get("band", "")) for c in choices}
    bands = [pair for pair in plain if all(place.get(pair[0], ("", "")))]
    if not bands:
        return None, list(plain)
    days = list(dict.fromkeys(place[code][0] for code, _label in bands))
    columns = sorted({place[code][1] for code, _label in bands})
    names = {place[code][0]: _day_name(label) for code, label in bands}
    span = {c.code: _span(c) for c in choices}
    cells = tuple(
        Cell(code, span[code], days.index(place[code][0]), columns.index(place[code][1]))
        for code, _label in bands
    )
    rest = [pair for pair in plain if pair not in bands]
    return Grid(tuple(names[day] for day in days), len(columns), cells), rest


def _day_name(label: str) -> str:
    """`Montag, 9–12 Uhr` → `Montag`: what stands before the first figure."""
    figure = next((i for i, letter in enumerate(label) if letter.isdigit()), len(label))
    return label[:figure].rstrip(" ,:–-")


def _span(choice: Choice) -> str:
    """`09:00` to `12:00` → `9–12`."""
    ends = [choice.attributes.get(end, "") for end in ("start", "end")]
    if not all(ends):
        return choice.code
    return "–".join(end.removesuffix(":00").lstrip("0") or "0" for end in ends)
