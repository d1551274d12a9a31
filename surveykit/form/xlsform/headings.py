"""Headings of XLSForm columns: every spelling that ODK takes, under one name.

`Relevance`, `bind::relevant` and `relevant` are the same column; so are `Label: English` and
`label::English`. The aliases are those of pyxform (`aliases.py` and `sheet_headers.py` there).
"""

from collections.abc import Mapping

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
EXTERNAL_CHOICES, ENTITIES, OSM = "external_choices", "entities", "osm"
SHEETS = (SURVEY, CHOICES, SETTINGS, EXTERNAL_CHOICES, ENTITIES, OSM)
"""The sheets that an XLSForm may have; others are the author's own business."""

TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message") + (
    _MEDIA := ("image", "big-image", "audio", "video")
)
"""Columns that may end in a language."""

_SURVEY = {
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "relevance": "relevant",
    "readonly": "read_only",
    "calculate": "calculation",
    "constraining_message": "constraint_message",
    "requiredmsg": "required_message",
    "noapperrorstring": "no_app_error_string",
    "count": "repeat_count",
    "jr:count": "repeat_count",
}
_LIST = {"caption": "label", "value": "name"}
_ALIASES: Mapping[str, Mapping[str, str]] = {
    SURVEY: _SURVEY,
    CHOICES: _LIST,
    EXTERNAL_CHOICES: _LIST,
    OSM: _LIST,
    SETTINGS: {
        "title": "form_title",
        "set_form_title": "form_title",
        "set_form_id": "form_id",
    },
    ENTITIES: {"dataset": "list_name"},
}
_PARTS = {
    "bind": {
        "relevant": "relevant",
        "constraint": "constraint",
        "calculate": "calculation",
        "required": "required",
        "readonly": "read_only",
        "jr:constraintMsg": "constraint_message",
        "jr:requiredMsg": "required_message",
        "jr:noAppErrorString": "no_app_error_string",
        "entities:saveto": "save_to",
    },
    "control": {"appearance": "appearance", "jr:count": "repeat_count", "rows": "rows"},
    "media": {kind: kind for kind in _MEDIA},
}
"""Columns that name a part of the XForm, such as `bind::relevant`."""

_OTHERS = (
    "autoplay choice_filter compact_tag default disabled instance intent list_name media note"
    " parameters query rows save_to sms_allow_media sms_date_format sms_datetime_format sms_field"
    " sms_option sms_response sms_separator trigger appearance required constraint bind control"
    " body type name"
)
_SETTINGS = (
    "form_title form_id id_string version instance_name default_language style public_key"
    " submission_url auto_send auto_delete allow_choice_duplicates name namespaces attribute"
    " instance_id omit_instanceID instance_xmlns clean_text_values client_editable sms_keyword"
    " sms_separator sms_allow_media sms_date_format sms_datetime_format sms_response prefix"
    " delimiter compact_prefix compact_delimiter add_none_option flat file_name"
)
_COLUMNS: Mapping[str, frozenset[str]] = {
    SURVEY: frozenset(_SURVEY.values()) | frozenset(TRANSLATED) | frozenset(_OTHERS.split()),
    CHOICES: frozenset({"list_name", "name", "label", "media", *_MEDIA}),
    SETTINGS: frozenset(_SETTINGS.split()),
}


def known_columns(sheet: str) -> frozenset[str]:
    """The columns a sheet may have; empty where any column may be meant."""
    return _COLUMNS.get(sheet, frozenset())


def column_name(sheet: str, heading: str, *, double: bool) -> str:
    """The name of a column by its heading; one that ODK does not know keeps its heading.

    `double` tells that the sheet separates languages by two colons: then one colon is nothing.
    """
    first, *rest = _pieces(heading, "::" if double or "::" in heading else ":")
    first = "_".join(first.split()).lower()
    first = _ALIASES[sheet].get(first, first)
    if first == "body":
        first = "control"
    if rest and (part := _PARTS.get(first, {}).get(rest[0])):
        first, rest = part, rest[1:]
    known = known_columns(sheet)
    if known and first not in known:
        return heading
    return "::".join((first, *rest))


def _pieces(heading: str, colons: str) -> list[str]:
    """A heading at its colons; `jr:count` and its like stay whole."""
    pieces = [piece.strip() for piece in heading.split(colons)]
    if colons == ":" and "jr" in pieces[:-1]:
        at = pieces.index("jr")
        pieces[at : at + 2] = [f"jr:{pieces[at + 1]}"]
    return pieces


def base(column: str) -> str:
    """A column without its language."""
    return column.partition("::")[0]


def language(column: str) -> str:
    """The language a column is written in; empty if its heading names none."""
    return column.partition("::")[2]
