"""Whatever happened on several laptops, whoever merges it all in whatever order holds the same.

A history is random: three to five laptops interview, correct, note tries, take lines back, erase,
seal, delete the contact sheet, hand over and merge each other, with clocks years apart. Every
handover that was ever written is then merged into fresh projects, in different orders and again.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.contact import Contact
from surveykit.store import Project
from surveykit.store.enclosures import PART
from surveykit.store.handover import Handover
from surveykit.store.keys import SecretKey
from surveykit.store.verify import verify

from .samples import NOW, TODAY, a_form, a_record, a_site
from .test_enclosures import interviewed, kept

Step = tuple[str, int, int]
State = tuple[object, ...]

DWELLINGS = ("A1", "A2")
_DOING = (
    *("interview", "correct", "not home", "interviewed", "take back", "contact"),
    *("picture", "erase", "seal", "merge", "merge", "merge", "copy"),
)
_steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(_DOING), st.integers(0, 4), st.integers(0, 4)),
        st.tuples(st.just("delete the sheet"), st.just(0), st.just(0)),
    ),
    max_size=16,
)


@dataclass
class Team:
    """Laptops, every handover that they wrote, and what must be there in the end."""

    folder: Path
    stack: ExitStack
    secret: SecretKey
    laptops: list[Project]
    template: Path
    handovers: list[Path] = field(default_factory=list)
    made: set[UUID] = field(default_factory=set)
    pictures: dict[UUID, bytes] = field(default_factory=dict)
    erased: set[UUID] = field(default_factory=set)
    undone: set[UUID] = field(default_factory=set)
    sheet_deleted: bool = False

    def do(self, step: Step) -> None:
        what, n, m = step[0], step[1] % len(self.laptops), step[2]
        laptop = self.laptops[n]
        records, lines, contacts = laptop.records(), laptop.attempts(), laptop.contacts()
        match what:
            case "interview":
                record = a_record(str(m))
                laptop.add_records([record])
                self.made.add(record.id)
            case "picture":
                picture = b"%d" % m * (PART // 2 + m * 9000)
                self.pictures[interviewed(laptop, a_form(), picture).id] = picture
            case "correct" if records:
                old = records[m % len(records)]
                new = replace(old, answers={"note": f"{n}"}, supersedes=(old.revision,))
                laptop.add_records([new])
            case "not home" | "interviewed" if not laptop.sheet_is_deleted:
                laptop.add_attempt(_attempt(what, DWELLINGS[m % 2], n))
            case "take back" if lines and not laptop.sheet_is_deleted:
                line = lines[m % len(lines)]
                laptop.take_back(line, replace(line, id=uuid4(), undoes=line.id))
                self.undone |= {line.id} if line.outcome is Outcome.INTERVIEW else set()
            case "contact":
                self.made.add(_add_contact(laptop).id)
            case "erase" if records or contacts:
                sought = [record.id for record in records] + [one.id for one in contacts]
                laptop.erase([sought[m % len(sought)]])
                self.erased.add(sought[m % len(sought)])
            case "seal":
                laptop.use_key(self.secret.public)
            case "delete the sheet":
                laptop.erase_sheet()
                self.sheet_deleted = True
            case "merge":
                self.merge(laptop, self.hand_over(m % len(self.laptops)))
            case "copy":
                self._copy(m % len(self.laptops), n)

    def hand_over(self, n: int) -> Path:
        path = self.folder / f"{len(self.handovers)}.handover"
        later = TODAY + timedelta(days=365 * n)
        self.laptops[n].handover(path, later, unsealed=True)
        self.handovers.append(path)
        return path

    def merge(self, project: Project, path: Path) -> None:
        receipt = project.merge(path, key=lambda: self.secret)
        assert receipt.tally.after == project.counts()

    def fresh(self) -> Project:
        path = self.folder / f"{uuid4()}.survey"
        shutil.copy(self.template, path)
        return self.stack.enter_context(Project.open(path, None))

    def state(self, project: Project) -> State:
        """All that a project would give on, as an older one would have given it."""
        path = self.folder / f"{uuid4()}.handover"
        project.handover(path, TODAY, unsealed=True)
        return (Handover.read(path, self.secret).contents(), project.conflicts(), kept(project))

    def _copy(self, source: int, target: int) -> None:
        """The folder of one laptop is copied over that of another, which has handed over."""
        if source != target:
            self.hand_over(target)
            path = self.folder / f"{uuid4()}.survey"
            self.laptops[source].close()
            shutil.copy(self.laptops[source].path, path)
            for n, file in ((source, self.laptops[source].path), (target, path)):
                self.laptops[n] = self.stack.enter_context(Project.open(file, None))


def _attempt(what: str, dwelling: str, n: int) -> Attempt:
    """Of a laptop whose clock is `n` years ahead."""
    if what == "interviewed":
        return Attempt(uuid4(), dwelling, Outcome.INTERVIEW, None)
    return Attempt(uuid4(), dwelling, Outcome.NOT_HOME, NOW + timedelta(days=365 * n))


def _add_contact(laptop: Project) -> Contact:
    return laptop.add_contact({"consent_contact": "yes", "name": "Ada"}, TODAY)


@contextmanager
def _after(steps: list[Step], count: int, template: Path, secret: SecretKey) -> Iterator[Team]:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        team = Team(Path(folder), stack, secret, [], template)
        team.laptops = [team.fresh() for _n in range(count)]
        for step in steps:
            team.do(step)
        yield team


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "court.survey"
    Project.create(path, site=a_site(), forms=[a_form()], passphrase=None, now=NOW).close()
    return path


@pytest.fixture(scope="module")
def secret() -> SecretKey:
    return SecretKey.new()


_SHEET_DELETED: list[Step] = [
    ("not home", 1, 0), ("merge", 2, 1), ("delete the sheet", 0, 0), ("merge", 0, 2),
]  # fmt: skip
_SEALED_TWICE: list[Step] = [("contact", 0, 0), ("merge", 1, 0), ("seal", 0, 0), ("seal", 1, 0)]
_TAKEN_BACK: list[Step] = [
    ("not home", 2, 0), ("interviewed", 0, 0), ("merge", 1, 0), ("take back", 1, 0),
]  # fmt: skip
_ERASED: list[Step] = [("interview", 0, 0), ("merge", 1, 0), ("erase", 0, 0)]
_PICTURES: list[Step] = [
    ("picture", 0, 1), ("merge", 1, 0), ("picture", 1, 2), ("erase", 0, 0), ("copy", 1, 2),
    ("picture", 2, 4), ("merge", 0, 1), ("seal", 0, 0), ("picture", 0, 3),
]  # fmt: skip


@settings(max_examples=20)
@example(steps=_SHEET_DELETED, count=3, orders=Random(1))  # noqa: S311
@example(steps=_SEALED_TWICE, count=3, orders=Random(1))  # noqa: S311
@example(steps=_TAKEN_BACK, count=3, orders=Random(1))  # noqa: S311
@example(steps=_PICTURES, count=3, orders=Random(1))  # noqa: S311
@given(steps=_steps, count=st.integers(3, 5), orders=st.randoms(use_true_random=False))
def test_all_orders_of_all_handovers_give_equal_projects(
    template: Path, secret: SecretKey, steps: list[Step], count: int, orders: Random
) -> None:
    with _after(steps, count, template, secret) as team:
        for n in range(count):
            team.hand_over(n)
        given = team.handovers
        shuffled = [*given, *given[::2]]  # some of them twice
        orders.shuffle(shuffled)
        states = []
        for order in (given, [*given[-1:], *given[:-1]], shuffled):
            planner = team.fresh()
            for path in order:
                team.merge(planner, path)
            states.append(team.state(planner))
        assert states[0] == states[1] == states[2]


@settings(max_examples=15)
@example(steps=_SHEET_DELETED, count=3)
@example(steps=_TAKEN_BACK, count=3)
@example(steps=_ERASED, count=3)
@example(steps=_PICTURES, count=3)
@given(steps=_steps, count=st.integers(3, 5))
def test_nothing_is_lost_and_nothing_erased_comes_back(
    template: Path, secret: SecretKey, steps: list[Step], count: int
) -> None:
    with _after(steps, count, template, secret) as team:
        planner = team.fresh()
        for n in range(count):
            team.merge(planner, team.hand_over(n))
        for path in team.handovers:
            team.merge(planner, path)
        held = {record.id for record in planner.records()} | {one.id for one in planner.contacts()}
        assert held == (team.made | team.pictures.keys()) - team.erased
        shown = {owner: content for (owner, _name), content in kept(planner).items()}
        assert shown == {k: v for k, v in team.pictures.items() if k not in team.erased}
        assert verify(planner.path, None).whole
        lines = planner.attempts()
        assert {line.id for line in lines} & team.undone <= {line.undoes for line in lines}
        assert not (team.sheet_deleted and lines)
