"""A site as rows of its workbook's sheets, and as the lists that forms choose from."""

from collections.abc import Sequence
from datetime import date, time

from surveykit.frozen import Frozen
from surveykit.site.columns import Column
from surveykit.site.model import Block, Building, Site
from surveykit.site.sheets import sheets

Value = str | bool | int | float | time | date | None
"""What a cell of a site's sheets holds."""

FORM_LISTS = ("sites", "blocks", "buildings", "places")

SPECIAL_PLACES = {
    "any": {"label": "egal", "label::en": "any of them", "label::de-simple": "Alle Orte"},
    "none": {"label": "keiner davon", "label::en": "none of them", "label::de-simple": "Kein Ort"},
    "no_answer": {
        "label": "keine Angabe",
        "label::en": "no answer",
        "label::de-simple": "Das will ich nicht sagen.",
    },
}
"""Answers to the question for places that are no place, with their labels by language."""


def rows(site: Site) -> dict[str, list[dict[str, Value]]]:
    """Every sheet's rows but the criteria's, by heading; the cross-checks are filled in."""
    records: dict[str, Sequence[Frozen]] = {
        "sites": (site,),
        "blocks": site.blocks,
        "buildings": site.buildings,
        "dwellings": site.dwellings,
        "places": site.places,
        "distances": site.distances,
        "partners": site.partners,
        "partner_hours": site.partner_hours,
    }
    return {
        sheet.name: [
            {column.name: _value(site, record, column) for column in sheet.columns}
            for record in records[sheet.name]
        ]
        for sheet in sheets()
        if sheet.name in records
    }


def form_lists(site: Site) -> dict[str, list[dict[str, str]]]:
    """The lists that forms choose from, by file name: `sites.csv`, `places.csv` and so on.

    A column such as `label::en` holds the label in one language, where it has more than one.
    """
    table = rows(site)
    listed = {
        sheet.name: [column.name for column in sheet.columns if not column.extra]
        for sheet in sheets()
    }
    lists = {
        f"{name}.csv": [{key: text(row[key]) for key in listed[name]} for row in table[name]]
        for name in FORM_LISTS
    }
    for name, labels in SPECIAL_PLACES.items():
        special = dict.fromkeys(listed["places"], "")
        special |= {"name": name, "site_id": site.name, "kind": "special", **labels}
        lists["places.csv"].append(special)
    return lists


def text(value: Value) -> str:
    """A value as forms and tables write it: `yes`, `14:00`, `2027-01-14`, `7.5`, `de, tr`."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case time():
            return value.strftime("%H:%M")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _value(site: Site, record: Frozen, column: Column) -> Value:
    """What stands in this column of the record's row."""
    if not column.field:
        return _cross_check(site, record, column.name)
    value: object = record
    for part in column.field.split("."):
        value = getattr(value, part)
    if isinstance(value, tuple):
        commas = column.name in ("langs", "team_languages")
        return (", " if commas else " ").join(map(str, value))
    if value is None or isinstance(value, str | bool | int | float | time | date):
        return value
    raise ValueError(f"{column.name}: a cell cannot hold {value!r}")


def _cross_check(site: Site, record: Frozen, name: str) -> Value:
    """What the other sheets say: counts, the site's name."""
    match name:
        case "site_id":
            return site.name
        case "kind":
            return "place"
        case "vacant":
            return len(site.dwellings) - site.occupied()
        case "dwellings":
            return _dwellings(site, record)
        case _:
            raise ValueError(f"no cross-check for {name}")


def _dwellings(site: Site, record: Frozen) -> int:
    match record:
        case Block():
            return sum(dwelling.block == record.name for dwelling in site.dwellings)
        case Building():
            return sum(dwelling.building == record.name for dwelling in site.dwellings)
        case _:
            return len(site.dwellings)
