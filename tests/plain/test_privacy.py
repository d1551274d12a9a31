"""What was said is hidden, and a protected project is closed while nobody is there."""

import io
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from surveykit import text
from surveykit.bundled import SITES
from surveykit.cli import main
from surveykit.plain.dialogue import Dialogue
from surveykit.plain.privacy import Privacy
from surveykit.plain.round import PlainRound
from surveykit.setting_up import new_project
from surveykit.workflow import Project
from tests.plain.conftest import NOW

PASSPHRASE = "three wet dogs"  # noqa: S105


@pytest.fixture(scope="module")
def locked_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project under `PASSPHRASE`."""
    path = tmp_path_factory.mktemp("locked") / "locked.survey"
    new_project(path, SITES / "A.xlsx", passphrase=PASSPHRASE, now=NOW).close()
    return path


@pytest.fixture
def locked(locked_file: Path) -> Iterator[Project]:
    """The same, open."""
    with Project.open(locked_file, PASSPHRASE) as opened:
        yield opened


class Laptop:
    """Lines that come after some time, and passphrases typed one after the other."""

    def __init__(self, lines: list[tuple[int, str]], *passphrases: str) -> None:
        self._lines, self._passphrases = iter(lines), iter(passphrases)
        self.now, self.waited = 0.0, 0.0
        self.source = io.StringIO()
        self.source.readline = self._readline  # type: ignore[method-assign, assignment]

    def _readline(self) -> str:
        seconds, line = next(self._lines, (0, ""))
        self.now += seconds
        return f"{line}\n" if seconds else ""

    def go_round(self, project: Project) -> str:
        """What is said."""
        said = io.StringIO()
        with text.speaking("en"), suppress(EOFError):
            dialogue = Dialogue(self.source, said)
            privacy = Privacy(
                project,
                dialogue,
                lambda: next(self._passphrases),
                lambda: NOW + timedelta(seconds=self.now),
                lambda: 0.0,  # the other clock stands still, as in sleep
                self._wait,
            )
            round_ = PlainRound(project, dialogue, lambda: NOW, privacy.hide)
            round_.run(hallway=False)
        return said.getvalue()

    def _wait(self, seconds: float) -> None:
        self.waited += seconds


def test_hidden_the_project_is_locked_until_the_passphrase_is_right(locked: Project) -> None:
    laptop = Laptop([(1, ":hide"), (1, "1"), (1, "1")], "wrong one", PASSPHRASE)
    said = laptop.go_round(locked)
    hidden = said.partition("Hidden. What was entered is safe.")[2]
    assert hidden.startswith("\nIt stays locked.")
    assert "Wait 1 second." in hidden
    assert laptop.waited == 1
    assert "Saved: A-3-0-1, nobody home" in hidden


def test_what_is_typed_after_a_long_absence_counts_for_nothing(locked: Project) -> None:
    before = len(locked.attempts())
    said = Laptop([(1, "5"), (301, "1"), (1, "2")], PASSPHRASE).go_round(locked)
    assert "Nobody was here for a while, so the project was locked." in said
    assert "Saved: A-3-2-1, refused" in said
    assert len(locked.attempts()) == before + 1


def test_who_is_there_is_not_asked_again(locked: Project) -> None:
    assert "locked" not in Laptop([(299, "5"), (299, "<")]).go_round(locked)


def test_without_a_passphrase_hiding_waits_for_enter(project: Project) -> None:
    said = Laptop([(1, ":hide"), (1000, ""), (1, ":quit")]).go_round(project)
    assert "Hidden. What was entered is safe." in said
    assert "locked" not in said


def test_a_passphrase_that_nobody_can_type_is_asked_for_by_its_variable(
    locked_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SURVEYKIT_PASSPHRASE", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    assert main(["interview", str(locked_file), "--plain", "--language", "en"]) == 2
    assert "Set the variable SURVEYKIT_PASSPHRASE." in capsys.readouterr().err


def test_a_form_is_tried_out_through_a_pipe(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(":end\n"))
    form = Path(__file__).parents[2] / "forms" / "hallway_quick.xlsx"
    assert main(["form", "preview", str(form), "--plain", "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert "Preview – nothing is stored" in said
    assert "This would keep the form from being finished" in said
