"""The menu of a conversation: a key means one thing, whatever form is asked and in which screen."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.form.building import form, question
from tests.tui.conftest import (
    Person,
    begin_at,
    in_the_hallway,
    trying,
)

DANGEROUS = {"A", "X"}
SAME = ("Jump to a question", "Note on this question", "Take the last answer back", "Help")


async def _menu(person: Person) -> Mapping[str, str]:
    """The words of the menu by their keys."""
    await person.press("escape")
    await person.until("○ Jump to a question")
    items = (line.replace("›", " ").split("○") for line in person.lines() if "○" in line)
    listed = [(key.strip(), words.strip()) for key, words in items]
    await person.press("escape")
    assert len(dict(listed)) == len(listed), "two items have one key"
    return dict(listed)


async def test_an_item_has_the_same_key_in_every_menu(project_file: Path, tmp_path: Path) -> None:
    async with in_the_hallway(project_file) as person:
        hallway = await _menu(person)
        await person.press("escape", "x")
        await person.choose("Yes, discard")
        await begin_at(person, "topics")
        door = await _menu(person)
    async with trying(form(tmp_path, question("text", "one"))) as author:
        preview = await _menu(author)
    assert "B" in hallway
    assert "B" not in preview  # it has one language, and nothing moves up because of that
    for menu in (door, preview):
        for key in set(menu) & set(hallway) - {"X"}:
            assert menu[key] == hallway[key]
        assert set(SAME) <= set(menu.values())
    assert hallway["A"] == "The person breaks off"
    assert hallway["X"] == "Discard: opened by mistake"
    assert preview["F"] == "Show how it went, and leave"
    assert "A" not in preview


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_what_ends_an_interview_stands_apart_from_the_rest(
    project_file: Path, size: tuple[int, int]
) -> None:
    async with in_the_hallway(project_file, size=size) as person:
        await person.press("escape", "end")
        await person.until("X ○ Discard")
        lines = person.lines()
        first = next(n for n, line in enumerate(lines) if "The person breaks off" in line)
        assert lines[first - 1].strip() == ""
        assert lines[first - 2].split()[0] not in DANGEROUS
