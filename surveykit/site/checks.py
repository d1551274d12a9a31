"""What must hold between the rows of a site workbook; every breach is a fault.

A check that lacks something to compare, because it is missing or faulty itself, is
silent: that fault has been reported already.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from surveykit.errors import Fault
from surveykit.site.rows import SPECIAL_PLACES
from surveykit.site.several import Belonging
from surveykit.site.slips import settled
from surveykit.site.tables import Row, Table, Tables
from surveykit.text import _, ngettext


def check(tables: Tables, *, block_min: int) -> Iterator[Fault]:
    """All faults between rows; `block_min` is the least number of dwellings of a block."""
    tables, slips = settled(tables)
    yield from slips
    for table in tables.values():
        yield from _duplicates(table)
        yield from _other_site(table, tables)
    yield from Belonging(tables).faults()
    yield from _dwellings_that_do_not_fit(tables)
    yield from _small_blocks(tables, block_min)
    yield from _counts_that_disagree(tables)
    yield from _places_with_reserved_names(tables)
    yield from _hours_that_end_too_early(tables)
    yield from _without_distance(tables)


def _rows(tables: Tables, name: str) -> tuple[Row, ...]:
    return tables[name].rows if name in tables else ()


def _by_key(tables: Tables, name: str) -> dict[str, Row]:
    return tables[name].by_key() if name in tables else {}


def _duplicates(table: Table) -> Iterator[Fault]:
    """Rows that nothing tells apart; named in the last of the columns that should."""
    sheet = table.sheet
    needed = [name for name in sheet.unique if sheet.column(name).required]
    heading = sheet.unique[-1]
    first: dict[tuple[str, ...], Row] = {}
    for row in table.rows:
        if any(name not in row.values for name in needed):
            continue
        earlier = first.setdefault(tuple(map(row.get, sheet.unique)), row)
        if earlier is not row:
            what = _("This stands in {cell} already.").format(cell=earlier.cells[heading])
            yield row.fault(heading, what, _("Delete the row or give it a name of its own."))


def _other_site(table: Table, tables: Tables) -> Iterator[Fault]:
    """Rows of another site, as when tables of several sites were pasted in."""
    names = list(_by_key(tables, "sites"))
    for row in table.rows:
        site = row.get("site_id")
        if site and names and site not in names:
            what = _("This is not the site of this workbook ({site}).").format(
                site=", ".join(names)
            )
            yield row.fault("site_id", what, _("Delete the row or leave the cell empty."))


def more_than_one(tables: Tables) -> Iterator[Fault]:
    """Sites after the first, where only one is wanted."""
    for row in _rows(tables, "sites")[1:]:
        what = _("Only one site is wanted here, and this is another.")
        mend = _("Make a workbook of its own for it, or a project of each: surveykit new.")
        yield row.fault("name", what, mend)


def _dwellings_that_do_not_fit(tables: Tables) -> Iterator[Fault]:
    """Dwellings whose block, entrance or floor their building does not have."""
    buildings = _by_key(tables, "buildings")
    for row in _rows(tables, "dwellings"):
        building = buildings.get(row.get("building"))
        if building is None:
            continue
        yield from _block_that_does_not_fit(row, building)
        entrance, entrances = row.get("entrance"), building.values.get("entrances")
        if entrance and isinstance(entrances, tuple) and entrance not in entrances:
            what = _("The building has no such entrance.")
            mend = _("Its entrances are: {entrances}.").format(entrances=" ".join(entrances))
            yield row.fault("entrance", what, mend)
        floor, floors = row.values.get("floor"), building.values.get("floors")
        if isinstance(floor, int) and isinstance(floors, int) and floor >= floors:
            what = _("The building has no such floor; 0 is the ground floor.")
            mend = _("Its highest floor is {floor}. Or raise the number on the sheet buildings.")
            yield row.fault("floor", what, mend.format(floor=floors - 1))


def _block_that_does_not_fit(dwelling: Row, building: Row) -> Iterator[Fault]:
    block, right = dwelling.get("block"), building.get("block")
    if block and right and block != right:
        what = _("The building belongs to another block.")
        mend = _("Write {block}, or leave the cell empty.").format(block=right)
        yield dwelling.fault("block", what, mend)


@dataclass(frozen=True, slots=True)
class _Counts:
    """Dwellings by block and by building; the building says the block.

    `unplaced` dwellings name no known building: each count may be that much too low.
    """

    in_block: Counter[str]
    in_building: Counter[str]
    unplaced: int


def _count(tables: Tables) -> _Counts:
    buildings = _by_key(tables, "buildings")
    in_building = Counter(row.get("building") for row in _rows(tables, "dwellings"))
    in_block: Counter[str] = Counter()
    for name, row in buildings.items():
        in_block[row.get("block")] += in_building[name]
    unplaced = sum(n for name, n in in_building.items() if name not in buildings)
    return _Counts(in_block, in_building, unplaced + in_block[""])


def _small_blocks(tables: Tables, block_min: int) -> Iterator[Fault]:
    """Blocks in which an answer could be traced to a door, and buildings without a dwelling."""
    if not _rows(tables, "dwellings") or not _rows(tables, "buildings"):
        return
    counts = _count(tables)
    for name, row in _by_key(tables, "blocks").items():
        counted = counts.in_block[name]
        if name and counted + counts.unplaced < block_min:
            what = ngettext(
                "The block has {n} dwelling, but needs {least}.",
                "The block has {n} dwellings, but needs {least}.",
                counted,
            )
            mend = _("Group buildings: give several buildings the same block.")
            yield row.fault("name", what.format(n=counted, least=block_min), mend)
    for name, row in _by_key(tables, "buildings").items():
        if name and not counts.in_building[name] and not counts.unplaced:
            what = _("No dwelling is in this building.")
            yield row.fault("name", what, _("Add its dwellings on the sheet dwellings."))


def _counts_that_disagree(tables: Tables) -> Iterator[Fault]:
    """The cross-checks: numbers of dwellings that are not those of the sheet dwellings."""
    dwellings = _rows(tables, "dwellings")
    if not dwellings:
        return
    counts, belonging = _count(tables), Belonging(tables)
    for row in _rows(tables, "sites"):
        found, unplaced = belonging.dwellings(row.get("name"))
        vacant = sum(dwelling.values.get("occupied") is False for dwelling in found)
        unknown = sum("occupied" not in dwelling.values for dwelling in found)
        if found:
            yield from _disagrees(row, "dwellings", len(found), unplaced)
            yield from _disagrees(row, "vacant", vacant, unknown + unplaced)
    for name, row in _by_key(tables, "blocks").items():
        yield from _disagrees(row, "dwellings", counts.in_block[name], counts.unplaced)
    for name, row in _by_key(tables, "buildings").items():
        yield from _disagrees(row, "dwellings", counts.in_building[name], counts.unplaced)


def _disagrees(row: Row, heading: str, counted: int, unknown: int = 0) -> Iterator[Fault]:
    """A number outside what was counted and what could not be counted for other faults."""
    stated = row.values.get(heading)
    if isinstance(stated, int) and not counted <= stated <= counted + unknown:
        what = ngettext(
            "The sheet dwellings has {n}.", "The sheet dwellings has {n} of them.", counted
        )
        mend = _("Correct the number, or the sheet dwellings, or leave the cell empty.")
        yield row.fault(heading, what.format(n=counted), mend)


def _places_with_reserved_names(tables: Tables) -> Iterator[Fault]:
    for row in _rows(tables, "places"):
        if row.get("name") in SPECIAL_PLACES:
            what = _("This name stands for an answer that is no place.")
            yield row.fault("name", what, _("Give the place another short name."))


def _hours_that_end_too_early(tables: Tables) -> Iterator[Fault]:
    for row in _rows(tables, "partner_hours"):
        start, end = row.get("from"), row.get("to")
        if start and end and end <= start:
            what = _("The hour ends before it starts.")
            yield row.fault("to", what, _("Correct the begin or the end."))


def _without_distance(tables: Tables) -> Iterator[Fault]:
    """Places and buildings that no row of the sheet distances names."""
    if not _rows(tables, "distances"):
        return
    for name, heading in (("places", "place"), ("buildings", "building")):
        measured = {row.get(heading) for row in _rows(tables, "distances")}
        if "" in measured:  # a walk that is told already may be the one that is missing
            continue
        for key, row in _by_key(tables, name).items():
            if key and key not in measured:
                what = _("There is no distance for it on the sheet distances.")
                mend = _("Add the walk in metres on the sheet distances.")
                yield row.fault("name", what, mend)
