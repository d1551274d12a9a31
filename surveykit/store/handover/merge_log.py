"""The log of handovers taken in: kept for the export, and to know a file that comes again."""

import json
from datetime import date

from surveykit.store.database import Database, Value
from surveykit.store.handover.receipt import Merged, Tally


def tally_of(database: Database, digest: str) -> Tally | None:
    """What became of a handover that was taken in before; None if it was not."""
    rows = database.rows("SELECT receipt FROM merged WHERE sha256 = ?", (digest,))
    return _tally(rows[0][0]) if rows else None


def add_merged(database: Database, merged: Merged) -> None:
    """Note that a handover was taken in, and what came of it."""
    line = (merged.sha256, merged.name, merged.day.isoformat(), json.dumps(merged.tally.to_json()))
    database.write("INSERT INTO merged VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", [line])


def merged(database: Database) -> list[Merged]:
    """The log, by day and name."""
    rows = database.rows("SELECT sha256, name, day, receipt FROM merged ORDER BY day, name, sha256")
    return [
        Merged(str(sha256), str(name), date.fromisoformat(str(day)), _tally(receipt))
        for sha256, name, day, receipt in rows
    ]


def _tally(text: Value) -> Tally:
    return Tally.from_json(json.loads(str(text)))
