"""What all tests share: each begins in German, whatever the one before spoke."""

from collections.abc import Iterator

import pytest

from surveykit import text


@pytest.fixture(autouse=True)
def _speaks_german() -> Iterator[None]:
    text.use(text.DEFAULT)
    yield
    text.use(text.DEFAULT)
