"""The planner's desk by keyboard: figures and where they come from, parameters, exports."""

from pathlib import Path

import pytest

from surveykit.bundled import SITES
from surveykit.setting_up import new_project
from surveykit.text import _
from surveykit.tui.errands import key_cap
from surveykit.tui.screens.desk import DeskScreen
from surveykit.tui.screens.parameters import ParametersScreen
from surveykit.tui.screens.round import RoundScreen
from surveykit.workflow import open_project
from tests.tui.conftest import NOW, PASSPHRASE, Person, at_work


async def _to_the_desk(person: Person) -> None:
    await person.until("94 of 94 doors")
    await person.press("s")
    await person.until("At a glance")


async def test_without_interviews_it_says_what_is_missing(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("s")
        await person.until("Keep asking")
        await person.until("0 of 17 (0.0%)")
        await person.press("3")
        await person.until("Figures that look ahead are shown from 10 interviews on.")


async def test_it_shows_the_verdict_with_its_risk_and_what_flips_it(lindenhof_file: Path) -> None:
    async with at_work(lindenhof_file, size=(120, 40)) as person:
        await _to_the_desk(person)
        assert person.sees("Regular hour on trial, monthly")
        assert person.sees("58 of 94 (61.7%)")
        await person.press("2")
        await person.until("if raw visits fall from 34.6 below 33.7")


async def test_one_key_tells_where_a_figure_comes_from(lindenhof_file: Path) -> None:
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("3", "down", "down", "enter")
        await person.until("monthly: 3.09")
        assert person.sees("Visits in 13 weeks × capture : sessions in 13 weeks")
        assert person.sees("Expected visits in 13 weeks: 12.12")  # 34.63 * 0.35
        await person.press("end")
        await person.until("capture_monthly = 0.7")
        assert person.sees("Interviews so far: 58.")
        assert person.sees("sheet “Calculation”")
        await person.press("escape")
        await person.until("Forecast: visits per session")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["en", "de"])
async def test_every_key_of_the_desk_stands_in_its_bar(
    lindenhof_file: Path, size: tuple[int, int], language: str
) -> None:
    async with at_work(lindenhof_file, size=size, language=language) as person:
        await person.until("94")
        await person.press("s")
        await person.until("Esc ")
        for key in ("Enter", "E", "P", "M", "^P", "R", "?", "I", "C", "G", "K", "Esc"):
            await person.until(f" {key} ")


async def test_a_click_marks_a_figure_and_another_one_tells_of_it(lindenhof_file: Path) -> None:
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        line = next(n for n, text in enumerate(person.lines()) if "58 of 94" in text)
        await person.click(10, line)
        await person.until("› interviewed")
        await person.click(10, line)
        await person.until("Interviewed : occupied dwellings.")


async def test_the_curve_comes_as_soon_as_it_is_reckoned(lindenhof_file: Path) -> None:
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("4")
        await person.until("58 (03/27)")
        await person.press("right", "right", "enter")
        await person.until("drawn by lot within a month")
        assert person.sees("Verdict then, as things stood")


async def test_the_map_of_times_and_places_is_walked_with_the_arrows(lindenhof_file: Path) -> None:
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("8", "right", "enter")
        await person.until("Monday 09:00–12:00, Kita Pusteblume")
        await person.press("escape")
        await person.press("down", "left", "enter")
        await person.until("Monday 12:00–14:00, Nachbarschaftsraum")


async def test_a_parameter_is_tried_and_the_verdict_follows_and_falls_back(
    lindenhof_file: Path,
) -> None:
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("p")
        await person.until("Verdict so far: Regular hour on trial, monthly")
        await person.press("tab", "tab", "tab", "tab", "tab", "tab", "enter")
        await person.until("Share of the stated visits that is expected to come.")
        await person.press("ctrl+u")
        await person.type("0,34")
        await person.press("enter")
        await person.until("With these values: Cooperative slot inside a partner's hour")
        await person.press("left")
        await person.until("Verdict so far: Regular hour on trial, monthly")
        assert not person.sees("With these values")
        assert person.project.decisions() == ()


async def test_plus_and_minus_try_step_by_step_however_fast(lindenhof_file: Path) -> None:
    # Criteria 5.3: fortnightly from 3 * 5.5 / (34.63 * 0.9) = 0.53 on.
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("p")
        await person.until("Verdict so far")
        await person.press(*["down"] * 6)
        await person.press(*"++++")
        await person.until("With these values: Regular hour on trial, every two weeks")
        assert person.sees("calibration 0.55")
        await person.press(*"----")
        await person.until("Verdict so far: Regular hour on trial, monthly")
        for _turn in range(100):
            if not person.sees("With these values"):
                break
            await person.press()
        assert not person.sees("With these values")
        assert not person.sees("tried")
        await person.press(*"++++++++")
        await person.until("The three calibrations are not in order.")
        assert person.project.decisions() == ()


async def test_the_last_parameter_that_fits_stands_in_line_with_the_others(
    lindenhof_file: Path,
) -> None:
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("p")
        await person.until("Verdict so far")
        [last] = [line for line in person.lines() if "▼" in line]
        [before] = [line for line in person.lines() if "capture_fortnightly" in line]
        assert last.index("capture_monthly") == before.index("capture_fortnightly")


async def test_what_is_kept_asks_for_a_reason_and_stands_in_the_log(lindenhof_file: Path) -> None:
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("p")
        await person.until("calibration")
        await person.press(*["down"] * 6, "enter", "ctrl+u")
        await person.type("0.34")
        await person.press("enter")
        await person.until("With these values")
        await person.press("s")
        await person.until("Why? One sentence")
        await person.press("enter")
        await person.until("A criterion is changed only with a reason.")
        await person.press("escape")
        await person.press("s")
        await person.type("[b]one in three came[/b]")
        await person.press("enter")
        await person.until("Verdict so far: Cooperative slot")
        await person.press("l")
        await person.until("calibration: 0.35 → 0.34. [b]one in three came[/b]")
        await person.press("escape")
        await person.press("escape")
        await person.until("Parameters changed here")
        assert person.sees("Cooperative slot inside a partner's hour")


async def test_the_first_figure_takes_the_place_of_the_value_that_stands_there(
    lindenhof_file: Path,
) -> None:
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("p")
        await person.until("Verdict so far")
        await person.press(*["down"] * 6, "enter")
        await person.until("┃ 0.35 ")
        await person.type("0.4")
        assert person.sees("┃ 0.4 ")
        await person.press("enter")
        await person.until("calibration 0.4 ")


async def test_a_value_that_is_only_mended_is_kept_while_the_caret_moves(
    lindenhof_file: Path,
) -> None:
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("p")
        await person.until("Verdict so far")
        await person.press(*["down"] * 6, "enter")
        await person.until("┃ 0.35 ")
        await person.press("end", "backspace", "6")
        await person.until("┃ 0.36 ")
        await person.press("backspace", "backspace", "backspace", "backspace")
        assert person.sees("┃ ┃")
        await person.press("escape")
        await person.until("Verdict so far")
        await person.press("enter")
        await person.until("┃ 0.35 ")
        await person.press("backspace")
        assert person.sees("┃ ┃")


async def test_values_and_what_became_of_them_are_never_cut_off(lindenhof_file: Path) -> None:
    async with at_work(lindenhof_file, language="de") as person:
        await person.until("94")
        await person.press("s")
        await person.until("Auf einen Blick")
        await person.press("p")
        await person.until("Ergebnis bisher")
        assert person.sees("nach Größe")
        assert person.sees("L Protokoll")
        await person.press(*["down"] * 6, "+")
        await person.until("ausprobiert")
        await person.resize(120, 40)
        assert person.sees("Anteil der genannten Besuche")


async def test_taking_back_tries_the_value_before(lindenhof_file: Path) -> None:
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("p")
        await person.until("calibration")
        await person.press("u")
        await person.until("min_dwellings was not changed in this project")
        await person.press("escape")
        await person.press("enter", "ctrl+u")
        await person.type("80")
        await person.press("enter")
        await person.until("tried")
        await person.press("s")
        await person.type("larger")
        await person.press("enter")
        await person.until("changed")
        await person.press("u")
        await person.until("tried")
        await person.press("s")
        await person.type("no")
        await person.press("enter")
        for _turn in range(100):
            if len(person.project.decisions()) == 2:
                break
            await person.press()
        assert [(one.before, one.value) for one in person.project.decisions()] == [
            (40, 80),
            (80, 40),
        ]


async def test_all_that_is_wrong_with_a_value_is_told_and_nothing_is_tried(
    lindenhof_file: Path,
) -> None:
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("p")
        await person.until("calibration")
        await person.press(*["down"] * 6, "enter", "ctrl+u")
        await person.type("0.9")
        await person.press("enter")
        await person.until("The three calibrations are not in order.")
        await person.press("escape")
        await person.until("Verdict so far")
        assert not person.sees("With these values")


async def test_leaving_with_values_tried_asks_first(lindenhof_file: Path) -> None:
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("p")
        await person.until("Verdict so far")
        await person.press("enter", "ctrl+u")
        await person.type("50")
        await person.press("enter")
        await person.until("With these values")
        await person.press("escape")
        await person.until("Drop the values that were only tried?")
        await person.press("2")
        await person.until("With these values")
        assert isinstance(person.app.screen, ParametersScreen)
        await person.press("escape")
        await person.press("1")
        await person.until("At a glance")


async def test_an_export_is_shown_before_it_is_written(lindenhof_file: Path) -> None:
    workbook = lindenhof_file.parent / "exports" / "B.xlsx"
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("e")
        await person.until("What is to be exported?")
        await person.press("1")
        await person.until("Excel workbook of the results")
        await person.until("not written yet")
        assert not workbook.exists()
        await person.press("enter")
        await person.until("These files:")
        assert workbook.is_file()


async def test_what_is_internal_says_so_and_goes_into_its_folder(lindenhof_file: Path) -> None:
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("e")
        await person.until("What is to be exported?")
        await person.press("6")
        await person.until("Table of the answers (CSV)")
        await person.press("1")
        await person.until("Internal only")
        await person.press("enter")
        await person.until("These files:")
        assert [*(lindenhof_file.parent / "exports" / "B-internal").glob("*.csv")]


async def test_flyers_are_read_before_they_are_printed(lindenhof_file: Path) -> None:
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("e")
        await person.until("What is to be exported?")
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
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("e")
        await person.until("What is to be exported?")
        await person.press("5")
        await person.until("Card for those who were out – something is missing")
        await person.press("3")
        await person.until("Missing: telephone number where residents can ask")
        await person.press("f")
        await person.until("Telephone number where residents can ask")
        await person.type("0231 23")
        await person.press("enter")
        await person.until("Enter write")
        await person.press("v")
        await person.until("0231 23")
        await person.press("escape")
        await person.press("enter")
        await person.until("These files:")
        assert (lindenhof_file.parent / "exports" / "missed_de.pdf").is_file()


async def test_flyers_without_an_hour_say_why_not(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("s")
        await person.until("At a glance")
        await person.press("e")
        await person.until("Results to pass on")
        await person.press("4")
        await person.until("Flyer on A5, two sides – not possible now")
        await person.press("1")
        await person.until("There is no hour to announce")
        await person.press("enter")
        await person.until("There is no hour to announce")
        assert not (project_file.parent / "exports").exists()


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
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
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
        await _to_the_desk(person)
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
    async with at_work(lindenhof_file) as person:
        await _to_the_desk(person)
        await person.press("f4")
        await person.until("F4 goes on.")
        assert not person.sees("Regular hour")
        await person.press("4", "f4")
        await person.until("At a glance")


@pytest.mark.parametrize("language", ["en", "de"])
async def test_the_desk_is_usable_in_a_small_window_in_both_languages(
    lindenhof_file: Path, language: str
) -> None:
    async with at_work(lindenhof_file, size=(60, 18), language=language) as person:
        await person.until("94 ")
        await person.press("s")
        await person.until(_("At a glance"))
        for key in "1234567890":
            await person.press(key)
            first = person.lines()[1]
            assert f" {key} " in first or key in "120", (key, person.lines())
            assert any("›" in line for line in person.lines())
            await person.press("enter")
            await person.until(_("How it is calculated"))
            await person.press("escape")
