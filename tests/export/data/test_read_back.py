"""The data files as other programs read them."""

import json
import sys
from datetime import date, datetime, time
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pandas
import pyreadstat
import pytest
from icalendar import Calendar

from surveykit.errors import SurveykitError
from surveykit.export.data.dialect import Dialect
from surveykit.export.exporters import EXPORTERS, export
from surveykit.export.results import Results
from surveykit.fieldwork.record import Mode
from surveykit.fieldwork.traces import without_traces
from surveykit.text import speaking
from tests.form.building import begin

from .conftest import FULL, SILENT, Street, only


@pytest.fixture
def folder(street: Street, tmp_path: Path) -> Path:
    """The files of one full interview, one that declined, and one without answers."""
    kinds = [kind for kind in EXPORTERS if kind not in ("xlsx", "ics")]
    with speaking("en"):
        export(street(FULL, SILENT, {}), tmp_path, kinds, Dialect())
    return tmp_path / "C-internal"


@pytest.mark.parametrize("kind", EXPORTERS)
def test_every_exporter(kind: str, results: dict[str, Results], tmp_path: Path) -> None:
    """Files are told, named for what they are, and the same when they are written again."""
    for language in ("de", "en", "de"):
        with speaking(language):
            written = export(results["C"], tmp_path, [kind], Dialect())
        assert all(path.stat().st_size for path in written)
    inside = [path for path in written if path.parent.name == "C-internal"]
    assert bool(inside) == EXPORTERS[kind].internal
    named = [path for path in inside if path.name not in ("README.txt", "datapackage.json")]
    assert all("internal" in path.name for path in named)
    assert {*tmp_path.rglob("*.*")} == {*written}
    if kind in ("csv", "jsonl", "codebook", "openrosa", "ics"):
        before = [path.read_bytes() for path in written]
        export(results["C"], tmp_path, [kind], Dialect())
        assert [path.read_bytes() for path in written] == before


def test_csv_has_types_dates_zeros_and_a_column_per_choice(folder: Path) -> None:
    frame = pandas.read_csv(only(folder, ".csv"), dtype={"meter": str})
    assert frame["toys.doll"].tolist()[:2] == [1, 0]
    assert frame["toys.no_answer"].tolist()[:2] == [0, 1]
    assert frame["toys.doll"].isna().tolist() == [False, False, True]
    assert frame["meter"][0] == "000412"
    assert frame["rent"].tolist()[:2] == [512.5, 0.00001]
    assert set(frame["day"]) == {"2027-01-01"}  # the month only
    assert "start" not in frame
    children = pandas.read_csv(folder / "street-child-internal.csv")
    assert children[["interview", "child.number", "years"]].values.tolist() == [
        [1, 1, 7],
        [1, 2, 9],
    ]


def test_a_semicolon_goes_with_a_decimal_comma(street: Street, tmp_path: Path) -> None:
    with speaking("de"):
        export(street(FULL), tmp_path, ["csv"], Dialect.of_language())
    frame = pandas.read_csv(only(tmp_path / "C-internal", ".csv"), sep=";", decimal=",")
    assert frame["rent"].tolist() == [512.5]
    assert not only(tmp_path / "C-internal", ".csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_spss_knows_labels_types_and_what_is_missing(folder: Path) -> None:
    frame, about = pyreadstat.read_sav(only(folder, ".sav"), user_missing=True)
    assert about.column_names_to_labels["likes"] == "Likes"
    assert about.variable_value_labels["likes"] == {
        1: "YES", 2: "NO", -99: "NO_ANSWER", -98: "DONT_KNOW"}  # fmt: skip
    assert about.variable_value_labels["prob"][10] == "10"
    assert frame["likes"].tolist()[:2] == [2, -99]
    assert frame["prob"].tolist()[:2] == [10, -98]
    without, _about = pyreadstat.read_sav(only(folder, ".sav"))
    assert without["likes"].isna().tolist() == [False, True, True]
    assert frame["born"][0] == date(1980, 5, 6)
    assert frame["at"][0] == time(17, 30)
    assert frame["seen"][0] == datetime(2027, 1, 10, 15, 30)  # noqa: DTZ001 - on the wall
    assert frame["meter"][0] == "000412"
    assert about.column_names_to_labels["toys_doll"] == "Toys: DOLL"


def test_stata_knows_labels_types_and_what_is_missing(folder: Path) -> None:
    frame, about = pyreadstat.read_dta(only(folder, ".dta"), user_missing=True)
    assert about.variable_value_labels["likes"] == {
        1: "YES", 2: "NO", "a": "NO_ANSWER", "b": "DONT_KNOW"}  # fmt: skip
    assert frame["likes"].tolist()[:2] == [2, "a"]
    assert frame["prob"].tolist()[:2] == [10, "b"]
    without, _about = pyreadstat.read_dta(only(folder, ".dta"))
    assert without["likes"].isna().tolist() == [False, True, True]
    assert frame["born"][0] == date(1980, 5, 6)
    assert frame["toys_doll"].tolist()[:2] == [1, 0]


def test_the_codebook_describes_every_column_of_every_csv_file(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert [one["path"] for one in package["resources"]] == [
        "street-internal.csv", "street-child-internal.csv"]  # fmt: skip
    for resource in package["resources"]:
        frame = pandas.read_csv(folder / resource["path"], dtype=str, keep_default_na=False)
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(frame)
        for field in fields:
            values = set(frame[field["name"]])
            known = {one["value"] for one in field.get("categories", ())}
            known |= {one["value"] for one in field.get("missingValues", [])}
            assert not known or values <= known
    fields = package["resources"][0]["schema"]["fields"]
    (likes,) = [one for one in fields if one["name"] == "likes"]
    assert likes["labels"] == {"English (en)": "Likes", "Deutsch (de)": "likes auf Deutsch"}
    assert [one["label"] for one in likes["missingValues"]] == [
        "not_asked",
        "declined",
        "dont_know",
    ]
    assert likes["categories"][1]["labels"]["Deutsch (de)"] == "no auf Deutsch"
    assert likes["categories"][1]["number"] == 2
    assert [one["name"] for one in fields if one.get("free_text")] == ["words"]
    assert package["resources"][1]["schema"]["foreignKeys"][0]["reference"]["resource"] == (
        "street-internal"
    )


def test_a_record_gives_the_submission_of_its_interview_again(
    street: Street, tmp_path: Path
) -> None:
    """All but the traces, which no record keeps, and the number, which would tell its record."""
    results = street({})
    instance = begin(results.forms["street"], lists=results.site.form_lists())
    for _child in range(2 - len(instance.repeats("/data/child"))):
        instance.add_repeat("/data/child")
    for ref, text in {
        "/data/words": "<&\n]]>", "/data/toys": "doll car", "/data/likes": "no_answer",
        "/data/age": "40", "/data/child[1]/name": "A", "/data/child[2]/years": "9",
    }.items():  # fmt: skip
        instance.set(ref, text)
    kept = without_traces(instance.form, instance.answers(), Mode.DOOR)
    results = street(kept)
    export(results, tmp_path, ["openrosa"], Dialect())
    with ZipFile(tmp_path / "C-internal" / "street-internal-openrosa.zip") as archive:
        (name,) = archive.namelist()
        found = fromstring(archive.read(name))  # noqa: S314
    assert str(next(iter(results.records)).id) not in name
    assert _told(found) == _told(fromstring(instance.submission()))  # noqa: S314
    assert found.findtext("start") == ""
    assert found.findtext("meta/instanceID") == f"uuid:{name.removesuffix('.xml')}"


def _told(data: Element) -> list[tuple[str, str | None, dict[str, str]]]:
    left_out = ("start", "instanceID")
    return [(node.tag, node.text, node.attrib) for node in data.iter() if node.tag not in left_out]


def test_what_the_form_makes_differently_is_told(street: Street, tmp_path: Path) -> None:
    export(street({"age": "40", "gone": "=1+1"}), tmp_path, ["openrosa"], Dialect())
    with ZipFile(tmp_path / "C-internal" / "street-internal-openrosa.zip") as archive:
        told = archive.read("differences.csv").decode()
    assert "gone,'=1+1," in told
    assert "double,,80" in told


def test_all_submissions_of_an_example_are_what_was_recorded(
    results: dict[str, Results], tmp_path: Path
) -> None:
    export(results["A"], tmp_path, ["openrosa"], Dialect())
    with ZipFile(tmp_path / "A-internal" / "door_interest-internal-openrosa.zip") as archive:
        names = archive.namelist()
    assert len([name for name in names if name.endswith(".xml")]) == len([*results["A"].records])


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_calendar_holds_the_six_dates(
    language: str, results: dict[str, Results], tmp_path: Path
) -> None:
    plan = results["C"].plan
    assert plan is not None
    with speaking(language):
        (path,) = export(results["C"], tmp_path, ["ics"], Dialect())
    calendar = Calendar.from_ical(path.read_bytes())
    events = calendar.walk("VEVENT")
    assert [event["DTSTART"].dt for event in events] == [
        datetime.combine(day, plan.start) for day in plan.dates
    ]
    assert [event["DTEND"].dt for event in events] == [
        datetime.combine(day, plan.end) for day in plan.dates
    ]
    assert len({event["UID"] for event in events}) == 6
    assert not any("RRULE" in event for event in events)
    assert all(len(line) <= 75 for line in path.read_bytes().split(b"\r\n"))
    place = next(one for one in results["C"].site.places if one.name == plan.place)
    assert all(place.address in event["LOCATION"] for event in events)


def test_without_an_hour_there_is_no_calendar_and_nothing_is_written(
    street: Street, tmp_path: Path
) -> None:
    from dataclasses import replace

    with pytest.raises(SurveykitError):
        export(replace(street(FULL), plan=None), tmp_path, ["csv", "ics"], Dialect())
    assert not list(tmp_path.iterdir())


def test_without_the_packages_for_spss_nothing_is_written_and_it_is_told_how_to_get_them(
    street: Street, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyreadstat", None)  # as if it were not installed
    with pytest.raises(SurveykitError) as refused:
        export(street(FULL), tmp_path, ["csv", "spss"], Dialect())
    assert "pip install pyreadstat pandas" in refused.value.advice
    assert not list(tmp_path.iterdir())


def test_a_format_that_there_is_not_is_told_with_those_there_are(
    street: Street, tmp_path: Path
) -> None:
    with pytest.raises(SurveykitError, match="sas") as refused:
        export(street(FULL), tmp_path, ["csv", "sas"], Dialect())
    assert all(kind in refused.value.advice for kind in EXPORTERS)
