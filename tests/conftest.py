"""What all tests share: each begins in German, whatever the one before spoke."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from surveykit import text

# No clock decides over a property; and what lands is judged by the same examples every time.
settings.register_profile("here", deadline=None)
settings.register_profile("landing", deadline=None, derandomize=True)
settings.load_profile("landing" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def _speaks_german() -> Iterator[None]:
    text.use(text.DEFAULT)
    yield
    text.use(text.DEFAULT)
