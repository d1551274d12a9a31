"""The code after an interview: copied from the screen, read aloud, gone at the next key."""

from pathlib import Path

import pytest
import zxingcpp

from surveykit.asking.erasure_card import spelled
from surveykit.fieldwork.erasure_code import RANDOM_BITS, id_of, new_code
from surveykit.text import speaking
from surveykit.tui.screens.erasure_code import ErasureCodeScreen
from surveykit.tui.screens.interview import InterviewScreen
from surveykit.tui.widgets.drawing.large import HEIGHT, SYMBOLS, enlarged
from tests.tui.conftest import PASSPHRASE, Person, answer_everything, at_work
from tests.tui.raster import picture

CODE = "7KM0-BD8S-Z2G6"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's Base32, as published


async def finish_in_the_hallway(person: Person) -> None:
    await person.until("Hätten Sie eine Minute?")
    await answer_everything(person)
    await person.until("Erasure code of the answers")


def code_on(person: Person) -> str:
    """The code as it stands there in ordinary letters."""
    groups = [line.split("    ")[1].replace(" ", "") for line in person.lines() if " · " in line]
    return "-".join(groups)


async def test_the_code_on_the_screen_is_that_of_the_record(project_file: Path) -> None:
    async with at_work(project_file, "hallway") as person:
        await finish_in_the_hallway(person)
        (record,) = person.project.records()
        assert id_of(code_on(person)) == record.id
        for row in enlarged(code_on(person)):
            assert any(row.rstrip() in line for line in person.lines())


async def test_the_next_key_takes_the_code_away_and_may_bring_it_back(project_file: Path) -> None:
    async with at_work(project_file, "hallway") as person:
        await finish_in_the_hallway(person)
        code = code_on(person)
        await person.press("enter")
        await person.until("Is the code on the respondent's card?")
        assert code_on(person) == ""
        assert "█" not in "".join(person.lines())
        await person.press("enter", "enter", "x")  # a key held down too long loses nothing
        assert person.sees("Is the code on the respondent's card?")
        await person.press("2")
        await person.until("Erasure code of the answers")
        assert code_on(person) == code
        await person.press("x", "1")
        await person.until("○ Ja")
        assert code not in " ".join(person.lines())


@pytest.mark.parametrize("key", ["f4", "ctrl+l"])
async def test_hiding_and_locking_hide_the_code(project_file: Path, key: str) -> None:
    async with at_work(project_file, "hallway") as person:
        await finish_in_the_hallway(person)
        code = code_on(person)
        await person.press(key)
        await person.until("F4 goes on.")
        assert "█" not in "".join(person.lines())
        assert code_on(person) == ""
        await person.press("f4")
        await person.until("Erasure code of the answers")
        assert code_on(person) == code


async def test_a_lock_gives_the_code_to_nobody_without_the_passphrase(locked_file: Path) -> None:
    async with at_work(locked_file, "hallway") as person:
        await person.until("Passphrase")
        await person.type(PASSPHRASE)
        await person.press("enter")
        await finish_in_the_hallway(person)
        code = code_on(person)
        await person.press("ctrl+l")
        await person.until("Locked.")
        assert code_on(person) == ""
        await person.type(PASSPHRASE)
        await person.press("enter")
        await person.until("Erasure code of the answers")
        assert code_on(person) == code


async def test_an_interview_broken_off_late_has_its_code_shown_too(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("doors")
        await person.press("enter")
        screen = person.app.screen
        assert isinstance(screen, InterviewScreen)
        for name, text in (("adult", "yes"), ("consent", "yes"), ("main/prob", "7")):
            screen.interview.answer(f"/data/{name}", text)
        await screen.chosen("break_off")
        await person.until("Does the person want to stop?")
        await person.press("2")
        await person.until("Erasure code of the answers")
        (record,) = person.project.records()
        assert record.partial
        assert id_of(code_on(person)) == record.id
        await person.press("x", "1")
        await person.until("doors")


@pytest.mark.parametrize("size", [(80, 24), (79, 20), (60, 18), (48, 14)])
async def test_the_whole_code_is_there_in_every_window(
    project_file: Path, size: tuple[int, int]
) -> None:
    async with at_work(project_file, size=size) as person:
        await person.until("doors")
        await person.app.push_screen(ErasureCodeScreen(CODE, "Erasure code"))
        await person.until("Erasure code")
        assert code_on(person) == CODE
        assert person.sees("There is no I, L, O or U.")
        large = [row.rstrip() for row in enlarged(CODE)]
        assert all(any(row in line for line in person.lines()) for row in large) == (size[0] >= 79)


async def test_the_respondent_reads_about_its_letters_in_their_language(project_file: Path) -> None:
    async with at_work(project_file, "hallway") as person:
        await finish_in_the_hallway(person)
        assert person.sees("0 is zero. There is no I, L, O or U.")
        assert person.sees("0 ist die Ziffer Null.")


def test_every_symbol_of_a_code_has_a_shape_unlike_all_others() -> None:
    assert set(ALPHABET) == SYMBOLS
    shapes = {symbol: "\n".join(enlarged(symbol)) for symbol in ALPHABET}
    for symbol, shape in shapes.items():
        assert [len(row) for row in shape.split("\n")] == [5] * HEIGHT
        unlike = [
            sum(mine != theirs for mine, theirs in zip(shape, other, strict=True))
            for name, other in shapes.items()
            if name != symbol
        ]
        assert min(unlike) >= 2, symbol


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_letter_is_said_by_a_word_of_its_own(language: str) -> None:
    with speaking(language):
        for number in (0, 2**RANDOM_BITS - 1, 0x2B_DC54_5D6B_4B87, 0x5A_1234_5678_9ABC):
            code = new_code(number)
            for group, said in spelled(code):
                for symbol, word in zip(group, said.split(" · "), strict=True):
                    assert word[0] == symbol or symbol == "0"
                    assert len(word) > 3 or symbol in "123456789"


def test_german_letters_are_said_as_din_5009_says_them() -> None:
    with speaking("de"):
        assert spelled("7KM0-QVXY-123Z") == [
            ("7KM0", "7 · Köln · München · Null"),
            ("QVXY", "Quickborn · Völklingen · Xanten · Ypsilon"),
            ("123Z", "1 · 2 · 3 · Zwickau"),
        ]


async def test_a_phone_takes_the_code_from_the_screen(project_file: Path) -> None:
    async with at_work(project_file, "hallway") as person:
        await finish_in_the_hallway(person)
        code = code_on(person)
        await person.press("q")
        await person.until("Any key closes this.")
        strips = person.app.screen._compositor.render_strips()
        (read,) = zxingcpp.read_barcodes(picture(strips).convert("L"))
        assert f"Ihr Löschcode: {code}" in read.text
        await person.press("f4")
        assert not zxingcpp.read_barcodes(
            picture(person.app.screen._compositor.render_strips()).convert("L")
        )
        await person.press("f4", "x")
        await person.until("Erasure code of the answers")
        assert code_on(person) == code
