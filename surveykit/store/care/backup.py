"""A second copy of a project, made while interviews go on.

The copy is a project of its own with the same passphrase. It holds no unfinished interviews and
no lines beside interviews: what the project will have erased must not live on in its copy, or the
two together would tell who answered what. So it never becomes a part of the copy's file at all.
"""

import contextlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import apsw

from surveykit.errors import SurveykitError
from surveykit.fieldwork.contact_sheet import beside_interviews
from surveykit.files import sync_folder
from surveykit.store import pieces, tables
from surveykit.store.connect import PAGE_SIZE
from surveykit.store.database import Database
from surveykit.store.enclosures import slots_of_drafts
from surveykit.store.errors import CopyError, CopyExistsError, DamagedProjectError, DiskFullError
from surveykit.store.faults import sentences
from surveykit.store.kind import APPLICATION
from surveykit.text import _

_LEFT_OUT = frozenset({"draft", "draft_answer"})
_MAKING = re.compile(r"CREATE (TABLE|UNIQUE INDEX|INDEX) ")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was written and then read again from the disk."""

    file: Path
    records: int
    """Interviews; one that was corrected is one."""
    unfinished: int
    """Interviews that were going on; they are not in it."""

    def __str__(self) -> str:
        """What it holds, in sentences."""
        held = _("{file} is a second copy: {records} questionnaires.").format(
            file=self.file, records=self.records
        )
        without = _("Unfinished interviews are not in it: {n}.").format(n=self.unfinished)
        return f"{held} {without}" if self.unfinished else held


def back_up(
    database: Database, target: Path, *, replace: bool = False, whole: bool = False
) -> Copy:
    """Write a copy, read it again, and only then give it its name.

    A `whole` one leaves nothing out: it is to take the place of a project that is gone.

    Raises:
        CopyExistsError: there is a file of this name, and `replace` is False.
        CopyError: it cannot be written there; nothing is left of it, an older one is unchanged.
        DamagedProjectError: the project itself cannot be read; an older copy is unchanged.
    """
    if target.exists() and not replace:
        raise CopyExistsError(target)
    unfinished = target.with_name(f"{target.name}.new")
    try:
        with _failing_as_copy(database, target):
            _delete(unfinished)
            unfinished.touch()
            with database.turn:
                with _attached(database, unfinished):
                    _write(database, whole=whole)
                with _attached(database, unfinished):
                    copy = _checked(database, target)
            unfinished.replace(target)
            sync_folder(target.parent)
    finally:
        with contextlib.suppress(OSError):
            _delete(unfinished)
    return copy


def _delete(unfinished: Path) -> None:
    for ending in ("", "-journal", "-wal"):
        unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


@contextmanager
def _failing_as_copy(database: Database, target: Path) -> Iterator[None]:
    """Tell faults of the copy's disk as such: the project itself has lost nothing."""
    try:
        with sentences(target):
            try:
                yield
            except (apsw.CorruptError, apsw.NotADBError) as error:
                raise DamagedProjectError(database.path) from error
    except (DamagedProjectError, CopyError):
        raise
    except DiskFullError as error:
        raise CopyError(target, _("the disk is full")) from error
    except SurveykitError as error:
        raise CopyError(target, _("this place cannot be written to")) from error


@contextmanager
def _attached(database: Database, path: Path) -> Iterator[None]:
    """The copy's file as `copy`; SQLite enciphers it with the key of the project."""
    database.run("ATTACH ? AS copy", (str(path.absolute()),))
    database.run(f"PRAGMA copy.page_size = {PAGE_SIZE}")
    try:
        yield
    finally:
        database.run("DETACH copy")


def _write(database: Database, *, whole: bool) -> None:
    """Everything that is to be in it, as it is at one moment, in the order of the keys."""
    database.run("PRAGMA copy.synchronous = EXTRA")
    database.run("BEGIN")
    try:
        [(version,)] = database.run("PRAGMA main.user_version")
        for table, sql in _parts(database):
            database.run(_MAKING.sub(r"CREATE \1 copy.", sql, count=1))
            if table and whole:
                _copy_all_rows(database, table)
            elif table and table not in _LEFT_OUT:
                _copy_rows(database, table)
        for id_ in () if whole else beside_interviews(tables.attempts(database)):
            database.run("DELETE FROM copy.attempt WHERE id = ?", (str(id_),))
        database.run("DELETE FROM copy.about WHERE name = 'generation'")
        database.run(f"PRAGMA copy.application_id = {APPLICATION}")
        database.run(f"PRAGMA copy.user_version = {version!s}")
        database.run("COMMIT")
    except BaseException:
        database.roll_back()
        raise


def _copy_rows(database: Database, table: str) -> None:
    """All rows of a table but those of unfinished interviews; slots stay without a gap."""
    match table:
        case "enclosure":
            database.run(
                "INSERT INTO copy.enclosure SELECT * FROM main.enclosure"
                " WHERE owner NOT IN (SELECT id FROM main.draft)"
            )
        case "part":
            left_out = json.dumps(slots_of_drafts(database))
            database.run(
                "INSERT INTO copy.part SELECT"
                " slot - (SELECT count(*) FROM json_each(?) WHERE value < slot), label, content"
                " FROM main.part WHERE slot NOT IN (SELECT value FROM json_each(?))",
                (left_out, left_out),
            )
        case _:
            _copy_all_rows(database, table)


def _copy_all_rows(database: Database, table: str) -> None:
    database.run(f"INSERT INTO copy.{table} SELECT * FROM main.{table}")  # noqa: S608


def _parts(database: Database) -> list[tuple[str, str]]:
    """The name of every table with the SQL that makes it; then of every index, without a name."""
    rows = database.run(
        "SELECT iif(type = 'table', name, ''), sql FROM main.sqlite_schema"
        " WHERE sql IS NOT NULL ORDER BY type = 'index', name"
    )
    return [(str(name), str(sql)) for name, sql in rows]


def _checked(database: Database, target: Path) -> Copy:
    """What the copy holds, now that all of it was read again."""
    if database.run("PRAGMA copy.integrity_check(1)") != [("ok",)]:
        raise CopyError(target, _("the disk does not keep what is written to it"))
    [(records, unfinished)] = database.run(
        f"SELECT (SELECT count(*) FROM copy.piece WHERE {pieces.IS_FIRST}"  # noqa: S608
        f" AND NOT ({pieces.IS_CORRECTION})),"
        " (SELECT count(*) FROM main.draft)"
    )
    return Copy(target, int(str(records)), int(str(unfinished)))
