"""A workbook with several sites: which row belongs to which.

A block names its site; buildings follow their block, dwellings and walks their building, partners'
hours their partner. A place belongs to its site and to every other one from whose buildings there
is a walk to it, so that neighbours share one row; a partner without a site belongs to all.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from surveykit.errors import Fault
from surveykit.site.tables import Row, Table, Tables
from surveykit.text import _


class Belonging:
    """Which site the rows of a workbook belong to; with one site, all to that."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.sites = [*_by_key(tables, "sites")]
        self._blocks = {name: self._named(row) for name, row in _by_key(tables, "blocks").items()}
        self._buildings = {
            name: self._blocks.get(row.get("block")) or self._named(row)
            for name, row in _by_key(tables, "buildings").items()
        }

    def _named(self, row: Row) -> str:
        """The site that a row names; a site that there is."""
        only = self.sites[0] if len(self.sites) == 1 else ""
        named = row.get("site_id")
        return named if named in self.sites else only

    def of(self, row: Row) -> str:
        """The site of a block, building, dwelling or walk; empty where none can be told."""
        match row.sheet:
            case "blocks":
                return self._blocks.get(row.get("name"), "")
            case "buildings":
                return self._buildings.get(row.get("name"), "")
            case _:
                return self._buildings.get(row.get("building"), "")

    def dwellings(self, site: str) -> tuple[tuple[Row, ...], int]:
        """Those of a site, and how many rows may be of it or of any other."""
        rows = self._tables["dwellings"].rows
        if len(self.sites) == 1:
            return rows, 0
        return (
            tuple(row for row in rows if self.of(row) == site),
            sum(not self.of(row) for row in rows),
        )

    def tables(self, site: str) -> Tables:
        """The rows of one site; every criterion holds for all."""
        if len(self.sites) == 1:
            return self._tables
        walks = self._kept("distances", lambda row: self.of(row) == site)
        near = {row.get("place") for row in walks.rows}
        places = self._kept(
            "places", lambda row: row.get("site_id") == site or row.get("name") in near
        )
        partners = self._kept("partners", lambda row: row.get("site_id") in (site, ""))
        own = {name: self._kept(name, lambda row: self.of(row) == site) for name in _FRAME}
        return {
            **self._tables,
            **own,
            "sites": self._kept("sites", lambda row: row.get("name") == site),
            "distances": walks,
            "places": places,
            "partners": partners,
            "partner_hours": self._hours(partners, places),
        }

    def _kept(self, sheet: str, belongs: Callable[[Row], bool]) -> Table:
        table = self._tables[sheet]
        return replace(table, rows=tuple(row for row in table.rows if belongs(row)))

    def _hours(self, partners: Table, places: Table) -> Table:
        """Of these partners; an hour at another site's place is one outside of this site."""
        here, known = places.by_key(), partners.by_key()
        kept = self._kept("partner_hours", lambda row: row.get("partner") in known)
        rows = (row if row.get("place") in here else _elsewhere(row) for row in kept.rows)
        return replace(kept, rows=tuple(rows))

    def faults(self) -> Iterator[Fault]:
        """Rows of which nobody can tell the site, or that name another one than theirs."""
        for sheet in _FRAME:
            for row in self._tables[sheet].rows if sheet in self._tables else ():
                yield from self._faults(row)

        for site, row in _by_key(self._tables, "sites").items():
            if site and self._blocks and site not in self._blocks.values():
                what = _("No block belongs to this site.")
                yield row.fault("name", what, _("Add its blocks on the sheet blocks."))

    def _faults(self, row: Row) -> Iterator[Fault]:
        site, named = self.of(row), row.get("site_id")
        if row.sheet == "blocks" and not named and len(self.sites) > 1:
            what = _("The workbook describes several sites, and this block names none of them.")
            mend = _("Write the short name of one of them: {sites}.")
            yield row.fault("site_id", what, mend.format(sites=", ".join(self.sites)))
        elif site and named in self.sites and named != site:
            what = _("Its block belongs to another site.")
            mend = _("Write {site}, or leave the cell empty.").format(site=site)
            yield row.fault("site_id", what, mend)


_FRAME = ("blocks", "buildings", "dwellings")


def _by_key(tables: Tables, name: str) -> dict[str, Row]:
    return tables[name].by_key() if name in tables else {}


def _elsewhere(row: Row) -> Row:
    values = {heading: value for heading, value in row.values.items() if heading != "place"}
    return replace(row, values=values)
