import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveykit.bundled import SITES
from surveykit.errors import FaultyFileError
from surveykit.site.workbook import read_site
from surveykit.text import speaking
from tests.site.workbooks import cells_of_a, faults_of, write_a

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refusal(path: Path) -> str:
    with speaking("en"), pytest.raises(FaultyFileError) as caught:
        read_site(path)
    (fault,) = caught.value.faults
    assert fault.mend
    return fault.what


def test_a_text_file_with_another_name_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "site.xlsx").write_text("name;label\nA;Am Mühlgraben\n", encoding="utf-8")
    assert "no Excel workbook" in refusal(tmp_path / "site.xlsx")


def test_an_empty_file_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "site.xlsx").touch()
    assert "no Excel workbook" in refusal(tmp_path / "site.xlsx")


def test_another_zip_archive_is_no_workbook(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "site.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert "damaged" in refusal(tmp_path / "site.xlsx")


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "missing.xlsx")
    assert "cannot be read" in refusal(tmp_path)


def test_a_password_is_told_from_an_old_workbook(tmp_path: Path) -> None:
    path = tmp_path / "site.xlsx"
    path.write_bytes(OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500))
    assert "password" in refusal(path)
    path.write_bytes(OLE + bytes(1000))
    assert "old Excel" in refusal(path)


def test_a_file_that_is_far_too_large_is_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "site.xlsx").open("wb") as file:
        file.truncate(50_000_001)
    assert "far too large" in refusal(tmp_path / "site.xlsx")


def test_an_archive_that_unpacks_to_far_too_much_is_not_unpacked(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "site.xlsx", "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(11):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", bytes(10_000_000))
    assert "unpack" in refusal(tmp_path / "site.xlsx")


def test_a_formula_counts_as_the_result_that_is_stored_with_it(tmp_path: Path) -> None:
    plain = write_a(tmp_path / "plain.xlsx", {"sites": {"K2": "=8+10"}})
    with ZipFile(plain) as source, ZipFile(tmp_path / "site.xlsx", "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, re.sub(rb"(<f>8\+10</f>)<v ?/?>(</v>)?", rb"\1<v>18</v>", text))
    assert len(read_site(tmp_path / "site.xlsx").dwellings) == 18


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0), st.integers(0, 255), st.integers(1, 200))
def test_a_file_with_damaged_bytes_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, place: int, byte: int, length: int
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "site.xlsx"
    write_a(path, {})
    content = bytearray(path.read_bytes())
    start = place % len(content)
    content[start : start + length] = bytes([byte]) * length
    path.write_bytes(content)
    assert faults_of(path) or read_site(path).dwellings


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet2.xml"])
def test_a_workbook_with_a_broken_part_is_refused(part: str, tmp_path: Path) -> None:
    write_a(tmp_path / "plain.xlsx", {})
    with ZipFile(tmp_path / "plain.xlsx") as source, ZipFile(tmp_path / "site.xlsx", "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name)[: 90 if name == part else None])
    assert "damaged" in refusal(tmp_path / "site.xlsx")


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.99])
def test_a_file_cut_short_is_refused(keep: float, tmp_path: Path) -> None:
    content = (SITES / "A.xlsx").read_bytes()
    (tmp_path / "site.xlsx").write_bytes(content[: int(len(content) * keep)])
    assert refusal(tmp_path / "site.xlsx")


def test_the_tests_change_cells_that_are_there() -> None:
    assert cells_of_a()["sites"]["A2"] == "A"
