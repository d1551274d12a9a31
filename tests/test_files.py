"""A file on a person's disk is the old one or the new one, never half of either."""

from pathlib import Path

import pytest

from surveykit.files import CannotWriteError, FileExistsAlreadyError, write_whole


def test_a_new_file_replaces_the_old_one(tmp_path: Path) -> None:
    write_whole(tmp_path / "new folder" / "a.txt", b"old")
    write_whole(tmp_path / "new folder" / "a.txt", b"new")
    assert (tmp_path / "new folder" / "a.txt").read_bytes() == b"new"
    assert len(list((tmp_path / "new folder").iterdir())) == 1


def test_what_must_not_be_replaced_stays(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")
    with pytest.raises(FileExistsAlreadyError, match=r"a\.txt"):
        write_whole(tmp_path / "a.txt", b"new", replace=False)
    assert (tmp_path / "a.txt").read_bytes() == b"old"


def test_after_a_fault_the_old_file_stands_and_nothing_is_left_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(b"old")

    def held_open(*_names: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "replace", held_open)  # as Windows does while Excel has it open
    with pytest.raises(CannotWriteError):
        write_whole(tmp_path / "a.txt", b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_drive_that_knows_no_owners_can_be_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_mode: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(Path, "chmod", unsupported)  # as a share in a file manager's folder does
    write_whole(tmp_path / "a.txt", b"new", private=True)
    assert (tmp_path / "a.txt").read_bytes() == b"new"
