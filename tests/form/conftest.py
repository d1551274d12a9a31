"""The tests of the engine read its sentences in English."""

from collections.abc import Iterator

import pytest

from surveykit.text import speaking


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with speaking("en"):
        yield
