"""A form with the lists inside that lay beside it: it asks the same, and travels alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.errors import FaultyFileError
from surveykit.form import Form, Instance, load, read_xform
from surveykit.form.attachments import media_folders, read_attachments
from surveykit.form.embedding import embed, in_utf8, self_contained
from surveykit.form.xform.documents import table

from .building import begin, form, question

CITIES = """name,label,country,größe,2nd
b,Berlin <Mitte>,de,3.7,x
h,Hamburg & Umland,de,1.9,
w,Wien,at,2.0,
"""
POINTS = """{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "p1", "geometry":
{"type": "Point", "coordinates": [13.405, 52.52]}, "properties": {"title": "Turm"}}]}"""
TREES = "<root><item><name>oak</name><label>Eiche</label></item></root>"


@pytest.fixture
def asked(tmp_path: Path) -> Form:
    """Cities of a country, a point, a tree, and how large the city is."""
    for name, text in (("cities.csv", CITIES), ("points.geojson", POINTS), ("trees.xml", TREES)):
        (tmp_path / "form-media").mkdir(exist_ok=True)
        (tmp_path / "form-media" / name).write_text(text, encoding="utf-8")
    return form(
        tmp_path,
        question("text", "country"),
        question("select_one_from_file cities.csv", "city", choice_filter="country = ${country}"),
        question("select_one_from_file points.geojson", "point"),
        question("select_multiple_from_file trees.xml", "trees"),
        {"type": "calculate", "name": "size",
         "calculation": "pulldata('cities', 'größe', 'name', ${city})"},
        question("select_one_from_file sites.csv", "site"),
    )  # fmt: skip


def alone(one: Form, folder: Path) -> Form:
    """As a project stores it: from its text, with nothing beside it."""
    inside = self_contained(one, folder / "form.xlsx", provided={"sites.csv"})
    return read_xform(inside.xml)


def test_it_offers_and_calculates_what_it_did_with_its_lists_beside_it(
    asked: Form, tmp_path: Path
) -> None:
    inside = alone(asked, tmp_path)
    beside = read_attachments(asked, media_folders(tmp_path / "form.xlsx")).lists
    for instance in (begin(inside), begin(asked, lists=beside)):
        instance.answer("/data/country", "de")
        cities = instance.node("/data/city").choices
        assert [(one.value, one.label) for one in cities] == [
            ("b", "Berlin <Mitte>"), ("h", "Hamburg & Umland"),
        ]  # fmt: skip
        assert [one.label for one in instance.node("/data/point").choices] == ["Turm"]
        assert [one.value for one in instance.node("/data/trees").choices] == ["oak"]
        instance.answer("/data/city", "h")
        assert instance.node("/data/size").value == "1.9"


def test_the_sites_own_lists_stay_outside(asked: Form, tmp_path: Path) -> None:
    inside = alone(asked, tmp_path)
    assert inside.external == ("sites.csv",)
    instance = begin(inside, lists={"sites.csv": [{"name": "A", "label": "Am Mühlgraben"}]})
    assert [one.value for one in instance.node("/data/site").choices] == ["A"]


def test_all_but_the_lists_stays_as_it_was_to_the_byte(asked: Form, tmp_path: Path) -> None:
    before, after = asked.xml, alone(asked, tmp_path).xml
    for part in before.split(b"<instance "):
        kept = part.partition(b"/>")[2] if b"src=" in part else part
        assert kept in after


def test_other_lists_make_another_text_of_the_same_version(asked: Form, tmp_path: Path) -> None:
    first = alone(asked, tmp_path)
    (tmp_path / "form-media" / "cities.csv").write_text("name,label\nx,Xanten\n", encoding="utf-8")
    second = alone(asked, tmp_path)
    assert (first.id, first.version) == (second.id, second.version)
    assert first.xml != second.xml


def test_a_list_that_is_missing_is_named_and_nothing_goes_on(asked: Form, tmp_path: Path) -> None:
    (tmp_path / "form-media" / "cities.csv").unlink()
    with pytest.raises(FaultyFileError) as caught:
        alone(asked, tmp_path)
    (fault,) = caught.value.faults
    assert fault.value == "cities.csv"
    assert "form-media" in fault.mend
    assert str(tmp_path / "form.xlsx") in caught.value.what


def test_a_form_without_lists_stays_what_it_is(tmp_path: Path) -> None:
    plain = form(tmp_path, question("text", "name"))
    assert self_contained(plain, tmp_path / "form.xlsx", provided=()) is plain


XFORM = """<?xml version="1.0" encoding="{encoding}"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>Bäume</h:title><model><instance><data id="t"><tree/></data></instance>
<!-- <instance id="t" src="jr://file-csv/t.csv"/> -->
<instance id="old"><root/></instance><instance src = "jr://file-csv/t.csv" id='t'
><root><item><name>-</name></item></root></instance
><bind nodeset="/data/tree" type="string"/></model></h:head><h:body><select1 ref="/data/tree">
<label>Größe?</label><itemset nodeset="instance('t')/root/item"><value ref="name"/>
<label ref="label"/></itemset></select1></h:body></h:html>"""


@pytest.mark.parametrize("encoding", ["UTF-8", "utf-8-sig", "ISO-8859-1", "UTF-16"])
def test_an_xform_of_any_encoding_is_kept_in_utf_8(encoding: str, tmp_path: Path) -> None:
    declared = "UTF-8" if encoding == "utf-8-sig" else encoding
    (tmp_path / "t.xml").write_bytes(XFORM.format(encoding=declared).encode(encoding))
    (tmp_path / "t.csv").write_text("name,label\noak,Eiche\n", encoding="utf-8")
    one = self_contained(load(tmp_path / "t.xml"), tmp_path / "t.xml", provided=())
    again = read_xform(one.xml.decode().encode())
    assert again.title == "Bäume"
    assert [choice.code for choice in again.choices("t")] == ["oak"]
    assert again.external == ()
    assert in_utf8(one.xml) == one.xml


def offered(name: str, label: str, heading: str) -> list[tuple[str, str]]:
    rows = table(["name", "label", heading], [[name, label, "0"]])
    inside = read_xform(embed(XFORM.format(encoding="UTF-8").encode(), {"t.csv": rows}))
    instance: Instance = begin(inside)
    return [(one.value, one.label) for one in instance.node("/data/tree").choices]


@given(words=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])))
def test_whatever_stands_in_a_list_is_text_and_no_markup(words: str) -> None:
    assert offered("x", words, "more") == [("x", words.strip())]


@pytest.mark.parametrize("heading", ["2nd", "a b", "a:b", "<item>", "a='b'", "", "\x00", "größe"])
def test_a_heading_that_is_no_name_harms_nothing(heading: str) -> None:
    assert offered("x", "\x00X\x1b]]>", heading) == [("x", "X]]>")]
