"""By what the laptops of one survey know each other."""

import json
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

if TYPE_CHECKING:
    from surveykit.site.model import Site


def project_id(site: "Site") -> UUID:
    """The id that every laptop of one survey finds by itself.

    Made from the site's name and town and its frame (the dwellings with their buildings and
    blocks), that is from what a record or a line of the contact sheet refers to. So volunteers
    may each make their project from the planner's workbook, and a telephone number or a
    criterion corrected in between does not part them; other dwellings do. A second survey of
    the same dwellings needs another name for its site.
    """
    frame = sorted((flat.name, flat.building, flat.block) for flat in site.dwellings)
    text = json.dumps([site.name, site.town, frame], ensure_ascii=False)
    return uuid5(NAMESPACE_URL, f"surveykit:{text}")
