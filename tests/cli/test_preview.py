"""`form preview` with its options; the screens themselves are tested in `tests/tui`."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from surveykit.cli import main
from surveykit.tui.preview_app import PreviewApp
from tests.form.building import question, workbook


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form in two languages with a list beside it."""
    rows = [
        {"type": "select_one_from_file town.csv", "name": "town",
         "label::Deutsch (de)": "Welcher Ort?", "label::English (en)": "Which town?"},
    ]  # fmt: skip
    return workbook(tmp_path / "f.xlsx", rows, default_language="Deutsch (de)")


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What stands on the first screen; the app is then left by its menu."""
    lines: list[str] = []

    async def look(pilot: Pilot[None]) -> None:
        await pilot.pause()
        screen = pilot.app.screen
        lines.extend(strip.text for strip in screen._compositor.render_strips())
        await pilot.press("escape")
        await pilot.pause()
        menu = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        leave = re.search(r"(\w) +. (Leave at once|Sofort beenden)", menu)
        assert leave, menu
        await pilot.press(leave[1].lower())

    monkeypatch.setattr("surveykit.cli.preview.insist_on_a_person", lambda: None)
    monkeypatch.setattr(
        PreviewApp, "run_quietly", lambda self: self.run(headless=True, auto_pilot=look)
    )
    return lines


def test_a_preview_needs_somebody_at_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = workbook(tmp_path / "f.xlsx", [question("text", "a")])
    assert main(["form", "preview", str(form), "--language", "en"]) == 2
    assert "needs a keyboard and a screen" in capsys.readouterr().err


def test_the_form_is_shown_in_its_language_with_the_list_beside_it(
    form: Path, tmp_path: Path, seen: list[str]
) -> None:
    media = tmp_path / "lists"
    media.mkdir()
    (media / "town.csv").write_text("name,label\nb,Berlin\n", encoding="utf-8")
    assert main(["form", "preview", str(form), "--media", str(media), "--language", "en"]) == 0
    shown = "\n".join(seen)
    assert "Which town?" in shown
    assert "Berlin" in shown
    assert "nothing is stored" in shown


def test_a_list_that_is_not_there_is_told(
    form: Path, seen: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["form", "preview", str(form), "--language", "de"]) == 0
    assert "Welcher Ort?" in "\n".join(seen)
    assert "town.csv" in capsys.readouterr().err
