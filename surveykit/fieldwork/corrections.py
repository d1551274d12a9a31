"""What was corrected and what was settled: for the log, without a way back to an interview."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from surveykit.fieldwork.record import Record


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One revision that took the place of others; names no interview, and no answer."""

    form: str
    month: str
    """Of the interview, as YYYY-MM; of the correction nobody keeps a day."""
    reason: str
    """In the words of whoever corrected."""
    questions: tuple[str, ...]
    """Names of those that have other answers, or notes, than in one of the revisions before."""
    settled: int
    """Contradicting versions that this one put an end to; 0 for a plain correction."""
    stands: bool
    """Whether it counts; not if it was corrected again."""


def changes(revisions: Iterable[Record]) -> tuple[Change, ...]:
    """Every correction, in an order that tells nothing of when it was made."""
    by_id: defaultdict[UUID, dict[str, Record]] = defaultdict(dict)
    for record in revisions:
        by_id[record.id][record.revision] = record
    return tuple(sorted(change for group in by_id.values() for change in _of_one(group)))


def _of_one(revisions: Mapping[str, Record]) -> Iterable[Change]:
    replaced = {seen for record in revisions.values() for seen in record.supersedes}
    for revision, record in revisions.items():
        before = [revisions[seen] for seen in record.supersedes if seen in revisions]
        if record.supersedes:
            yield Change(
                form=record.form,
                month=f"{record.day:%Y-%m}",
                reason=record.reason,
                questions=_differing(record, before),
                settled=len(record.supersedes) if len(record.supersedes) > 1 else 0,
                stands=revision not in replaced,
            )


def _differing(record: Record, before: Iterable[Record]) -> tuple[str, ...]:
    names = {
        name
        for old in before
        for name in {*old.answers, *record.answers}
        if old.answers.get(name) != record.answers.get(name)
    }
    noted = {note.question for old in before for note in {*old.notes} ^ {*record.notes}}
    return tuple(sorted(names | noted))
