"""Nothing needs a mouse, everything accepts one: keys, bars, scales, grids and pages."""

from pathlib import Path

from tests.tui.conftest import Person, at_work, begin_at, in_the_hallway


async def click_on(person: Person, words: str) -> None:
    """Click in the middle of these words."""
    [(x, y)] = [(line.index(words), y) for y, line in enumerate(person.lines()) if words in line]
    await person.click(x + len(words) // 2, y)
    await person.press()


def stored(person: Person, name: str) -> str:
    """The answer that is on the disk."""
    (draft,) = person.project.drafts()
    given = {ref.rpartition("/")[2]: text for ref, text in draft.answers}
    return given[name]


async def test_the_words_of_the_key_bar_can_be_clicked(project_file: Path) -> None:
    async with in_the_hallway(project_file) as person:
        await click_on(person, "? help")
        await person.until("Answering")
        await click_on(person, "Esc back")
        await person.until("Hätten Sie eine Minute?")
        await click_on(person, "N note")
        await person.until("Note on:")
        await click_on(person, "Enter take")
        await click_on(person, "Esc menu")
        await person.until("Jump to a question")


async def test_dont_know_and_no_answer_can_be_clicked(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await begin_at(person, "known")
        await click_on(person, "weiß nicht")
        assert stored(person, "known") == "dont_know"
        await click_on(person, " R ")
        assert stored(person, "known") == "no_answer"


async def test_a_step_of_the_ladder_can_be_clicked(project_file: Path) -> None:
    async with at_work(project_file, size=(60, 18)) as person:
        await begin_at(person, "prob")
        await click_on(person, " 4 ")
        assert stored(person, "prob") == "4"


async def test_a_band_of_the_grid_can_be_clicked(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await begin_at(person, "slots")
        [(y, line)] = [(y, one) for y, one in enumerate(person.lines()) if "Mittwoch" in one]
        first = line.index("□")
        await person.click(first + 2, y)
        await person.press()
        await person.click(line.index("□", first + 1) + 2, y)
        await person.press()
        assert stored(person, "slots") == "we_1 we_2"


async def test_another_question_of_the_page_can_be_clicked(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await begin_at(person, "site_id")
        await click_on(person, "Wird übersetzt?")
        assert any("▌ Wird übersetzt?" in line for line in person.lines())
