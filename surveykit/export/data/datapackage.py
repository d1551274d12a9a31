"""The codebook as a data package: `datapackage.json` beside the CSV files, for people and programs.

Frictionless Data Package 2.0 (datapackage.org). What that standard has no word for stands under
`labels` (all languages), `question`, `choice`, `free_text`, `unit`, `spss` and `stata`.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from surveykit.export.columns import Column, Kind
from surveykit.export.data.comma_separated import ENDING
from surveykit.export.data.dialect import Dialect, guarded
from surveykit.export.data.statistics import legal_names, numbered
from surveykit.export.data.tables import DataTable, data_tables, listed, words
from surveykit.export.results import Results
from surveykit.files import write_whole
from surveykit.form.codebook import Code
from surveykit.text import _, language

Json = dict[str, object]

FILE = "datapackage.json"
MISSING = {"no_answer": "declined", "dont_know": "dont_know"}
NOT_ASKED = "not_asked"

_TYPES: dict[Kind, Json] = {
    Kind.TEXT: {"type": "string"},
    Kind.NUMBER: {"type": "number"},
    Kind.COUNT: {"type": "integer", "constraints": {"minimum": 1}},
    Kind.MINUTES: {"type": "integer", "constraints": {"minimum": 0}, "unit": "min"},
    Kind.FLAG: {"type": "integer", "constraints": {"enum": [0, 1]}},
    Kind.RANK: {"type": "integer", "constraints": {"minimum": 1}},
    Kind.DAY: {"type": "date"},
    Kind.CLOCK: {"type": "time", "format": "%H:%M"},
    Kind.MOMENT: {"type": "datetime", "format": "%Y-%m-%dT%H:%M"},
}


def write(results: Results, path: Path, dialect: Dialect) -> tuple[Path, ...]:
    """Write the codebook of the CSV files into the folder."""
    tables = list(data_tables(results))
    package: Json = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "title": results.site.label,
        "created": f"{results.made_on.isoformat()}T00:00:00Z",
        "languages": [language()],
        "description": _("Internal only: check free texts before passing on. Every row is one "
                         "household's answers; this folder must not leave the team."),
        "resources": [_resource(table, tables, dialect) for table in tables],
    }  # fmt: skip
    text = json.dumps(package, ensure_ascii=False, indent=2)
    write_whole(path / FILE, f"{text}\n".encode(), private=True)
    return (path / FILE,)


def _resource(table: DataTable, tables: list[DataTable], dialect: Dialect) -> Json:
    return {
        "name": table.name,
        "path": f"{table.name}{ENDING}",
        "title": table.table.form.title,
        "form": table.table.form.id,
        "version": table.table.form.version,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": dialect.delimiter,
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": {
            "fields": list(_fields(table, dialect)),
            "missingValues": [""],
            **_link(table, tables),
        },
    }


def _link(table: DataTable, tables: list[DataTable]) -> Json:
    """From an instance of a repeat to its interview, by a number that means nothing elsewhere."""
    if not table.table.repeats:
        return {}
    form = table.table.form
    main = next(one for one in tables if one.table.form is form and not one.table.repeats)
    reference = {"resource": main.name, "fields": ["interview"]}
    return {"foreignKeys": [{"fields": ["interview"], "reference": reference}]}


def _fields(table: DataTable, dialect: Dialect) -> Iterator[Json]:
    spss, stata = legal_names(table, "spss"), legal_names(table, "stata")
    for column in table.columns:
        point = {"decimalChar": dialect.point} if column.kind is Kind.NUMBER else {}
        yield {
            "name": guarded(column.name),
            "title": column.label,
            **_TYPES[column.kind],
            **point,
            **_question(column),
            **_codes(table, column),
            "spss": spss[column.name],
            "stata": stata[column.name],
        }


def _question(column: Column) -> Json:
    """What is asked, in all languages of the form."""
    question = column.of
    told: Json = {"free_text": True} if column.free_text else {}
    if question is None:
        return told
    told |= {"question": question.name, "question_type": question.type}
    told["labels"] = _in_languages(question.labels)
    choice = next((one for one in question.codes if one.code == column.code), None)
    if column.code:
        told["choice"] = _choice(choice) if choice else {"value": column.code}
    if column.code in MISSING:
        told["choice"] = {"value": column.code, "missing": MISSING[column.code]}
    return told


def _choice(choice: Code) -> Json:
    return {"value": choice.code, "labels": _in_languages(choice.labels)}


def _in_languages(labels: Mapping[str, str]) -> Json:
    """The words by language as the form names it; by "und" where it has one language only."""
    return {name or "und": said for name, said in labels.items()}


def _codes(table: DataTable, column: Column) -> Json:
    """The codes of a single choice with their words and numbers, missing ones apart."""
    codes, numbers = listed(column, table.table), numbered(table, column)
    if not codes or numbers is None:
        return {}

    def told(one: Code) -> Json:
        return {
            "value": guarded(one.code),
            "label": words(one, table.table),
            "labels": _in_languages(one.labels),
            "number": numbers.numbers[one.code],
        }

    missing = [
        {**told(one), "missing": MISSING[one.code], "label": MISSING[one.code]}
        for one in codes
        if one.missing
    ]
    return {
        "categories": [told(one) for one in codes if not one.missing],
        "missingValues": [{"value": "", "label": NOT_ASKED}, *missing],
    }
