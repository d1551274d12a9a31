"""Somebody who types lines and reads lines."""

import io
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from surveykit import text
from surveykit.plain.dialogue import Dialogue
from surveykit.plain.round import PlainRound
from surveykit.setting_up import new_example
from surveykit.workflow import Project, open_project

collect_ignore = [] if os.name == "posix" else ["test_gone.py"]
"""Windows removes no open file."""

NOW = datetime(2027, 1, 14, 17, 42, 7, tzinfo=UTC)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Example site A with nothing asked yet."""
    path = tmp_path_factory.mktemp("plain") / "example.survey"
    new_example(path, "A", now=NOW).close()
    return path


@pytest.fixture
def project(example: Path, tmp_path: Path) -> Iterator[Project]:
    """A project of one's own."""
    with open_project(Path(shutil.copy(example, tmp_path / "Muehlgraben.survey"))) as opened:
        yield opened


def go_round(project: Project, lines: str, language: str = "en", *, hallway: bool = False) -> str:
    """The whole conversation, from the first line to the last that is typed."""
    said = io.StringIO()
    with text.speaking(language), suppress(EOFError):
        dialogue = Dialogue(io.StringIO(lines), said)
        PlainRound(project, dialogue, lambda: NOW, lambda: None).run(hallway=hallway)
    return said.getvalue()
