"""SPSS and Stata files: names they accept, numbers for codes, words for both, missing values.

`pyreadstat` and `pandas` write them. They weigh more than the rest of the program together, so
they come only with `surveykit[data]`.
"""

import re
import shutil
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import nan
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from surveykit.export.columns import Column, Kind, Value
from surveykit.export.data.dialect import Dialect
from surveykit.export.data.tables import DataTable, data_tables, listed, words
from surveykit.export.results import Results
from surveykit.files import write_whole

if TYPE_CHECKING:
    from pandas import DataFrame

DECLINED, DONT_KNOW = -99, -98
"""Numbers of the codes `no_answer` and `dont_know`; not asked is what a program has for missing."""
MISSING_NUMBERS = {"no_answer": DECLINED, "dont_know": DONT_KNOW}
STATA_MISSING = {DECLINED: "a", DONT_KNOW: "b"}
"""Stata writes them .a and .b."""

LONGEST_SPSS_TEXT = 32_767
"""Bytes of UTF-8."""
_LONGEST_LABEL = {"spss": 255, "stata": 80}
_LONGEST_WORDS = {"spss": 120, "stata": 32_000}
_LONGEST_NAME = {"spss": 64, "stata": 32}
_WHOLE = re.compile(r"0|-?[1-9]\d{0,8}")
_RESERVED = frozenset((
    "_all", "_b", "_coef", "_cons", "_n", "_pi", "_pred", "_rc", "_skip", "aggregate", "all",
    "and", "array", "boolean", "break", "by", "byte", "case", "catch", "class", "colvector",
    "complex", "const", "continue", "default", "delegate", "delete", "do", "double", "else",
    "eltypedef", "end", "enum", "eq", "explicit", "export", "external", "float", "for", "friend",
    "function", "ge", "global", "goto", "gt", "if", "in", "inline", "int", "le", "local", "long",
    "lt", "mata", "matrix", "namespace", "ne", "new", "not", "null", "numeric", "operator", "or",
    "pragma", "private", "protected", "quad", "real", "return", "rowvector", "scalar", "short",
    "strl", "struct", "super", "switch", "template", "this", "throw", "to", "transmorphic", "try",
    "typedef", "typename", "using", "vector", "version", "virtual", "void", "while", "with",
))  # fmt: skip


def write_spss(results: Results, path: Path, _dialect: Dialect) -> tuple[Path, ...]:
    """Write a `.sav` file per table into the folder."""
    return tuple(
        _write(path / f"{table.name}.sav", partial(_save_spss, table))
        for table in data_tables(results)
    )


def write_stata(results: Results, path: Path, _dialect: Dialect) -> tuple[Path, ...]:
    """Write a `.dta` file per table into the folder."""
    return tuple(
        _write(path / f"{table.name}.dta", partial(_save_stata, table))
        for table in data_tables(results)
    )


@dataclass(frozen=True, slots=True)
class Numbered:
    """The codes of a single choice as numbers, by code, with their words by number."""

    numbers: Mapping[str, int]
    words: Mapping[int, str]


def numbered(table: DataTable, column: Column) -> Numbered | None:
    """Numbers for the codes of a column: their own if all are numbers, else from 1 on."""
    codes = listed(column, table.table)
    if not codes:
        return None
    valid = [one.code for one in codes if one.code not in MISSING_NUMBERS]
    own = all(_WHOLE.fullmatch(code) and int(code) > DONT_KNOW for code in valid)
    numbers = {code: int(code) if own else place for place, code in enumerate(valid, 1)}
    numbers |= {one.code: MISSING_NUMBERS[one.code] for one in codes if one.missing}
    return Numbered(numbers, {numbers[one.code]: words(one, table.table) for one in codes})


def legal_names(table: DataTable, program: str) -> dict[str, str]:
    """What a program calls every column: letters without accents, digits, low lines; each once."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for column in table.columns:
        bare = re.sub(r"[^A-Za-z0-9_]", "_", column.name)
        bare = bare if re.match("[A-Za-z]", bare) and bare.lower() not in _RESERVED else f"v_{bare}"
        name, number = bare[: _LONGEST_NAME[program]], 1
        while name.lower() in taken:
            number += 1
            ending = f"_{number}"
            name = bare[: _LONGEST_NAME[program] - len(ending)] + ending
        taken.add(name.lower())
        found[column.name] = name
    return found


def _write(path: Path, save: Callable[[Path], None]) -> Path:
    """Write through a file beside it: the writers take a name only."""

    def fill(file: BinaryIO) -> None:
        with TemporaryDirectory(dir=path.parent, prefix=".surveykit-") as folder:
            draft = Path(folder) / "draft"
            save(draft)
            with draft.open("rb") as written:
                shutil.copyfileobj(written, file)

    write_whole(path, fill, private=True)
    return path


def _save_spss(table: DataTable, path: Path) -> None:
    from pyreadstat import write_sav

    names, codes = legal_names(table, "spss"), _codes(table)
    write_sav(
        _frame(table, names, codes, lambda text: _cut(text, LONGEST_SPSS_TEXT)),
        str(path),
        column_labels=_labels(table, "spss"),
        variable_value_labels=_value_labels(names, codes, "spss"),
        missing_ranges={
            names[name]: sorted(found) for name, one in codes.items() if (found := _missing(one))
        },
        variable_measure={names[one.name]: _measure(one, codes) for one in table.columns},
        variable_format={names[name]: "F8.0" for name in [*codes, *_whole(table)]},
        row_compress=True,
    )


def _save_stata(table: DataTable, path: Path) -> None:
    from pyreadstat import write_dta

    names, codes = legal_names(table, "stata"), _codes(table)
    frame = _frame(table, names, codes, str)
    for name, one in codes.items():
        if _missing(one):
            letters = frame[names[name]].astype(object)
            frame[names[name]] = letters.replace(dict(STATA_MISSING))
    labels = {
        name: {STATA_MISSING.get(number, number): said for number, said in found.items()}
        for name, found in _value_labels(names, codes, "stata").items()
    }
    write_dta(
        frame,
        str(path),
        column_labels=_labels(table, "stata"),
        version=15,
        variable_value_labels=labels,
        missing_user_values={
            names[name]: sorted(STATA_MISSING[number] for number in found)
            for name, one in codes.items()
            if (found := _missing(one))
        },
    )


def _codes(table: DataTable) -> dict[str, Numbered]:
    found = ((column.name, numbered(table, column)) for column in table.columns)
    return {name: one for name, one in found if one}


def _missing(codes: Numbered) -> set[int]:
    return STATA_MISSING.keys() & set(codes.numbers.values())


def _labels(table: DataTable, program: str) -> list[str]:
    return [_cut(column.label, _LONGEST_LABEL[program]) for column in table.columns]


def _value_labels(
    names: Mapping[str, str], codes: Mapping[str, Numbered], program: str
) -> dict[str, dict[int, str]]:
    longest = _LONGEST_WORDS[program]
    return {
        names[name]: {number: _cut(said, longest) for number, said in one.words.items()}
        for name, one in codes.items()
    }


def _whole(table: DataTable) -> Iterator[str]:
    counted = (Kind.COUNT, Kind.FLAG, Kind.RANK, Kind.MINUTES)
    return (column.name for column in table.columns if column.kind in counted)


def _measure(column: Column, codes: Mapping[str, Numbered]) -> str:
    if column.kind is Kind.RANK:
        return "ordinal"
    nominal = column.kind in (Kind.TEXT, Kind.FLAG) or column.name in codes
    return "nominal" if nominal else "scale"


def _frame(
    table: DataTable,
    names: Mapping[str, str],
    codes: Mapping[str, Numbered],
    fit: Callable[[str], str],
) -> "DataFrame":
    """All rows in columns, as the writers want them; numbers take eight bytes each."""
    from pandas import DataFrame, Series

    kept = [_kept(column, codes, fit) for column in table.columns]
    for row in table.rows():
        for (_store, keep), value in zip(kept, row, strict=True):
            keep(value)
    filled = {
        names[column.name]: Series(store, dtype="float64" if _numeric(store) else "object")
        for column, (store, _keep) in zip(table.columns, kept, strict=True)
    }
    return DataFrame(filled, copy=False)


_Store: TypeAlias = "array[float] | list[Value]"
_Keep: TypeAlias = Callable[[Value], None]


def _kept(
    column: Column, codes: Mapping[str, Numbered], fit: Callable[[str], str]
) -> tuple[_Store, _Keep]:
    """Where the values of a column are kept, and what puts one there."""
    figures, values = array("d"), list[Value]()
    if column.name in codes:
        numbers = codes[column.name].numbers
        return figures, lambda value: figures.append(numbers.get(str(value), nan))
    if column.kind is Kind.TEXT:
        return values, lambda value: values.append("" if value is None else fit(str(value)))
    if column.kind in (Kind.DAY, Kind.CLOCK, Kind.MOMENT):
        return values, values.append
    return figures, lambda value: figures.append(value if isinstance(value, int | float) else nan)


def _numeric(store: _Store) -> bool:
    """Whether it holds numbers; a column of days without any value is one of numbers, too."""
    return isinstance(store, array) or all(value is None for value in store)


def _cut(text: str, room: int) -> str:
    """The text in at most so many bytes of UTF-8; one that was cut ends in an ellipsis."""
    if len(text.encode()) <= room:
        return text
    kept = text.encode()[: room - len("…".encode())].decode(errors="ignore")
    return f"{kept}…"
