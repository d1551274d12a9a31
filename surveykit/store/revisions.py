"""Which revisions of a record count: those that no other revision supersedes."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from surveykit.fieldwork.record import Record


def heads(records: Sequence[Record]) -> list[Record]:
    """The live revisions; a function of the set of revisions, whatever order they came in."""
    return [record for group in _live(records).values() for record in group]


def conflicts(records: Sequence[Record]) -> tuple[tuple[Record, ...], ...]:
    """Records with more than one live revision, each with all of them."""
    return tuple(tuple(group) for group in _live(records).values() if len(group) > 1)


def _live(records: Sequence[Record]) -> dict[UUID, list[Record]]:
    """By id; two corrections that say the same are one, the one with the smaller revision."""
    superseded = {(record.id, revision) for record in records for revision in record.supersedes}
    groups: defaultdict[UUID, dict[str, Record]] = defaultdict(dict)
    for record in sorted(records, key=lambda record: (record.id.hex, record.revision)):
        if (record.id, record.revision) not in superseded:
            groups[record.id].setdefault(_content(record), record)
    return {id_: list(group.values()) for id_, group in groups.items()}


def _content(record: Record) -> str:
    from dataclasses import replace

    return replace(record, supersedes=()).revision
