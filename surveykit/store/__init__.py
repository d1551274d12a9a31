"""The project file; the only code that speaks SQL: records, drafts, handover, merge."""

from surveykit.store.care.backup import Copy
from surveykit.store.draft import Draft
from surveykit.store.errors import (
    DraftElsewhereError,
    DraftGoneError,
    ProjectError,
    ProjectExistsError,
    WrongPassphraseError,
)
from surveykit.store.handover.errors import HandoverError
from surveykit.store.handover.receipt import Counts, Merged, Receipt
from surveykit.store.kind import is_encrypted
from surveykit.store.project import Project
from surveykit.store.same_survey import project_id

__all__ = [
    "Copy",
    "Counts",
    "Draft",
    "DraftElsewhereError",
    "DraftGoneError",
    "HandoverError",
    "Merged",
    "Project",
    "ProjectError",
    "ProjectExistsError",
    "Receipt",
    "WrongPassphraseError",
    "is_encrypted",
    "project_id",
]
