"""Which revisions of a record count: those that no other revision supersedes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from surveykit.fieldwork.record import Record


def heads(records: Iterable[Record]) -> list[Record]:
    """The live revisions, by id; a function of the set, whatever order they came in."""
    return [record for group in _live(records) for record in group]


def conflicts(records: Iterable[Record]) -> tuple[tuple[Record, ...], ...]:
    """Records with live revisions that differ, each with all of them."""
    return tuple(tuple(group) for group in _live(records) if len(group) > 1)


def _live(records: Iterable[Record]) -> list[list[Record]]:
    by_id: defaultdict[UUID, list[Record]] = defaultdict(list)
    for record in records:
        by_id[record.id].append(record)
    return [_live_of_one(group) for _id, group in sorted(by_id.items())]


def _live_of_one(revisions: list[Record]) -> list[Record]:
    """Two corrections that say the same are one, the one with the smaller revision.

    For whatever reasons: those are no answers.
    """
    if len(revisions) == 1:
        return revisions
    superseded = {revision for record in revisions for revision in record.supersedes}
    live = {record.revision: record for record in revisions if record.revision not in superseded}
    by_content: dict[str, Record] = {}
    for _revision, record in sorted(live.items()):
        by_content.setdefault(replace(record, supersedes=(), reason="").revision, record)
    return list(by_content.values())
