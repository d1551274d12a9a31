"""Merges that are broken on purpose, each in one place: the harness must notice every one.

What no random history and no failing disk can tell from a sound merge would also slip through
when it is broken by mistake.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from surveykit.errors import SurveykitError
from surveykit.store import Project
from surveykit.store.handover import merge
from surveykit.store.keys.pair import SecretKey
from tests.store.samples import NOW, a_form, a_site
from tests.store.team import (
    DOING,
    DWELLINGS,
    Step,
    insist_that_all_orders_agree,
    insist_that_nothing_is_lost,
)

from . import failing
from .power import memory
from .table import Line


@dataclass(frozen=True, slots=True)
class Mutant:
    """One place of `merge` that reads otherwise."""

    name: str
    sound: str
    broken: str


MUTANTS = (
    Mutant(
        "what was erased here comes back",
        "erased = ours | frozenset(contents.erased)",
        "erased = frozenset(contents.erased)",
    ),
    Mutant(
        "what was erased elsewhere stays",
        "erased = ours | frozenset(contents.erased)",
        "erased = ours",
    ),
    Mutant(
        "an erasure is noted and not carried out",
        "removed = tables.erase_for_good(database, erased - ours)",
        "removed = Counts(); database.write("
        '"INSERT INTO erased VALUES (?)", [(str(id_),) for id_ in erased - ours])',
    ),
    Mutant(
        "tries at interviewed doors come in",
        "return [line for line in theirs if line.id not in gone], gone",
        "return theirs, frozenset()",
    ),
    Mutant(
        "interviews are looked for in the file only",
        "gone = beside_interviews(known.values())",
        "gone = beside_interviews(theirs)",
    ),
    Mutant(
        "pictures of erased interviews come back",
        "[one for one in theirs if one.owner not in erased]",
        "[*theirs]",
    ),
    Mutant(
        "a deleted contact sheet comes back",
        "if project_of(database) in erased:",
        "if False:",
    ),
    Mutant(
        "pictures of erased interviews come in with others",
        "wanted=one in wanted",
        "wanted=True",
    ),
    Mutant(
        "contacts erased here or elsewhere come back",
        "if contact.id not in erased]",
        "]",
    ),
    Mutant(
        "an open contact goes before a sealed one",
        "return not contact.sealed, ",
        "return bool(contact.sealed), ",
    ),
    Mutant(
        "of a contact sealed twice the last one stays",
        "_rank(line) < _rank(ours[line.id])",
        "line != ours[line.id]",
    ),
    Mutant(
        "a correction of a known interview is left out",
        "if one.record.id not in erased]",
        "if one.record.id not in erased and not pieces.texts_of(database, str(one.record.id))]",
    ),
    Mutant(
        "the last correction replaces all others",
        "records=pieces.add(database, records),",
        "records=pieces.remove(database, [one.record.id for one in records]) * 0"
        " + pieces.add(database, records),",
    ),
    Mutant(
        "tries that are left out stay where they are",
        "tables.delete_attempts(database, gone)",
        "0",
    ),
    Mutant(
        "new forms are left out",
        "forms=tables.add_forms(database, contents.forms)",
        "forms=0",
    ),
    Mutant(
        "a merge is not logged",
        "merge_log.add_merged(",
        "(lambda *_line: None)(",
    ),
    Mutant(
        "a merge is not one transaction",
        "    with database.transaction():\n        tally",
        "    if True:\n        tally",
    ),
)


def caught(most: int) -> Iterator[Line]:
    """Let every mutant run through up to `most` histories, then on failing disks."""
    with _ready() as check:
        sound = Line("a sound merge, in as many histories")
        for seed in range(max(1, most // 10)):
            sound.injected += 1
            sound.damages += [] if check(seed) else ["a sound merge was taken for a broken one"]
        yield sound
        for mutant in MUTANTS:
            yield _hunted(mutant, most, check)


def _hunted(mutant: Mutant, most: int, check: Callable[[int], bool]) -> Line:
    line = Line(f"mutant: {mutant.name}")
    with _broken(mutant):
        for seed in range(most):
            line.injected += 1
            if not check(seed):
                line.noticed, line.remark = 1, f"after {line.injected} histories"
                return line
        for study in failing.fail_merges(3):
            line.injected += study.injected
            if not study.sound:
                line.noticed, line.remark = 1, "on a failing disk only"
                return line
    line.damages.append(f"not caught: {mutant.name}")
    return line


@contextmanager
def _broken(mutant: Mutant) -> Iterator[None]:
    source = Path(str(merge.__file__)).read_text(encoding="utf-8")
    assert source.count(mutant.sound) == 1, f"no longer there once: {mutant.sound}"
    try:
        _load(source.replace(mutant.sound, mutant.broken))
        yield
    finally:
        _load(source)


def _load(source: str) -> None:
    exec(compile(source, str(merge.__file__), "exec"), merge.__dict__)  # noqa: S102


@contextmanager
def _ready() -> Iterator[Callable[[int], bool]]:
    """Gives a check: whether all that must hold after the history of this number does hold."""
    secret = SecretKey.new()
    with tempfile.TemporaryDirectory(dir=memory()) as name:
        template = Path(name, "court.survey")
        Project.create(
            template, site=a_site(flats=DWELLINGS), forms=[a_form()], passphrase=None, now=NOW
        ).close()

        def check(seed: int) -> bool:
            chance = Random(seed)  # noqa: S311 - to be repeated, not to be secret
            steps, count = _history(chance), chance.randint(3, 5)
            try:
                insist_that_nothing_is_lost(template, secret, steps, count)
                insist_that_all_orders_agree(template, secret, steps, count, chance)
            except (AssertionError, SurveykitError):
                return False
            return True

        yield check


PROFILES = (
    DOING,
    (*DOING, *("copy", "correct") * 3),
    (*("interview", "contact", "picture") * 2, *("merge", "erase") * 4),
    ("contact", "copy", *("merge", "seal") * 2),
)
"""What laptops do: a little of everything; much copying of folders, much erasing, much sealing."""


def _history(chance: Random) -> list[Step]:
    doing = chance.choice(PROFILES)
    steps: list[Step] = [
        (chance.choice(doing), chance.randrange(5), chance.randrange(5))
        for _n in range(chance.randrange(4, 17))
    ]
    if chance.random() < 0.2:
        steps.insert(chance.randrange(len(steps)), ("delete the sheet", 0, 0))
    return steps
