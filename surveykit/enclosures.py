"""Files that answers name, such as pictures: found where a person said, copied to where they stay.

What is stored as the answer is the bare name of the copy, as in ODK.
"""

import filecmp
import shutil
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path, PurePosixPath

from surveykit.errors import SurveykitError
from surveykit.files import CannotWriteError, reason
from surveykit.form.paths import read_name, read_path
from surveykit.text import _
from surveykit.text.clean import clean


class NoSuchEnclosureError(SurveykitError):
    """What was typed is not the path of a file that can be read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            _("{file} cannot be read: {reason}.").format(file=clean(str(path)), reason=why),
            advice=_("Check the path, or drag the file into this window."),
        )


def enclosures_of(project: Path) -> Path:
    """The folder beside a project for the files that answers name: `NAME-files`."""
    return project.with_name(f"{project.stem}-files")


def find_enclosure(typed: str) -> Path:
    """The file that somebody typed, pasted or dropped the path of.

    Raises:
        NoSuchEnclosureError: there is no file that can be read.
    """
    path = Path(typed)
    try:
        path = Path(read_path(typed))
        path = path.expanduser()
        if path.exists() and not path.is_file():
            why = _("it is a folder") if path.is_dir() else _("it is not a file")
            raise NoSuchEnclosureError(path, why)
        with path.open("rb") as file:
            file.read(1)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else _("it is no path")
        raise NoSuchEnclosureError(path, why) from error
    except RuntimeError as error:  # `~name` of somebody whom the system does not know
        raise NoSuchEnclosureError(path, _("there is no such file or folder")) from error
    return path


def keep_enclosure(path: Path, folder: Path) -> str:
    """Copy a file into a folder, which is made if need be; return the name of the copy.

    The name gets a number where another file has it already; the same file is kept once.

    Raises:
        CannotWriteError: it cannot be copied.
    """
    name = name_of_copy(path, folder)
    copy = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not copy.exists():
            _copy(path, copy)
    except OSError as error:
        raise CannotWriteError(copy, error) from error
    return name


def name_of_copy(path: Path, folder: Path) -> str:
    """The name under which a file is kept in a folder; as an answer it is stored as it is.

    Raises:
        CannotWriteError: what is in the folder cannot be compared with it.
    """
    try:
        for name in _names(path):
            copy = folder / name
            if not copy.exists() or filecmp.cmp(path, copy, shallow=False):
                return name
    except OSError as error:
        raise CannotWriteError(folder / path.name, error) from error
    raise ValueError("names never end")


def _copy(path: Path, copy: Path) -> None:
    """Copy a file whole, or leave nothing."""
    try:
        shutil.copyfile(path, copy)
    except OSError:
        with suppress(OSError):
            copy.unlink(missing_ok=True)
        raise


def _names(path: Path) -> Iterator[str]:
    """The file's own name, then with 2, 3 … behind it."""
    name = PurePosixPath(_stored(path.name))
    yield name.name
    for number in count(2):
        yield f"{name.stem}-{number}{name.suffix}"


def _stored(name: str) -> str:
    """The name without what would be taken for quotes, escapes or an address in an answer."""
    while name != (shorter := read_name(name)):
        name = shorter
    return name or "file"
