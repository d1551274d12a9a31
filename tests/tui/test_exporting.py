"""Exports at the desk: shown before they are written."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.tui.conftest import Person, at_the_desk


@asynccontextmanager
async def _at_the_exports(path: Path) -> AsyncIterator[Person]:
    async with at_the_desk(path) as person:
        await person.press("e")
        await person.until("What is to be exported?")
        yield person


async def test_an_export_is_shown_before_it_is_written(lindenhof_file: Path) -> None:
    workbook = lindenhof_file.parent / "exports" / "B.xlsx"
    async with _at_the_exports(lindenhof_file) as person:
        await person.press("1")
        await person.until("Excel workbook of the results")
        await person.until("not written yet")
        await person.press("enter")  # as behind an answer, before anything is read
        await person.until("S saves it")
        assert not workbook.parent.exists()
        await person.press("s")
        await person.until("These files:")
        assert workbook.is_file()


async def test_what_is_internal_says_so_and_goes_into_its_folder(lindenhof_file: Path) -> None:
    async with _at_the_exports(lindenhof_file) as person:
        await person.press("6")
        await person.until("Table of the answers (CSV)")
        await person.press("1")
        await person.until("Internal only")
        await person.press("s")
        await person.until("These files:")
        assert [*(lindenhof_file.parent / "exports" / "B-internal").glob("*.csv")]


async def test_flyers_are_read_before_they_are_printed(lindenhof_file: Path) -> None:
    async with _at_the_exports(lindenhof_file) as person:
        await person.press("4")
        await person.until("Flyer on A5, two sides")
        await person.press("1")
        await person.until("Languages: German")
        await person.press("v")
        await person.until("Sprechstunde für Mieterinnen und Mieter")
        await person.press("right", "right")
        await person.until("English, 3 of")
        assert person.sees("15:00")


async def test_what_is_missing_on_a_sheet_is_told_here_and_then_it_is_written(
    lindenhof_file: Path,
) -> None:
    async with _at_the_exports(lindenhof_file) as person:
        await person.press("5")
        await person.until("Card for those who were out – something is missing")
        await person.press("3")
        await person.until("Missing: telephone number where residents can ask")
        await person.press("f")
        await person.until("Telephone number where residents can ask")
        await person.type("0231 23")
        await person.press("enter")
        await person.until("S save")
        await person.press("v")
        await person.until("0231 23")
        await person.press("escape")
        await person.press("s")
        await person.until("These files:")
        assert (lindenhof_file.parent / "exports" / "missed_de.pdf").is_file()


async def test_flyers_without_an_hour_say_why_not(project_file: Path) -> None:
    async with _at_the_exports(project_file) as person:
        await person.press("4")
        await person.until("Flyer on A5, two sides – not possible now")
        await person.press("1")
        await person.until("There is no hour to announce")
        await person.press("s")
        await person.until("There is no hour to announce")
        assert not (project_file.parent / "exports").exists()
