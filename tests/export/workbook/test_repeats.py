"""A planner's own form in the workbook: every type, and a sheet for what is asked several times."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from surveykit.export.results import Results
from surveykit.fieldwork.record import Mode, Record
from surveykit.form import Form, load
from tests.form.building import question, workbook

from .conftest import Read
from .sheets import rows, texts

Line: TypeAlias = dict[str, object]
Export: TypeAlias = Callable[..., Workbook]
LONG = tuple({"list_name": "cities", "name": f"c{n}", "label": f"City {n}"} for n in range(150))
CHOICES = (
    {"list_name": "toys", "name": "car", "label": "Car"},
    {"list_name": "toys", "name": "doll", "label": "Doll"},
    {"list_name": "toys", "name": "ball", "label": "Ball"},
    *LONG,
)
SURVEY = (
    question("barcode", "meter"),
    question("select_multiple cities", "cities"),
    question("select_one cities", "home_town"),
    {"type": "begin repeat", "name": "house", "label": "House in the street"},
    question("geopoint", "place"),
    question("select_multiple toys", "toys"),
    question("rank toys", "best"),
    question("range", "warmth", parameters="start=0 end=1 step=0.1"),
    question("datetime", "seen"),
    question("acknowledge", "told"),
    question("image", "photo"),
    {"type": "begin repeat", "name": "person", "label": "Person"},
    question("integer", "age"),
    {"type": "calculate", "name": "code", "calculation": "concat('0', ${age})"},
    {"type": "end repeat"},
    {"type": "end repeat"},
    {"type": "hidden", "name": "wave", "default": "2"},
    {"type": "calculate", "name": "birthday", "calculation": "date('1980-05-06')"},
    {"type": "calculate", "name": "call_back", "calculation": "now()"},
)
FIRST = {
    "meter": "000412", "cities": "c7 c149", "home_town": "c7", "wave": "2",
    "birthday": "1980-05-06T00:00:00.000+02:00", "call_back": "2027-01-10T17:30:00.000+01:00",
    "house[1]/place": "52.52 13.405 34.0 5.0", "house[1]/toys": "doll car",
    "house[1]/best": "ball car doll", "house[1]/warmth": "0.3",
    "house[1]/seen": "2027-01-10T15:30:00.000+01:00", "house[1]/told": "OK",
    "house[1]/photo": "door.jpg", "house[1]/person[1]/age": "40", "house[1]/person[1]/code": "040",
    "house[1]/person[2]/age": "7", "house[1]/person[2]/code": "07",
    "house[2]/person[1]/age": "81", "house[2]/person[1]/code": "081",
}  # fmt: skip


@pytest.fixture
def street(tmp_path: Path) -> Form:
    path = workbook(tmp_path / "f.xlsx", SURVEY, CHOICES, form_id="street", form_title="The street")
    return load(path)


@pytest.fixture
def export(results: dict[str, Results], read: Read) -> Export:
    """Writes interviews with a form, each a mapping of answers, and reads the workbook."""

    def written(form: Form, *interviews: Mapping[str, str]) -> Workbook:
        made = tuple(
            Record(id=UUID(int=number << 90, version=4), form=form.id, form_version=form.version,
                   mode=Mode.DESK, day=date(2027, 1, 10), minutes=number, language="",
                   answers=answers)
            for number, answers in enumerate(interviews, 1)
        )  # fmt: skip
        found = results["A"]
        both = {**found.forms, form.id: form}
        return read(replace(found, forms=both, records=(*found.records, *made)))

    return written


def lines(sheet: Worksheet) -> list[Line]:
    """The rows of the one table of a sheet by heading."""
    (table,) = sheet.tables.values()
    header, *body = sheet[table.ref]
    names = [str(cell.value) for cell in header]
    return [dict(zip(names, (cell.value for cell in line), strict=True)) for line in body]


def some(line: Line, *names: str) -> tuple[object, ...]:
    return tuple(line[name] for name in names)


def test_every_instance_of_a_repeat_is_a_row_that_names_its_interview(
    street: Form, export: Export
) -> None:
    found = export(street, FIRST, {"meter": "7"}, {"house[3]/person[2]/age": "5"})
    assert [line["interview"] for line in lines(found["Responses street"])] == [1, 2, 3]
    houses, people = found["Responses street – house"], found["Responses street – person"]
    assert [some(line, "interview", "house.number") for line in lines(houses)] == [
        (1, 1), (1, 2), (3, 3),
    ]  # fmt: skip
    of_whom = ("interview", "house.number", "person.number", "age", "code")
    assert [some(line, *of_whom) for line in lines(people)] == [
        (1, 1, 1, 40, "040"), (1, 1, 2, 7, "07"), (1, 2, 1, 81, "081"), (3, 3, 2, 5, None),
    ]  # fmt: skip


def test_the_sheet_of_interviews_has_no_column_of_a_repeat_and_names_the_other_sheets(
    street: Form, export: Export
) -> None:
    sheet = export(street, FIRST)["Responses street"]
    assert list(lines(sheet)[0]) == [
        "interview", "day", "minutes", "language", "partial", "meter", "cities.c7", "cities.c149",
        "home_town", "wave", "birthday", "call_back",
    ]  # fmt: skip
    assert "Responses street – house · Responses street – person" in str(sheet["A3"].value)


def test_every_type_inside_a_repeat_has_columns_that_can_be_counted_with(
    street: Form, export: Export
) -> None:
    house, empty = lines(export(street, FIRST)["Responses street – house"])
    assert some(house, "place", "place.latitude", "place.longitude") == (
        "52.52 13.405 34.0 5.0", 52.52, 13.405,
    )  # fmt: skip
    assert some(house, "toys.car", "toys.doll", "toys.ball") == (1, 1, 0)
    assert some(house, "best.ball", "best.car", "best.doll") == (1, 2, 3)
    assert some(house, "warmth", "seen") == (0.3, datetime(2027, 1, 10, 15, 30))  # noqa: DTZ001
    assert some(house, "told", "photo") == ("OK", "door.jpg")
    assert set(some(empty, *list(house)[2:])) == {None}


def test_codes_stay_text_and_a_column_of_mixed_kinds_too(street: Form, export: Export) -> None:
    found = export(street, FIRST, {"meter": "12", "house[1]/person[1]/code": "10"})
    assert [line["meter"] for line in lines(found["Responses street"])] == ["000412", "12"]
    codes = [line["code"] for line in lines(found["Responses street – person"])]
    assert codes == ["040", "07", "081", "10"]


def test_a_calculated_day_is_a_date_and_a_calculated_moment_one_too(
    street: Form, export: Export
) -> None:
    (line,) = lines(export(street, FIRST)["Responses street"])
    assert some(line, "birthday", "call_back") == (
        datetime(1980, 5, 6), datetime(2027, 1, 10, 17, 30),  # noqa: DTZ001
    )  # fmt: skip


def test_of_a_long_list_only_what_was_chosen_has_columns_and_explanations(
    street: Form, export: Export
) -> None:
    explained = [line[1:] for line in rows(export(street, FIRST)["Codebook"])]
    assert [line[3:] for line in explained if line[0] == "cities"] == [
        ("c7", "City 7"), ("c149", "City 149"), ("…", "148 more choices that nobody made"),
    ]  # fmt: skip
    assert ("home_town", "select_one", "Home_Town", "c7", "City 7") in explained


def test_the_codebook_explains_every_column_of_every_sheet(street: Form, export: Export) -> None:
    found = export(street, FIRST)
    known: set[tuple[object, str]] = set()
    for sheet, name, _kind, _question, code, _meaning in rows(found["Codebook"])[3:]:
        known |= {(sheet, str(name)), (sheet, f"{name}.{code}")}
    for sheet in ("street", "street – house", "street – person"):
        assert {(sheet, name) for name in lines(found[f"Responses {sheet}"])[0]} <= known


def test_names_of_sheets_tell_them_apart_however_long_they_are(
    tmp_path: Path, export: Export
) -> None:
    long = [f"repeat_of_everything_else_{letter}" for letter in "abc"]
    survey = [
        row
        for name in (*long, "kin")
        for row in (
            {"type": "begin repeat", "name": name, "label": name},
            question("text", f"in_{name}"),
            {"type": "end repeat"},
        )
    ]
    form = load(workbook(tmp_path / "f.xlsx", survey, form_id="household_survey_2027"))
    answers = {f"{name}[1]/in_{name}": "x" for name in (*long, "kin")}
    names = [name for name in export(form, answers).sheetnames if "27" in name]
    assert names == [
        "Responses household_survey_2027",
        "hou…27 – repeat_of_e…ing_else_a",
        "hou…27 – repeat_of_e…ing_else_b",
        "hou…27 – repeat_of_e…ing_else_c",
        "household_survey_2027 – kin",
    ]


def test_a_repeat_that_only_older_interviews_know_is_not_lost(street: Form, export: Export) -> None:
    found = export(street, {**FIRST, "car[1]/wheels": "3", "house[1]/colour": "red"})
    assert some(lines(found["Responses street – car"])[0], "car.number", "wheels") == (1, "3")
    assert lines(found["Responses street – house"])[0]["colour"] == "red"
    assert any("newest version of the form: colour" in text for text in texts(found))


def test_a_position_that_no_form_can_have_is_a_name_and_fills_no_memory(
    street: Form, export: Export
) -> None:
    far = {"house[999999999]/told": "OK", f"house[{'9' * 5000}]/told": "OK"}
    found = export(street, far)
    assert [line["house.number"] for line in lines(found["Responses street – house"])] == [
        999999999
    ]
