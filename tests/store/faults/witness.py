"""The program itself, or its interview path alone, saying on a pipe what it has acknowledged.

    python -m tests.store.faults.witness app|path PROJECT PIPE

Every line is written right after the method that promises something has returned, so before
anything of it can be seen on the screen.
"""

import os
import sys
from collections.abc import Callable
from datetime import datetime
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import UUID

from surveykit.cli import main as surveykit
from surveykit.fieldwork.attempt import Attempt
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.record import CONTACT_FORM, HALLWAY_FORM, Mode, Record
from surveykit.form import Form
from surveykit.interviewing import OpenInterview, begin
from surveykit.store import Draft, Project
from tests.store.samples import PASSPHRASE

from .ledger import quick_keys

Tell = Callable[[str], object]


def watch(tell: Tell) -> None:
    """Have every project say what it has done, and beforehand that it ends an interview."""
    began, saved, finished = Project.begin_draft, Project.save_answer, Project.finish
    finished_contact, discarded = Project.finish_contact, Project.discard_draft

    def begin_draft(
        self: Project, form: Form, *, mode: Mode, dwelling: str | None, language: str, at: datetime
    ) -> Draft:
        draft = began(self, form, mode=mode, dwelling=dwelling, language=language, at=at)
        tell(f"begun {draft.id}")
        return draft

    def save_answer(
        self: Project, draft_id: UUID, ref: str, text: str, *, known: int | None = None
    ) -> None:
        saved(self, draft_id, ref, text, known=known)
        tell(f"answer {draft_id} {text}")

    def finish(
        self: Project,
        draft_id: UUID,
        record: Record,
        attempt: Attempt | None,
        *,
        known: int | None = None,
    ) -> None:
        tell(f"ending {draft_id}")
        finished(self, draft_id, record, attempt, known=known)
        tell(f"finished {draft_id} {record.id}")

    def finish_contact(self: Project, draft_id: UUID, *answers: Any, **more: Any) -> Contact:  # noqa: ANN401
        tell(f"ending {draft_id}")
        contact = finished_contact(self, draft_id, *answers, **more)
        tell(f"reachable {draft_id} {contact.id}")
        return contact

    def discard_draft(self: Project, draft_id: UUID, *, known: int | None = None) -> None:
        tell(f"discarding {draft_id}")
        discarded(self, draft_id, known=known)
        tell(f"discarded {draft_id}")

    for method in (begin_draft, save_answer, finish, finish_contact, discard_draft):
        setattr(Project, method.__name__, method)


def interviews_without_end(path: Path) -> None:
    """One interview in the hallway after the other, through the engine, the first answer always.

    Behind each somebody agrees to be called.
    """
    with Project.open(path, PASSPHRASE) as project:
        for form, mode in cycle([(HALLWAY_FORM, Mode.HALLWAY), (CONTACT_FORM, Mode.DESK)]):
            interview = begin(project, form, mode=mode, clock=_now)
            while not interview.entry.at_end:
                _answer_page(interview)
                interview.entry.forward()
            interview.finish()


def _answer_page(interview: OpenInterview) -> None:
    """Answer what the page asks, and what it only asks after an answer."""
    answered: set[str] = set()
    while due := [ref for ref in interview.entry.page.refs if ref not in answered]:
        answered.add(due[0])
        node = interview.entry.instance.node(due[0])
        if node.choices:
            interview.answer(due[0], node.choices[0].value)
        elif node.question and node.question.type == "text":
            interview.answer(due[0], "030 1234567")


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
