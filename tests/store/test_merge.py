"""Merging is the union of sets, whoever merges what, in which order and how often."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveykit.fieldwork.attempt import Outcome
from surveykit.fieldwork.record import Record
from surveykit.store import Counts, Project
from surveykit.store.handover.errors import (
    HandoverExistsError,
    OtherSurveyError,
)

from .conftest import Make
from .samples import NOW, TODAY, a_form, a_record, a_site, an_attempt


def test_two_laptops_have_the_same_after_merging_both_ways(make: Make, tmp_path: Path) -> None:
    one, other = make("one"), make("other")
    one.add_records([a_record("from one")])
    one.add_attempt(an_attempt())
    other.add_records([a_record("from the other")])
    other.add_contact({"consent_contact": "yes", "name": "Ada"}, TODAY)

    one.handover(tmp_path / "a", TODAY, unsealed=True)
    other.handover(tmp_path / "b", TODAY, unsealed=True)
    one.merge(tmp_path / "b")
    other.merge(tmp_path / "a")

    assert one.records() == other.records()
    assert one.attempts() == other.attempts()
    assert one.contacts() == other.contacts()
    assert len(one.records()) == 2


def test_the_receipt_tells_what_was_there_what_is_new_and_what_was_known(
    make: Make, tmp_path: Path
) -> None:
    one, other = make("one"), make("other")
    shared = a_record("shared")
    one.add_records([shared, a_record("new")])
    one.add_attempt(an_attempt())
    other.add_records([shared])

    given = one.handover(tmp_path / "a", TODAY, unsealed=True)
    first, second = other.merge(tmp_path / "a"), other.merge(tmp_path / "a")

    assert first.before == Counts(records=1, forms=1)
    assert first.new == Counts(records=1, attempts=1)
    assert first.known == Counts(records=1, forms=1)
    assert second.new == Counts()
    assert second.known == Counts(records=2, attempts=1, forms=1)
    assert given.sha256 == first.sha256


def test_corrections_on_two_laptops_are_shown_as_a_conflict(make: Make, tmp_path: Path) -> None:
    one, other = make("one"), make("other")
    first = a_record("first")
    for laptop, note in ((one, "hers"), (other, "his")):
        laptop.add_records([first, a_record(note, id_=first.id, supersedes=(first.revision,))])
    one.handover(tmp_path / "a", TODAY, unsealed=True)

    receipt = other.merge(tmp_path / "a")

    assert receipt.conflicts == 1
    assert {record.answers["note"] for record in other.conflicts()[0]} == {"hers", "his"}


def test_drafts_are_not_handed_over(make: Make, tmp_path: Path) -> None:
    one, other = make("one"), make("other")
    draft = one.begin_draft(a_form(), mode=a_record().mode, dwelling="A1", language="", at=NOW)
    one.save_answer(draft.id, "/data/note", "unfinished")
    one.handover(tmp_path / "a", TODAY, unsealed=True)
    other.merge(tmp_path / "a")
    assert other.drafts() == ()


def test_a_newer_version_of_a_form_comes_with_the_records(make: Make, tmp_path: Path) -> None:
    one, other = make("one"), make("other")
    assert other.forms["note"].version == "2027010101"
    one.add_forms([a_form("2027010102")])
    one.handover(tmp_path / "a", TODAY, unsealed=True)
    other.merge(tmp_path / "a")
    assert other.forms["note"].version == "2027010102"


def test_another_surveys_handover_is_refused(make: Make, tmp_path: Path) -> None:
    other_site = Project.create(
        tmp_path / "mill.survey",
        site=a_site(name="mill", label="The Mill"),
        forms=[],
        passphrase=None,
        now=NOW,
    )
    other_site.add_records([a_record()])
    other_site.handover(tmp_path / "mill", TODAY, unsealed=True)
    other_site.close()
    ours = make()

    with pytest.raises(OtherSurveyError, match="The Mill"):
        ours.merge(tmp_path / "mill")
    assert ours.records() == ()


def test_a_handover_overwrites_no_other(make: Make, tmp_path: Path) -> None:
    one = make("one")
    one.handover(tmp_path / "a", TODAY, unsealed=True)
    before = (tmp_path / "a").read_bytes()
    with pytest.raises(HandoverExistsError):
        one.handover(tmp_path / "a", TODAY, unsealed=True)
    assert (tmp_path / "a").read_bytes() == before


Step = tuple[str, int, int]

_laptops = st.integers(0, 2)
_steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["interview", "attempt", "contact"]), _laptops, st.just(0)),
        st.tuples(st.sampled_from(["correct", "undo"]), _laptops, st.integers(0, 3)),
        st.tuples(st.sampled_from(["merge", "merge", "merge", "copy"]), _laptops, _laptops),
    ),
    max_size=14,
)


class Team:
    """Three laptops, and beside each the sets it should hold."""

    def __init__(self, folder: Path, template: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.stack = stack
        self.files = [folder / f"{n}.survey" for n in range(3)]
        for file in self.files:
            shutil.copy(template, file)
        self.laptops = [self._open(file) for file in self.files]
        self.expected: list[set[str]] = [set(), set(), set()]
        self.handovers = 0

    def do(self, step: Step) -> None:
        what, n, m = step
        laptop = self.laptops[n]
        match what:
            case "interview":
                self._add(n, a_record(str(self.handovers)))
            case "correct" if laptop.records():
                old = laptop.records()[m % len(laptop.records())]
                answers = {"note": f"{old.answers['note']}+{n}"}
                self._add(n, replace(old, answers=answers, supersedes=(old.revision,)))
            case "attempt" | "undo":
                lines = laptop.attempts()
                undoes = lines[m % len(lines)].id if what == "undo" and lines else None
                attempt = an_attempt(Outcome.NOT_HOME, undoes=undoes)
                laptop.add_attempt(attempt)
                self.expected[n].add(str(attempt.id))
            case "contact":
                contact = laptop.add_contact({"consent_contact": "yes", "name": "Ada"}, TODAY)
                self.expected[n].add(str(contact.id))
            case "merge":
                laptop.merge(self.handover(m))
                self.expected[n] |= self.expected[m]
            case "copy" if n != m:  # a folder is copied over another laptop's
                laptop.close()
                self.laptops[m].close()
                shutil.copy(self.files[m], self.files[n])
                self.laptops[n], self.laptops[m] = map(self._open, (self.files[n], self.files[m]))
                self.expected[n] = set(self.expected[m])

    def handover(self, n: int) -> Path:
        self.handovers += 1
        path = self.folder / f"{self.handovers}.handover"
        self.laptops[n].handover(path, TODAY, unsealed=True)
        return path

    def holds(self, n: int) -> set[str]:
        contents = {str(line.id) for line in self.laptops[n].attempts()}
        contents |= {str(contact.id) for contact in self.laptops[n].contacts()}
        return contents | {record.revision for record in self.revisions(n)}

    def revisions(self, n: int) -> tuple[Record, ...]:
        from surveykit.store.handover.file import Handover

        return Handover.read(self.handover(n)).contents().records

    def _add(self, n: int, record: Record) -> None:
        self.laptops[n].add_records([record])
        self.expected[n].add(record.revision)

    def _open(self, file: Path) -> Project:
        return self.stack.enter_context(Project.open(file, None))


@contextmanager
def team(steps: list[Step], template: Path) -> Iterator[Team]:
    """The laptops after everything has happened."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        made = Team(Path(folder), template, stack)
        for step in steps:
            made.do(step)
        yield made


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "court.survey"
    Project.create(path, site=a_site(), forms=[a_form()], passphrase=None, now=NOW).close()
    return path


@settings(max_examples=30, deadline=None)
@given(steps=_steps)
def test_a_laptop_holds_exactly_what_it_made_and_took_in(template: Path, steps: list[Step]) -> None:
    with team(steps, template) as laptops:
        for n in range(3):
            assert laptops.holds(n) == laptops.expected[n]


@settings(max_examples=20, deadline=None)
@given(steps=_steps)
def test_order_and_repetition_of_merges_make_no_difference(
    template: Path, steps: list[Step]
) -> None:
    with team(steps, template) as laptops:
        zero, one, two = laptops.laptops
        of_zero, of_one, of_two = (laptops.handover(n) for n in range(3))
        one.merge(of_two)
        of_one_and_two = laptops.handover(1)
        zero.merge(of_one_and_two)  # zero + (one + two)
        one.merge(of_zero)  # (one + two) + zero
        for handover in (of_one, of_zero, of_one, of_two, of_one):  # two + one + zero, twice
            two.merge(handover)
        files = [laptops.handover(n).read_bytes() for n in range(3)]
        assert files[0] == files[1] == files[2]
        assert zero.conflicts() == one.conflicts() == two.conflicts()
