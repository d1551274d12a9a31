"""The published tables as one CSV file, for programs: a line per number."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from surveykit.export.data.dialect import Dialect, guarded
from surveykit.export.public.publication import Publication
from surveykit.export.public.words import title
from surveykit.files import write_whole


def write(found: Publication, path: Path, dialect: Dialect) -> tuple[Path, ...]:
    """Write the tables into the folder; `0–4` and `*` stand for hidden numbers."""
    file = path / f"{found.site.name}-public.csv"
    text = StringIO(newline="")
    csv.writer(text, delimiter=dialect.delimiter).writerows(_lines(found))
    write_whole(file, text.getvalue().encode("utf-8-sig" if dialect.bom else "utf-8"))
    return (file,)


def _lines(found: Publication) -> Iterator[list[str]]:
    yield ["table", "title", "code", "label", "households", "of"]
    for name, shown in found.tables.items():
        for code, figure in shown.figures.items():
            label = guarded(found.labels[name].get(code, code))
            yield [name, title(name), guarded(code), label, str(figure), str(shown.whole)]
