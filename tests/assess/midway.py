"""An example site in the middle of its survey: some doors done, some tried in vain, some left."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random
from uuid import UUID

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.record import Record
from surveykit.site.model import Site

from .examples import door_records

MORNING, AFTERNOON, SATURDAY = (
    datetime(2027, 1, 12, 9, tzinfo=UTC),
    datetime(2027, 1, 12, 16, tzinfo=UTC),
    datetime(2027, 1, 16, 11, tzinfo=UTC),
)


def attempt(number: int, dwelling: str, outcome: Outcome, at: datetime | None) -> Attempt:
    """One line of the contact sheet."""
    when = None if outcome is Outcome.INTERVIEW else at
    return Attempt(UUID(int=number, version=4), dwelling, outcome, when, number=number)


def midway(
    site: Site, interviews: int, others: int, seed: int = 1
) -> tuple[Sequence[Record], Sequence[Attempt]]:
    """So many interviews, and so many other doors tried once: every fourth declined."""
    random = Random(seed)  # noqa: S311 - made-up doors
    records = door_records(site.name)
    random.shuffle(records)
    records = records[:interviews]
    free: defaultdict[str, list[str]] = defaultdict(list)
    for dwelling in site.dwellings:
        if dwelling.occupied:
            free[dwelling.block].append(dwelling.name)
    done = [(free[record.answers["block"]].pop(), Outcome.INTERVIEW) for record in records]
    rest = [dwelling for block in free.values() for dwelling in block]
    random.shuffle(rest)
    outcomes = (Outcome.REFUSED, Outcome.NOT_HOME, Outcome.NOT_HOME, Outcome.NOT_HOME)
    done += [(dwelling, outcomes[at % 4]) for at, dwelling in enumerate(rest[:others])]
    lines = [
        attempt(number, dwelling, outcome, random.choice((MORNING, AFTERNOON)))
        for number, (dwelling, outcome) in enumerate(done, 1)
    ]
    return records, lines
