"""The key bar says what Enter does, and says nothing of it where it would be refused."""

from pathlib import Path

from surveykit.form import Form
from tests.form.building import form, question
from tests.tui.conftest import Author, trying

FRUIT = [{"list_name": "fruit", "name": one, "label": one} for one in ("apple", "pear", "plum")]


def _bar(author: Author) -> str:
    return " ".join(author.lines()[-1].split())


def _form(folder: Path, kind: str, *, required: bool, appearance: str = "") -> Form:
    """One question of this kind, behind which another one comes."""
    asked = question(kind, "here", required="yes" if required else "", appearance=appearance)
    return form(folder, asked, question("text", "behind"), choices=FRUIT)


async def test_where_the_mark_was_led_enter_takes_the_answer(tmp_path: Path) -> None:
    async with trying(_form(tmp_path, "select_one fruit", required=False)) as author:
        assert _bar(author).startswith("Enter skip")
        await author.press("down")
        assert _bar(author).startswith("Enter take")
        await author.press("enter")
        assert author.stored("here") == "apple"
        await author.press("pageup")
        assert _bar(author).startswith("Enter next")


async def test_a_question_that_must_be_answered_is_never_said_to_be_skipped(
    tmp_path: Path,
) -> None:
    for kind, appearance, keys in (
        ("select_one fruit", "", ["down"]),
        ("select_one fruit", "minimal", ["p"]),
        ("select_one fruit", "likert", ["right"]),
        ("select_multiple fruit", "", ["1"]),
        ("rank fruit", "", ["2"]),
        ("integer", "", ["7"]),
        ("text", "multiline", ["x"]),
    ):
        asked = _form(tmp_path, kind, required=True, appearance=appearance)
        async with trying(asked) as author:
            assert "Enter" not in _bar(author), kind
            await author.press("enter")
            assert author.asked == "here"
            await author.press(*keys)
            assert _bar(author).startswith("Enter "), kind
            assert "skip" not in _bar(author)
            await author.press("enter")
            assert author.stored("here") != "", kind


async def test_what_may_be_skipped_is_said_to_be(tmp_path: Path) -> None:
    for kind, keys in (
        ("select_multiple fruit", ["1"]),
        ("rank fruit", ["2"]),
        ("integer", ["7"]),
        ("range", ["right"]),
        ("text", ["x"]),
    ):
        async with trying(_form(tmp_path, kind, required=False)) as author:
            assert _bar(author).startswith("Enter skip"), kind
            await author.press(*keys)
            assert _bar(author).startswith("Enter next"), kind
