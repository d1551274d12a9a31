"""The planner's desk by keyboard: figures and where they come from, parameters, exports."""

from pathlib import Path

import pytest

from surveykit.bundled import SITES
from surveykit.setting_up import new_project
from surveykit.text import _
from surveykit.tui.errands import key_cap
from surveykit.tui.screens.desk import DeskScreen
from surveykit.tui.screens.round import RoundScreen
from surveykit.workflow import open_project
from tests.tui.conftest import NOW, PASSPHRASE, at_the_desk, at_work, to_the_desk


async def test_without_interviews_it_says_what_is_missing(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("s")
        await person.until("Keep asking")
        await person.until("0 of 17 (0.0%)")
        await person.press("3")
        await person.until("Figures that look ahead are shown from 10 interviews on.")


async def test_it_shows_the_verdict_with_its_risk_and_what_flips_it(lindenhof_file: Path) -> None:
    async with at_the_desk(lindenhof_file, size=(120, 40)) as person:
        assert person.sees("Regular hour on trial, monthly")
        assert person.sees("58 of 94 (61.7%)")
        await person.press("2")
        await person.until("if raw visits fall from 34.6 below 33.7")


async def test_one_key_tells_where_a_figure_comes_from(lindenhof_file: Path) -> None:
    async with at_the_desk(lindenhof_file) as person:
        await person.press("3", "down", "down", "enter")
        await person.until("monthly: 3.09")
        assert person.sees("By the rules: visits in 13 weeks × capture")
        assert person.sees("Expected visits in 13 weeks: 12.12")  # 34.63 * 0.35
        await person.press("end")
        await person.until("(capture_monthly) = 0.7")
        assert person.sees("Interviews so far: 58.")
        assert person.sees("sheet “Calculation”")
        await person.press("escape")
        await person.until("Forecast: visits per session")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["en", "de"])
async def test_every_key_of_the_desk_stands_in_its_bar(
    lindenhof_file: Path, size: tuple[int, int], language: str
) -> None:
    async with at_the_desk(lindenhof_file, size=size, language=language) as person:
        for key in ("Enter", "E", "P", "D", "M", "^P", "R", "?", "I", "C", "G", "K", "Esc"):
            await person.until(f" {key} ")


async def test_a_click_marks_a_figure_and_another_one_tells_of_it(lindenhof_file: Path) -> None:
    async with at_the_desk(lindenhof_file) as person:
        line = next(n for n, text in enumerate(person.lines()) if "58 of 94" in text)
        await person.click(10, line)
        await person.until("› interviewed")
        await person.click(10, line)
        await person.until("Interviewed : occupied dwellings.")


async def test_the_curve_comes_as_soon_as_it_is_reckoned(lindenhof_file: Path) -> None:
    async with at_the_desk(lindenhof_file) as person:
        await person.press("4")
        await person.until("58 (03/27)")
        await person.press("right", "right", "enter")
        await person.until("drawn by lot within a month")
        assert person.sees("Verdict then, as things stood")


async def test_the_map_of_times_and_places_is_walked_with_the_arrows(lindenhof_file: Path) -> None:
    async with at_the_desk(lindenhof_file) as person:
        await person.press("8", "right", "enter")
        await person.until("Monday 09:00–12:00, Kita Pusteblume")
        await person.press("escape")
        await person.press("down", "left", "enter")
        await person.until("Monday 12:00–14:00, Nachbarschaftsraum")


async def test_every_command_has_a_name_in_the_palette(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        round_screen = person.app.screen
        assert isinstance(round_screen, RoundScreen)
        by_key = {one.key for one in round_screen.errands()}
        second = {"f1", "f3"}  # ways beside ? and T
        commands = {key_cap(key) for key in round_screen.commands() if key not in second}
        assert commands <= by_key
        assert {"S E", "S P", "S M", "S R", "S I", "S C", "S G", "S K"} <= by_key
        await person.press("s")
        await person.until("At a glance")
        desk = person.app.screen
        assert isinstance(desk, DeskScreen)
        second = {"f1", "w"}  # ways beside ? and Enter
        commands = {key_cap(key) for key in desk.commands() if key not in second}
        assert commands == {one.key for one in desk.errands()}


@pytest.mark.parametrize("typed", ["parameter", "Parameter ändern", "verdict follow"])
async def test_the_palette_finds_an_errand_in_both_languages(
    lindenhof_file: Path, typed: str
) -> None:
    async with at_work(lindenhof_file) as person:
        await person.until("94 of 94 doors")
        await person.press("ctrl+p")
        await person.until("What is to be done?")
        await person.type(typed)
        await person.until("Change parameters, see the verdict follow [S P]")
        await person.press("enter")
        await person.until("Verdict so far")
        await person.press("escape")
        await person.until("At a glance")


async def test_the_palette_tells_nothing_of_the_project(lindenhof_file: Path) -> None:
    async with at_the_desk(lindenhof_file) as person:
        await person.press("ctrl+p")
        await person.until("What is to be done?")
        for words in ("Lindenhof", "B-1", "Rampe", "58"):
            assert not person.sees(words)
        await person.press("f4")
        await person.until("F4 goes on.")
        assert not person.sees("What is to be done?")


async def test_the_lock_waits_for_what_is_being_reckoned_and_then_asks(
    lindenhof: Path, tmp_path: Path
) -> None:
    path = tmp_path / "locked.survey"
    made = new_project(path, SITES / "B.xlsx", passphrase=PASSPHRASE, now=NOW)
    with made, open_project(lindenhof) as whole:
        made.add_records(whole.records())
        made.add_attempts(whole.attempts())
    async with at_work(path) as person:
        await person.until("Passphrase")
        await person.type(PASSPHRASE)
        await person.press("enter")
        await to_the_desk(person)
        await person.press("ctrl+l")
        await person.until("Locked. Passphrase")
        await person.press("ctrl+p")
        assert not person.sees("What is to be done?")
        await person.type(PASSPHRASE)
        await person.press("enter")
        await person.until("At a glance")
        await person.press("4")
        await person.until("58 (")


async def test_hidden_it_shows_no_figure(lindenhof_file: Path) -> None:
    async with at_the_desk(lindenhof_file) as person:
        await person.press("f4")
        await person.until("F4 goes on.")
        assert not person.sees("Regular hour")
        await person.press("4", "f4")
        await person.until("At a glance")


@pytest.mark.parametrize("language", ["en", "de"])
async def test_the_desk_is_usable_in_a_small_window_in_both_languages(
    lindenhof_file: Path, language: str
) -> None:
    async with at_the_desk(lindenhof_file, size=(60, 18), language=language) as person:
        for key in "1234567890":
            await person.press(key)
            first = person.lines()[1]
            assert f" {key} " in first or key in "120", (key, person.lines())
            assert any("›" in line for line in person.lines())
            await person.press("enter")
            await person.until(_("How it is calculated"))
            await person.press("escape")


async def test_a_person_decides_at_the_desk_with_a_name(lindenhof_file: Path) -> None:
    async with at_the_desk(lindenhof_file) as person:
        await person.until("Nobody has decided")
        await person.press("d")
        await person.until("What is decided?")
        await person.press("enter")
        await person.until("Who decides?")
        await person.press("enter")
        await person.until("A decision is signed with a name.")
        await person.press(*"Ay", "enter")
        await person.until("Anything to add?")
        await person.press("enter")
        await person.until("Ay: Regular hour on trial")


async def test_what_is_decided_otherwise_needs_a_reason(lindenhof_file: Path) -> None:
    async with at_the_desk(lindenhof_file) as person:
        await person.press("d")
        await person.until("What is decided?")
        await person.press("9")  # nothing for now
        await person.until("Who decides?")
        await person.press(*"Ay", "enter")
        await person.until("Why is it not")
        await person.press("enter")
        await person.until("This is not what the program proposes.")
        await person.press(*"no", "enter")
        await person.until("Ay: Nothing for now")
