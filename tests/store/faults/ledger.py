"""A scripted day of work that notes what was acknowledged, and a look at what is left of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import scrypt
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from surveykit.errors import SurveykitError
from surveykit.fieldwork.record import Mode
from surveykit.form import Form
from surveykit.store import Project
from surveykit.store.care.verify import verify
from tests.store.samples import NOW, PASSPHRASE, TODAY, a_form, a_record, a_site, an_attempt

FORM = a_form()


@dataclass(frozen=True, slots=True)
class Promise:
    """What was acknowledged up to one moment."""

    created: bool = False
    drafts: tuple[tuple[UUID, tuple[str, ...]], ...] = ()
    """Unfinished interviews with their answers."""
    records: frozenset[UUID] = frozenset()
    contacts: frozenset[UUID] = frozenset()
    ending: UUID | None = None
    """The draft that was being finished: it may be there, or what comes of it: a record or contact.
    Nothing between."""

    finished: frozenset[UUID] = frozenset()
    """Drafts that were erased."""

    @property
    def answers(self) -> int:
        """Acknowledged answers of unfinished interviews."""
        return sum(len(texts) for _draft, texts in self.drafts)

    @property
    def kept(self) -> frozenset[UUID]:
        """What acknowledged interviews have become."""
        return self.records | self.contacts


@dataclass(slots=True)
class Found:
    """What a look at a project after a fault has shown."""

    acknowledged: int = 0
    lost: int = 0
    """Acknowledged answers, finished interviews and contacts that are not there."""
    damages: list[str] = field(default_factory=list)


class Ledger:
    """Works at a project and notes what it acknowledges; `noted` hears of each promise."""

    def __init__(
        self, path: Path, noted: Callable[[Promise], object] = lambda _promise: None
    ) -> None:
        self.path = path
        self.promise = Promise()
        self.refusals: list[SurveykitError] = []
        """Faults that were told; what was to be done then was not acknowledged."""
        self._noted = noted

    def create(self) -> None:
        """Make the project."""
        with self._trying():
            make(self.path)
            self._note(created=True)

    def a_day(self, interviews: int = 2, answers: int = 4) -> None:
        """Open the project, hold some interviews, leave the last one unfinished, and close.

        In between somebody leaves a telephone number.
        """
        with self._trying(), Project.open(self.path, PASSPHRASE) as project:
            for _n in range(interviews):
                self.an_interview(project, answers)
            self.a_contact(project)
            self.an_interview(project, answers, finish=False)

    def a_contact(self, project: Project) -> None:
        """A form of one answer that ends as a contact."""
        draft = self._begun(project)
        if draft:
            self._answer(project, draft, "030 1234567")
            self._end(lambda: self._finish_contact(project, draft))

    def an_interview(self, project: Project, answers: int, *, finish: bool = True) -> None:
        """One interview; what fails is tried once more, as a volunteer would."""
        draft = self._begun(project)
        for n in range(answers if draft else 0):
            self._answer(project, draft, f"answer {n} {'x' * (n * 301 % 700)}")
        if draft:
            self._picture(project, draft)
        if finish and draft:
            self._end(lambda: self._finish(project, draft))

    def _begun(self, project: Project) -> UUID:
        with self._trying():
            draft = project.begin_draft(FORM, mode=Mode.DOOR, dwelling="A1", language="de", at=NOW)
            self._note(drafts=(*self.promise.drafts, (draft.id, ())))
            return draft.id
        return UUID(int=0)

    def _answer(self, project: Project, draft: UUID, text: str) -> None:
        for _attempt in range(2):
            with self._trying():
                project.save_answer(draft, "/data/note", text)
                self._answered(draft, text)
                break

    def _end(self, finish: Callable[[], None]) -> None:
        for _attempt in range(2):
            with self._trying():
                finish()
                break
        self._note(ending=None)

    def _picture(self, project: Project, draft: UUID) -> None:
        """The last answer is a picture of two parts."""
        name = picture_of(draft)
        for _attempt in range(2):
            with self._trying():
                project.save_file(draft, "/data/note", name, draft.bytes * 5000)
                self._answered(draft, name)
                break

    def _answered(self, draft: UUID, text: str) -> None:
        drafts = ((id_, (*old, text) if id_ == draft else old) for id_, old in self.promise.drafts)
        self._note(drafts=tuple(drafts))

    def _finish(self, project: Project, draft: UUID) -> None:
        taken = dict(self.promise.drafts).get(draft, ())
        name = picture_of(draft) if picture_of(draft) in taken else "z" * 400
        record = a_record(name, id_=uuid4())
        self._note(ending=draft)
        project.finish(draft, record, an_attempt())
        self._ended(draft, records=self.promise.records | {record.id})

    def _finish_contact(self, project: Project, draft: UUID) -> None:
        self._note(ending=draft)
        contact = project.finish_contact(draft, {"phone": "030 1234567"}, TODAY, form="callback")
        self._ended(draft, contacts=self.promise.contacts | {contact.id})

    def _ended(self, draft: UUID, **kept: frozenset[UUID]) -> None:
        left = tuple(line for line in self.promise.drafts if line[0] != draft)
        finished = self.promise.finished | {draft}
        self._note(drafts=left, ending=None, finished=finished, **kept)

    def _note(self, **changes: object) -> None:
        self.promise = replace(self.promise, **changes)  # type: ignore[arg-type]
        self._noted(self.promise)

    @contextmanager
    def _trying(self) -> Iterator[None]:
        try:
            yield
        except SurveykitError as error:
            self.refusals.append(error)


def picture_of(draft: UUID) -> str:
    """What the picture of an interview is called."""
    return f"{draft.hex}.jpg"


def make(path: Path, form: Form = FORM) -> None:
    """An empty encrypted project."""
    Project.create(path, site=a_site(), forms=[form], passphrase=PASSPHRASE, now=NOW).close()


def look(path: Path, promise: Promise) -> Found:
    """Open what a fault has left, and hold it against what was promised."""
    found = Found(acknowledged=promise.answers + len(promise.kept))
    if not promise.created and not path.exists():
        return found
    try:
        with Project.open(path, PASSPHRASE) as project:
            files = {(file.owner, file.name) for file, _content in project.files()}
            records = {
                record.id
                for record in project.records()
                if (record.id, record.answers.get("note", "")) in files
                or not record.answers.get("note", "").endswith(".jpg")
            }
            kept = records | {contact.id for contact in project.contacts()}
            drafts = {
                draft.id: [
                    text
                    for _ref, text in draft.answers
                    if text in project.files_of_draft(draft.id) or not text.endswith(".jpg")
                ]
                for draft in project.drafts()
            }
        findings = verify(path, PASSPHRASE)
    except SurveykitError as error:
        if promise.created:
            found.lost = found.acknowledged
            found.damages.append(error.what)
        return found
    found.damages += findings.faults
    found.lost = len(promise.kept - kept) + sum(
        _lost(texts, drafts.get(id_))
        for id_, texts in promise.drafts
        if id_ in drafts or id_ != promise.ending
    )
    if promise.finished & drafts.keys():
        found.damages.append("a draft that was erased has come back")
    if promise.ending and promise.ending not in drafts and not kept - promise.kept:
        found.lost += 1
    return found


def _lost(texts: tuple[str, ...], kept: list[str] | None) -> int:
    if kept is None:
        return max(1, len(texts))  # the interview itself is gone
    return sum(text != there for text, there in zip(texts, kept, strict=False)) + max(
        0, len(texts) - len(kept)
    )


@contextmanager
def quick_keys() -> Iterator[None]:
    """Derive keys in no time: what is slow on purpose would be waited for thousands of times."""

    def quickly(
        password: bytes, salt: bytes, n: int, r: int, p: int, maxmem: int, dklen: int
    ) -> bytes:
        assert n > 1000, "the program itself is slow on purpose"
        return scrypt(password, salt=salt, n=2, r=r, p=p, maxmem=maxmem, dklen=dklen)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hashlib.scrypt", quickly)
        yield
