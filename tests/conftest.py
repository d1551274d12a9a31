"""What all tests share: each begins in German, whatever the one before spoke."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import settings

from surveykit import demo, exchange, setting_up, text

SURVEYED_ON = date(2027, 3, 15)
"""The day on which the example site was assessed."""

# No clock decides over a property; and what lands is judged by the same examples every time.
settings.register_profile("here", deadline=None)
settings.register_profile("landing", deadline=None, derandomize=True)
settings.load_profile("landing" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def _speaks_german() -> Iterator[None]:
    text.use(text.DEFAULT)
    yield
    text.use(text.DEFAULT)


@pytest.fixture(scope="session")
def lindenhof(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Example site B, surveyed by two laptops and merged, without a passphrase."""
    folder = tmp_path_factory.mktemp("lindenhof")
    path = folder / "lindenhof.survey"
    demo.surveyed("B", folder, today=SURVEYED_ON, tell=lambda _words: None).close()
    with setting_up.new_example(
        path, "B", now=datetime.combine(SURVEYED_ON, time(12), UTC)
    ) as made:
        assert len([*exchange.merge(made, sorted(folder.glob("*.handover")))]) == 2
    return path


@pytest.fixture
def lindenhof_file(lindenhof: Path, tmp_path: Path) -> Path:
    """A copy of one's own."""
    return Path(shutil.copy(lindenhof, tmp_path / "lindenhof.survey"))
