"""`python -m tests.store.faults [--long]`: every fault, and a table of what came of them."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator

from . import failing, handovers, pages, power
from .table import Line, text


def every_fault(*, long: bool) -> Iterator[Line]:
    """All of it; the long run takes about an hour on two cores, the short one a few minutes."""
    yield from power.cut_power(5600 if long else 350)
    yield power.control(350)
    yield from failing.fail(1 if long else 13)
    yield from failing.fail_copies(1 if long else 4)
    yield from handovers.spoil(1 if long else 29)
    yield from pages.spoil(60 if long else 5)
    yield from pages.stale_wals()
    if os.name != "nt":  # a terminal of POSIX
        from . import kills

        yield from kills.killed_in_both_ways(*((510, 250) if long else (3, 6)))


def main() -> int:
    """Print the table; 1 if anything acknowledged was lost or anything damaged unnoticed."""
    parser = ArgumentParser(prog="python -m tests.store.faults", description=__doc__)
    parser.add_argument("--long", action="store_true", help="the full study")
    lines = []
    for line in every_fault(long=parser.parse_args().long):
        sys.stderr.write(f"{line.fault}: {line.injected}\n")
        lines.append(line)
    sys.stdout.write(text(lines) + "\n")
    for damage in sorted({damage for line in lines for damage in line.damages}):
        sys.stdout.write(f"  {damage}\n")
    return 0 if all(line.sound for line in lines if not line.control) else 1


if __name__ == "__main__":
    raise SystemExit(main())
