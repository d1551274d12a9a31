"""Whatever a respondent said comes back from every file as it was recorded, and never acts."""

import csv
import json
import re
import string
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pandas
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveykit.export.data.dialect import UNGUARDING, Dialect, guarded, unguarded
from surveykit.export.exporters import export
from surveykit.text import speaking

from .conftest import FULL, Street, only

HOSTILE = (
    "=1+1", "+49 30 123", "-2+3", "@SUM(A1)", "'=1+1", "''", " =1+1", "a;=1+1", "a\n=1+1",
    'x;"=cmd|\' /C calc\'!A0"', "a,\t-1", "a|@b", "＝1+1", "\x00nul\x1b[31m", "\u202eright to left",
    "line\r\nbreak", '"quoted"', "00012", "-5", "x" * 32_768, "ü" * 40_000, "NA", "nan", "1e5",
    "مرحبا", "a\u2028b", "\ufeffbom",
)  # fmt: skip
texts = st.one_of(
    st.text(alphabet="=+-@'\",;|\t\n \r0aＡ＝", max_size=12), st.text(), st.sampled_from(HOSTILE)
)


@given(texts)
def test_an_apostrophe_put_before_a_formula_can_be_taken_away_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert eval(UNGUARDING, {"re": re, "text": guarded(text)}) == text  # noqa: S307


@given(texts)
def test_no_cell_begins_with_a_formula_whatever_a_program_takes_for_the_separator(
    text: str,
) -> None:
    line = guarded(text)
    if not re.fullmatch(r"-?\d+([.,]\d+)?", line):
        for separators in (",", ";", "\t", "|", "\n", "\r", '"', ',;\t|\n\r"'):
            cells = re.split(f"[{re.escape(separators)}]", line)
            assert not any(cell.lstrip(" ").startswith(tuple("=+-@＝＋－＠")) for cell in cells)


@pytest.mark.parametrize("separator", ["comma", "semicolon"])
@settings(max_examples=12, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(st.lists(texts, min_size=1, max_size=5))
def test_every_text_comes_back_from_every_file(
    separator: Literal["comma", "semicolon"], street: Street, given_texts: list[str]
) -> None:
    results = street(*({**FULL, "words": text} for text in given_texts), FULL)
    spoken = [record.answers["words"] for record in results.records]
    with TemporaryDirectory() as name, speaking("en"):
        written = export(results, Path(name), ["csv", "jsonl", "spss", "stata"],
                         Dialect(separator, bom=True))  # fmt: skip
        folder = written[0].parent
        dialect = Dialect(separator)
        with only(folder, ".csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=dialect.delimiter))
        assert [unguarded(row["words"]) for row in rows] == spoken
        assert {row["meter"] for row in rows} == {"000412"}
        frame = pandas.read_csv(only(folder, ".csv"), sep=dialect.delimiter, dtype=str,
                                keep_default_na=False, encoding="utf-8-sig")  # fmt: skip
        assert [unguarded(text) for text in frame["words"]] == spoken
        lines = only(folder, ".jsonl").read_text("utf-8").split("\n")[:-1]
        assert [json.loads(line)["words"] for line in lines] == spoken
        stata, _about = pyreadstat.read_dta(only(folder, ".dta"))
        assert list(stata["words"]) == spoken
        spss, _about = pyreadstat.read_sav(only(folder, ".sav"))
        for found, text in zip(spss["words"], spoken, strict=True):
            cut = len(text.encode()) > 32_767
            assert text.startswith(found[:-1]) and found.endswith("…") if cut else found == text


@given(st.lists(st.text(string.printable, max_size=70), min_size=1, max_size=8))
def test_names_of_columns_are_legal_in_spss_and_stata(names: list[str]) -> None:
    from types import SimpleNamespace

    from surveykit.export.data.statistics import legal_names

    table = SimpleNamespace(columns=[SimpleNamespace(name=one) for one in dict.fromkeys(names)])
    for program, longest in (("spss", 64), ("stata", 32)):
        found = legal_names(table, program).values()  # type: ignore[arg-type]
        assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]*", one) for one in found)
        assert max(map(len, found)) <= longest
        assert len({one.lower() for one in found}) == len(set(names))
