"""QR codes on the screen, read back from its pixels."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import zxingcpp
from icalendar import Event

from surveykit.asking.phone_codes import calendar_code, contact_code, least_window, shown
from surveykit.assess.hour.plan import Plan
from surveykit.bundled import SITES
from surveykit.evaluating import results
from surveykit.export.qr import matrix, on_a_screen, version
from surveykit.signing import sign
from surveykit.site.workbook import read_site
from surveykit.text import speaking
from surveykit.tui.screens.phone_code import PhoneCodeScreen
from surveykit.tui.themes import NAMES
from surveykit.workflow import open_project
from tests.conftest import SURVEYED_ON
from tests.tui.conftest import Person, at_work, in_the_hallway
from tests.tui.raster import picture

SITE = read_site(SITES / "A.xlsx")
DATES = tuple(date(2027, 1, 13) + timedelta(weeks=week) for week in range(6))
PLAN = Plan("we", time(15), time(18), "weekly", SITE.places[0].name, DATES)


def read(person: Person) -> str:
    """What a camera makes of the screen."""
    strips = person.app.screen._compositor.render_strips()
    (code,) = zxingcpp.read_barcodes(picture(strips).convert("L"))
    return code.text


@pytest.mark.parametrize("theme", NAMES)
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)], ids=str)
async def test_whom_to_call_is_read_from_the_screen(
    project_file: Path, theme: str, size: tuple[int, int]
) -> None:
    async with in_the_hallway(project_file, size=size) as person:
        person.app.theme = theme
        await person.press("escape")
        await person.choose("QR code for the resident")
        await person.until("What shall the phone take along?")
        await person.press("1")
        read_back = read(person)
        assert read_back in contact_code(person.project.site).texts
        assert "03023125101" in read_back.replace(" ", "")
        await person.press("x")
        await person.until("Hätten Sie eine Minute?")


@pytest.mark.parametrize("asked_in", ["Deutsch (de)", "العربية (ar)", "Türkçe (tr)"])
async def test_an_hour_is_read_as_a_calendar_entry(project_file: Path, asked_in: str) -> None:
    async with at_work(project_file, size=(120, 40)) as person:
        await person.until("doors")
        person.app.push_screen(PhoneCodeScreen(calendar_code(SITE, PLAN, asked_in)))
        await person.press()
        event = Event.from_ical(read(person))
    assert event["DTSTART"].dt.isoformat() == "2027-01-13T15:00:00"
    assert event["DTEND"].dt.isoformat() == "2027-01-13T18:00:00"
    assert str(event["SUMMARY"])


async def test_the_code_grows_with_the_window_and_says_less_in_a_small_one(
    project_file: Path,
) -> None:
    async with at_work(project_file, size=(200, 60)) as person:
        await person.until("doors")
        person.app.push_screen(PhoneCodeScreen(contact_code(SITE)))
        await person.press()
        assert read(person) == contact_code(SITE).texts[1]
        wide = max(len(line) for line in person.lines())
        await person.resize(80, 24)
        assert read(person) == contact_code(SITE).texts[1]
        assert max(len(line) for line in person.lines()) < wide
        await person.resize(60, 18)
        assert read(person) == contact_code(SITE).texts[-1]


async def test_a_window_too_small_for_any_code_says_so(project_file: Path) -> None:
    code = calendar_code(SITE, PLAN, "Deutsch (de)")
    columns, rows = least_window(code)
    async with at_work(project_file, size=(80, rows - 1)) as person:
        await person.until("doors")
        person.app.push_screen(PhoneCodeScreen(code))
        await person.press()
        assert person.sees(f"This code needs {columns} by {rows} characters")
        assert person.sees("or the letters smaller")
        await person.resize(80, rows)
        assert read(person) in code.texts


async def test_before_there_is_a_result_no_hour_is_shown(project_file: Path) -> None:
    async with in_the_hallway(project_file) as person:
        await person.press("escape")
        await person.choose("QR code for the resident")
        await person.until("What shall the phone take along?")
        await person.press("2")
        await person.until("There is no hour to tell of")


async def test_an_hour_is_shown_without_a_question_once_somebody_has_decided(
    lindenhof_file: Path,
) -> None:
    with speaking("en"), open_project(lindenhof_file) as project:
        found = results(project, SURVEYED_ON)
        sign(project, found, "trial:monthly", "Aylin Muster", "", SURVEYED_ON)
    surveyed = datetime.combine(SURVEYED_ON, time(17), UTC)
    async with at_work(lindenhof_file, "hallway", size=(120, 40), clock=lambda: surveyed) as person:
        await person.until("Hätten Sie eine Minute?")
        await person.press("escape")
        await person.choose("QR code for the resident")
        await person.until("What shall the phone take along?")
        await person.press("2")
        await person.until("Calendar entry")
        assert not person.sees("It is decided")
        assert Event.from_ical(read(person))["DTSTART"].dt.weekday() == 0  # a Monday, as decided


def test_a_code_on_a_screen_is_never_larger_than_on_paper() -> None:
    # ISO/IEC 18004, table 7: bytes that a version holds with error correction L.
    for held, needed in ((17, 1), (32, 2), (53, 3), (78, 4), (106, 5), (134, 6)):
        assert version(on_a_screen("x" * held)) == needed
        assert version(on_a_screen("x" * (held + 1))) == needed + 1
        assert len(on_a_screen("x" * held)) <= len(matrix("x" * held))


def test_the_code_has_all_the_correction_that_its_size_has_room_for() -> None:
    assert on_a_screen("tel:110") == matrix("tel:110", "H")


def test_the_smallest_window_of_the_design_shows_whom_to_call_everywhere() -> None:
    for site in "ABC":
        with speaking("en"):
            columns, rows = least_window(contact_code(read_site(SITES / f"{site}.xlsx")))
        assert (columns, rows) <= (60, 18)
        assert rows <= 18


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (200, 60)], ids=str)
def test_whom_to_call_is_large_enough_to_be_read_from_a_step_away(size: tuple[int, int]) -> None:
    """A phone needs 0.0029 of the distance for a module; the window fills a screen of 31 cm."""
    found = shown(contact_code(SITE), *size)
    assert found is not None
    across = len(found.cells[0])
    modules = next(n + 8 for n in range(21, 178, 4) if across % (n + 8) == 0)
    millimetres = 310 / size[0] * across / modules
    assert millimetres / 0.0029 >= 1000
