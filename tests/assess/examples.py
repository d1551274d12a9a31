"""The example sites' made-up answers and doors, as the form engine would have stored them."""

import csv
from datetime import date
from uuid import UUID

from surveykit.assess.estimate.households import Household
from surveykit.assess.result import Doors
from surveykit.bundled import SITES
from surveykit.fieldwork.record import Mode, Record


def rows(name: str) -> list[dict[str, str]]:
    """The rows of an example's table: `B_responses`, `C_doors`."""
    with (SITES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def door_records(site: str) -> list[Record]:
    """All door interviews of an example."""
    return [record(row, number) for number, row in enumerate(rows(f"{site}_responses"), 1)]


def record(
    answers: dict[str, str],
    number: int = 1,
    *,
    form: str = "door_interest",
    mode: Mode = Mode.DOOR,
) -> Record:
    """One interview with consent; blank answers are absent."""
    given = {name: value for name, value in answers.items() if value}
    return Record(
        id=UUID(int=number, version=4),
        form=form,
        form_version="2026112801",
        mode=mode,
        day=date(2027, 1, 14),
        minutes=4,
        language="de",
        answers={"consent": "yes", **given},
    )


def doors(site: str) -> Doors:
    """The doors of an example."""
    row = rows(f"{site}_doors")[0]
    counts = {name: int(value) for name, value in row.items() if name != "site_id"}
    return Doors(
        dwellings=sum(counts.values()),
        vacant=counts["vacant"],
        interviewed=counts["interview"],
        refused=counts["refused"],
        not_reached=counts["not_reached"],
    )


def household(raw: float = 1.0, prob: int = 5, **answers: str) -> Household:
    """A household with given raw visits."""
    return Household(prob=prob, raw=raw, answers=answers)
