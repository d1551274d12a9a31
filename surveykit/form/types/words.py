"""Texts: whatever was typed, without anything that could steer a terminal."""

from typing import Annotated

from pydantic import AfterValidator

from surveykit.form.types.answer import Answer
from surveykit.text.clean import without_controls


class Words(Answer):
    """A text; its spaces and line breaks stay, as in ODK."""

    value: Annotated[str, AfterValidator(without_controls)]

    @property
    def text(self) -> str:
        """The words without control characters."""
        return self.value
