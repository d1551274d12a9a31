"""A planner's own form in a real interview: what the bundled forms do not have is on disk too."""

import shutil
from datetime import timedelta
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from surveykit.bundled import SITES
from surveykit.fieldwork.record import Mode
from surveykit.interviewing import begin, resume
from surveykit.setting_up import new_project
from surveykit.tui.screens.interview import InterviewScreen
from tests.form.building import question, workbook
from tests.tui.conftest import NOW, at_work


async def test_persons_and_a_picture_are_kept_with_a_draft(tmp_path: Path) -> None:
    form = workbook(
        tmp_path / "household.xlsx",
        [
            question("begin_repeat", "person"),
            question("text", "who"),
            question("end_repeat", ""),
            question("image", "door"),
        ],
        form_id="household",
    )
    picture = tmp_path / "Tür 3.png"
    Image.new("RGB", (8, 8)).save(picture, "PNG", pnginfo=_telling("A1"))
    site = Path(shutil.copy(SITES / "A.xlsx", tmp_path))
    path = tmp_path / "own.survey"
    new_project(path, site, passphrase=None, now=NOW, forms=[form]).close()
    async with at_work(path) as person:
        await person.until("doors")
        interview = begin(person.project, "household", mode=Mode.DESK, clock=lambda: NOW)
        person.app.push_screen(InterviewScreen(interview))
        await person.press(*"Ida", "enter", "+", *"Bo", "enter", "+", *"Cem", "enter", "2")
        assert person.sees("Person 2 Who")
        await person.press("enter", "down", "down", "-")
        await person.until("Remove Person 2?")
        await person.press("2")
        await person.until("Person 2 – Cem")
        await person.press("enter", *f"'{picture}'", "enter")
        await person.until("That was the last question.")
        assert person.sees("without the time, place and device")
        (draft,) = person.project.drafts()
        (name,) = person.project.files_of_draft(draft.id)
        assert "Tür" not in name
        again = resume(person.project, draft, lambda: NOW + timedelta(days=1))
        assert again.entry.instance.answers() == {
            "person[1]/who": "Ida", "person[2]/who": "Cem", "door": name,
        }  # fmt: skip
        again.finish()
        [(file, content)] = person.project.files()
        assert (file.name, b"A1" in b"".join(content)) == (name, False)
    assert not [*tmp_path.glob("own-files*")]


def _telling(where: str) -> PngInfo:
    words = PngInfo()
    words.add_text("Comment", where)
    return words


async def test_a_form_of_ones_own_is_found_and_filled_in_from_the_round(tmp_path: Path) -> None:
    form = workbook(
        tmp_path / "bench.xlsx",
        [question("text", "where"), question("integer", "seats")],
        form_id="bench",
        form_title="Benches in the yard",
    )
    path = tmp_path / "own.survey"
    new_project(path, SITES / "A.xlsx", passphrase=None, now=NOW, forms=[form]).close()
    async with at_work(path) as person:
        await person.until("doors")
        await person.press("f")
        await person.until("Which form do you want to fill in?")
        await person.type("Benches")
        await person.press("enter")
        await person.until("Where")
        await person.press(*"yard", "enter", "4", "enter")
        await person.until("That was the last question.")
        await person.press("enter")
        await person.until("Erasure code of the answers")
        (record,) = person.project.records()
        assert (record.form, record.mode) == ("bench", Mode.HALLWAY)
        assert record.answers == {"where": "yard", "seats": "4"}
        assert not person.project.drafts()


async def test_the_year_that_a_date_was_given_is_shown_once_it_is_typed(tmp_path: Path) -> None:
    questions = [question("date", "born"), question("datetime", "seen"), question("text", "who")]
    form = workbook(tmp_path / "days.xlsx", questions, form_id="days")
    site = Path(shutil.copy(SITES / "A.xlsx", tmp_path))
    path = tmp_path / "own.survey"
    new_project(path, site, passphrase=None, now=NOW, forms=[form]).close()
    async with at_work(path) as person:
        await person.until("doors")
        interview = begin(person.project, "days", mode=Mode.DESK, clock=lambda: NOW)
        person.app.push_screen(InterviewScreen(interview))
        await person.until("Born")
        await person.press(*"24.12.", "enter")
        await person.until("✓ 24.12.2027")
        await person.press(*"gestern 17 Uhr", "enter")
        await person.until("✓ 13.01.2027 17:00")
        await person.press(*"Ida", "enter")
        await person.until("That was the last question.")
        assert not person.sees("✓ Ida")
