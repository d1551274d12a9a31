"""Notes, the way back, and the way to what is missing, by keys alone."""

from pathlib import Path

from surveykit.fieldwork.notes import NOTED
from surveykit.workflow import open_project
from tests.tui.conftest import at_the_door, in_the_hallway

HOSTILE = "[red]müde[/] 界 cafe\u0301 =1+1"
KEPT = "[red]müde[/] 界 café =1+1"


async def test_a_note_is_typed_shown_as_written_and_on_the_disk(project_file: Path) -> None:
    async with in_the_hallway(project_file) as person:
        await person.press("n")
        await person.until("Note on: Hätten Sie eine Minute?")
        await person.type(HOSTILE)
        await person.press("enter")
        await person.until(f"Note: {KEPT}")
        with open_project(project_file) as another_window:
            (draft,) = another_window.drafts()
        assert draft.answers[-1] == (f"/data/consent{NOTED}", KEPT)
        await person.press("n")
        await person.type(" und mehr")
        await person.press("escape")
        await person.until("Esc once more drops it")
        await person.type("!")
        await person.press("escape", "escape")
        await person.until(f"Note: {KEPT}")
        assert not person.sees("und mehr")
        await person.press("n", "escape")  # nothing was typed, so nothing is asked
        await person.until("N note")
        await person.press("n", "ctrl+u", "enter")
        await person.until("N note")
        assert not person.sees("Note:")


async def test_while_somebody_types_the_note_has_a_key_of_its_own(project_file: Path) -> None:
    async with at_the_door(project_file) as person:
        await person.press("enter", "1", "enter", "1", "enter", "1", "enter")
        await person.type("nun")
        await person.press("f6")
        await person.until("Note on: Welche ist das?")
        await person.type("nur der Name")
        await person.press("enter")
        await person.until("Note: nur der Name")
        assert person.sees("nun")


async def test_the_last_answers_are_taken_back_one_after_the_other(project_file: Path) -> None:
    async with in_the_hallway(project_file) as person:
        assert not person.sees("U undo")
        await person.press("1", "enter", "1", "enter", "7")
        assert person.sees("U undo")
        await person.press("enter", "u")
        await person.until("taken back")
        assert person.sees("offene, kostenlose Sprechstunde")
        assert not person.sees("● 7")
        await person.press("ctrl+z")
        await person.until("Wohnen Sie hier in der Siedlung?")
        assert not person.sees("●")
        await person.press("u", "u")
        await person.until("nothing to take back")
        with open_project(project_file) as another_window:
            (draft,) = another_window.drafts()
        assert dict(draft.answers)["/data/prob"] == ""


async def test_the_first_answer_that_is_missing_is_one_key_away(project_file: Path) -> None:
    async with in_the_hallway(project_file) as person:
        await person.press("1", "enter", "1", "enter", "escape", "2")
        await person.until("Please answer this question.")
        assert person.sees("offene, kostenlose Sprechstunde")
