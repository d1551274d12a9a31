"""Text files with tables, as spreadsheet programs write them in any country."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from surveykit.text import _

_START, _LINES = 10_000, 20
"""Letters and lines that are looked at to tell what separates columns."""
_QUOTED = re.compile(r'"[^"]*"')


class NoTableError(ValueError):
    """The bytes are no table; `what` and `mend` are whole sentences."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, with or without a byte order mark.

    Raises:
        NoTableError: it is in another encoding; which one cannot be told from a few umlauts.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoTableError(
            _("The letters in this file are not stored as UTF-8."),
            _("In Excel choose “CSV UTF-8” when you save it; elsewhere the character set UTF-8."),
        ) from error
    if "\0" in text:
        raise NoTableError(_("This is no text file."), _("Save the table as “CSV UTF-8”."))
    return text


def records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a table with their numbers from 1, at commas or, as in Germany, semicolons.

    Raises:
        NoTableError: a quotation mark is opened and swallows the rest of a large file.
    """
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        raise NoTableError(
            _("The table breaks off in line {n}.").format(n=reader.line_num),
            _("Look for a quotation mark that is opened and never closed."),
        ) from error


def _separator(text: str) -> str:
    """What stands most often in the first line that has any: a comma, a semicolon or a tab."""
    for line in islice(text[:_START].splitlines(), _LINES):
        bare = _QUOTED.sub("", line)
        best = max(",;\t", key=bare.count)
        if best in bare:
            return best
    return ","
