"""How CSV files are written: their separators, and how no text becomes a formula."""

import re
from dataclasses import dataclass
from typing import Literal, Self

from surveykit.text import language

Separator = Literal["comma", "semicolon"]

_NUMBER = re.compile(r"-?\d+([.,]\d+)?")
_BEGINNING = r'((?:^|[,;\t\n\r|"]) *)'
"""Where a cell begins, whatever a spreadsheet takes for the separator."""
_COULD_ACT = re.compile(_BEGINNING + "(?=['=+@＝＋－＠-])")
_GUARDED = re.compile(_BEGINNING + "'")

UNGUARDING = r"""re.sub(r'((?:^|[,;\t\n\r|"]) *)\'', r'\1', text)"""
"""`unguarded` for readers of a file, in Python."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """With a semicolon numbers have a decimal comma, as Excel writes them in German."""

    separator: Separator = "comma"
    bom: bool = False
    """Three bytes at the beginning by which Excel knows UTF-8."""

    @classmethod
    def of_language(cls) -> Self:
        """What spreadsheets expect in the language in use."""
        return cls("semicolon" if language() == "de" else "comma")

    @property
    def delimiter(self) -> str:
        """Between two cells."""
        return ";" if self.separator == "semicolon" else ","

    @property
    def point(self) -> str:
        """Between a number and its decimals."""
        return "," if self.separator == "semicolon" else "."


def guarded(text: str) -> str:
    """The text with an apostrophe wherever a formula could begin, and before an apostrophe there.

    Not only at the front: a program that splits lines at another separator begins a cell within
    the text. A bare number stays as it is.
    """
    return text if _NUMBER.fullmatch(text) else _COULD_ACT.sub(r"\1'", text)


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return _GUARDED.sub(r"\1", text)
