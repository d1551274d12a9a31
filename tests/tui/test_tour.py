"""The pictures of the README are those that the tour draws, and small."""

from pathlib import Path

import pytest

from tests.tui.tour.__main__ import PICTURES, STOPS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", STOPS)
def test_the_readme_shows_every_stop_of_the_tour(name: str) -> None:
    picture = PICTURES / f"{name}.png"
    shown = picture.relative_to(ROOT).as_posix()
    assert f"]({shown})" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert picture.stat().st_size < 40_000
