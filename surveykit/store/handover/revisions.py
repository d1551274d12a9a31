"""Which revisions of a record count: those that no other revision supersedes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from surveykit.fieldwork.record import Record


def heads(records: Iterable[Record]) -> Iterator[Record]:
    """The live revisions, in their order; those of one record come one after another."""
    return (record for group in _live(records) for record in group)


def conflicts(records: Iterable[Record]) -> tuple[tuple[Record, ...], ...]:
    """Records with live revisions that differ, each with all of them."""
    return tuple(tuple(group) for group in _live(records) if len(group) > 1)


def _live(records: Iterable[Record]) -> Iterator[list[Record]]:
    for _id, revisions in groupby(records, key=lambda record: record.id):
        yield _live_of_one([*revisions])


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
