"""The path of a file as somebody typed, pasted or dropped it."""

from pathlib import Path

from surveykit.errors import SurveykitError
from surveykit.files import reason
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
    from surveykit.form.paths import typed_path

    path = Path(typed)
    try:
        path = typed_path(typed)
        if path.exists() and not path.is_file():
            why = _("it is a folder") if path.is_dir() else _("it is not a file")
            raise NoSuchEnclosureError(path, why)
        with path.open("rb") as file:
            file.read(1)
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else _("it is no path")
        raise NoSuchEnclosureError(path, why) from error
    return path
