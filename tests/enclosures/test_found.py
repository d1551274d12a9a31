"""Files that answers name are found as they were dropped."""

import os
from pathlib import Path

import pytest

from surveykit import text
from surveykit.enclosures import NoSuchEnclosureError, find_enclosure


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "Haus 1.png"
    path.write_bytes(b"one")
    return path


@pytest.mark.parametrize("form", ["{path}", "'{path}'", '"{path}"', "{uri}"])
def test_a_dropped_file_is_found(picture: Path, form: str) -> None:
    assert find_enclosure(form.format(path=picture, uri=picture.as_uri())) == picture


@pytest.mark.parametrize("typed", ["", "nirgends.png", ".", "\0"])
def test_what_is_no_file_is_told(typed: str) -> None:
    with text.speaking("en"), pytest.raises(NoSuchEnclosureError) as refusal:
        find_enclosure(typed)
    assert "cannot be read" in refusal.value.what


def test_the_home_of_somebody_unknown_is_a_missing_file() -> None:
    with text.speaking("en"), pytest.raises(NoSuchEnclosureError) as refusal:
        find_enclosure("~nosuchuser/x.jpg")
    assert "there is no such file" in refusal.value.what


def test_what_never_ends_is_not_read() -> None:
    with pytest.raises(NoSuchEnclosureError):
        find_enclosure(os.devnull)
