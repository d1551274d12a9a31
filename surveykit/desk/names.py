"""What the sheets of the workbook are called."""

from surveykit.text import _


def sheet_name(key: str) -> str:
    """The sheet as the workbook in the language in use has it."""
    return {
        "summary": _("Summary"),
        "calculation": _("Calculation"),
        "doors": _("Doors and rates"),
        "weekly": _("Times × places"),
        "places": _("Places and partners"),
        "ideas": _("Ideas by place"),
        "": "",
    }[key]
