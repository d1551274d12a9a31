"""Small forms for tests: an XLSForm workbook from rows, an XForm from a few words."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from openpyxl import Workbook

from surveykit.form import Form, Instance, load
from surveykit.form.filling.state import Rows
from surveykit.form.tree import Element

NOW = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)
YES_NO = (
    {"list_name": "yn", "name": "yes", "label": "Yes"},
    {"list_name": "yn", "name": "no", "label": "No"},
)

Cells = Mapping[str, str]


def workbook(
    path: Path, survey: Sequence[Cells], choices: Sequence[Cells] = YES_NO, **settings: str
) -> Path:
    """Write an XLSForm; columns are those that occur in the rows, in order."""
    book = Workbook()
    for name, rows in (("survey", survey), ("choices", choices), ("settings", [settings])):
        sheet = book.create_sheet(name)
        columns = list(dict.fromkeys(column for row in rows for column in row))
        sheet.append(columns)
        for row in rows:
            sheet.append([row.get(column) for column in columns])
    book.remove(book.worksheets[0])
    book.save(path)
    return path


def question(kind: str, name: str, **cells: str) -> dict[str, str]:
    """A row of the survey sheet."""
    return {"type": kind, "name": name, "label": name.title(), **cells}


def form(folder: Path, *survey: Cells, choices: Sequence[Cells] = YES_NO, **settings: str) -> Form:
    """A form from rows."""
    return load(workbook(folder / "form.xlsx", survey, choices, form_id="test", **settings))


def begin(
    one: Form,
    *,
    lists: Mapping[str, Rows | Element] | None = None,
    now: datetime = NOW,
    seed: int = 1,
) -> Instance:
    """An empty instance at noon of 15 June 2026."""
    random = Random(seed)  # noqa: S311 - reproducible
    return Instance(one, lists=lists or {}, now=lambda: now, random=random)
