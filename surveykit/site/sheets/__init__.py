"""Every sheet and column of the site workbook, in the order people fill them in.

Names and order of the columns follow the project's site tables, so that tables kept
elsewhere can be pasted in; `extra` columns come after them.
"""

from surveykit.site.columns import Sheet
from surveykit.site.sheets.criteria import criteria
from surveykit.site.sheets.frame import blocks, buildings, dwellings
from surveykit.site.sheets.places import distances, partner_hours, partners, places
from surveykit.site.sheets.sites import sites


def sheets() -> tuple[Sheet, ...]:
    """All sheets that are read, with their texts in the language in use."""
    return (
        sites(),
        blocks(),
        buildings(),
        dwellings(),
        places(),
        distances(),
        partners(),
        partner_hours(),
        criteria(),
    )


def sheet(name: str) -> Sheet:
    """The sheet of this name, which is one of `sheets()`."""
    return next(sheet for sheet in sheets() if sheet.name == name)
