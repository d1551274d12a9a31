"""Several laptops that do what they like, and what must hold of them whatever they did.

They interview, correct, note tries, take lines back, erase, seal, take new forms, delete the
contact sheet, hand over and merge each other, with clocks years apart, and one's folder is copied
over another's.
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

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.contact_sheet import beside_interviews
from surveykit.store import Project
from surveykit.store.care.verify import verify
from surveykit.store.enclosures import PART
from surveykit.store.handover.file import Handover
from surveykit.store.keys.pair import SecretKey

from .samples import NOW, TODAY, a_form, a_record
from .test_enclosures import interviewed, kept

Step = tuple[str, int, int]
State = tuple[object, ...]

DWELLINGS = ("A1", "A2")
DOING = (
    *("interview", "correct", "not home", "interviewed", "take back", "contact"),
    *("picture", "erase", "seal", "form", "merge", "merge", "merge", "copy"),
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
    sealed: set[UUID] = field(default_factory=set)
    undone: set[UUID] = field(default_factory=set)
    versions: set[str] = field(default_factory=set)
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
            case "form":
                laptop.add_forms([a_form(f"20270102{m:02}")])
                self.versions.add(f"20270102{m:02}")
            case "merge":
                self.merge(laptop, self.hand_over(m % len(self.laptops)))
            case "copy":
                self._copy(m % len(self.laptops), n)
        self.sealed |= {one.id for one in self.laptops[n].contacts() if one.sealed}

    def hand_over(self, n: int) -> Path:
        path = self.folder / f"{len(self.handovers)}.handover"
        later = TODAY + timedelta(days=365 * n)
        self.laptops[n].handover(path, later, unsealed=True)
        self.handovers.append(path)
        return path

    def merge(self, project: Project, path: Path) -> None:
        receipt = project.merge(path, key=lambda: self.secret)
        assert receipt.tally.after == project.counts()
        assert receipt.sha256 in {merged.sha256 for merged in project.merge_log()}

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
def after(steps: list[Step], count: int, template: Path, secret: SecretKey) -> Iterator[Team]:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        team = Team(Path(folder), stack, secret, [], template)
        team.laptops = [team.fresh() for _n in range(count)]
        for step in steps:
            team.do(step)
        yield team


def insist_that_all_orders_agree(
    template: Path, secret: SecretKey, steps: list[Step], count: int, orders: Random
) -> None:
    """Merge every handover that was ever written into fresh projects, in three orders."""
    with after(steps, count, template, secret) as team:
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


def insist_that_nothing_is_lost(
    template: Path, secret: SecretKey, steps: list[Step], count: int
) -> None:
    """Whoever merges everything holds all that was made, and nothing that was erased."""
    with after(steps, count, template, secret) as team:
        planner = team.fresh()
        for n in range(count):
            team.merge(planner, team.hand_over(n))
        for path in team.handovers:
            team.merge(planner, path)
        contacts = planner.contacts()
        held = {record.id for record in planner.records()} | {one.id for one in contacts}
        assert held == (team.made | team.pictures.keys()) - team.erased
        assert {one.id for one in contacts if one.sealed} == team.sealed - team.erased
        assert planner.counts().forms == 1 + len(team.versions)
        shown = {owner: content for (owner, _name), content in kept(planner).items()}
        assert shown == {k: v for k, v in team.pictures.items() if k not in team.erased}
        assert verify(planner.path, None).whole
        lines = planner.attempts()
        assert {line.id for line in lines} & team.undone <= {line.undoes for line in lines}
        assert not beside_interviews(lines)
        assert not (team.sheet_deleted and lines)
