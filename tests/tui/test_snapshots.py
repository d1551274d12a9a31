"""How the screens at the door look, letter by letter and in which look, at three sizes.

After a change that is meant, `python -m tests.tui.test_snapshots` takes them anew; look at the
difference before it is kept.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from rich.style import Style

from surveykit.setting_up import new_example
from surveykit.text import from_right
from surveykit.tui.themes import Role, styles
from tests.tui.conftest import NOW, Person, at_work

SNAPSHOTS = Path(__file__).parent / "snapshots"
SIZES = ((60, 18), (80, 24), (120, 40))
LETTERS: dict[Role, str] = {
    "text": ".", "strong": "S", "quiet": "q", "rule": "r", "cap": "c", "chosen": "X",
    "complaint": "!", "field": "f", "caret": "^", "bar": "b", "key": "k", "light": "l",
    "dark": "d",
}  # fmt: skip
"""What stands below a letter for its role."""


async def _question(person: Person) -> None:
    await person.press("1")


async def _ladder(person: Person) -> None:
    await person.press("1", "1")


async def _several(person: Person) -> None:
    await person.press("1", "1", "7", "1", "3")


async def _spoken(person: Person, name: str) -> None:
    await person.press("l")
    await person.choose(name)
    await person.press()


async def _two_languages(person: Person) -> None:
    await _several(person)
    await _spoken(person, "Türkçe")
    await person.press("b")


async def _from_right(person: Person) -> None:
    await _several(person)
    await _spoken(person, from_right.as_painted("العربية"))


async def _from_right_beside(person: Person) -> None:
    await _from_right(person)
    await person.press("b")


async def _noted(person: Person) -> None:
    await person.press("n")
    await person.type("hesitated [long] 界")
    await person.press("enter")


async def _menu(person: Person) -> None:
    await person.press("1", "escape")
    await person.until("Menu")


async def _phone(person: Person) -> None:
    await person.press("escape")
    await person.choose("QR code for the resident")
    await person.until("What shall the phone")
    await person.press("1")


SCENES: dict[str, Callable[[Person], Awaitable[None]]] = {
    "question": _question, "ladder": _ladder, "several": _several,
    "two_languages": _two_languages, "from_right": _from_right,
    "from_right_beside": _from_right_beside, "note": _noted, "menu": _menu, "phone": _phone,
}  # fmt: skip


async def taken(project: Path, scene: str) -> str:
    """The scene in the theme for the sun at each size, with the other looks below the smallest."""
    parts = []
    for width, height in SIZES:
        path = Path(shutil.copy(project, project.with_name(f"{scene}{width}.survey")))
        async with at_work(path, "hallway", size=(width, height), one_key=True) as person:
            await person.until("Hätten Sie eine Minute?")
            await SCENES[scene](person)
            await person.press()
            parts.append(f"{width} × {height}\n\n{_seen(person, looks=width == SIZES[0][0])}\n")
    return "\n".join(parts)


def _seen(person: Person, *, looks: bool) -> str:
    strips = person.app.screen._compositor.render_strips()
    lines = [strip.text.rstrip() for strip in strips]
    if looks:
        looks_of = styles(person.app.theme, "truecolor")
        letters = {_key(looks_of[role]): letter for role, letter in reversed(LETTERS.items())}
        lines += ["", *("".join(
            letters.get(_key(segment.style), "?") * len(segment.text) for segment in strip
        ).rstrip(".") for strip in strips)]  # fmt: skip
    return "\n".join(lines)


def _key(style: Style | None) -> tuple[object, ...]:
    assert style
    return str(style.color), str(style.bgcolor), bool(style.bold), bool(style.italic)


@pytest.mark.parametrize("scene", SCENES)
async def test_a_screen_looks_as_it_was_looked_at(
    scene: str, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(from_right, "_turned", [True])
    seen = await taken(Path(shutil.copy(example, tmp_path / "example.survey")), scene)
    assert _timeless(seen) == (SNAPSHOTS / f"{scene}.txt").read_text(encoding="utf-8")


def _timeless(seen: str) -> str:
    """Without the time, which the zone of the machine shifts."""
    local = NOW.astimezone()
    return seen.replace(f"{local:%H:%M:%S}", "18:42:07")


async def _take() -> None:
    from_right.turn(by_us=True)
    folder = Path(tempfile.mkdtemp())
    new_example(folder / "example.survey", "A", now=NOW).close()
    for scene in SCENES:
        seen = _timeless(await taken(folder / "example.survey", scene))
        (SNAPSHOTS / f"{scene}.txt").write_text(seen, encoding="utf-8", newline="\n")
    shutil.rmtree(folder)


if __name__ == "__main__":
    asyncio.run(_take())
