"""Measure the terminal app in a pseudo-terminal, beside the least that Textual can do.

    python -m tests.tui.benchmark [--times N] [--beside NAME=COMMAND …]

Milliseconds from the start of the process, or from a key, to the piece of output after which the
words stand on the screen. All programs take turns in one run, so that a busy machine slows all
alike; what counts are the ratios to the minimal app, which paints one line and repaints it at
every key. "Start" is when the doors can be read, "live" when the first key has an effect. Deriving
the key of an encrypted project is measured apart: it is slow on purpose.

`--beside` measures others, each with words that its first screen shows and keys that it answers by
turns: `--beside "harlequin|Query Editor|x,backspace=/path/to/harlequin"`. Ends with 1 if a target
is missed.
"""

import argparse
import shlex
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from surveykit.bundled import FORMS, SITES
from surveykit.fieldwork.record import DOOR_FORM, HALLWAY_FORM
from surveykit.form import load
from surveykit.site.model import Site
from surveykit.site.workbook import read_site
from surveykit.workflow import Project

from .in_a_terminal import PYTHON, Terminal

MOST_TO_START, MOST_MEDIAN, MOST_TAIL, MOST_FOR_MANY = 1.25, 2.0, 3.0, 1.15
HELD, PER_SECOND, MOST_BEHIND = 2.0, 33, 150
"""Seconds a key is held, and how often it then repeats; milliseconds it may trail behind."""
PASSPHRASE = "eight quiet rooms"  # noqa: S105

MINIMAL = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    presses = 0
    def compose(self):
        yield Static("line 0")
    def on_key(self):
        self.presses += 1
        self.query_one(Static).update(f"line {self.presses}")

Minimal().run()
"""


@dataclass
class Measured:
    """What came of one program, in milliseconds and MiB."""

    starts: list[float] = field(default_factory=list)
    live: list[float] = field(default_factory=list)
    """Until it answers the first key."""
    keys: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Program:
    """How a program is started, what its first screen shows, and the keys that it answers."""

    command: Sequence[str]
    marker: str
    keys: Sequence[str]
    opening: Sequence[tuple[str, str]] = ()
    """Keys that lead to where keys are measured, each with the words that it brings."""
    brings: Sequence[str] = ()
    """Words that the keys bring; else any change of the screen counts."""
    back: str = ""
    """Key that leads back to where the others have an effect; its time does not count."""
    project: Path | None = None
    """Begun anew every time from the file beside it, for what was typed before must not count."""

    def anew(self) -> Terminal:
        """The program as nobody has used it yet."""
        if self.project:
            for beside in self.project.parent.glob(f"{self.project.name}-*"):
                beside.unlink()  # of a program that was killed
            shutil.copyfile(self.project.with_suffix(".new"), self.project)
        return Terminal(self.command)


def main() -> int:
    """Measure, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=15, help="how often each program is started")
    parser.add_argument("--keys", type=int, default=300, help="how many keys are pressed")
    parser.add_argument("--beside", action="append", default=[], metavar="NAME|WORDS|KEYS=COMMAND")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        programs = dict(our_programs(Path(folder)))
        programs |= dict(map(another, options.beside))
        found = {name: Measured() for name in programs}
        for turn in range(options.times):
            _say(f"starting, {turn + 1} of {options.times}")
            for name, program in programs.items():
                start(program, found[name])
        for name, program in programs.items():
            _say(f"pressing keys: {name}")
            press(program, found[name], options.keys)
        _say(f"deriving a key: {deriving(Path(folder)):.0f} ms")
        behind = held_down(programs["420 dwellings"]), held_down(programs["next question"])
    return report(found, behind)


def our_programs(folder: Path) -> Iterator[tuple[str, Program]]:
    """The minimal app, and ours on projects of several sizes."""
    minimal = folder / "minimal.py"
    minimal.write_text(MINIMAL)
    site = read_site(SITES / "C.xlsx")
    yield "minimal app", Program([PYTHON, str(minimal)], "line 0", ["x"])
    doors = ["down", "up"]
    for name, flats in (("420", 420), ("500", 500), ("50000", 50_000)):
        path = project(folder / f"{name}.survey", grown(site, flats), None)
        opened = _ours(path)
        yield f"{flats:,} dwellings", Program(opened, "ground", doors)
    path = project(folder / "asked.survey", site, None)
    path.rename(path.with_suffix(".new"))
    greeting = (("enter", "Guten Tag"),)
    turning = Program(_ours(path), "ground", ["right", "left"], greeting, project=path)
    yield "next question", turning
    steps = (*greeting, ("right", "Sprechen Sie"), ("1", "freiwillig"), ("1", "in der Nähe"))
    answers = ("Welche ist das", "Überlegt wird")
    answering = Program(_ours(path), "ground", ["1", "2"], steps, answers, "left", path)
    yield "answer, on disk", answering


def _ours(path: Path) -> list[str]:
    return [PYTHON, "-m", "surveykit", "interview", str(path), "--language", "en"]


def project(path: Path, site: Site, passphrase: str | None) -> Path:
    """A project of this site with the forms that a round needs."""
    forms = [load(FORMS / f"{name}.xlsx") for name in (DOOR_FORM, HALLWAY_FORM)]
    now = datetime.now(UTC)
    Project.create(path, site=site, forms=forms, passphrase=passphrase, now=now).close()
    return path


def grown(site: Site, flats: int) -> Site:
    """The site with so many dwellings in its entrances: a town where there are very many."""
    named = [
        flat.model_copy(update={"name": f"{flat.name}.{n}", "position": str(n)})
        for n in range(1 + flats // len(site.dwellings))
        for flat in site.dwellings
    ]
    return site.model_copy(update={"dwellings": tuple(named[:flats])})


def deriving(folder: Path) -> float:
    """Milliseconds that opening takes longer with a passphrase than without."""
    site = read_site(SITES / "A.xlsx")
    times = []
    for passphrase in (None, PASSPHRASE):
        path = project(
            folder / f"{'open' if passphrase is None else 'locked'}.survey", site, passphrase
        )
        began = time.perf_counter()
        Project.open(path, passphrase).close()
        times.append((time.perf_counter() - began) * 1000)
    return times[1] - times[0]


def another(described: str) -> tuple[str, Program]:
    """A program as `--beside` names it."""
    told, _equals, command = described.partition("=")
    name, marker, keys = told.split("|")
    return name, Program(shlex.split(command), marker, keys.split(","))


def start(program: Program, found: Measured) -> None:
    """Start it once; note when it shows its words, and when it answers a key."""
    with program.anew() as terminal:
        found.starts.append((terminal.until(program.marker) - terminal.began) * 1000)
        terminal.settle(quiet=0.01)
        terminal.send(program.keys[0])
        answered = terminal.changed()
        if answered:
            found.live.append((answered - terminal.began) * 1000)
        time.sleep(1)  # what it gets ready in the background belongs to its memory
        terminal.settle()
        found.memory.append(terminal.memory)


def press(program: Program, found: Measured, times: int) -> None:
    """Press keys one by one; note when the screen has changed.

    The pauses are drawn at random: a key must not stay in step with a timer of the program.
    """
    pauses = Random(1)  # noqa: S311 - no secret
    with program.anew() as terminal:
        terminal.until(program.marker)
        time.sleep(1.5)
        terminal.settle()
        for key, words in program.opening:
            terminal.press(key)
            terminal.until(words)
            terminal.settle()
        for turn in range(times + 10):
            time.sleep(pauses.uniform(0.02, 0.08))
            terminal.settle()
            n = turn % len(program.keys)
            at = terminal.send(program.keys[n])
            came = terminal.until(program.brings[n]) if program.brings else terminal.changed()
            if came and turn >= 10:
                found.keys.append((came - at) * 1000)
            if program.back:
                terminal.settle()
                terminal.send(program.back)
                terminal.changed()


def held_down(program: Program) -> float:
    """Hold a key; milliseconds from letting go to the last change on the screen."""
    with program.anew() as terminal:
        terminal.until(program.marker)
        time.sleep(1.5)
        for key, words in program.opening:
            terminal.press(key)
            terminal.until(words)
        terminal.settle()
        let_go = terminal.began
        for turn in range(round(HELD * PER_SECOND)):
            let_go = terminal.send(program.keys[turn % len(program.keys)] if program.opening else
                                    program.keys[0])  # fmt: skip
            end = let_go + 1 / PER_SECOND
            while (left := end - time.perf_counter()) > 0:
                terminal.read(left)
        last = let_go
        while (came := terminal.read(0.4)) is not None:
            last = came
    return max(last - let_go, 0) * 1000


def report(found: Mapping[str, Measured], behind: tuple[float, float]) -> int:
    """Print the table; 1 if a target is missed."""
    least = found["minimal app"]
    line = "{:18} {:>7} {:>6} {:>7} {:>6} {:>8} {:>6} {:>8} {:>6} {:>7}"
    _say(line.format("ms, ratio", "start", "", "live", "", "key p50", "", "key p99", "", "MiB"))
    for name, one in found.items():
        figures: list[str] = []
        for ours, theirs in (
            (_median(one.starts), _median(least.starts)),
            (_median(one.live), _median(least.live)),
            (_median(one.keys), _median(least.keys)),
            (_tail(one.keys), _tail(least.keys)),
        ):
            figures += [f"{ours:.1f}", f"{ours / theirs:.2f}"]
        _say(line.format(name, *figures, f"{_median(one.memory):.0f}"))
    _say("a held key trails behind: {:.0f} ms in the list, {:.0f} in questions".format(*behind))
    many, few = found["50,000 dwellings"], found["500 dwellings"]
    asked, kept = found["next question"], found["answer, on disk"]
    targets = {
        "first list": (_median(found["420 dwellings"].starts) / _median(least.starts),
                       MOST_TO_START),
        "next question, median": (_median(asked.keys) / _median(least.keys), MOST_MEDIAN),
        "next question, 99 %": (_tail(asked.keys) / _tail(least.keys), MOST_TAIL),
        "answer on disk, median": (_median(kept.keys) / _median(least.keys), MOST_MEDIAN),
        "answer on disk, 99 %": (_tail(kept.keys) / _tail(least.keys), MOST_TAIL),
        "50,000 to 500": (_median(many.starts) / _median(few.starts), MOST_FOR_MANY),
        "held key": (max(behind), MOST_BEHIND),
    }  # fmt: skip
    for name, (value, most) in targets.items():
        _say(f"{name}: {value:.2f} of at most {most}{'' if value <= most else '  MISSED'}")
    return int(any(value > most for value, most in targets.values()))


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")


def _median(values: Sequence[float]) -> float:
    return statistics.median(values) if values else float("nan")


def _tail(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=100)[98] if len(values) > 1 else float("nan")


if __name__ == "__main__":
    sys.exit(main())
