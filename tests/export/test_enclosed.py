"""Files are written under the names that the answers have, whatever those are."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.export.enclosed import FolderInUseError, write_files


def test_each_file_is_written_with_all_its_pieces(tmp_path: Path) -> None:
    files = [("a1b2.jpg", iter([b"one", b" two"])), ("empty.pdf", iter([]))]
    written = write_files(files, tmp_path / "files")
    assert [path.name for path in written] == ["a1b2.jpg", "empty.pdf"]
    assert [path.read_bytes() for path in written] == [b"one two", b""]


def test_two_of_one_name_are_both_there(tmp_path: Path) -> None:
    files = [("Haus.png", iter([b"1"])), ("haus.PNG", iter([b"2"])), ("Haus.png", iter([b"3"]))]
    written = write_files(files, tmp_path / "files")
    assert {path.read_bytes() for path in written} == {b"1", b"2", b"3"}
    assert len({path.name.casefold() for path in written}) == 3


@given(names=st.lists(st.text(min_size=1, max_size=130), max_size=6))
def test_no_name_leads_out_of_the_folder(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("out") / "files"
    odd = ["../../up.png", "C:\\up.png", "CON.txt", "nul", ".", "..", "-", "a\x00b", "\x1b[2J.png"]
    written = write_files(((name, iter([b"x"])) for name in (*odd, *names)), folder)
    assert len(written) == len(odd) + len(names)
    assert {path.parent for path in written} == {folder}
    assert sorted(folder.iterdir()) == sorted(written)
    assert all(path.stem.casefold() not in ("con", "nul") for path in written)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "old.png").write_bytes(b"erased since")
    with pytest.raises(FolderInUseError):
        write_files([("a.png", iter([b"x"]))], tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["old.png"]
