"""Lists that lie beside a form: the same nodes as in ODK, whoever saved the file."""

import json
from pathlib import Path

import pytest

from surveykit.errors import FaultyFileError
from surveykit.form import Form, attachments
from surveykit.form.attachments import find_file, media_folders, read_attachments, read_list
from surveykit.form.tree import Element
from surveykit.form.xpath.paths import axis_step

from .building import begin, form, question

Row = list[tuple[str, str]]


def _rows(document: Element) -> list[Row]:
    """The items of a document, as ODK's drivers would print them."""
    (root,) = document.children
    assert root.name == "root"
    assert {item.name for item in root.children} <= {"item"}
    return [[(cell.name, cell.text) for cell in item.children] for item in root.children]


def _read(folder: Path, name: str, content: str | bytes) -> list[Row]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return _rows(read_list(path))


def _refused(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(FaultyFileError) as refusal:
        read_list(path)
    (fault,) = refusal.value.faults
    assert fault.sheet == name
    assert fault.mend
    return fault.what


PAINTERS = [[("name", "f"), ("label", "Käthe, „K“")], [("name", "m"), ("label", "Max")]]


@pytest.mark.parametrize(
    "content",
    [
        'name,label\nf,"Käthe, „K“"\nm,Max\n',
        'name,label\r\nf,"Käthe, „K“"\r\nm,Max\r\n\r\n',
        "\N{BYTE ORDER MARK}name;label\nf;Käthe, „K“\nm;Max",
        '"name";"label"\n"f";"Käthe, „K“"\n"m";"Max"\n',
    ],
    ids=["commas", "Windows", "semicolons as in Germany", "everything quoted"],
)
def test_a_table_is_read_however_it_was_saved(tmp_path: Path, content: str) -> None:
    assert _read(tmp_path, "painters.csv", content) == PAINTERS


def test_short_rows_end_in_empty_cells_and_long_ones_are_cut(tmp_path: Path) -> None:
    rows = _read(tmp_path, "a.csv", 'a,b,a,\n1\n1,2,3,4,5\n"x\ny",2\n')
    assert rows == [
        [("a", "1"), ("b", "")],
        [("a", "1"), ("b", "2")],
        [("a", "x\ny"), ("b", "2")],
    ]


def test_the_empty_cells_of_short_rows_count_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "MOST_CELLS", 6)
    assert len(_read(tmp_path, "a.csv", "a,b,c\n1\n2\n")) == 2
    told = _refused(tmp_path, "a.csv", b"a,b,c\n1\n2\n3\n")
    assert told == "The file has more than 6 cells."


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", "name,label\nk,Köln".encode("cp1252"), "The letters in this file are not stored"),
        ("a.csv", b"name,label\nk\0,K", "This is no text file."),
        ("a.csv", b"", "The table is empty."),
        ("a.csv", b"name,label\n" + b'"' + b"x" * 200_000, "The table breaks off in line 2."),
        ("a.xml", b"<root><item>", "This is no XML."),
        ("a.xml", b"<!DOCTYPE r [<!ENTITY a 'x'>]><r>&a;</r>", "A document type (DOCTYPE)"),
        ("a.geojson", b"[1, 2]", "This is no GeoJSON."),
        ("a.geojson", b"[" * 100_000, "This is no GeoJSON."),
        ("a.geojson", b'{"type": "FeatureCollection", "features": {}}', "This is no GeoJSON."),
        ("a.geojson", b'{"type": "Feature", "features": []}', "This is no GeoJSON."),
        (
            "a.geojson",
            b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry":'
            b' {"type": "MultiPoint", "coordinates": [[1, 2]]}}]}',
            "Feature 1 is no point, line or area.",
        ),
        (
            "a.geojson",
            b'{"type": "FeatureCollection", "features": [{"type": "Feature"}]}',
            "Feature 1 is no point, line or area.",
        ),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    assert _refused(tmp_path, name, content).startswith(told)


def test_features_have_their_properties_as_columns_as_in_odk(tmp_path: Path) -> None:
    # JavaRosa's own test file `feature-collection.geojson` and what its test expects.
    features = [
        _feature("Point", [102, 0.5], {"name": "My cool point"}, id="fs87b"),
        _feature("LineString", [[104, 0.5], [105.0, 0.5]], {"name": "L", "special": "value"}),
        _feature("Polygon", [[[5, 63], [10, 83], [5, 63]]], None),
    ]
    collection = {"type": "FeatureCollection", "features": features}
    assert _read(tmp_path, "a.geojson", json.dumps(collection)) == [
        [("geometry", "0.5 102 0 0"), ("name", "My cool point"), ("id", "fs87b")],
        [("geometry", "0.5 104 0 0; 0.5 105.0 0 0"), ("name", "L"), ("special", "value")],
        [("geometry", "63 5 0 0; 83 10 0 0; 63 5 0 0")],
    ]


def test_a_property_without_a_name_is_left_out(tmp_path: Path) -> None:
    features = [_feature("Point", [1, 2], {"": "x", "name": "P"})]
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    document = read_list(path)
    assert _rows(document) == [[("geometry", "2 1 0 0"), ("name", "P")]]
    item = document.children[0].children[0]
    assert axis_step(item, "attribute", "id") == []
    assert axis_step(Element("item"), "attribute", "*") == []


def test_the_id_of_a_feature_goes_before_a_property_of_this_name(tmp_path: Path) -> None:
    properties = {"id": "property", "n": 1.50, "yes": True, "nothing": None, "nested": [1]}
    collection = {
        "features": [_feature("Point", [1, 2], properties, id=77)],
        "type": "FeatureCollection",
    }
    (row,) = _read(tmp_path, "a.geojson", json.dumps(collection))
    assert dict(row) == {
        "geometry": "2 1 0 0", "id": "77", "n": "1.5", "yes": "true", "nothing": "", "nested": "",
    }  # fmt: skip


def _feature(kind: str, coordinates: object, properties: object, **more: object) -> object:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties, **more}


def test_an_xml_list_keeps_its_own_elements(tmp_path: Path) -> None:
    xml = "<root><item><name>f</name><label>Frida</label></item></root>"
    assert _read(tmp_path, "a.xml", xml) == [[("name", "f"), ("label", "Frida")]]


@pytest.mark.parametrize(
    "name",
    ["../secret.csv", "a/b.csv", r"..\secret.csv", "C:secret.csv", "..", ".", " ", "a\n.csv"],
)
def test_no_name_leads_out_of_the_folders(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.csv").write_text("name,label\n", encoding="utf-8")
    (tmp_path / "media" / "a").mkdir(parents=True)
    (tmp_path / "media" / "a" / "b.csv").write_text("name,label\n", encoding="utf-8")
    assert find_file(name, [tmp_path / "media"]) is None


def _fruit_form(folder: Path) -> Form:
    survey = question("select_one_from_file fruits.csv", "fruit")
    other = question("select_one_from_file nuts.csv", "nut")
    return form(folder, survey, other)


def test_the_lists_of_a_form_are_read_and_missing_ones_named(tmp_path: Path) -> None:
    one = _fruit_form(tmp_path)
    (tmp_path / "fruits.csv").write_text("name,label\na,Apple\nb,Pear\n", encoding="utf-8")
    attachments = read_attachments(one, media_folders(tmp_path / "form.xlsx"))
    assert attachments.missing == ("nuts.csv",)
    instance = begin(one, lists=attachments.lists)
    assert [option.label for option in instance.node("/data/fruit").choices] == ["Apple", "Pear"]
    assert instance.node("/data/nut").choices == ()


def test_the_folder_named_first_wins_then_the_forms_own(tmp_path: Path) -> None:
    folders = media_folders(tmp_path / "form.xlsx", tmp_path / "given", None)
    for folder in reversed(folders):
        folder.mkdir(exist_ok=True)
        (folder / "fruits.csv").write_text("name\n", encoding="utf-8")
        assert find_file("fruits.csv", folders) == folder / "fruits.csv"
    assert [folder.name for folder in folders] == ["given", "form-media", tmp_path.name]


def test_the_faults_of_all_lists_are_told_at_once(tmp_path: Path) -> None:
    one = _fruit_form(tmp_path)
    for name in ("fruits.csv", "nuts.csv"):
        (tmp_path / name).write_bytes(b"\xff\xfe")
    with pytest.raises(FaultyFileError) as refusal:
        read_attachments(one, [tmp_path])
    assert [fault.sheet for fault in refusal.value.faults] == ["fruits.csv", "nuts.csv"]
