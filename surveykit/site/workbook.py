"""Reads a planner's site workbook into a `Site`, or names all its faults at once."""

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from surveykit.errors import Fault, FaultyFileError
from surveykit.site.cells import CellError, Read, read
from surveykit.site.checks import check, more_than_one
from surveykit.site.columns import Column, Kind
from surveykit.site.criteria import Criteria, limits
from surveykit.site.grid import read_grids
from surveykit.site.hours import windows
from surveykit.site.meanings import meanings
from surveykit.site.model import Site
from surveykit.site.several import Belonging
from surveykit.site.sheets import sheets
from surveykit.site.tables import Row, Tables, read_tables
from surveykit.text import _


def read_site(path: Path) -> Site:
    """Read a workbook of one site.

    Raises:
        FaultyFileError: with every fault of the workbook, in the order of sheets and rows.
    """
    return _read(path, one=True)[0]


def read_sites(path: Path) -> tuple[Site, ...]:
    """Read a workbook of one site or of several, in the order of the sheet `sites`.

    Raises:
        FaultyFileError: as above.
    """
    return _read(path, one=False)


def _read(path: Path, *, one: bool) -> tuple[Site, ...]:
    tables, faults = read_tables(read_grids(path))
    criteria, wrong_criteria = _read_criteria(tables)
    faults += [*wrong_criteria, *check(tables, block_min=criteria.block_min)]
    faults += more_than_one(tables) if one else ()
    if faults:
        raise FaultyFileError(path, sorted(set(faults), key=_place))
    belonging = Belonging(tables)
    return tuple(_site(path, belonging.tables(name), criteria) for name in belonging.sites)


def _site(path: Path, tables: Tables, criteria: Criteria) -> Site:
    try:
        return Site.model_validate(_fields_of_site(tables) | {"criteria": criteria})
    except ValidationError as error:
        raise FaultyFileError(path, _translated(error, tables)) from None


def _place(fault: Fault) -> tuple[int, int, int, str]:
    """Where a fault stands: sheet, row, column."""
    names = [sheet.name for sheet in sheets()]
    match = re.fullmatch(r"([A-Z]+)(\d+)", fault.cell)
    letters, line = match.groups() if match else ("", "0")
    return names.index(fault.sheet), int(line), len(letters), letters


def _read_criteria(tables: Tables) -> tuple[Criteria, list[Fault]]:
    """The criteria that differ from their defaults; where one is faulty, the default."""
    values: dict[str, Read] = {}
    faults: list[Fault] = []
    rows = tables["criteria"].by_key() if "criteria" in tables else {}
    for key, row in rows.items():
        if key not in Criteria.model_fields:
            if key:
                what = _("There is no such criterion.")
                mend = _("Take the name from the template, or delete the row.")
                faults.append(row.fault("key", what, mend))
            continue
        try:
            value = read(row.raw.get("value"), criterion_column(key))
        except CellError as error:
            faults.append(row.fault("value", error.what, error.mend))
            continue
        if value is not None:
            values[key] = value
    try:
        return Criteria.model_validate(values), faults
    except ValidationError as error:
        return Criteria(), [*faults, *_criteria_at_odds(error, rows)]


def criterion_column(key: str) -> Column:
    """How the value of a criterion is read, on the sheet and wherever it is typed."""
    annotation = Criteria.model_fields[key].annotation
    kinds: dict[object, Kind] = {int: "whole", bool: "yes_no", str: "text"}
    low, high = limits(key) or (None, None)
    meaning = meanings()[key]
    return Column(
        key, kinds.get(annotation, "number"), key, meaning, required=False, low=low, high=high
    )


def _criteria_at_odds(error: ValidationError, rows: dict[str, Row]) -> list[Fault]:
    """Criteria that are right alone and wrong together, in their cells."""
    faults = []
    for key, what, mend in at_odds(error):
        row = rows.get(key) or next(iter(rows.values()))
        faults.append(row.fault("value", what, mend))
    return faults


def at_odds(error: ValidationError) -> Iterator[tuple[str, str, str]]:
    """What `Criteria` refuses: the criterion, what is wrong and how to mend it."""
    for detail in error.errors():
        key = str(detail["loc"][0]) if detail["loc"] else detail["type"]
        if key == "calibration":
            what = _("The three calibrations are not in order.")
            mend = _("Let calibration lie between calibration_low and calibration_high.")
        elif key == "landlord_seat_reason":
            what = _("The landlord's seat is allowed, but nobody says why.")
            mend = _("Write the reason, or set landlord_seat_allowed to no.")
        else:
            what, mend = _("This value cannot stand here."), meanings().get(key, "")
        yield key, what, mend


def _fields_of_site(tables: Tables) -> dict[str, object]:
    """The faultless rows as the fields of a `Site`."""
    block_of = {row.get("name"): row.get("block") for row in tables["buildings"].rows}
    records = {
        name: [_fields(tables, row) for row in table.rows]
        for name, table in tables.items()
        if name not in ("sites", "criteria")
    }
    for dwelling in records["dwellings"]:
        dwelling["block"] = block_of[str(dwelling["building"])]
    for place in records["places"]:
        place["windows"] = windows(str(place["usable"]))
    site = _fields(tables, tables["sites"].rows[0])
    if site.get("team_hours"):
        site["team_windows"] = windows(str(site["team_hours"]))
    return {**site, **records}


def _fields(tables: Tables, row: Row) -> dict[str, object]:
    """One row as the fields of its model; `organiser.name` becomes a field of a part."""
    fields: dict[str, object] = {}
    parts: dict[str, dict[str, object]] = {}
    for column in tables[row.sheet].sheet.columns:
        if column.field and column.name in row.values:
            whole, _dot, part = column.field.rpartition(".")
            (parts.setdefault(whole, {}) if whole else fields)[part] = row.values[column.name]
    return fields | parts


def _translated(error: ValidationError, tables: Tables) -> list[Fault]:
    """What the models refuse though no check did, in our words and with its cell."""
    faults = []
    for detail in error.errors():
        path = [str(part) for part in detail["loc"]]
        in_list = len(path) > 1 and path[0] in tables and path[1].isdigit()
        table = tables[path[0] if in_list else "sites"]
        row = table.rows[int(path[1])] if in_list else table.rows[0]
        field = ".".join(path[2:] if in_list else path)
        column = next(
            (column for column in table.sheet.columns if column.field == field), table.sheet.key
        )
        what = _("This value cannot stand here.")
        faults.append(row.fault(column.name, what, column.meaning))
    return faults
