"""Choosing, making and opening projects."""

import shutil
from pathlib import Path

from openpyxl import load_workbook

from surveykit.bundled import SITES
from surveykit.safekeeping import new_keys
from surveykit.setting_up import new_project
from tests.tui.conftest import NOW, PASSPHRASE, at_work


async def test_the_projects_of_the_folder_are_offered(project_file: Path, tmp_path: Path) -> None:
    async with at_work(None, folder=tmp_path) as person:
        await person.until("1 ○ Muehlgraben.survey")
        await person.press("1")
        await person.until("0 of 17 doors")


async def test_a_project_chosen_here_closes_into_the_list_and_another_may_follow(
    project_file: Path, tmp_path: Path
) -> None:
    async with at_work(None, folder=tmp_path) as person:
        for _time in range(2):
            await person.until("Which project?")
            assert not person.sees("not protected")
            await person.press("1")
            await person.until("0 of 17 doors")
            await person.press("escape")
            await person.until("Close the project?")
            await person.press("1")
        await person.until("Which project?")
        await person.press("escape")
    assert person.app.return_code == 0


async def test_a_project_that_is_copied_here_appears_in_the_list(
    example: Path, tmp_path: Path
) -> None:
    async with at_work(None, folder=tmp_path) as person:
        await person.until("› 1 ○ New project")
        shutil.copy(example, tmp_path / "Brunnen.survey")
        await person.until("1 ○ Brunnen.survey")
        assert person.sees("› 2 ○ New project")


async def test_a_wrong_path_stands_there_to_be_mended(project_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    async with at_work(None, folder=folder) as person:
        await person.choose("Open a file elsewhere")
        await person.until("Path of the project")
        await person.type(f"../{project_file.stem}.surve")
        await person.press("enter")
        await person.until("there is no such file")
        await person.press("escape")
        await person.until("Path of the project")
        assert person.sees(f"{project_file.stem}.surve")
        await person.press("y", "enter")
        await person.until("0 of 17 doors")


async def test_escape_at_the_key_throws_nothing_away(tmp_path: Path) -> None:
    shutil.copy(SITES / "A.xlsx", tmp_path / "site.xlsx")
    async with at_work(None, folder=tmp_path) as person:
        await person.choose("New project")
        await person.until("Site workbook")
        await person.press(*"site.xlsx", "enter")
        await person.until("passphrase")
        await person.press(*"ganz geheim", "enter")
        await person.until("The same again")
        await person.press(*"ganz geheim", "enter")
        await person.until("The planner's public key")
        await person.press("escape")
        await person.until("Without the planner's key?")
        await person.press("escape")
        await person.until("The planner's public key")
        await person.press("escape")
        await person.choose("Make the project now, the key later")
        await person.until("The project lies there:")
        await person.press("escape")
        await person.until("0 of 17 doors")
    assert (tmp_path / "site.survey").is_file()


async def test_a_missing_project_is_told_with_a_way_out(tmp_path: Path) -> None:
    async with at_work(tmp_path / "gone.survey", folder=tmp_path) as person:
        await person.until("there is no such file")
        await person.press("escape")
        await person.until("Which project?")


async def test_the_example_opens_with_one_key(tmp_path: Path) -> None:
    async with at_work(None, folder=tmp_path) as person:
        await person.until("Try the example")
        await person.press("2")
        await person.until("Sonnenberg-Ring 1")


async def test_the_faults_of_a_site_workbook_are_listed(tmp_path: Path) -> None:
    workbook = load_workbook(SITES / "A.xlsx")
    dwellings = workbook["dwellings"]
    column = next(cell.column for row in dwellings for cell in row if cell.value == "building")
    dwellings.cell(dwellings.max_row, column).value = "A-99"
    workbook.save(tmp_path / "site.xlsx")
    async with at_work(None, folder=tmp_path) as person:
        await person.until("New project")
        await person.press("1")
        await person.until("Site workbook")
        await person.press(*"site.xlsx", "enter")
        await person.until("This did not work")
        assert person.sees("A-99")
        assert not (tmp_path / "site.survey").exists()


async def test_a_new_project_is_made_from_a_site_workbook(tmp_path: Path) -> None:
    shutil.copy(SITES / "A.xlsx", tmp_path / "site.xlsx")
    public = new_keys(tmp_path / "planner.key", "four green pears")
    async with at_work(None, folder=tmp_path) as person:
        await person.until("New project")
        await person.press("1", *"site.xlsx", "enter")
        await person.until("passphrase")
        await person.press(*"ganz geheim", "enter")
        await person.until("The same again")
        await person.press(*"ganz geheim", "enter")
        await person.until("The planner's public key")
        await person.press(*"planner.key", "enter")
        await person.until("this is no public key")
        await person.press(*"planner.pub", "enter")
        await person.until("The project lies there:")
        assert "site.survey" in "".join(line.strip() for line in person.lines())
        await person.press("enter")
        await person.until("0 of 17 doors")
        assert person.project.key == public
    async with at_work(None, folder=tmp_path) as person:
        await person.until("site.survey")
        await person.press("1")
        await person.until("Passphrase")
        await person.press(*"falsch", "enter")
        await person.until("the passphrase does not open this project")
        await person.press("escape")
        await person.until("Which project?")


async def test_a_slip_in_a_new_passphrase_locks_nobody_out(tmp_path: Path) -> None:
    shutil.copy(SITES / "A.xlsx", tmp_path / "site.xlsx")
    async with at_work(None, folder=tmp_path) as person:
        await person.until("New project")
        await person.press("1", *"site.xlsx", "enter")
        await person.until("passphrase")
        await person.press(*"geheim!", "enter")
        await person.until("The passphrase is too short: 8 characters at least.")
        await person.press(*"ganz geheim", "enter")
        await person.until("The same again")
        await person.press(*"ganz gehiem", "enter")
        await person.until("The two passphrases differ.")
        assert not (tmp_path / "site.survey").exists()
        await person.press("escape")
        await person.until("Which project?")


async def test_a_missing_workbook_is_told_before_a_passphrase_is_asked(tmp_path: Path) -> None:
    async with at_work(None, folder=tmp_path) as person:
        await person.until("New project")
        await person.press("1", *"gone.xlsx", "enter")
        await person.until("This did not work")
        told = "".join(line.strip() for line in person.lines())  # the path is long and wraps
        assert "gone.xlsx" in told
        await person.press("escape")
        await person.until("Site workbook")
        assert person.sees("gone.xlsx")  # to be mended
        await person.press("escape")
        await person.until("Which project?")


async def test_a_passphrase_is_never_shown(tmp_path: Path) -> None:
    path = tmp_path / "locked.survey"
    new_project(path, SITES / "A.xlsx", passphrase="ganz geheim", now=NOW).close()  # noqa: S106
    async with at_work(path, folder=tmp_path) as person:
        await person.until("Passphrase")
        await person.press(*"ganz geheim")
        assert person.sees("•••••••••••")
        assert not person.sees("geheim")
        await person.press("enter")
        await person.until("0 of 17 doors")


async def test_the_language_is_chosen_with_a_key_and_the_next_screens_speak_it(
    project_file: Path, tmp_path: Path
) -> None:
    async with at_work(None, folder=tmp_path) as person:
        await person.until("Which project?")
        assert person.sees("L auf Deutsch")
        await person.press("l")
        await person.until("Welches Projekt?")
        assert person.sees("L in English")
        await person.press("1")
        await person.until("0 von 17 Türen")
        assert person.sees("niemand da")
        await person.press("l")
        await person.until("0 of 17 doors")
        assert person.sees("nobody home")
        assert person.sees("Enter interview")


async def test_every_fault_of_a_workbook_stands_below_its_cell(tmp_path: Path) -> None:
    workbook = load_workbook(SITES / "A.xlsx")
    dwellings = workbook["dwellings"]
    column = next(cell.column for row in dwellings for cell in row if cell.value == "building")
    cell = dwellings.cell(dwellings.max_row, column, "A-99")
    workbook.save(tmp_path / "site.xlsx")
    async with at_work(None, folder=tmp_path) as person:
        await person.until("New project")
        await person.press("1", *"site.xlsx", "enter")
        await person.until("This did not work")
        lines = [line.strip() for line in person.lines()]
        at = lines.index(f"dwellings {cell.coordinate} “A-99”")
        assert lines[at + 1]  # what is wrong with it
        await person.press("escape")
        await person.until("Site workbook")
        await person.until("site.xlsx")  # mended, it is read again without typing anew


async def test_a_mistyped_passphrase_is_typed_again_where_it_was_refused(
    locked_file: Path, example: Path, tmp_path: Path
) -> None:
    shutil.copy(example, tmp_path / "Brunnen.survey")  # open to everybody, and the newer one
    async with at_work(locked_file, folder=tmp_path) as person:
        await person.until("Passphrase")
        await person.type("three wet cats")
        await person.press("enter", *"1", "enter")  # typed on: tried here, and nowhere else
        await person.until("the passphrase does not open this project")
        assert person.lines()[0].strip() == "Muehlgraben.survey"
        await person.type(PASSPHRASE)
        await person.press("enter")
        await person.until("0 of 17 doors")
        assert person.project.path == locked_file


async def test_who_gives_the_passphrase_up_finds_the_mark_at_the_project_that_was_named(
    locked_file: Path, example: Path, tmp_path: Path
) -> None:
    shutil.copy(example, tmp_path / "Brunnen.survey")
    async with at_work(locked_file, folder=tmp_path) as person:
        await person.until("Passphrase")
        await person.press("escape")
        await person.until("› 2 ○ Muehlgraben.survey")
        await person.press("enter")
        await person.until("Passphrase")


async def test_the_path_of_a_locked_project_elsewhere_need_not_be_typed_again(
    locked_file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    async with at_work(locked_file, folder=folder) as person:
        await person.until("Passphrase")
        await person.press("escape")
        await person.until("› 4 ○ Open a file elsewhere")
        await person.press("enter")
        await person.until("Muehlgraben.survey")
        await person.press("enter")
        await person.until("Passphrase")


async def test_a_folder_lists_its_files_to_choose_from(project_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    async with at_work(None, folder=folder) as person:
        await person.choose("Open a file elsewhere")
        await person.until("Path of the project")
        await person.press("enter")
        await person.until("no file that ends in .survey")
        await person.choose("the folder above")
        await person.until(project_file.name)
        await person.press("escape")
        await person.until("Path of the project")
        await person.press("ctrl+u", *"..", "enter")
        await person.until(project_file.name)
        assert person.sees("empty/") or person.sees("empty\\")
        await person.choose(project_file.name)
        await person.until("0 of 17 doors")


async def test_tab_completes_a_path_or_says_what_fits(tmp_path: Path) -> None:
    shutil.copy(SITES / "A.xlsx", tmp_path / "site_a.xlsx")
    shutil.copy(SITES / "B.xlsx", tmp_path / "site_b.xlsx")
    async with at_work(None, folder=tmp_path) as person:
        await person.choose("New project")
        await person.until("Site workbook")
        await person.press("s", "tab")
        await person.until("site_a.xlsx, site_b.xlsx")
        await person.until("┃ site_ ")
        await person.press("a", "tab")
        await person.until("┃ site_a.xlsx ")
        await person.press("enter")
        await person.until("A passphrase for the new project")


async def test_the_template_is_written_and_its_place_told(tmp_path: Path) -> None:
    (tmp_path / "site.xlsx").write_bytes(b"somebody's own")
    async with at_work(None, folder=tmp_path) as person:
        await person.choose("Write an empty site workbook")
        await person.until("The empty site workbook lies there:")
        assert "site1.xlsx" in "".join(line.strip() for line in person.lines())
        await person.press("escape")
        await person.choose("New project")
        await person.until("┃ site1.xlsx ")
    assert (tmp_path / "site.xlsx").read_bytes() == b"somebody's own"
    assert "buildings" in load_workbook(tmp_path / "site1.xlsx").sheetnames
