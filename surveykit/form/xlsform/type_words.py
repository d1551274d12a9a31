"""Types that authors write who come from other programs, and what they are called in ODK."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from surveykit.text import _
from surveykit.text.clean import clean

_KNOWN: list[str] = re.findall(
    r"\S+",
    "text integer decimal note calculate select_one select_multiple rank range acknowledge date"
    " time dateTime geopoint geotrace geoshape image audio video file barcode hidden start end"
    " today deviceid username phonenumber email audit start-geopoint background-audio"
    " background-geopoint csv-external xml-external begin_group end_group begin_repeat end_repeat"
    " begin_loop end_loop select_one_from_file select_multiple_from_file select_one_external",
)
_ONE, _SEVERAL = ("select_one LIST", "select_multiple LIST")
_ELSEWHERE: Mapping[str, str] = {
    **dict.fromkeys(("number", "numeric", "numerical", "whole", "zahl", "ganzzahl"), "integer"),
    **dict.fromkeys(("float", "double", "real", "currency", "money", "kommazahl"), "decimal"),
    **dict.fromkeys(("boolean", "bool", "yes_no", "yesno", "ja_nein", "toggle", "radio"), _ONE),
    **dict.fromkeys(("dropdown", "choice", "single", "single_choice", "select", "list"), _ONE),
    **dict.fromkeys(("checkbox", "checkboxes", "multi", "multiple", "multiple_choice"), _SEVERAL),
    **dict.fromkeys(("multiselect", "select_all", "select_many"), _SEVERAL),
    **dict.fromkeys(("label", "heading", "title", "info", "instruction", "html"), "note"),
    **dict.fromkeys(("name", "char", "varchar", "freetext", "open", "tel", "url", "link"), "text"),
    **dict.fromkeys(("phone", "telephone", "mobile", "string"), "text"),
    **dict.fromkeys(("section", "page", "module", "block", "fieldset"), "begin_group"),
    **dict.fromkeys(("table", "roster", "subform"), "begin_repeat"),
    **dict.fromkeys(("slider", "scale", "rating", "likert", "stars"), "range"),
    **dict.fromkeys(("ranking", "order", "sort"), "rank LIST"),
    **dict.fromkeys(("position", "coordinates", "geo", "map", "point", "latlong"), "geopoint"),
    **dict.fromkeys(("line", "polyline", "track"), "geotrace"),
    **dict.fromkeys(("polygon", "area"), "geoshape"),
    **dict.fromkeys(("picture", "camera", "foto", "bild"), "image"),
    **dict.fromkeys(("upload", "attachment", "document", "pdf"), "file"),
    **dict.fromkeys(("qr", "qrcode", "qr_code"), "barcode"),
    **dict.fromkeys(("sound", "voice", "recording"), "audio"),
    **dict.fromkeys(("formula", "computed", "variable", "expression"), "calculate"),
    **dict.fromkeys(("consent", "confirm", "agree", "tick"), "acknowledge"),
    **dict.fromkeys(("timestamp", "datum"), "date"),
}
_WITH_APPEARANCE: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("textarea", "paragraph", "longtext", "memo"), ("text", "multiline")),
    "signature": ("image", "signature"),
    "drawing": ("image", "draw"),
}
_LISTED = frozenset({"select_one", "select_multiple", "rank"})


def meant_type(value: str) -> str:
    """The sentence that names the type meant by one that ODK does not know; empty if none."""
    word = re.sub(r"[\s\-]+", "_", value.strip().lower())
    if word in _WITH_APPEARANCE:
        kind, appearance = _WITH_APPEARANCE[word]
        mend = _("Write “{type}”, and “{appearance}” into the column “appearance”.")
        return mend.format(type=kind, appearance=appearance)
    kind = _ELSEWHERE.get(word) or _listed(value) or _alike(value.lower())
    if kind.endswith(" LIST"):
        mend = _("Write “{type}” with the name of a list behind it, as in: {type} yes_no.")
        return mend.format(type=kind.removesuffix(" LIST"))
    return _("Did you mean “{name}”?").format(name=clean(kind)) if kind else ""


def _listed(value: str) -> str:
    """`select-one yn` and `SelectMultiple yn` with their list."""
    found = re.fullmatch(
        r"select[\s_-]*(?:(one|1|single)|(multiple|multi|many|all|several))[\s_:-]+(\S+)",
        value.strip(),
        re.IGNORECASE,
    )
    if not found:
        return ""
    return f"{'select_one' if found[1] else 'select_multiple'} {found[3]}"


def _alike(value: str) -> str:
    word, _space, rest = value.partition(" ")
    close = get_close_matches(value, _KNOWN, n=1) or get_close_matches(word, _KNOWN, n=1)
    if not close:
        return ""
    if close[0] not in _LISTED:
        return close[0]
    return f"{close[0]} {rest}" if rest else f"{close[0]} LIST"
