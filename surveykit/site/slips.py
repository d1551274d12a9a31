"""One slip is told once, at its own cell: names that do not meet, and rows that outvote another.

Whoever mistypes the name of a building makes every row faulty that names it rightly, and advice at
each of these would spread the slip. So the cell against which many others stand is the one that is
told. What depends on a faulty cell is not told beside it; if it stays, it is told once the cell is
mended.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import NamedTuple

from surveykit.errors import Fault
from surveykit.site.tables import Row, Table, Tables
from surveykit.text import _, ngettext

_MANY = 2
"""So many cells that agree are no slip."""
_ALIKE = 0.4
"""From here on a name that stands nowhere is probably another one; `difflib` measures it."""
_SHOWN = 6


def settled(tables: Tables) -> tuple[Tables, list[Fault]]:
    """The slips, and the tables as far as they are sure: mended, or without the faulty cells."""
    found, faults = dict(tables), list[Fault]()
    for sheet in tables:
        faults += _mistyped_keys(found, sheet)
    for sheet in tables:
        faults += _unknown_names(found, sheet)
    faults += _outvoted_buildings(found)
    return found, faults


class _Cells(NamedTuple):
    """Cells of one column that say the same."""

    heading: str
    rows: Sequence[Row]


def _rows(tables: Tables, sheet: str) -> tuple[Row, ...]:
    return tables[sheet].rows if sheet in tables else ()


def _uses(tables: Tables, target: str) -> Mapping[str, Sequence[_Cells]]:
    """Where rows name those of this sheet, by the name."""
    found: defaultdict[str, list[_Cells]] = defaultdict(list)
    for table in tables.values():
        for heading in _headings(table, target):
            by_name: defaultdict[str, list[Row]] = defaultdict(list)
            for row in table.rows:
                by_name[row.get(heading)].append(row)
            for name, rows in by_name.items():
                found[name].append(_Cells(heading, rows))
    found.pop("", None)
    return found


def _headings(table: Table, target: str) -> Iterator[str]:
    for column in table.sheet.columns:
        if column.refers_to == target or (target == "sites" and column.name == "site_id"):
            yield column.name


def _mistyped_keys(tables: dict[str, Table], sheet: str) -> Iterator[Fault]:
    """Rows that nothing names, where many cells name something alike that stands nowhere."""
    key, rows, uses = tables[sheet].sheet.key.name, [*_rows(tables, sheet)], _uses(tables, sheet)
    known = {row.get(key) for row in rows}
    wanted = Counter({name: sum(len(one.rows) for one in cells)
                      for name, cells in uses.items() if name not in known})  # fmt: skip
    for name, count in wanted.most_common():
        at = _meant(name, [row.get(key) for row in rows], uses) if count >= _MANY else None
        if at is not None:
            yield _mistyped(rows, at, key, name, count)
            rows[at] = replace(rows[at], values={**rows[at].values, key: name})
    tables[sheet] = replace(tables[sheet], rows=tuple(rows))


def _meant(name: str, keys: Sequence[str], used: Collection[str]) -> int | None:
    """The row that is probably meant: no name is missing without it, and its own is alike."""
    spare = {key: at for at, key in enumerate(keys)
             if key and (key not in used or keys.index(key) < at)}  # fmt: skip
    alike = [*spare] if len(keys) == 1 else get_close_matches(name, spare, n=1)
    return spare[alike[0]] if alike else None


def _mistyped(rows: Sequence[Row], at: int, key: str, name: str, count: int) -> Fault:
    row = rows[at]
    first = next(one for one in rows if one.get(key) == row.get(key))
    what = (
        _("No other cell names this.")
        if first is row
        else _("This stands in {cell} already.").format(cell=first.cells[key])
    )
    others = ngettext(
        "{n} cell names {name}, which is not on this sheet.",
        "{n} cells name {name}, which is not on this sheet.",
        count,
    ).format(n=count, name=name)
    mend = _("Write {name} here, or correct the others.").format(name=name)
    return row.fault(key, f"{what} {others}", mend)


def _unknown_names(tables: dict[str, Table], target: str) -> Iterator[Fault]:
    """Names that stand on no other sheet; those of many cells once, at the first of them."""
    if target == "sites":  # what belongs to no site is told by itself
        return
    known = tables[target].by_key()
    for name, cells in _uses(tables, target).items():
        for one in cells if name not in known else ():
            told = one.rows[:1] if len(one.rows) > _MANY else one.rows
            what = _unknown(target, len(one.rows) - len(told))
            mend = _nearest(name, target, known)
            yield from (row.fault(one.heading, what, mend) for row in told)
            _forget(tables, one.heading, one.rows)


def _unknown(sheet: str, more: int) -> str:
    if not more:
        return _("There is no such name on the sheet {sheet}.").format(sheet=sheet)
    return ngettext(
        "There is no such name on the sheet {sheet}; {n} more cell of this column has it.",
        "There is no such name on the sheet {sheet}; {n} more cells of this column have it.",
        more,
    ).format(sheet=sheet, n=more)


def _nearest(name: str, sheet: str, known: Iterable[str]) -> str:
    """How to mend a name that is not on the sheet: the nearest one that is."""
    close = get_close_matches(name, known, n=1, cutoff=_ALIKE)
    if close:
        mend = _("Do you mean {name}? Else add it on the sheet {sheet}.")
        return mend.format(name=close[0], sheet=sheet)
    return _("Correct the name, or add it on the sheet {sheet}.").format(sheet=sheet)


class _Outvoted(NamedTuple):
    """What a building says of itself against most of its dwellings."""

    building: Row
    heading: str
    fault: Fault


def _outvoted_buildings(tables: dict[str, Table]) -> Iterator[Fault]:
    homes: defaultdict[str, list[Row]] = defaultdict(list)
    for flat in _rows(tables, "dwellings"):
        homes[flat.get("building")].append(flat)
    found = [one for row in _rows(tables, "buildings")
             for one in _outvoted(row, homes[row.get("name")])]  # fmt: skip
    for heading in {one.heading for one in found}:
        _forget(tables, heading, [one.building for one in found if one.heading == heading])
    yield from (one.fault for one in found)


def _outvoted(building: Row, flats: Sequence[Row]) -> Iterator[_Outvoted]:
    for heading, said, agrees in _votes(building):
        heard = [flat for flat in flats if said in flat.values]
        against = [flat for flat in heard if not agrees(flat)]
        if len(against) < _MANY or 2 * len(against) <= len(heard):
            continue
        what = _("{n} of the {all} dwellings of this building say otherwise: {values}.").format(
            n=len(against), all=len(heard), values=_several(flat.get(said) for flat in against)
        )
        mend = _("Correct this cell, or the dwellings.")
        yield _Outvoted(building, heading, building.fault(heading, what, mend))


def _votes(building: Row) -> Iterator[tuple[str, str, Callable[[Row], bool]]]:
    """Heading of the building, that of its dwellings, and whether a dwelling agrees."""
    block, values = building.get("block"), building.values
    entrances, floors = values.get("entrances"), values.get("floors")
    if block:
        yield "block", "block", lambda flat: flat.get("block") == block
    if isinstance(entrances, tuple):
        yield "entrances", "entrance", lambda flat: flat.get("entrance") in entrances
    if isinstance(floors, int):
        yield "floors", "floor", lambda flat: int(flat.get("floor")) < floors


def _several(values: Iterable[str]) -> str:
    listed = sorted(set(values))
    return ", ".join(listed[:_SHOWN]) + (" …" if len(listed) > _SHOWN else "")


def _forget(tables: dict[str, Table], heading: str, rows: Sequence[Row]) -> None:
    """From here on these cells count as faulty, as if nothing stood there."""
    cells = {row.cells[heading] for row in rows}
    table = tables[rows[0].sheet]
    kept = (
        replace(row, values={name: read for name, read in row.values.items() if name != heading})
        if row.cells.get(heading) in cells
        else row
        for row in table.rows
    )
    tables[rows[0].sheet] = replace(table, rows=tuple(kept))
