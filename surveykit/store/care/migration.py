"""A project file of an older version made into one of today; the old file is kept beside it.

The new file is written under another name and takes the old one's place in one step, so that a
power cut leaves the one or the other. What version 1 knew too exactly becomes coarser here (see
`version1`), and the key is derived anew. Version 2 knew no files inside the project; up to version
3 interviews were rows of a table like any other.
"""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from itertools import count
from pathlib import Path

import apsw

from surveykit.fieldwork.record import Record
from surveykit.files import CannotWriteError, sync_folder, write_whole
from surveykit.store import new_file, pieces, tables
from surveykit.store.care import version1
from surveykit.store.connect import connect
from surveykit.store.database import Database
from surveykit.store.errors import DamagedProjectError, DiskFaultError, ProjectInUseError
from surveykit.store.faults import sentences
from surveykit.store.handover import merge_log
from surveykit.store.handover.receipt import Merged, Tally
from surveykit.store.kind import check_contents, check_kind
from surveykit.store.rows import record_of

_ENDING = ".v"  # and the version that it was

_JSON_COLUMNS = {"supersedes", "answers", "consents"}


def migrate(path: Path, passphrase: str | None) -> Path:
    """Renew a project of an older version; returns the copy of it that is kept.

    Raises:
        WrongPassphraseError, NotAProjectError, ProjectInUseError, ReadOnlyProjectError,
        DiskFullError, DamagedProjectError: what is wrong; the old file is as it was.
    """
    renewed = path.with_name(f"{path.name}.renewed")
    with sentences(path), alone(path, passphrase) as old:
        renewed.unlink(missing_ok=True)
        version = int(str(old.pragma("user_version")))
        new_file.create(renewed, passphrase, lambda new: _carry_over(path, version, old, new))
    try:
        copy = _kept_copy(path, version)
    except CannotWriteError as error:
        renewed.unlink(missing_ok=True)
        raise DiskFaultError(path) from error
    with sentences(path):
        renewed.replace(path)
        sync_folder(path.parent)
    return copy


def kept_copies(path: Path) -> tuple[Path, ...]:
    """The old files that were kept beside a project; they hold what the new one may have erased."""
    return tuple(sorted(path.parent.glob(f"{path.name}{_ENDING}[0-9]*")))


@contextmanager
def alone(path: Path, passphrase: str | None) -> Iterator[apsw.Connection]:
    """A connection to a file that is locked against everybody, with all of it in one place.

    Raises:
        ProjectInUseError: somebody else has it open.
    """
    check_kind(path, passphrase)
    with closing(connect(path, passphrase)) as connection:
        check_contents(path, connection, passphrase)
        if connection.pragma("journal_mode", "DELETE") != "delete":
            raise ProjectInUseError(path)
        connection.execute("BEGIN EXCLUSIVE")
        yield connection
        connection.execute("ROLLBACK")


def copy_tables(old: apsw.Connection, new: Database) -> None:
    """Copy every row into tables that are as the old ones, or have a column more by default.

    All but the table of interviews that there was up to version 3.
    """
    for (table,) in old.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'record'"
    ).fetchall():
        names = [str(column[1]) for column in old.execute(f"PRAGMA table_info({table})")]
        places = ", ".join("?" * len(names))
        rows = old.execute(f"SELECT * FROM {table}")  # noqa: S608 - a name of our own schema
        new.write(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", rows)  # noqa: S608


def _kept_copy(path: Path, version: int) -> Path:
    content = path.read_bytes()
    first = f"{path.name}{_ENDING}{version}"
    names = (path.with_name(f"{first}-{n}" if n else first) for n in count())
    copy = next(name for name in names if not name.exists() or name.read_bytes() == content)
    if not copy.exists():
        write_whole(copy, content, replace=False, private=True)
    return copy


def _carry_over(path: Path, version: int, old: apsw.Connection, new: Database) -> None:
    try:
        if version > 1:
            copy_tables(old, new)
            tables.add_records(new, map(_record, _rows(old, "record")))
        else:
            _carry_over_from_1(old, new)
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedProjectError(path) from error
    pieces.mix(new)


def _record(row: version1.Json) -> Record:
    """A record of version 2 or 3, whose table had a column for each field."""
    fields = {**row, "partial": bool(row["partial"])}
    del fields["revision"]
    return record_of(json.dumps(fields).encode())


def _carry_over_from_1(old: apsw.Connection, new: Database) -> None:
    facts = [(str(name), str(value)) for name, value in old.execute("SELECT * FROM about")]
    tables.set_about(new, facts)
    _copy_forms_and_drafts(old, new)
    records = [version1.OldRecord(str(row["revision"]), row) for row in _rows(old, "record")]
    tables.add_records(new, version1.records(records))
    tables.add_attempts(new, map(version1.attempt, _rows(old, "attempt")))
    tables.add_contacts(new, map(version1.contact, _rows(old, "contact")))
    _copy_log(old, new, date.fromisoformat(dict(facts)["created"]))


def _copy_forms_and_drafts(old: apsw.Connection, new: Database) -> None:
    new.write("INSERT INTO form VALUES (?, ?, ?, ?, ?)", old.execute("SELECT * FROM form"))
    drafts = old.execute("SELECT * FROM draft").fetchall()
    new.write("INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?, ?, ?)", drafts)
    answers = old.execute(
        "SELECT draft, n, ref, text, language FROM draft_answer JOIN draft ON draft.id = draft"
    )
    new.write("INSERT INTO draft_answer VALUES (?, ?, ?, ?, ?)", answers)


def _copy_log(old: apsw.Connection, new: Database, day: date) -> None:
    """The old log named neither file nor day; it counts as written on the project's first day."""
    for digest, _contents, receipt in old.execute("SELECT sha256, contents, new FROM merged"):
        tally = Tally.from_json({"new": json.loads(str(receipt))})
        merge_log.add_merged(new, Merged(str(digest), "", day, tally))


def _rows(old: apsw.Connection, table: str) -> Iterator[version1.Json]:
    names = [str(column[1]) for column in old.execute(f"PRAGMA table_info({table})")]
    for row in old.execute(f"SELECT * FROM {table}"):  # noqa: S608 - one of our three names
        pairs = zip(names, row, strict=True)
        yield {
            name: json.loads(str(value)) if name in _JSON_COLUMNS else value
            for name, value in pairs
        }
