"""Files: pictures, sounds, films, signatures and any other."""

from typing import Annotated

from pydantic.functional_validators import BeforeValidator

from surveykit.form.paths import read_name
from surveykit.form.types.answer import Answer
from surveykit.text import _


def _read_name(text: str) -> str:
    name = read_name(text)
    if not name:
        raise ValueError(_("Enter the path of a file."))
    return name


class Attachment(Answer):
    """A file beside the submission. Whoever takes the answer copies the file there.

    The path may be quoted, escaped or a `file://` address, as terminals drop files.
    """

    value: Annotated[str, BeforeValidator(_read_name)]

    @property
    def text(self) -> str:
        """The bare name of the file."""
        return self.value
