"""Interviews with a form of every kind of question, beside those of an example site."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

import pytest

from surveykit.export.results import Results
from surveykit.fieldwork.record import Mode, Record
from surveykit.form import Form, load
from tests.form.building import question, workbook

Street: TypeAlias = Callable[..., Results]
CHOICES = tuple(
    {"list_name": name, "name": code, "label::English (en)": code.upper(),
     "label::Deutsch (de)": f"{code} auf Deutsch"}
    for name, codes in {
        "yn": "yes no no_answer dont_know", "toys": "car doll ball no_answer",
        "ladder": "0 1 10 no_answer dont_know",
    }.items()
    for code in codes.split()
)  # fmt: skip


def _asked(kind: str, name: str, **cells: str) -> dict[str, str]:
    words = {"label::English (en)": name.title(), "label::Deutsch (de)": f"{name} auf Deutsch"}
    return {key: text for key, text in question(kind, name, **cells).items() if key != "label"} | (
        words
    )


SURVEY = (
    _asked("text", "words"),
    _asked("barcode", "meter"),
    _asked("select_one yn", "likes"),
    _asked("select_one ladder", "prob"),
    _asked("select_multiple toys", "toys"),
    _asked("integer", "age"),
    _asked("decimal", "rent"),
    _asked("date", "born"),
    _asked("time", "at"),
    _asked("datetime", "seen"),
    _asked("begin repeat", "child"),
    _asked("text", "name"),
    _asked("integer", "years"),
    {"type": "end repeat"},
    {"type": "calculate", "name": "double", "calculation": "${age} * 2"},
    {"type": "start", "name": "start"},
)
FULL = {
    "words": "Bänke, bitte", "meter": "000412", "likes": "no", "prob": "10", "toys": "doll car",
    "age": "40", "rent": "512.5", "born": "1980-05-06", "at": "17:30:00.000+01:00",
    "seen": "2027-01-10T15:30:00.000+01:00", "child[1]/name": "A", "child[1]/years": "7",
    "child[2]/years": "9", "double": "80",
}  # fmt: skip
SILENT = {"likes": "no_answer", "prob": "dont_know", "toys": "no_answer", "rent": "0.00001"}


@pytest.fixture(scope="session")
def street_form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    path = tmp_path_factory.mktemp("form") / "f.xlsx"
    return load(workbook(path, SURVEY, CHOICES, form_id="street", form_title="The street"))


@pytest.fixture(scope="session")
def street(results: dict[str, Results], street_form: Form) -> Street:
    """Results of nothing but these interviews with the form, each a mapping of answers."""

    def made(*interviews: Mapping[str, str]) -> Results:
        records = tuple(
            Record(id=UUID(int=number << 90, version=4), form="street", mode=Mode.DOOR,
                   form_version=street_form.version, day=date(2027, 1, 17), minutes=number,
                   language="English (en)", answers=answers)
            for number, answers in enumerate(interviews, 1)
        )  # fmt: skip
        return replace(results["C"], forms={"street": street_form}, records=records)

    return made


def only(folder: Path, ending: str) -> Path:
    """The one file of the interviews themselves."""
    return folder / f"street-internal{ending}"
