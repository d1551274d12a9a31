"""One file of JSON lines per table: an object per row, `null` where nothing was asked."""

import json
from pathlib import Path
from typing import BinaryIO

from surveykit.export.columns import Value
from surveykit.export.data.dialect import Dialect
from surveykit.export.data.tables import DataTable, as_text, data_tables
from surveykit.export.results import Results
from surveykit.files import write_whole

ENDING = ".jsonl"


def write(results: Results, path: Path, _dialect: Dialect) -> tuple[Path, ...]:
    """Write the tables into the folder; days and times are texts in ISO 8601."""
    return tuple(_write(table, path / f"{table.name}{ENDING}") for table in data_tables(results))


def _write(table: DataTable, path: Path) -> Path:
    names = [column.name for column in table.columns]

    def fill(file: BinaryIO) -> None:
        for row in table.rows():
            line = dict(zip(names, map(_value, row), strict=True))
            file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")

    write_whole(path, fill, private=True)
    return path


def _value(value: Value) -> Value:
    return value if value is None or isinstance(value, str | int | float) else as_text(value)
