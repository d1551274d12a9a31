"""Everything a workbook tells, in one value."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from surveykit.assess.estimate.households import Household
from surveykit.assess.hour.plan import Plan
from surveykit.assess.result import Assessment
from surveykit.fieldwork.corrections import Change
from surveykit.fieldwork.record import Record
from surveykit.site.model import Site

if TYPE_CHECKING:  # the form engine is not needed to hand a form on
    from surveykit.assess.launched.learning import Review
    from surveykit.assess.sources import Sources
    from surveykit.assess.words.report import Report
    from surveykit.fieldwork.outcome_rates import OutcomeRates
    from surveykit.form import Form
    from surveykit.site.decisions import Decision
    from surveykit.site.signed import Signed


@dataclass(frozen=True, slots=True)
class Taken:
    """One handover that was taken in: a line of the log. Counts are of filled-in forms."""

    file: str
    """Its name; empty where an older program took it in."""
    day: date
    sha256: str
    before: int
    """Held by the project before."""
    held: int
    """In the file: new, known or left out."""
    new: int
    left_out: int
    """Erased on request, here or there."""
    attempts: int
    """New lines of the contact sheet."""


@dataclass(frozen=True, slots=True)
class Results:
    """One site's survey, assessed; the input of `write_workbook`.

    `forms` are by form id, newest version. `records` may be of any of these forms; those of a
    project are read anew whenever one goes through them, as long as it is open. `households` are
    what the door interviews among them tell. `rates` are those of the door; the hallway has no
    frame. `plan` is None where no hour is proposed. `sources` are what all of it was made from.
    `made_on` stands on the sheets and replaces the clock. The rest is the log: handovers,
    corrections, and interviews that wait to be settled.
    """

    site: Site
    forms: Mapping[str, "Form"]
    records: Iterable[Record]
    households: Sequence[Household]
    assessment: Assessment
    rates: "OutcomeRates"
    plan: Plan | None
    report: "Report"
    sources: "Sources"
    made_on: date
    handovers: tuple[Taken, ...] = ()
    changes: tuple[Change, ...] = ()
    conflicts: int = 0
    decisions: "tuple[Decision, ...]" = ()
    """How the criteria were changed while the survey was on."""
    signed: "Signed | None" = None
    """What a person decided on the hour; `plan` is the hour of it."""
    attendance: "Review | None" = None
    """What came to the hour once it was launched; None before, or without a survey."""
    form_in: "Callable[[str, str], Form] | None" = None
    """Any form in the version that a record names; raises KeyError for one that is not held."""
