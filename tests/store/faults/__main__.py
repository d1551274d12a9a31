"""`python -m tests.store.faults [--long] [STUDY …]`: every fault, and what came of them.

The long run takes about half an hour on two cores, the short one a few minutes. What is done and
how long it took goes to stderr as it comes; Ctrl+C ends the run and prints the table so far.
"""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from time import monotonic

from . import failing, handovers, mutants, pages, power
from .controls import controls
from .table import Line, text

Study = Callable[[bool], Iterator[Line]]


def _power(long: bool) -> Iterator[Line]:
    yield from power.cut_power(5600 if long else 350)
    yield from controls(350)


def _failing(long: bool) -> Iterator[Line]:
    yield from failing.fail(1 if long else 13)
    yield from failing.fail_copies(1 if long else 4)
    yield from failing.fail_merges(1 if long else 4)


def _handovers(long: bool) -> Iterator[Line]:
    yield from handovers.spoil(1 if long else 29)


def _pages(long: bool) -> Iterator[Line]:
    yield from pages.spoil(60 if long else 5)
    yield from pages.stale_wals()


def _kills(long: bool) -> Iterator[Line]:
    if os.name != "nt":  # a terminal of POSIX
        from . import kills

        yield from kills.killed_in_both_ways(*((510, 250) if long else (3, 6)))


def _mutants(long: bool) -> Iterator[Line]:
    yield from mutants.caught(600 if long else 60)


STUDIES: dict[str, Study] = {
    "power": _power,
    "failing": _failing,
    "handovers": _handovers,
    "pages": _pages,
    "mutants": _mutants,
    "kills": _kills,
}


def main() -> int:
    """Print the table; 1 if anything acknowledged was lost or anything damaged unnoticed."""
    parser = ArgumentParser(prog="python -m tests.store.faults", description=__doc__)
    parser.add_argument("studies", nargs="*", metavar="STUDY", help=", ".join(STUDIES))
    parser.add_argument("--long", action="store_true", help="the full study")
    options = parser.parse_args()
    if unknown := {*options.studies} - STUDIES.keys():
        parser.error(f"no such study: {', '.join(sorted(unknown))}")
    lines, began = [], monotonic()
    ended = False
    try:
        for name in options.studies or STUDIES:
            for line in STUDIES[name](options.long):
                lines.append(line)
                sys.stderr.write(f"{monotonic() - began:6.0f} s  {line.fault}: {line.injected}\n")
        ended = True
    except KeyboardInterrupt:
        sys.stderr.write("ended early\n")
    sys.stdout.write(text(lines) + "\n")
    sound_or_not = [line for line in lines if not line.control]
    for damage in sorted({damage for line in sound_or_not for damage in line.damages}):
        sys.stdout.write(f"  {damage}\n")
    return 0 if ended and all(line.sound for line in sound_or_not) else 1


if __name__ == "__main__":
    raise SystemExit(main())
