"""The sheet of the planner's criteria, a row for each."""

from surveykit.site.columns import Column, Sheet
from surveykit.text import _


def criteria() -> Sheet:
    """Values of the planner's own beside the defaults."""
    columns = (
        Column("key", "key", _("Criterion"),
               _("Name of the criterion. Do not change it."), width=30),
        Column("value", "any", _("Value"),
               _("Your value. Empty: the default holds."), required=False),
        Column("default", "note", _("Default"),
               _("The value that holds when you give none."), required=False),
        Column("range", "note", _("Range"),
               _("The least and the greatest value allowed."), required=False, width=14),
        Column("meaning", "note", _("Meaning"),
               _("What the criterion does, with its unit."), required=False, width=120),
    )  # fmt: skip
    meaning = _("The planner's criteria; every one has a default.")
    return Sheet("criteria", meaning, columns, unique=("key",), may_be_empty=True)
