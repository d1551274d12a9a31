"""A second life for a damaged project: what can be read is saved, what cannot is named.

The damaged file stays as it is; a copy is read page by page. A page whose tag does not fit can
still be deciphered, and what stands there is taken where it proves itself (an interview carries
the hash of its content) or at least makes sense; the second kind is counted and told.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.fieldwork.record import Record
from surveykit.store import enclosures, new_file, pieces, tables
from surveykit.store.care.salvage import PIECES, Salvage, Salvaged
from surveykit.store.care.verify import Findings, names_of_tables, verify
from surveykit.store.database import Database, Row
from surveykit.store.errors import ProjectExistsError, SiteLostError
from surveykit.store.faults import sentences
from surveykit.store.rows import record_of
from surveykit.text import _

if TYPE_CHECKING:
    from surveykit.site.model import Site


@dataclass(frozen=True, slots=True)
class Recovered:
    """What came of it, by table (see `verify.names_of_tables`)."""

    file: Path
    """The new project."""
    pages: int
    damaged: int
    """Pages of the old file that were changed or lost."""
    saved: Mapping[str, int]
    """Rows in the new project."""
    unproven: Mapping[str, int]
    """Of these, rows from damaged pages that make sense and nothing more."""
    broken: Mapping[str, int]
    """Rows of which a part is gone; they are not in the new project."""
    lost_pages: Mapping[str, int]
    """Pages of which nothing can be read; nobody knows how many rows stood there."""
    findings: Findings
    """Of the new project."""

    @property
    def complete(self) -> bool:
        """Nothing is lost, and nothing doubtful."""
        return self.findings.whole and not (self.unproven or self.broken or self.lost_pages)

    def lines(self) -> list[str]:
        """What was saved, what is doubtful and what is gone, in sentences."""
        told = (
            (self.saved, _("{name}: {n} saved.")),
            (self.unproven, _("{name}: {n} of them stood on damaged pages; look at them again.")),
            (self.broken, _("{name}: {n} cannot be read and are not in the new project.")),
            (self.lost_pages, _("{name}: gone pages of the file: {n}. Nobody can tell what stood "
                                "there; a handover or a copy may hold it.")),
        )  # fmt: skip
        names = names_of_tables()
        return [
            _("{file} holds what could be read.").format(file=self.file),
            *(
                words.format(name=names.get(table, table), n=n)
                for counted, words in told
                for table, n in counted.items()
            ),
            *self.findings.faults,
            *([_("Nothing is missing.")] if self.complete else []),
        ]


def recover(path: Path, passphrase: str | None, new: Path, site: "Site | None") -> Recovered:
    """Save what can be read of a project into a new one with the same passphrase.

    `site` stands in where the description of the site itself is lost.

    Raises:
        SiteLostError: the description of the site is lost and no other was given.
        WrongPassphraseError: not one page can be deciphered.
        ProjectError: the new project cannot be made; nothing is left of it then.
    """
    if new.exists():
        raise ProjectExistsError(new)
    with sentences(new):
        scratch = tempfile.TemporaryDirectory(dir=new.parent, prefix=".surveykit-")
    with scratch as folder, Salvage(_copy(path, Path(folder)), path, passphrase) as salvage:
        salvaged = salvage.everything()
        rows = _with_site(path, salvaged, site)
        records, broken = _records(salvage)
        lost = {
            PIECES: broken,
            "draft": _take_out_orphans(rows),
            "enclosure": _take_out_ownerless(rows, records),
        }

        def fill(database: Database) -> None:
            for table, lines in rows.items():
                _insert(database, table, lines)
            tables.add_records(database, records)
            pieces.mix(database)
            lost["enclosure"] += enclosures.restore(database, salvage.parts())

        new_file.create(new, passphrase, fill)
    salvaged.broken.update({table: n for table, n in lost.items() if n})
    counted = {table: len(lines) for table, lines in rows.items()} | {PIECES: len(records)}
    return _told(new, salvaged, counted, verify(new, passphrase))


def _copy(path: Path, folder: Path) -> Path:
    """The file and its WAL, in a place where the WAL can be brought in."""
    copy = folder / "copy"
    with sentences(path):
        shutil.copyfile(path, copy)
        for ending in ("-wal", "-journal"):
            beside = path.with_name(path.name + ending)
            if beside.exists():
                shutil.copyfile(beside, copy.with_name(copy.name + ending))
    return copy


Rows = dict[str, set[Row]]


def _with_site(path: Path, salvaged: Salvaged, site: "Site | None") -> Rows:
    """The rows with the facts that every project needs."""
    from surveykit.store.project_file import FRAME
    from surveykit.store.same_survey import project_id

    rows = {table: {*lines} for table, lines in salvaged.rows.items()}
    facts = {str(name): str(value) for name, value in rows.setdefault("about", set())}
    facts.pop(pieces.UNMIXED, None)  # of slots that were
    if "site" not in facts:
        if site is None:
            raise SiteLostError(path)
        facts["site"] = site.model_dump_json()
        facts |= {"project": str(project_id(site)), "label": site.label}
        facts.pop(FRAME, None)
    if not {"project", "label"} <= facts.keys():
        from surveykit.site.model import Site

        known = Site.model_validate_json(facts["site"])
        facts |= {"project": str(project_id(known)), "label": known.label}
    rows["about"] = {*facts.items()}
    return rows


def _take_out_orphans(rows: Rows) -> int:
    """Drop answers of unfinished interviews whose beginning is gone; returns of how many.

    Nobody can go on with them: what form they answer stood in the beginning.
    """
    begun = {row[0] for row in rows.get("draft", ())}
    orphans = {row for row in rows.get("draft_answer", ()) if row[0] not in begun}
    rows.setdefault("draft_answer", set()).difference_update(orphans)
    return len({row[0] for row in orphans})


def _records(salvage: Salvage) -> tuple[list[Record], int]:
    """The interviews of which every piece is there, and of how many others some are."""
    whole, broken = pieces.whole(salvage.pieces())
    return [*map(record_of, whole.values())], broken


def _take_out_ownerless(rows: Rows, records: Iterable[Record]) -> int:
    """Drop files of interviews that are gone; returns of how many."""
    owners = {row[0] for row in rows.get("draft", ())} | {str(record.id) for record in records}
    ownerless = {row for row in rows.get("enclosure", ()) if row[0] not in owners}
    rows.setdefault("enclosure", set()).difference_update(ownerless)
    return len(ownerless)


def _insert(database: Database, table: str, lines: Iterable[Row]) -> None:
    kept = sorted(lines, key=repr)
    marks = ", ".join("?" * len(kept[0])) if kept else "NULL"
    database.write(
        f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT DO NOTHING",  # noqa: S608
        kept,
    )


def _told(new: Path, salvaged: Salvaged, saved: Mapping[str, int], findings: Findings) -> Recovered:
    counted = {table: n for table, n in sorted(saved.items()) if n}
    if "enclosure" in counted:
        counted["enclosure"] = findings.counts.files
    return Recovered(
        file=new,
        pages=salvaged.pages,
        damaged=salvaged.damaged,
        saved=counted,
        unproven=dict(Counter(table for table, _row in salvaged.unproven)),
        broken=dict(salvaged.broken),
        lost_pages=dict(+salvaged.lost_pages),
        findings=findings,
    )
