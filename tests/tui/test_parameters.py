"""Parameters at the desk: tried by keys, kept with a reason, taken back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from surveykit.tui.screens.parameters import ParametersScreen
from tests.tui.conftest import Person, at_the_desk


@asynccontextmanager
async def _at_the_parameters(path: Path, *, language: str = "en") -> AsyncIterator[Person]:
    async with at_the_desk(path, language=language) as person:
        await person.press("p")
        await person.until({"en": "Verdict so far", "de": "Ergebnis bisher"}[language])
        yield person


async def test_a_parameter_is_tried_and_the_verdict_follows_and_falls_back(
    lindenhof_file: Path,
) -> None:
    async with _at_the_parameters(lindenhof_file) as person:
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
    async with _at_the_parameters(lindenhof_file) as person:
        await person.press(*["down"] * 6)
        await person.press(*"++++")
        await person.until("With these values: Regular hour on trial, every two weeks")
        assert person.sees("Share that comes 0.55")
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
    async with _at_the_parameters(lindenhof_file) as person:
        [last] = [line for line in person.lines() if "▼" in line]
        [before] = [line for line in person.lines() if "Capture, every" in line]
        assert last.index("Capture") == before.index("Capture")


async def test_what_is_kept_asks_for_a_reason_and_stands_in_the_log(lindenhof_file: Path) -> None:
    async with _at_the_parameters(lindenhof_file) as person:
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
        await person.until("Share that comes (calibration): 0.35 → 0.34. [b]one in three came[/b]")
        await person.press("escape")
        await person.press("escape")
        await person.until("Parameters changed here")
        assert person.sees("Cooperative slot inside a partner's hour")


async def test_the_first_figure_takes_the_place_of_the_value_that_stands_there(
    lindenhof_file: Path,
) -> None:
    async with _at_the_parameters(lindenhof_file) as person:
        await person.press(*["down"] * 6, "enter")
        await person.until("┃ 0.35 ")
        await person.type("0.4")
        assert person.sees("┃ 0.4 ")
        await person.press("enter")
        await person.until("Share that comes 0.4 ")


async def test_a_value_that_is_only_mended_is_kept_while_the_caret_moves(
    lindenhof_file: Path,
) -> None:
    async with _at_the_parameters(lindenhof_file) as person:
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
    async with _at_the_parameters(lindenhof_file, language="de") as person:
        assert person.sees("nach Größe")
        assert person.sees("L Protokoll")
        await person.press(*["down"] * 6, "+")
        await person.until("ausprobiert")
        await person.resize(120, 40)
        assert person.sees("Anteil der genannten Besuche")


async def test_taking_back_tries_the_value_before(lindenhof_file: Path) -> None:
    async with _at_the_parameters(lindenhof_file) as person:
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
    async with _at_the_parameters(lindenhof_file) as person:
        await person.press(*["down"] * 6, "enter", "ctrl+u")
        await person.type("0.9")
        await person.press("enter")
        await person.until("The three calibrations are not in order.")
        await person.press("escape")
        await person.until("Verdict so far")
        assert not person.sees("With these values")


async def test_leaving_with_values_tried_asks_first(lindenhof_file: Path) -> None:
    async with _at_the_parameters(lindenhof_file) as person:
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
