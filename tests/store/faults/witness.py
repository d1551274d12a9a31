"""The program itself, or its interview path alone, saying on a pipe what it has acknowledged.

    python -m tests.store.faults.witness app|path PROJECT PIPE

Every line is written right after the method that promises something has returned, so before
anything of it can be seen on the screen.
"""

import os
import sys
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path
from uuid import UUID

from surveykit.cli import main as surveykit
from surveykit.fieldwork.attempt import Attempt
from surveykit.fieldwork.record import HALLWAY_FORM, Mode, Record
from surveykit.form import Form
from surveykit.interviewing import OpenInterview, begin
from surveykit.store import Draft, Project
from tests.store.samples import PASSPHRASE

from .ledger import quick_keys

Tell = Callable[[str], object]


def watch(tell: Tell) -> None:
    """Have every project say what it has done, and beforehand that it ends an interview."""
    began, saved, finished = Project.begin_draft, Project.save_answer, Project.finish
    discarded = Project.discard_draft

    def begin_draft(
        self: Project, form: Form, *, mode: Mode, dwelling: str | None, language: str, at: datetime
    ) -> Draft:
        draft = began(self, form, mode=mode, dwelling=dwelling, language=language, at=at)
        tell(f"begun {draft.id}")
        return draft

    def save_answer(self: Project, draft_id: UUID, ref: str, text: str) -> None:
        saved(self, draft_id, ref, text)
        tell(f"answer {draft_id} {text}")

    def finish(self: Project, draft_id: UUID, record: Record, attempt: Attempt | None) -> None:
        tell(f"ending {draft_id}")
        finished(self, draft_id, record, attempt)
        tell(f"finished {draft_id} {record.id}")

    def discard_draft(self: Project, draft_id: UUID) -> None:
        tell(f"discarding {draft_id}")
        discarded(self, draft_id)
        tell(f"discarded {draft_id}")

    for method in (begin_draft, save_answer, finish, discard_draft):
        setattr(Project, method.__name__, method)


def interviews_without_end(path: Path) -> None:
    """One interview in the hallway after the other, through the engine, the first answer always."""
    with Project.open(path, PASSPHRASE) as project:
        for _n in count():
            interview = begin(project, HALLWAY_FORM, mode=Mode.HALLWAY, clock=_now)
            while not interview.entry.at_end:
                _answer_page(interview)
                interview.entry.forward()
            interview.finish()


def _answer_page(interview: OpenInterview) -> None:
    for ref in interview.entry.page.refs:
        choices = interview.entry.instance.node(ref).choices
        if choices:
            interview.answer(ref, choices[0].value)


def _now() -> datetime:
    return datetime.now().astimezone()


def main(what: str, project: str, pipe: int) -> None:
    """Work until killed."""
    watch(lambda line: os.write(pipe, f"{line}\n".encode()))
    with quick_keys():
        if what == "app":
            surveykit(["interview", project, "--mode", "hallway"])
        else:
            interviews_without_end(Path(project))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
