"""A file on a person's disk is the old one or the new one, never half of either."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from surveykit.files import (
    CannotWriteError,
    FileExistsAlreadyError,
    as_argument,
    open_with_system,
    write_whole,
)

NAMES = ["site.xlsx", "platz ä b.xlsx", "Müller (2).survey", "a & b.xlsx"]
MORE_NAMES = ['"quoted".xlsx', "it's.xlsx", "$HOME `id`!.xlsx"] if os.name == "posix" else []
"""Other systems allow no such names, or have no such signs."""


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


if sys.platform == "linux":

    def test_the_program_that_opens_a_file_is_not_told_the_passphrase(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opener = tmp_path / "xdg-open"
        opener.write_text(f"#!/bin/sh\nenv > {tmp_path}/told\n", encoding="utf-8")
        opener.chmod(0o700)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        monkeypatch.setenv("DISPLAY", ":0")
        monkeypatch.setenv("SURVEYKIT_PASSPHRASE", "seven red apples")
        monkeypatch.setattr(subprocess.Popen, "__del__", subprocess.Popen.wait)
        assert open_with_system(tmp_path / "a.pdf")
        told = (tmp_path / "told").read_text(encoding="utf-8")
        assert "DISPLAY=:0" in told
        assert "seven red apples" not in told


@pytest.mark.parametrize("name", [*NAMES, *MORE_NAMES])
def test_a_path_in_a_command_reaches_the_program_as_it_is(name: str) -> None:
    show = "import sys; sys.stdout.buffer.write(sys.argv[1].encode())"
    command = f'{as_argument(Path(sys.executable))} -c "{show}" {as_argument(Path(name))}'
    done = subprocess.run(command, shell=True, capture_output=True, check=True)  # noqa: S602
    assert done.stdout.decode() == name


def test_a_path_without_blanks_is_told_as_it_is() -> None:
    assert as_argument(Path("exports") / "Mühlgraben-3.survey") == str(
        Path("exports") / "Mühlgraben-3.survey"
    )
    assert as_argument(Path("platz ä b.xlsx")) == '"platz ä b.xlsx"'
