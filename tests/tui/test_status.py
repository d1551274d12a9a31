"""The result so far, and what the planner does with it."""

from pathlib import Path

from tests.tui.conftest import at_work


async def test_the_result_says_what_is_missing_and_writes_the_workbook(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("s")
        await person.until("Keep asking")
        await person.press("e")
        await person.until("These files:")
        assert (project_file.parent / "exports" / "A.xlsx").is_file()
        await person.press("escape")
        await person.until("Keep asking")
        await person.press("f")
        await person.until("There is no hour to announce")
