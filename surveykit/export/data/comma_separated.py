"""One CSV file per table, in UTF-8 (RFC 4180)."""

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from surveykit.export.columns import Value
from surveykit.export.data.dialect import Dialect, guarded
from surveykit.export.data.tables import DataTable, as_text, data_tables
from surveykit.export.results import Results
from surveykit.files import write_whole

ENDING = ".csv"


def write(results: Results, path: Path, dialect: Dialect) -> tuple[Path, ...]:
    """Write the tables into the folder; an empty cell was not asked, or was left blank."""
    return tuple(_write(table, path / f"{table.name}{ENDING}", dialect)
                 for table in data_tables(results))  # fmt: skip


def _write(table: DataTable, path: Path, dialect: Dialect) -> Path:
    def fill(file: BinaryIO) -> None:
        encoding = "utf-8-sig" if dialect.bom else "utf-8"
        text = TextIOWrapper(file, encoding=encoding, newline="", write_through=True)
        csv.writer(text, delimiter=dialect.delimiter).writerows(_lines(table, dialect))
        text.detach()

    write_whole(path, fill, private=True)
    return path


def _lines(table: DataTable, dialect: Dialect) -> Iterator[list[str]]:
    yield [guarded(column.name) for column in table.columns]
    for row in table.rows():
        yield [_cell(value, dialect) for value in row]


def _cell(value: Value, dialect: Dialect) -> str:
    if isinstance(value, str):
        return guarded(value)
    text = as_text(value)
    return text.replace(".", dialect.point) if isinstance(value, float) else text
