"""Files that answers name are found as they were dropped, and kept once."""

import os
from pathlib import Path

import pytest

from surveykit import text
from surveykit.enclosures import (
    NoSuchEnclosureError,
    find_enclosure,
    keep_enclosure,
    name_of_copy,
)
from surveykit.form import Question
from surveykit.form.types import canonical

PICTURE = Question("/data/q", "q", "image")


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


def test_another_file_of_the_same_name_gets_a_number_and_the_same_one_does_not(
    picture: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    assert keep_enclosure(picture, folder) == "Haus 1.png"
    assert keep_enclosure(picture, folder) == "Haus 1.png"
    picture.write_bytes(b"two")
    assert keep_enclosure(picture, folder) == "Haus 1-2.png"
    assert (folder / "Haus 1.png").read_bytes() == b"one"
    assert (folder / "Haus 1-2.png").read_bytes() == b"two"


def test_the_home_of_somebody_unknown_is_a_missing_file() -> None:
    with text.speaking("en"), pytest.raises(NoSuchEnclosureError) as refusal:
        find_enclosure("~nosuchuser/x.jpg")
    assert "there is no such file" in refusal.value.what


def test_what_never_ends_is_not_read() -> None:
    with pytest.raises(NoSuchEnclosureError):
        find_enclosure(os.devnull)


@pytest.mark.parametrize("name", ["& b.jpg", "'q'", "'.'"])
def test_the_answer_is_the_name_of_the_copy(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "kept"
    for content in (b"one", b"two"):
        (tmp_path / name).write_bytes(content)
        kept = keep_enclosure(tmp_path / name, folder)
        assert canonical(PICTURE, kept) == kept
        assert (folder / kept).read_bytes() == content


@pytest.mark.parametrize(
    "name", [r"a\b.jpg", r"a\\b.jpg", "file:x.jpg", "a.j\x1bpg", "\\", "file:"]
)
def test_no_name_is_stored_other_than_it_is_called(tmp_path: Path, name: str) -> None:
    """Whatever the system that wrote it allows in names."""
    kept = name_of_copy(Path(name), tmp_path)
    assert canonical(PICTURE, kept) == kept
