"""Which XLSForm type a node of an XForm was: an XForm knows controls and data types only."""

from surveykit.form.model import Bind

_INPUT = {
    "int": "integer",
    "integer": "integer",
    "long": "integer",
    "decimal": "decimal",
    "double": "decimal",
    "date": "date",
    "time": "time",
    "dateTime": "datetime",
    "geopoint": "geopoint",
    "geotrace": "geotrace",
    "geoshape": "geoshape",
    "barcode": "barcode",
}
_UPLOAD = {"image": "image", "audio": "audio", "video": "video"}
_PRELOAD = {
    ("timestamp", "start"): "start",
    ("timestamp", "end"): "end",
    ("date", "today"): "today",
}


def control_type(control: str, bind: Bind, mediatype: str) -> str:
    """The type of a question that is shown, such as `select_one` or `note`."""
    match control:
        case "select1":
            return "select_one"
        case "select":
            return "select_multiple"
        case "rank" | "range":
            return control
        case "trigger":
            return "acknowledge"
        case "upload":
            return _UPLOAD.get(mediatype.partition("/")[0], "file")
        case _:
            return _INPUT.get(bind.kind) or ("note" if _is_note(bind) else "text")


def _is_note(bind: Bind) -> bool:
    always = bind.readonly is not None and bind.readonly.source.strip() in ("true()", "1")
    return always and bind.calculate is None


def hidden_type(bind: Bind) -> str:
    """The type of a question that is never shown, such as `calculate` or `start`."""
    if bind.calculate is not None:
        return "calculate"
    if bind.preload == "property":
        return bind.preload_parameters.removeprefix("uri:")
    return _PRELOAD.get((bind.preload, bind.preload_parameters), "hidden")
