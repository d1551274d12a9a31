"""What a thousand flyers cost beside reportlab: `python -m tests.export.flyers.benchmark [FLYERS]`.

Both print the same texts, fonts and codes on two sides of A5, in seven languages, with a mark of
their own for every block. reportlab sets each flyer as its documentation shows, in a size of type
that it is told; it can neither shape Arabic nor tag a page, and is excused from both. Each runs
in a process of its own, once to warm the disk and then in turns; medians of the CPU seconds, and
the peak of memory. By hand, not with the tests.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from surveykit.assess.hour.plan import Plan
from surveykit.export.flyers import Job, Order, flyer_languages, rounds, route, write_jobs
from surveykit.export.flyers.codes import mark
from surveykit.export.flyers.rounds import LEAST_LAID_OUT, laid_out
from surveykit.export.flyers.sheets import hour
from surveykit.site.model import Block, Building, Dwelling, Site
from tests.export.flyers.conftest import made_plan, made_site

NOVEMBER = date(2026, 11, 1)
LANGUAGES = tuple(code for code in flyer_languages() if code != "de-simple")
FONTS = Path(__file__).parents[3] / "surveykit/export/flyers/fonts"
PER_BLOCK = 1 + LEAST_LAID_OUT * (len(LANGUAGES) - 1)
TURNS = 3


def town(blocks: int) -> Site:
    """A site with so many blocks of one letterbox: every flyer in it has a mark of a few."""
    names = [f"B{number:04}" for number in range(blocks)]
    return made_site().model_copy(
        update={
            "blocks": tuple(Block(name=name, label=name) for name in names),
            "buildings": tuple(
                Building(name=name, label=name, block=name, entrances=("a",), floors=1, lift=False,
                         step_free_entrance=True)
                for name in names
            ),
            "dwellings": tuple(
                Dwelling(name=name, building=name, block=name, entrance="a", floor=0, position="",
                         occupied=True)
                for name in names
            ),
        }
    )  # fmt: skip


def order_for(flyers: int) -> Order:
    plan: Plan = made_plan()
    return Order(town(max(1, flyers // PER_BLOCK)), NOVEMBER, plan)


def ours(flyers: int, content: str, folder: Path) -> None:
    order = order_for(flyers)
    walks = rounds(route(order.site), ["Aylin"])
    write_jobs(Job(order, walks, ("flyer_a5",), LANGUAGES, {}, content), folder)


def theirs(flyers: int, content: str, folder: Path) -> None:
    from tests.export.flyers.reportlab_flyer import Printer

    order = order_for(flyers)
    printer = Printer(folder / "flyers.pdf", FONTS)
    texts: dict[str, dict[str, Any]] = {code: hour(order, code) for code in LANGUAGES}
    for language, block in copies(order):
        printer.flyer(texts[language], mark(order, language, block), held(order, language, block,
                      content, texts[language]))  # fmt: skip
    printer.save()


def held(order: Order, language: str, block: str, content: str, text: dict[str, Any]) -> str:
    """What the code of a copy holds."""
    from surveykit.export.flyers.codes import contents

    if content == "calendar":
        return str(text["event"])
    return contents()[content](order, language, mark(order, language, block))


def copies(order: Order) -> Iterator[tuple[str, str]]:
    """Language and block of every flyer, in the order of the route."""
    for stop in route(order.site):
        for language in LANGUAGES:
            for _copy in range(laid_out(stop, language, {})):
                yield language, stop.block


def measured(side: str, flyers: int, content: str) -> tuple[float, float]:
    """CPU seconds and megabytes at the peak of one side in a process of its own."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.export.flyers.benchmark", str(flyers),
                   "--side", side, "--code", content, "--folder", folder]  # fmt: skip
        child = subprocess.Popen(command)
        _pid, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise SystemExit(f"{side} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("flyers", type=int, nargs="?", default=1000)
    parser.add_argument("--side", choices=("ours", "theirs"))
    parser.add_argument("--code", default="")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    if options.side:
        (ours if options.side == "ours" else theirs)(options.flyers, options.code, options.folder)
        return
    tell(f"{options.flyers} flyers, two sides of A5, {len(LANGUAGES)} languages")
    for content in [options.code] if options.code else ["calendar", "mail"]:
        found: dict[str, list[tuple[float, float]]] = {"ours": [], "theirs": []}
        for _turn in range(TURNS):
            for side, told in found.items():
                told.append(measured(side, options.flyers, content))
        for side, told in found.items():
            cpu, memory = (median(column) for column in zip(*told, strict=True))
            tell(f"  {content:9} {side:7} {cpu:6.1f} s CPU  {memory:5.0f} MB")
        ratio = median(cpu for cpu, _ in found["ours"]) / median(c for c, _ in found["theirs"])
        tell(f"  {content:9} ours / reportlab = {ratio:.2f}   (at most 0.33)")


if __name__ == "__main__":
    main()
