"""Line by line: a project that is taken away, and an interview in two windows."""

import io
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from surveykit import text
from surveykit.interviewing import resume
from surveykit.plain.dialogue import Dialogue
from surveykit.plain.privacy import Privacy
from surveykit.plain.round import PlainRound
from surveykit.workflow import Project, open_project
from tests.plain.conftest import NOW

_Happening = Callable[[], object]


def go_round(project: Project, lines: str, happenings: Mapping[int, _Happening]) -> str:
    """What is said; something happens just before the line of this number is typed."""
    typed, said = iter(enumerate(lines.splitlines(keepends=True))), io.StringIO()

    def readline() -> str:
        number, line = next(typed, (-1, ""))
        happenings.get(number, lambda: None)()
        return line

    source = io.StringIO()
    source.readline = readline  # type: ignore[method-assign, assignment]
    with text.speaking("en"), suppress(EOFError):
        dialogue = Dialogue(source, said)
        privacy = Privacy(project, dialogue, lambda: None, lambda: NOW, lambda: 0.0)
        PlainRound(project, dialogue, lambda: NOW, privacy.hide).run(hallway=False)
    return said.getvalue()


def test_an_interview_goes_on_elsewhere(
    example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    with open_project(Path(shutil.copy(example, stick / "M.survey"))) as project:
        said = go_round(project, "1\n\n\n1\n1\n1\n:pause\n", {4: lambda: shutil.rmtree(stick)})
        refused, found = said.index("no longer in its place; it was removed"), said.index("Saved: ")
        assert found < refused < said.index(str(tmp_path / "M-rescued.survey"))
        assert "Saved: Ja, jetzt" in said[refused:]
        [draft] = project.drafts()
        assert dict(draft.answers)["/data/consent"] == "yes"
        assert project.path == tmp_path / "M-rescued.survey"


def test_what_another_window_entered_is_said_and_stands(project: Project) -> None:
    def there() -> None:
        with open_project(project.path) as other:
            resume(other, other.drafts()[0], lambda: NOW).answer("/data/consent", "later")

    said = go_round(project, "1\n\n\n1\n1\n:pause\n", {4: there})
    told = said.partition("another window goes on with this interview")[2]
    assert "Möchten Sie mitmachen?" in told
    assert "Answer so far: Ja, aber später" in told
    [draft] = project.drafts()
    assert dict(draft.answers)["/data/consent"] == "later"
