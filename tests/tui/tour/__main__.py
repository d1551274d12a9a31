"""A guided tour of the app, as the pictures of the README.

`python -m tests.tui.tour` draws them anew, in DejaVu Sans Mono; look at them before they are kept.
"""

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PIL.Image import Image

from surveykit import demo, exchange, setting_up
from surveykit.bundled import SITES
from surveykit.text import _, from_right
from tests.tui.conftest import Person, at_work, to_the_desk
from tests.tui.raster import Pen, picture

PICTURES = Path(__file__).parent
COLOURS = 16
"""Of a picture; the letters of a theme have few and the rest are their edges."""
NOW = datetime(2027, 3, 15, 16, 42, 7, tzinfo=UTC)


@dataclass(frozen=True)
class Stop:
    """What the person does until the screen stands, and how the window looks."""

    go: Callable[[Person], Awaitable[None]]
    size: tuple[int, int] = (80, 24)
    theme: str = "sun"
    language: str = "en"
    laptops: int = 1
    """Whose interviews are in the project: one team's while it is under way, or both."""


async def _round(person: Person) -> None:
    await person.until("94 ")
    await person.press(*["down"] * 3, "1", "3")
    await person.until("When does it suit?")
    await person.type("Di 17 Uhr")
    await person.press("enter")
    await person.until("later: tomorrow 17:00")


async def _interview(person: Person) -> None:
    await person.until("94 ")
    await person.press(*["down"] * 3, "enter")
    await person.until("Guten Tag")


async def _asked_in(person: Person, language: str) -> None:
    await person.press("l")
    await person.choose(language)
    await person.press()


TO_THE_FORECAST = ("enter", "1", "1", "2", "enter", "6")


async def _opening(person: Person) -> None:
    await _interview(person)
    await person.press(*TO_THE_FORECAST, "backspace")


async def _question(person: Person) -> None:
    await _interview(person)
    await _asked_in(person, "English")
    await person.press(*TO_THE_FORECAST)


async def _two_languages(person: Person) -> None:
    await person.until("94 ")
    await person.press("h")
    await person.until("Hätten Sie")
    await person.press("1", "1", "7", "1", "3")
    await _asked_in(person, from_right.as_painted("العربية"))
    await person.press("b")


async def _phone(person: Person) -> None:
    await _interview(person)
    await person.press("escape")
    await person.choose("QR code for the resident")
    await person.until("What shall the phone")
    await person.press("1")


async def _desk(person: Person) -> None:
    await to_the_desk(person)
    await person.press("4")
    await person.until("58 (03/27)")  # the curve is reckoned beside the rest
    await person.press("1")


async def _parameters(person: Person) -> None:
    await _desk(person)
    await person.press("p")
    await person.until("Verdict so far")
    await person.press(*["down"] * 6, *"++++")
    await person.until("With these values: Regular hour on trial, every two weeks")


STOPS = {
    "opening": Stop(_opening, language="de"),
    "round": Stop(_round),
    "question": Stop(_question),
    "two_languages": Stop(_two_languages, theme="dim"),
    "phone": Stop(_phone),
    "desk": Stop(_desk, (120, 40), laptops=2),
    "parameters": Stop(_parameters, (120, 40), laptops=2),
}


async def draw(folder: Path) -> None:
    """Write the picture of each stop into this folder."""
    from_right.turn(by_us=True)
    pen = Pen.with_letters()
    with tempfile.TemporaryDirectory() as scratch:
        projects = _projects(Path(scratch))
        for name, stop in STOPS.items():
            image = await _drawn(stop, projects[stop.laptops], pen)
            image.quantize(COLOURS).save(folder / f"{name}.png", optimize=True)


async def _drawn(stop: Stop, project: Path, pen: Pen) -> Image:
    path = project.parent / "copy" / "Lindenhof.survey"
    path.parent.mkdir()
    shutil.copy(project, path)
    async with at_work(
        path, size=stop.size, clock=lambda: NOW, one_key=True, language=stop.language
    ) as person:
        person.app.theme = stop.theme
        await person.until(_("Passphrase"))
        await person.type(demo.PASSPHRASE)
        await person.press("enter")
        await person.until("Lindenhof")
        await stop.go(person)
        await person.press()
        image = picture(person.app.screen._compositor.render_strips(), pen)
    shutil.rmtree(path.parent)
    return image


def _projects(folder: Path) -> dict[int, Path]:
    """Example B with the interviews of so many laptops."""
    with demo.surveyed("B", folder, today=NOW.date(), tell=lambda _words: None) as both:
        handovers = sorted(folder.glob("*.handover"))
    half = folder / "half.survey"
    site = SITES / "B.xlsx"
    with setting_up.new_project(half, site, passphrase=demo.PASSPHRASE, now=NOW) as made:
        assert [*exchange.merge(made, handovers[:1])]
    return {1: half, 2: both.path}


if __name__ == "__main__":
    os.environ["TZ"] = "Europe/Berlin"
    time.tzset()
    asyncio.run(draw(PICTURES))
