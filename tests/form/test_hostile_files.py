"""Files made to harm are refused in a sentence before they cost time or memory.

Limits are stated in `workbook.py`, `xml.py` and `attachments.py`; most tests lower them, so that
a refusal is seen on a small file.
"""

import struct
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from surveykit.cli import main
from surveykit.errors import FaultyFileError
from surveykit.form import attachments, load, read_xform
from surveykit.form.check import check
from surveykit.form.xform import xml
from surveykit.form.xlsform import workbook
from surveykit.form.xlsform.survey_checks import MOST_LEVELS

from .building import question
from .building import workbook as write

HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">'
    '<h:head><h:title>T</h:title><model><instance><data id="t">'
)
MIDDLE = "</data></instance></model></h:head><h:body>"
TAIL = "</h:body></h:html>"


def _xform(instance: str = "<q/>", body: str = "") -> bytes:
    return f"{HEAD}{instance}{MIDDLE}{body}{TAIL}".encode()


def _refused(path: Path) -> str:
    with pytest.raises(FaultyFileError) as refusal:
        load(path)
    (fault,) = refusal.value.faults
    assert fault.mend
    return fault.what


def _refused_xml(content: bytes) -> str:
    with pytest.raises(FaultyFileError) as refusal:
        read_xform(content)
    (fault,) = refusal.value.faults
    return fault.what


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPES = {
    "a billion laughs": f'<!DOCTYPE d [<!ENTITY l0 "ha">{LAUGHS}]><d>&l9;</d>',
    "quadratic blow-up": f'<!DOCTYPE d [<!ENTITY a "{"x" * 50_000}">]><d>{"&a;" * 50_000}</d>',
    "a file of the system": '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>',
    "a file from the net": '<!DOCTYPE d SYSTEM "http://example.org/d.dtd"><d/>',
    "parameters": "<!DOCTYPE d [<!ENTITY % a \"<!ENTITY b 'x'>\"> %a;]><d>&b;</d>",
}


@pytest.mark.parametrize("source", DOCTYPES.values(), ids=DOCTYPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_whatever_it_wants(source: str, encoding: str) -> None:
    assert _refused_xml(source.encode(encoding)) == "A document type (DOCTYPE) is not allowed."


@pytest.mark.parametrize("levels", [99, 10_000, 100_000])
def test_groups_nested_without_end_are_refused(levels: int) -> None:
    told = "Elements stand inside each other more than 100 levels deep."
    deep = "<g>" * levels + "</g>" * levels
    assert _refused_xml(_xform(deep)) == told
    assert _refused_xml(_xform(body=deep.replace("<g>", "<group>").replace("/g", "/group"))) == told


def test_what_is_nested_as_deep_as_allowed_is_read() -> None:
    levels = xml.MOST_LEVELS - 6  # html, head, model, instance, data, and the innermost
    names = "".join(f"<g{n}>" for n in range(levels)) + "<q/>"
    names += "".join(f"</g{n}>" for n in reversed(range(levels)))
    assert len(read_xform(_xform(names)).questions) == 1


def test_long_names_deep_inside_do_not_fill_the_memory() -> None:
    name = "n" * 50_000
    nested = f"<{name}>" * 80 + "<q/>" * 5_000 + f"</{name}>" * 80
    assert _refused_xml(_xform(nested)) == "The names of the elements are too long."


def test_more_elements_or_bytes_than_a_form_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    many = _xform("<q/>" * 1_000)
    monkeypatch.setattr(xml, "MOST_MARKUP", 1_000)
    assert _refused_xml(many) == "The file has more than 500 elements."
    attributes = " ".join(f'a{n}=""' for n in range(1_100))
    assert _refused_xml(_xform(f"<q {attributes}/>")) == "The file has more than 500 elements."
    monkeypatch.setattr(xml, "LARGEST", 1_000)
    assert _refused_xml(many) == "The file is larger than 1,000 bytes."


@pytest.mark.parametrize(
    ("name", "limit", "read"),
    [
        ("a.xml", xml.LARGEST, load),
        ("a.xlsx", workbook.LARGEST_FILE, load),
        ("a.csv", attachments.LARGEST, attachments.read_list),
    ],
)
def test_a_file_that_is_too_large_is_not_even_read(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    limit: int,
    read: Callable[[Path], object],
) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(limit + 1)  # sparse: takes no room
    monkeypatch.setattr(Path, "read_bytes", lambda _path: pytest.fail("It is read."))
    with pytest.raises(FaultyFileError) as refusal:
        read(path)
    assert refusal.value.faults[0].what == f"The file is larger than {limit:,} bytes."


@pytest.mark.parametrize("encoding", ["utf-7", "utf-32", "cp037", "no-such", "shift_jis"])
def test_xml_in_an_encoding_nobody_uses_is_no_form(encoding: str) -> None:
    head = f"<?xml version='1.0' encoding='{encoding}'?>".encode()
    assert _refused_xml(head + _xform("<q>ä</q>")) == "This is no form."


def _zip_bomb(path: Path, member: str, size: int) -> Path:
    """A sound workbook of which one part unpacks to `size` bytes of spaces."""
    whole = BytesIO()
    Workbook().save(whole)
    with ZipFile(whole) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry, content + b" " * size if entry.filename == member else content)
    return path


@pytest.mark.parametrize("member", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"])
def test_a_workbook_that_unpacks_without_end_is_not_unpacked(tmp_path: Path, member: str) -> None:
    bomb = _zip_bomb(tmp_path / "bomb.xlsx", member, workbook.LARGEST_INSIDE)
    tracemalloc.start()
    told = _refused(bomb)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told == "The workbook unpacks to more than 64,000,000 bytes."
    assert bomb.stat().st_size < 200_000
    assert most < 5_000_000


def test_a_part_that_tells_a_wrong_size_is_read_no_further_than_it_told(tmp_path: Path) -> None:
    bomb = _zip_bomb(tmp_path / "bomb.xlsx", "xl/workbook.xml", 3_000_000)
    content = bytearray(bomb.read_bytes())
    size = (3_000_000 + len(ZipFile(bomb).read("xl/workbook.xml")) - 3_000_000).to_bytes(
        4, "little"
    )
    while size in content:  # in the entry and in the directory: claim a thousand bytes
        at = content.index(size)
        content[at : at + 4] = (1_000).to_bytes(4, "little")
    bomb.write_bytes(content)
    assert _refused(bomb) == "This is no Excel workbook."


def test_rows_behind_a_long_gap_are_not_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["type", "name", "label"], ["text", "a", "A"]):
        sheet.append(row)
    sheet["A1048576"] = "text"
    sheet["XFD1"] = "far"
    book.save(tmp_path / "far.xlsx")
    assert [item.name for item in load(tmp_path / "far.xlsx").questions] == ["a"]


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ("MOST_ROWS", "A sheet has more than 3 rows."),
        ("MOST_CELLS", "The file has more than 3 cells."),
        ("LARGEST_FILE", "The file is larger than 3 bytes."),
    ],
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.md"])
def test_tables_past_the_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, told: str, name: str
) -> None:
    monkeypatch.setattr(workbook, limit, 3)
    path = tmp_path / name
    if name == "a.xlsx":
        write(path, [question("text", f"q{n}") for n in range(9)])
    elif name == "a.csv":
        path.write_text("survey\n,type,name,label\n" + ",text,a,A\n" * 9, encoding="utf-8")
    else:
        rows = "| | text | a | A |\n" * 9
        path.write_text(f"| survey |\n| | type | name | label |\n{rows}", encoding="utf-8")
    assert _refused(path) == told


GARBAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda whole: whole[: len(whole) // 2],
    "cut in its directory": lambda whole: whole[:600],
    "zeroes inside": lambda whole: whole[:1_500] + b"\0" * 3_000 + whole[4_500:],
    "noise inside": lambda whole: whole[:2_000] + bytes(range(256)) * 8 + whole[4_048:],
    "a header only": lambda whole: whole[:8],
}


@pytest.mark.parametrize("harm", GARBAGE.values(), ids=GARBAGE)
def test_an_old_workbook_that_is_damaged(
    tmp_path: Path, harm: Callable[[bytes], bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    whole = (Path(__file__).parent / "files" / "flat.xls").read_bytes()
    (tmp_path / "bad.xls").write_bytes(harm(whole))
    assert _refused(tmp_path / "bad.xls") == "This is no Excel workbook."
    assert capsys.readouterr().out == ""  # the library that reads them likes to print


def test_an_old_workbook_whose_sectors_go_in_circles(tmp_path: Path) -> None:
    whole = bytearray((Path(__file__).parent / "files" / "flat.xls").read_bytes())
    (first,) = struct.unpack_from("<I", whole, 76)
    table = (first + 1) * 512
    for sector in range(128):  # every sector is followed by itself
        struct.pack_into("<I", whole, table + 4 * sector, sector)
    (tmp_path / "circle.xls").write_bytes(whole)
    assert _refused(tmp_path / "circle.xls") == "This is no Excel workbook."


def test_a_workbook_under_a_password_says_so(tmp_path: Path) -> None:
    # The container is the same as that of an old workbook; only its content has another name.
    whole = (Path(__file__).parent / "files" / "flat.xls").read_bytes()
    old, new = (
        "Workbook\0\0\0\0\0\0\0\0".encode("utf-16-le"),
        "EncryptedPackage".encode("utf-16-le"),
    )
    assert old in whole
    (tmp_path / "locked.xlsx").write_bytes(whole.replace(old, new))
    assert _refused(tmp_path / "locked.xlsx") == "The workbook is protected by a password."


def test_a_text_with_zero_bytes_or_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"survey\n,type,name\n,text,a\0\n")
    assert _refused(tmp_path / "a.csv") == "This is no text file."
    (tmp_path / "a.md").write_bytes("| survey |\n| | tÿpe |".encode("utf-16"))
    assert _refused(tmp_path / "a.md") == "The letters in this file are not stored as UTF-8."


def test_ten_thousand_nested_groups_of_an_xlsform_are_refused(tmp_path: Path) -> None:
    groups = "".join(f",begin_group,g{n},G\n" for n in range(10_000))
    (tmp_path / "deep.csv").write_text(f"survey\n,type,name,label\n{groups}", encoding="utf-8")
    told = f"Groups stand inside each other more than {MOST_LEVELS} levels deep."
    assert _refused(tmp_path / "deep.csv") == told


def test_groups_as_deep_as_allowed_are_read(tmp_path: Path) -> None:
    begins = [question("begin_repeat", f"g{n}") for n in range(MOST_LEVELS)]
    ends = [question("end_repeat", "") for _n in range(MOST_LEVELS)]
    path = write(tmp_path / "deep.xlsx", [*begins, question("text", "a"), *ends])
    assert len(load(path).questions) == 1


ESCAPE = "\x1b[31mred\x1b]0;title\x07\x9b2J\u202egnihtemos[bold]b[/bold][@click=quit]x[/]\r\n"


def test_nothing_that_is_told_holds_an_escape_sequence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SURVEYKIT_LANGUAGE", "en")
    rows = [
        f"text,a,A{ESCAPE},${{b{ESCAPE}}},,",
        f"text,b{ESCAPE},B,{ESCAPE} = 1,,",
        f"txet{ESCAPE},c,C,1 +,,",
        f"select_one {ESCAPE.replace(' ', '')},d,D,,,",
        f"range,e,E,,{ESCAPE},",
    ]
    cells = "\n".join("," + row.replace("\r\n", "").replace("\n", "") for row in rows)
    heading = f",type,name,label,relevant,parameters,more{ESCAPE}".replace("\r\n", "")
    (tmp_path / "bad.csv").write_text(f"survey\n{heading}\n{cells}\n", encoding="utf-8", newline="")
    assert main(["form", "check", str(tmp_path / "bad.csv")]) == 1
    told = capsys.readouterr()
    assert "[bold]b[/bold]" in told.err
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\r"} & set(told.err + told.out)


def test_a_cell_as_long_as_a_book_is_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = question("text", "a", relevant="${x} = '" + "y" * 30_000)
    assert main(["form", "check", str(write(tmp_path / "long.xlsx", [long]))]) == 1
    assert max(map(len, capsys.readouterr().err.splitlines())) < 400


@pytest.mark.parametrize(
    "cell", ["${" * 30_000, "/a[" * 20_000, "&'" * 30_000, "'\"" * 30_000, "a-1-1:" * 15_000]
)
@pytest.mark.parametrize("column", ["relevant", "label", "type", "parameters", "appearance"])
def test_no_cell_makes_the_check_long(tmp_path: Path, cell: str, column: str) -> None:
    row = {"type": "text", "name": "a", "label": "A", column: cell.replace('"', '""')}
    lines = ["survey", "," + ",".join(row), ",".join(["", *(f'"{text}"' for text in row.values())])]
    (tmp_path / "busy.csv").write_text("\n".join(lines), encoding="utf-8")
    with suppress(FaultyFileError):  # some of these are even allowed
        told = check(tmp_path / "busy.csv").notices
        assert all(len(str(notice)) < 1_000 for notice in told)
