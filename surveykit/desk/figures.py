"""What a dashboard is made of, as values: panels of figures, each with its way back to the inputs.

Texts are in the language in use. Shares run from 0 to 1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from surveykit.deciding import Criterion
from surveykit.desk.names import sheet_name


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, to be drawn as a bar."""

    value: float
    limit: float | None = None
    """What it is compared with, on the same scale."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure with its intervals, to be drawn on a line from 0 to `top`."""

    point: float
    half: tuple[float, float]
    ninety: tuple[float, float]
    limit: float
    """What it is compared with."""
    top: float


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a figure comes from."""

    formula: str
    """In words or signs, with the names of the inputs."""
    inputs: Sequence[tuple[str, str]] = ()
    """What goes in, by name, as shown."""
    criteria: Sequence[str] = ()
    """The names of the parameters that it depends on."""
    sheet: str = ""
    """The sheet of the workbook that has it, by the key of `names.sheet_name`."""

    @property
    def sheet_name(self) -> str:
        """What that sheet is called; empty if none has it."""
        return sheet_name(self.sheet)


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing to know. `key` stays the same in every language."""

    key: str
    name: str
    shown: str
    trace: Trace
    mark: Share | Spread | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Figures by rows and columns, to be drawn as a heat map."""

    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Figure]]]
    """Each as long as the columns."""


@dataclass(frozen=True, slots=True)
class Series:
    """Figures one after the other, to be drawn as a curve; each has a `Spread`."""

    steps: Sequence[str]
    """Below the curve, one for each figure; empty where nothing is to be said."""
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Panel:
    """Figures that belong together. It has a list of them, a table or a series."""

    key: str
    title: str
    figures: Sequence[Figure] = ()
    table: Table | None = None
    series: Series | None = None
    notes: Sequence[str] = ()

    @property
    def all(self) -> Sequence[Figure]:
        """Every figure, in reading order."""
        in_table = [one for _name, row in self.table.rows for one in row] if self.table else []
        return (*self.figures, *in_table, *(self.series.figures if self.series else ()))


@dataclass(frozen=True, slots=True)
class Board:
    """The whole dashboard."""

    headline: str
    panels: Sequence[Panel]
    interviews: int
    criteria: Mapping[str, Criterion] = field(default_factory=dict)
    """Every parameter by its name."""

    def figure(self, key: str) -> Figure | None:
        """The figure of this key."""
        return next((one for panel in self.panels for one in panel.all if one.key == key), None)


Tone = Literal["strong", "text", "quiet"]


def trace_lines(figure: Figure, board: Board) -> Sequence[tuple[Tone, str]]:
    """What is told of a figure, line by line."""
    from surveykit.text import _, number

    lines: list[tuple[Tone, str]] = [
        ("strong", f"{figure.name}: {figure.shown}"),
        ("text", ""),
        ("strong", _("How it is calculated")),
        ("text", figure.trace.formula),
    ]
    if figure.trace.inputs:
        lines += [("text", ""), ("strong", _("What goes in"))]
        lines += [("text", f"{name}: {shown}") for name, shown in figure.trace.inputs]
    if figure.trace.criteria:
        lines += [("text", ""), ("strong", _("Parameters it depends on"))]
        for name in figure.trace.criteria:
            one = board.criteria[name]
            default = _("default: {value}").format(value=one.default)
            usual = f" ({default})" if one.changed else ""
            lines.append(("text", f"{one.title} ({name}) = {one.value}{usual}"))
            lines.append(("quiet", one.meaning))
    lines.append(("text", ""))
    if figure.trace.sheet:
        lines.append(
            ("quiet", _("In the workbook: sheet “{sheet}”.").format(sheet=figure.trace.sheet_name))
        )
    lines.append(("quiet", _("Interviews so far: {n}.").format(n=number(board.interviews))))
    return lines
