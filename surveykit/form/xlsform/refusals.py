"""What pyxform refuses → a flaw in its cell, in words of an author.

pyxform raises messages of two kinds: those of its catalogue `pyxform.errors.ErrorCode`, and
others that stand where they are raised. Both are recognised by their wording; `_PLAIN` lists
the second kind. `refusal_words.py` says the same in our words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from surveykit.form.xlsform.draft import Draft
from surveykit.form.xlsform.headings import CHOICES, SETTINGS, SURVEY
from surveykit.form.xlsform.refusal_words import sentences
from surveykit.form.xlsform.sheets import Book, Flaw, Row
from surveykit.form.xlsform.type_words import meant_type
from surveykit.text.clean import short

_ROW = re.compile(r"\[row : (?P<row>\d+)\]\s*")
_PLACE = re.compile(r"On the '([^']+)' sheet(?:, the '([^']+)' value)?")
_QUOTED_NAME = re.compile(r"['{\[]([^\W\d][\w.\-]*)['}\]]")
_LONGEST = 2000
"""Letters of a message; pyxform repeats whole rows in some."""
_FIELD = re.compile(r"\\\{(\w+)\\\}")


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A message of pyxform: how it is worded, and which cell is at fault.

    `by` names what the message calls a row by, if it gives no number: the column to look in.
    """

    key: str
    pattern: str
    sheet: str = SURVEY
    column: str = ""
    by: str = ""


_PLAIN = (
    _Refusal("no_type", r"Question with no type\..*", column="type"),
    _Refusal("audit_name", r"Audits must always be named.*", column="name"),
    _Refusal("audit_switch", r"(?P<key>[\w-]+) must be set to true or false: '(?P<value>.*)' is an"
             r" invalid value\.?", column="parameters", by="key"),
    _Refusal("audit_reasons", r"track-changes-reasons must be set to on-form-edit",
             column="parameters", by="track-changes-reasons"),
    _Refusal("audit_priority", r"Parameter location-priority must be set to .*'(?P<value>.*)' is"
             r" an invalid value", column="parameters", by="location-priority"),
    _Refusal("whole_number", r"Parameter (?P<key>[\w-]+) must have an integer value\.",
             column="parameters", by="key"),
    _Refusal("not_negative", r"Parameter (?P<key>[\w-]+) must be greater\s+than or equal to zero\.",
             column="parameters", by="key"),
    _Refusal("audit_age", r"Parameter location-max-age must be greater than or equal to .*",
             column="parameters", by="location-max-age"),
    _Refusal("audit_all", r"To include location information in the audit, .*",
             column="parameters", by="location-"),
    _Refusal("no_calculation", r"Missing calculation\.", column="calculation"),
    _Refusal("no_name", r"Question or group with no name\.", column="name"),
    _Refusal("loop_no_list", r"Repeat loop without list name\.", column="type"),
    _Refusal("no_list", r"List name not in (?:columns|choices) sheet: (?P<value>.*)",
             column="type"),
    _Refusal("no_external_sheet", r"There should be an external_choices sheet.*", column="type",
             by="external"),
    _Refusal("no_external_list", r"List name not in external choices sheet: (?P<value>.*)",
             column="type"),
    _Refusal("file_name", r"File name for '(?P<value>.*)' should end with .*", column="type"),
    _Refusal("no_choices", r"There should be a choices sheet in this xlsform\..*", column="type",
             by="select"),
    _Refusal("code_with_space", r"Choice names with spaces cannot be added to multiple choice"
             r" selects\. See \[(?P<value>.*)\] in \[(?P<list>.*)\]", sheet=CHOICES,
             column="name", by="name"),
    _Refusal("other_filter", r"Choice filter not supported with or_other\.",
             column="choice_filter"),
    _Refusal("other_choices", r"Please specify choices for this 'or other' question\.",
             column="type"),
    _Refusal("seed", r"seed value must be a number or a reference to another field\.",
             column="parameters", by="seed"),
    _Refusal("seed_alone", r"Parameters must include randomize=true to use a seed\.",
             column="parameters", by="seed"),
    _Refusal("table_filter", r"Choice filter not supported for table-list appearance\.",
             column="choice_filter"),
    _Refusal("table_lists", r"Badly formatted table list, list names don't match: (?P<first>.*)"
             r" vs\. (?P<value>.*)", column="type"),
    _Refusal("app", r"Parameter 'app' has an invalid Android package name - .*",
             column="parameters"),
    _Refusal("quality", r"Invalid value for quality\.", column="parameters", by="quality"),
    _Refusal("background_calculation", r"For 'background-geopoint' questions, the 'calculation'"
             r" column must be empty\.", column="calculation"),
    _Refusal("background_trigger", r"For 'background-geopoint' questions, the 'trigger' column"
             r" must not be empty\.", column="trigger"),
    _Refusal("encryption", r"Cannot omit instanceID, it is required for encryption\.",
             sheet=SETTINGS, column="omit_instanceID"),
    _Refusal("unknown_type", r"Unknown question type '(?P<value>.+)'\.", column="type", by="type"),
    _Refusal("hidden_trigger", r"The question \$\{(?P<trigger>.*)\} is not user-visible so it"
             r" can't be used as a calculation trigger for question \$\{(?P<value>.*)\}\.",
             column="trigger", by="name"),
    _Refusal("select_without_list", r"Arguments 'itemset' and 'list_name' must not both be .*",
             column="type", by="bare select"),
    _Refusal("no_label", r"The survey element named '(?P<value>.*)' has no label or hint\.",
             column="label", by="name"),
    _Refusal("big_image", r"To use big-image, you must also specify an image for the survey"
             r" element named (?P<value>.*)\.", column="big-image", by="name"),
    _Refusal("no_id", r"Survey cannot have an empty id_string", sheet=SETTINGS, column="form_id",
             by="first"),
    _Refusal("file_twice", r"Instance names must be unique within a form\. The name"
             r" '(?P<value>.*?)' was found .*", column="name", by="name"),
    _Refusal("source_twice", r"The same instance id will be generated for different .*Instance"
             r" name: '(?P<value>.*?)', .*", column="type", by="list"),
    _Refusal("search_file", r"Question '(?P<value>.*?)' is a select from file type, using"
             r" 'search\(\)'\..*", column="appearance", by="name"),
    _Refusal("search_list", r"Question '(?P<value>.*?)' uses 'search\(\)', and its select type .*",
             column="appearance", by="name"),
    _Refusal("media_type", r"Media type: (?P<value>.*) not supported", column="media"),
    _Refusal("no_such_name", r".*There is no survey element named '(?P<value>.*)'\."),
    _Refusal("many_such_names", r".*There are multiple survey elements named '(?P<value>.*)'\.",
             column="name", by="name"),
    _Refusal("include", r"This section has not been included\..*", column="type", by="include"),
    _Refusal("none_choices", r"There should be choices for this question\.", column="type"),
)  # fmt: skip

_COLUMNS = {
    "SURVEY_001": "type",
    "SURVEY_002": "type",
    "HEADER_005": "",
    "save_to": "save_to",
    "dataset": "list_name",
}
"""Codes and columns of pyxform that go by another name with us."""


@cache
def _catalogue() -> tuple[_Refusal, ...]:
    """The coded messages, as patterns."""
    from pyxform.errors import ErrorCode

    return tuple(_Refusal(code.name, _pattern(code.value.msg)) for code in ErrorCode)


def _pattern(message: str) -> str:
    """A template of pyxform as a pattern; a field that comes twice is the same both times."""
    message = message.replace("{{", "\0").replace("}}", "\1")
    seen: set[str] = set()

    def group(field: re.Match[str]) -> str:
        name = field[1]
        known = name in seen
        seen.add(name)
        return f"(?P={name})" if known else f"(?P<{name}>.*?)"

    pattern = _FIELD.sub(group, re.escape(message))
    return pattern.replace("\0", r"\{").replace("\1", r"\}")


def recognised() -> frozenset[str]:
    """The keys of all messages that are told in our own words."""
    return frozenset(sentences())


def told(message: str, book: Book, draft: Draft) -> Flaw:
    """What pyxform says, in our words and at its place, as far as both are known."""
    message = message.strip()[:_LONGEST]
    for refusal in (*_catalogue(), *_PLAIN):
        found = _match(refusal, message)
        if found is not None and refusal.key in recognised():
            return _flaw(refusal, found, message, book, draft)
    return _last_resort(message, book, draft)


def _match(refusal: _Refusal, message: str) -> dict[str, str] | None:
    for text in (message, _ROW.sub("", message)):
        found = re.fullmatch(refusal.pattern, text, re.DOTALL)
        if found is not None:
            return found.groupdict()
    return None


def _flaw(refusal: _Refusal, found: dict[str, str], message: str, book: Book, draft: Draft) -> Flaw:
    sheet, column = refusal.sheet, refusal.column
    place = _PLACE.search(message)
    if place:
        sheet, column = place[1], (place[2] or column).partition(" ")[0]
    sheet = found.get("sheet_name", sheet)
    column = _column(book, sheet, _COLUMNS.get(refusal.key, _COLUMNS.get(column, column)))
    row = _row(message, sheet, draft) or _named_row(refusal, found, book)
    if sheet == SETTINGS and not row:
        row = next((first.number for first in book.rows(SETTINGS)), 0)
    words = {name: short(value) for name, value in found.items()}
    if "other_row" in found:
        words["other_row"] = str(draft.number(sheet, int(found["other_row"])))
    what, mend = sentences()[refusal.key]
    meant = meant_type(found.get("value", "")) if refusal.key == "unknown_type" else ""
    return Flaw(sheet, row, column, what.format_map(words), meant or mend.format_map(words))


def _last_resort(message: str, book: Book, draft: Draft) -> Flaw:
    place = _PLACE.search(message)
    sheet = place[1] if place else SURVEY
    row = _row(message, sheet, draft) or _named_in(message, sheet, book)
    column = _column(book, sheet, place[2]) if place and place[2] else ""
    words = short(" ".join(_ROW.sub("", message).split()))
    what, mend = sentences()["unknown"]
    return Flaw(sheet if row else "", row, column, what.format(message=words), mend)


def _named_in(message: str, sheet: str, book: Book) -> int:
    """The row of the first question that the message names in quotes or braces; 0 if none."""
    rows = {row["name"]: row.number for row in book.rows(sheet) if row["name"]}
    return next((rows[name] for name in _QUOTED_NAME.findall(message) if name in rows), 0)


def _row(message: str, sheet: str, draft: Draft) -> int:
    found = _ROW.search(message)
    return draft.number(sheet, int(found["row"])) if found else 0


def _column(book: Book, sheet: str, name: str) -> str:
    """Our name of a column that pyxform calls by its heading or by a name of its own."""
    columns = book.sheets[sheet].columns if sheet in book.sheets else ()
    by_heading = next((column.name for column in columns if column.heading == name), None)
    return by_heading or _COLUMNS.get(name, name)


def _named_row(refusal: _Refusal, found: Mapping[str, str], book: Book) -> int:
    """The row that a message means without giving its number; 0 if none fits."""
    value = found.get("value", "")
    rows = book.rows(refusal.sheet)
    match refusal.by:
        case "":
            return 0
        case "name" if refusal.sheet == CHOICES:
            pairs = ((row.number, (row["name"], row["list_name"])) for row in rows)
            return next((n for n, pair in pairs if pair == (value, found.get("list"))), 0)
        case "name" | "type":
            return next((row.number for row in rows if row[refusal.by] == value), 0)
        case "list":
            return next((row.number for row in rows if value in _words(row["type"])), 0)
        case "key":
            return _holding(rows, "parameters", found["key"], value)
        case word:
            return _holding(rows, "parameters", word) or _holding(rows, "type", word.split()[-1])


def _holding(rows: Sequence[Row], column: str, *words: str) -> int:
    """The first row whose cell holds all of these words."""
    return next((row.number for row in rows if all(word in row[column] for word in words)), 0)


def _words(kind: str) -> Iterator[str]:
    """The words of a type, and the names of files among them without their endings."""
    for word in kind.split():
        yield word
        yield word.rpartition(".")[0]
