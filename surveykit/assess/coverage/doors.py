"""Dwellings by what is known of them, counted from the contact sheet."""

from collections.abc import Sequence

from surveykit.assess.result import Doors
from surveykit.fieldwork import contact_sheet
from surveykit.fieldwork.attempt import Attempt
from surveykit.site.model import Site


def count_doors(site: Site, attempts: Sequence[Attempt], *, interviews: int) -> Doors:
    """The contact sheet's counts, made to agree with the interviews at hand.

    The two sets have no common key and may differ: answers typed in from paper have no attempt,
    erased answers have one. What the answers say counts, each home once; the difference goes to
    or comes from the doors not reached, as if nobody had met them, first from those not tried.
    """
    attempts = tuple(attempts)
    sheet = contact_sheet.doors(site, attempts)
    occupied = sheet.dwellings - sheet.vacant
    homes = max(interviews - contact_sheet.asked_twice(attempts), 0)
    interviewed = min(homes, occupied)
    refused = min(sheet.refused, occupied - interviewed)
    not_reached = occupied - interviewed - refused
    elsewhere = max(homes - sheet.interviewed, 0)
    return Doors(
        dwellings=sheet.dwellings,
        vacant=sheet.vacant,
        interviewed=interviewed,
        refused=refused,
        not_reached=not_reached,
        not_tried=min(max(sheet.not_tried - elsewhere, 0), not_reached),
    )
