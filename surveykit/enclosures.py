"""Files that answers name, such as pictures: found where a person said, copied to where they stay.

What is stored as the answer is the bare name of the copy, as in ODK.
"""

import filecmp
import shutil
from collections.abc import Iterator
from pathlib import Path

from surveykit.errors import SurveykitError
from surveykit.files import CannotWriteError, reason
from surveykit.form.paths import read_path
from surveykit.text import _
from surveykit.text.clean import clean


class NoSuchEnclosureError(SurveykitError):
    """What was typed is not the path of a file that can be read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            _("{file} cannot be read: {reason}.").format(file=clean(str(path)), reason=why),
            advice=_("Check the path, or drag the file into this window."),
        )


def find_enclosure(typed: str) -> Path:
    """The file that somebody typed, pasted or dropped the path of.

    Raises:
        NoSuchEnclosureError: there is no file that can be read.
    """
    path = Path(read_path(typed)).expanduser()
    try:
        if path.is_dir():
            raise NoSuchEnclosureError(path, _("it is a folder"))
        with path.open("rb") as file:
            file.read(1)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else _("it is no path")
        raise NoSuchEnclosureError(path, why) from error
    return path


def keep_enclosure(path: Path, folder: Path) -> str:
    """Copy a file into a folder, which is made if need be; return the name of the copy.

    The name gets a number where another file has it already; the same file is kept once.

    Raises:
        CannotWriteError: it cannot be copied.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in _names(path):
            copy = folder / name
            if not copy.exists():
                shutil.copyfile(path, copy)
                return name
            if filecmp.cmp(path, copy, shallow=False):
                return name
    except OSError as error:
        raise CannotWriteError(folder / path.name, error) from error
    raise ValueError("names never end")


def _names(path: Path) -> Iterator[str]:
    """The file's own name, then with 2, 3 … behind it."""
    stem, number = clean(path.stem), 2
    yield f"{stem}{path.suffix}"
    while True:
        yield f"{stem}-{number}{path.suffix}"
        number += 1
