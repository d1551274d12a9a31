"""Native charts: they stay charts in Excel and follow the numbers of their sheet."""

from collections.abc import Sequence

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.worksheet.worksheet import Worksheet

from surveykit.export.workbook import style


def columns(
    sheet: Worksheet,
    *,
    title: str,
    header: int,
    rows: Sequence[int],
    last_column: int,
    line: int | None = None,
) -> BarChart:
    """Upright columns of table rows, the table's header as categories.

    `rows` and `header` are row numbers, names in column 1, figures from column 2; `line` is a
    row drawn as a broken line across, for a threshold.
    """
    chart = BarChart()
    chart.type, chart.grouping, chart.gapWidth = "col", "clustered", 60
    categories = Reference(sheet, min_row=header, min_col=2, max_col=last_column)
    colours = style.SERIES if len(rows) > 1 else style.SERIES[1:]
    for row, colour in zip(rows, colours, strict=False):
        series = _series(sheet, row, last_column)
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        chart.series.append(series)
    chart.set_categories(categories)
    _dress(chart, title, legend=len(rows) > 1 or line is not None)
    if len(rows) == 1:
        _label(chart)
    if line is not None:
        chart += _across(sheet, line, last_column, categories)
    return chart


def bars(
    sheet: Worksheet, *, title: str, first: int, last: int, names: int, figures: int
) -> BarChart:
    """Lying bars of one column of figures; rows and columns are numbers from 1."""
    chart = BarChart()
    chart.type, chart.gapWidth = "bar", 40
    values = Reference(sheet, min_col=figures, min_row=first, max_row=last)
    series: Series = SeriesFactory(values, title=title)
    series.graphicalProperties = GraphicalProperties(solidFill=style.INK)
    chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=names, min_row=first, max_row=last))
    _dress(chart, title, legend=False)
    _label(chart)
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top, as in the table
    chart.y_axis.delete = True  # it would cross the title; every bar has its number
    # Long names need room on the left; the automatic layout gives them too little.
    chart.plot_area.layout = Layout(ManualLayout(
        layoutTarget="inner", xMode="edge", yMode="edge", x=0.42, y=0.12, w=0.53, h=0.84
    ))  # fmt: skip
    chart.layout = chart.plot_area.layout
    return chart


def _across(sheet: Worksheet, row: int, last_column: int, categories: Reference) -> LineChart:
    line = LineChart()
    series = _series(sheet, row, last_column)
    series.graphicalProperties = GraphicalProperties()
    series.graphicalProperties.line.solidFill = style.ALERT
    series.graphicalProperties.line.dashStyle = "dash"
    series.graphicalProperties.line.width = 28_000  # EMU, about 2 points
    series.marker = Marker(symbol="none")
    series.smooth = False
    line.series.append(series)
    line.set_categories(categories)
    return line


def _series(sheet: Worksheet, row: int, last_column: int) -> Series:
    figures = Reference(sheet, min_row=row, min_col=2, max_col=last_column)
    series: Series = SeriesFactory(figures)
    name = Reference(sheet, min_row=row, min_col=1)
    series.tx = SeriesLabel(strRef=StrRef(f=str(name)))
    return series


def _dress(chart: BarChart, title: str, *, legend: bool) -> None:
    chart.title = title
    chart.style = 10
    # Without these two openpyxl leaves the axes out in some programs.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    hairline = LineProperties(solidFill=style.RULE, w=6350)
    chart.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=hairline))
    if legend:
        chart.legend.position = "b"
    else:
        chart.legend = None


def _label(chart: BarChart) -> None:
    chart.dataLabels = DataLabelList()
    chart.dataLabels.showVal = True
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(chart.dataLabels, other, False)
