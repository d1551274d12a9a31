"""What ODK can and a laptop cannot, or does otherwise: what a form's author is told once."""

from collections.abc import Mapping

from surveykit.text import _

Sentences = Mapping[str, str]


def kinds() -> Sentences:
    """What happens here instead, by the type of question or setting as XLSForm calls it."""
    no_gps = _("It stays empty: a laptop has no GPS.")
    typed = _("The position is typed: latitude, longitude. There is no map.")
    path = _(
        "A file is chosen and kept in the project, without the time, place and device that stand "
        "in pictures, sounds and films. What is seen and heard stays: a name plate, a door, a "
        "voice."
    )
    file = _(
        "A file is chosen and kept in the project as it is: who made it, when and where may stand "
        "in it."
    )
    phone = _("It stays empty: a laptop has no such number.")
    return {
        "start-geopoint": no_gps,
        "background-geopoint": no_gps,
        "background-audio": _("Nothing is recorded in the background."),
        "audit": _("No log is kept: its times would lead to the doors."),
        "osm": _("It stays empty: there is no map to choose from."),
        "simserial": phone,
        "subscriberid": phone,
        "geopoint": typed,
        "geotrace": typed,
        "geoshape": typed,
        "image": path,
        "audio": path,
        "video": path,
        "file": file,
        "barcode": _("The code is typed, or read by a scanner that types."),
        "query": _("The code is typed. Send the Excel file instead: then the choices are offered."),
        "public_key": _(
            "The interview is encrypted as the project is, not with this key: who can open the "
            "project can read it."
        ),
        "submission_url": _("Nothing is sent by itself."),
        "entities": _("The entity is written into the interview; lists of entities do not change."),
    }  # fmt: skip


def appearances() -> Sentences:
    """What is shown here instead, by the word of the column `appearance`."""
    scale = _("The scale is drawn in a line, with a tick for each step.")
    file = _("A file is chosen: a laptop has no camera and no pen.")
    calendar = _("The date is asked for in our own calendar.")
    no_map = _("There is no map: choices are shown as a list, positions are typed.")
    columns = _("The choices are shown one below the other.")
    return {
        "bearing": _("The number is typed: a laptop has no compass."),
        **dict.fromkeys(("vertical", "no-ticks", "picker"), scale),
        **dict.fromkeys(("new", "new-front", "draw", "annotate", "signature"), file),
        **dict.fromkeys(
            ("ethiopian", "coptic", "islamic", "bikram-sambat", "myanmar", "persian"), calendar
        ),
        **dict.fromkeys(("placement-map", "maps", "map", "image-map", "hide-input"), no_map),
        **dict.fromkeys(("columns", "columns-pack", "no-buttons"), columns),
        "search()": _("What is looked up by search() is not offered; use select_one_from_file."),
        "printer": _("Nothing is printed."),
        "url": _("The address is shown, but not opened."),
        "ex:": _("No other app is started; the answer is typed."),
        "autoplay": _("Sounds and films do not start by themselves."),
    }


def columns() -> Sentences:
    """What has no effect here, by the column of `survey` or `settings`."""
    no_message = _("Nothing is sent by text message.")
    return {
        **dict.fromkeys(("sms_field", "sms_option", "compact_tag", "sms_keyword"), no_message),
        **dict.fromkeys(("sms_separator", "sms_allow_media", "sms_date_format"), no_message),
        **dict.fromkeys(("sms_datetime_format", "sms_response", "prefix", "delimiter"), no_message),
        **dict.fromkeys(("compact_prefix", "compact_delimiter"), no_message),
        "intent": _("No other app is started; the answer is typed."),
        "no_app_error_string": _("No other app is started; the answer is typed."),
        "auto_delete": _("Nothing is deleted by itself."),
        "client_editable": _("Whether an interview can be corrected does not depend on this."),
        "style": _("Pages look as everywhere in this program."),
    }


OTHER_APPEARANCES = frozenset(
    {"multiline", "numbers", "thousands-sep", "no-calendar", "month-year", "year"}
    | {"rating", "minimal", "search", "quick", "likert", "field-list", "label", "list-nolabel"}
    | {"list", "table-list", "hidden-answer", "masked", "counter", "slot-grid", "compact"}
    | {"horizontal", "horizontal-compact", "autocomplete", "quickcompact", "no-collapse"}
    | {
        "no-label",
        "comments",
        "distress",
        "selfie",
        "textarea",
        "analog-scale",
        "show-scale",
        "my-style",
    }
)
"""Words that mean something in ODK, Enketo or here, and that need no explanation."""
