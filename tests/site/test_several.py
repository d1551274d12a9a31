"""A workbook with several sites: each comes out as if it had a workbook of its own."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from surveykit.bundled import SITES
from surveykit.cli import main
from surveykit.errors import FaultyFileError
from surveykit.site.model import Site
from surveykit.site.workbook import read_site, read_sites

Cells = dict[str, dict[str, str | None]]


def together(path: Path, names: str = "ABC", edits: Cells | None = None) -> Path:
    """The rows of several examples, sheet by sheet one below the other; no criteria."""
    whole = Workbook()
    whole.remove(whole.worksheets[0])
    for name in names:
        for page in load_workbook(SITES / f"{name}.xlsx").worksheets[1:]:
            rows = [*page.iter_rows(values_only=True)]
            if page.title not in whole.sheetnames:
                whole.create_sheet(page.title).append(rows[0])
            if page.title != "criteria":
                for row in rows[1:]:
                    whole[page.title].append(row)
    for sheet, cells in (edits or {}).items():
        for cell, text in cells.items():
            whole[sheet][cell] = text
    whole.save(path)
    return path


def alone(name: str) -> Site:
    return read_site(SITES / f"{name}.xlsx")


def test_each_site_is_as_in_a_workbook_of_its_own(tmp_path: Path) -> None:
    found = read_sites(together(tmp_path / "town.xlsx"))
    assert [site.name for site in found] == ["A", "B", "C"]
    for site in found:
        assert site.model_copy(update={"criteria": alone(site.name).criteria}) == alone(site.name)


def test_a_workbook_of_one_site_is_read_either_way() -> None:
    assert read_sites(SITES / "B.xlsx") == (alone("B"),)


def test_neighbours_share_the_row_of_a_room_to_which_both_walk(tmp_path: Path) -> None:
    """Two more walks, from the houses of A to the room of B in Lindenhof 2."""
    path = together(tmp_path / "town.xlsx", "AB")
    workbook = load_workbook(path)
    for building in ("A-3", "A-5"):
        workbook["distances"].append([building, "B-P1", 450])
    workbook.save(path)
    first, second = read_sites(path)
    own = [place.name for place in alone("A").places]
    assert [place.name for place in first.places] == [*own, "B-P1"]
    assert first.metres("A-5", "B-P1") == 450
    assert second.places == alone("B").places
    assert second.distances == alone("B").distances
    assert first.partners == alone("A").partners


def test_a_partner_without_a_site_is_everybodys(tmp_path: Path) -> None:
    """Its hour in B's room is outside of A."""
    path = together(tmp_path / "town.xlsx", "AB")
    workbook = load_workbook(path)
    for row in workbook["partners"].iter_rows(min_row=2):
        if row[0].value == "B-K2":
            row[1].value = None
    workbook.save(path)
    first, second = read_sites(path)
    (hour,) = (hour for hour in first.partner_hours if hour.partner == "B-K2")
    assert hour.place == ""
    assert second.partner_hours == alone("B").partner_hours


@pytest.mark.parametrize(
    ("edits", "cells"),
    [
        ({"blocks": {"C2": None}}, {("blocks", "C2"), ("sites", "A2")}),
        ({"dwellings": {"B3": "B"}}, {("dwellings", "B3")}),
        ({"blocks": {"C3": "Q"}}, {("blocks", "C3")}),
        ({"sites": {"K2": "19", "L3": "7"}}, {("sites", "K2"), ("sites", "L3")}),
    ],
)
def test_a_row_that_nobody_can_place_is_a_fault(
    tmp_path: Path, edits: Cells, cells: set[tuple[str, str]]
) -> None:
    with pytest.raises(FaultyFileError) as caught:
        read_sites(together(tmp_path / "town.xlsx", "AB", edits))
    assert {(fault.sheet, fault.cell) for fault in caught.value.faults} == cells


def test_a_project_is_made_of_each_and_a_folder_is_assessed_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SURVEYKIT_LANGUAGE", "en")
    town, folder = together(tmp_path / "town.xlsx"), tmp_path / "town"
    made = ["new", str(folder), "--site", str(town), "--no-passphrase"]
    assert main(["new", str(tmp_path / "one.survey"), *made[2:]]) == 2
    assert "Name a folder instead" in capsys.readouterr().err
    assert main(made) == 0
    assert sorted(file.name for file in folder.iterdir()) == ["A.survey", "B.survey", "C.survey"]
    assert main(made) == 2
    assert "exists already" in capsys.readouterr().err
    assert main(["site", "check", str(town)]) == 0
    assert capsys.readouterr().out.count("No fault.") == 3
    assert main(["assess", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["Am", "Lindenhof", "Sonnenberg-Ring"]
