"""The sheets of the frame: blocks, buildings, dwellings."""

from surveykit.site.columns import Column, Sheet
from surveykit.site.sheets.sites import site_id
from surveykit.text import _


def blocks() -> Sheet:
    """The smallest places stored with an answer."""
    columns = (
        Column("name", "key", _("Short name"),
               _("Short name of the block without blanks. It is the smallest place stored with "
                 "an answer; group small buildings into one block."),
               "name", example="L-1"),
        Column("label", "text", _("Name"),
               _("Name of the block as residents know it."),
               "label", example="Lindenhof 1", width=26),
        site_id(),
        Column("dwellings", "whole", _("Dwellings"),
               _("Number of dwellings. A cross-check: it must agree with the sheet dwellings."),
               required=False, low=1, example=24),
    )  # fmt: skip
    meaning = _("The blocks: buildings or groups of buildings, each large enough to hide in.")
    return Sheet("blocks", meaning, columns, unique=("name",))


def buildings() -> Sheet:
    """What is known of a building; it belongs to a block."""
    columns = (
        Column("name", "key", _("Short name"),
               _("Short name of the building without blanks."),
               "name", example="L-1"),
        Column("label", "text", _("Address"),
               _("Street and number."),
               "label", example="Lindenhof 1", width=26),
        site_id(),
        Column("block", "reference", _("Block"),
               _("The block the building belongs to."),
               "block", refers_to="blocks", example="L-1"),
        Column("entrances", "words", _("Entrances"),
               _("Short names of the entrances, separated by blanks: a b c."),
               "entrances", example="a b c"),
        Column("floors", "whole", _("Floors"),
               _("Number of floors with the ground floor."),
               "floors", low=1, high=200, example=4),
        Column("flats_per_entrance_floor", "whole", _("Dwellings per entrance and floor"),
               _("Dwellings on each floor of each entrance, if it is the same everywhere."),
               "flats_per_entrance_floor", required=False, low=1, high=100, example=2, width=24),
        Column("dwellings", "whole", _("Dwellings"),
               _("Number of dwellings. A cross-check: it must agree with the sheet dwellings."),
               required=False, low=1, example=24),
        Column("lift", "yes_no", _("Lift"),
               _("Whether there is a lift."),
               "lift", example="no"),
        Column("step_free_entrance", "yes_no", _("Step-free entrance"),
               _("Whether the entrance has no step or a ramp."),
               "step_free_entrance", example="no", width=20),
        Column("owner", "text", _("Owner"),
               _("Who owns the building."),
               "owner", required=False, example="Genossenschaft", width=20),
    )  # fmt: skip
    return Sheet("buildings", _("The buildings, one per row."), columns, unique=("name",))


def dwellings() -> Sheet:
    """Every door, vacant ones too."""
    columns = (
        Column("dwelling", "key", _("Dwelling"),
               _("Short name of the dwelling without blanks. Never the name of a person."),
               "name", example="L-1-a-0-1", width=16),
        site_id(),
        Column("building", "reference", _("Building"),
               _("The building the dwelling is in."),
               "building", refers_to="buildings", example="L-1"),
        Column("block", "reference", _("Block"),
               _("The block. May stay empty: the building says it."),
               "block", required=False, refers_to="blocks", example="L-1"),
        Column("entrance", "text", _("Entrance"),
               _("One of the building's entrances."),
               "entrance", example="a"),
        Column("floor", "whole", _("Floor"),
               _("Floor of the dwelling; 0 is the ground floor."),
               "floor", low=-5, high=200, example=0),
        Column("position", "text", _("Position"),
               _("Where on the floor: 1, 2, left, right."),
               "position", example="1"),
        Column("occupied", "yes_no", _("Occupied"),
               _("Whether somebody lives there. Vacant dwellings stay in the list."),
               "occupied", example="yes"),
    )  # fmt: skip
    return Sheet("dwellings", _("Every dwelling, one per row."), columns, unique=("dwelling",))
