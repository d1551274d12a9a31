"""An attacker with an integer program, who knows everything that public workbooks show.

Written without a look at how numbers are hidden: it reads the sheets as a reader does, and lets
HiGHS look for the least and the greatest value that every hidden number can have.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

import highspy
import numpy as np
from openpyxl import Workbook

Cell = tuple[str, str]
"""A table and a line of it."""

DWELLINGS = 96
"""Of site B."""
RANGE = re.compile(r"(\d+)–(\d+)")
ALONE = {"no topic", "nothing", "none", "it does not matter", "don't know"}
SILENT = "no answer, or not asked"
ONE_ANSWER = {"Language people would rather speak there", "Who would help at the hour",
              "Interviewed households by building", "What became of the dwellings"}  # fmt: skip
NOT_ASKED_WITHOUT_INTEREST = ("Topics", "Which times suit", "Which places suit",
                              "Who could offer the hour",
                              "Language people would rather speak there")  # fmt: skip


def tables(workbook: Workbook) -> Iterator[tuple[str, dict[str, object]]]:
    """Every table of households, by its heading: what stands beside every line."""
    yield from _headed(workbook["Topics"])
    yield "Which times suit", _heat_map(workbook["Times"])
    places = {str(row[0]): row[2] for row in _rows(workbook["Places"]) if _figure(row[2])}
    yield "Which places suit", places
    for heading, lines in _headed(workbook["Doors"]):
        yield ("What became of the dwellings" if "in all" in lines else heading), lines


def _rows(sheet: object) -> list[tuple[object, ...]]:
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]  # type: ignore[attr-defined]


def _figure(value: object) -> bool:
    return isinstance(value, int) or value == "*" or bool(RANGE.fullmatch(str(value)))


def _headed(sheet: object) -> Iterator[tuple[str, dict[str, object]]]:
    heading, lines = "", dict[str, object]()
    for first, second, *_others in _rows(sheet):
        if first and second is None and not str(first).startswith("Of "):
            if lines:
                yield heading, lines
            heading, lines = str(first), {}
        elif _figure(second):
            lines[str(first)] = second
    if lines:
        yield heading, lines


def _heat_map(sheet: object) -> dict[str, object]:
    days: list[str] = []
    found: dict[str, object] = {}
    for first, *others in _rows(sheet):
        if first == "Time":
            days = [str(day) for day in others]
        elif days and first:
            found |= {f"{day} {first}": one for day, one in zip(days, others, strict=True)
                      if _figure(one)}  # fmt: skip
    return found


@dataclass
class Program:
    """Whole numbers with bounds, and sums of them with bounds."""

    bounds: dict[Cell, tuple[int, int]] = field(default_factory=dict)
    sums: list[tuple[dict[Cell, int], int, int]] = field(default_factory=list)
    hidden: list[Cell] = field(default_factory=list)

    def add(self, cell: Cell, shown: object, most: int) -> None:
        if isinstance(shown, int):
            self.bounds[cell] = shown, shown
            return
        between = RANGE.fullmatch(str(shown))
        self.bounds[cell] = (int(between[1]), int(between[2])) if between else (0, most)
        self.hidden.append(cell)

    def solved(self) -> "Solved":
        return Solved(self)


class Solved:
    """The program in HiGHS."""

    def __init__(self, program: Program) -> None:
        self.columns = {cell: number for number, cell in enumerate(program.bounds)}
        self.highs = highspy.Highs()
        self.highs.setOptionValue("output_flag", False)
        for low, high in program.bounds.values():
            self.highs.addVar(low, high)
        for number in self.columns.values():
            self.highs.changeColIntegrality(number, highspy.HighsVarType.kInteger)
        for parts, low, high in program.sums:
            numbers = np.array([self.columns[cell] for cell in parts], dtype=np.int32)
            factors = np.array(list(parts.values()), dtype=np.float64)
            self.highs.addRow(low, high, len(parts), numbers, factors)
        self.bounds = program.bounds
        self.solutions: list[list[float]] = []
        """Every solution found: each number has a possible value in it."""
        self._look_around()

    def values(self, cell: Cell) -> set[int]:
        """Values that the number can have: three of them, or all."""
        known = {round(solution[self.columns[cell]]) for solution in self.solutions}
        if len(known) < 3:
            low, high = self._extreme(cell, 1), self._extreme(cell, -1)
            known |= {low, high}
            for value in range(low + 1, min(high, low + 4)):
                if len(known) < 3 and self._can(cell, value):
                    known.add(value)
        return known

    def _look_around(self) -> None:
        """Solutions far apart, so that few numbers need a search of their own."""
        chance = Random(0)  # noqa: S311 - no secret
        for _attempt in range(8):
            for column in self.columns.values():
                self.highs.changeColCost(column, chance.choice((-1, 0, 1)))
            assert self._solve()
        for column in self.columns.values():
            self.highs.changeColCost(column, 0)

    def _extreme(self, cell: Cell, sign: int) -> int:
        column = self.columns[cell]
        self.highs.changeColCost(column, sign)
        assert self._solve(), cell
        self.highs.changeColCost(column, 0)
        return round(self.solutions[-1][column])

    def _can(self, cell: Cell, value: int) -> bool:
        column = self.columns[cell]
        self.highs.changeColBounds(column, value, value)
        found = self._solve()
        self.highs.changeColBounds(column, *self.bounds[cell])
        return found

    def _solve(self) -> bool:
        self.highs.run()
        found = self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if found:
            self.solutions.append(list(self.highs.getSolution().col_value))
        return bool(found)


def knowledge(workbooks: list[Workbook], households: list[int]) -> Program:
    """Everything that public workbooks of one survey tell; each has so many interviews."""
    program = Program()
    for number, (workbook, whole) in enumerate(zip(workbooks, households, strict=True)):
        for heading, lines in tables(workbook):
            _table(program, f"{number} {heading}", lines, whole, one=heading in ONE_ANSWER)
        _without_interest(program, number, whole)
    for number in range(1, len(workbooks)):
        _growth(program, number, households[number] - households[number - 1])
    return program


def _table(program: Program, name: str, lines: dict[str, object], whole: int, *, one: bool) -> None:
    if name.endswith("dwellings"):
        whole = DWELLINGS - whole
        lines = {line: lines[line] for line in lines if line not in ("in all", "interviewed")}
        if not lines:
            return
    for line, shown in lines.items():
        program.add((name, line), shown, whole)
    if one:
        program.sums.append(({(name, line): 1 for line in lines}, whole, whole))
        return
    named = name, "named"
    program.bounds[named] = 0, whole
    alone = [line for line in lines if line in ALONE or line == SILENT]
    if name.endswith(("times suit", "places suit")):  # the sheet has no line of the others
        program.bounds[name, SILENT] = 0, whole
        alone = [SILENT]
    several = [line for line in lines if line not in alone]
    program.sums.append(({named: 1, **{(name, line): 1 for line in alone}}, whole, whole))
    at_least = {**{(name, line): 1 for line in several}, named: -1}
    program.sums.append((at_least, 0, whole * len(several)))
    program.sums.extend(({named: 1, (name, line): -1}, 0, whole) for line in several)


def _without_interest(program: Program, number: int, whole: int) -> None:
    """Who will certainly not come was not asked several questions."""
    nobody = f"{number}", "no interest"
    program.bounds[nobody] = 0, whole
    for heading in NOT_ASKED_WITHOUT_INTEREST:
        silent = f"{number} {heading}", SILENT
        if silent in program.bounds:
            program.sums.append(({silent: 1, nobody: -1}, 0, whole))


def _growth(program: Program, number: int, more: int) -> None:
    """Between two workbooks interviews were added and none was changed."""
    for name, line in list(program.bounds):
        after = f"{number} {name.partition(' ')[2]}"
        before = name.startswith(f"{number - 1} ") and "dwellings" not in name
        if before and (after, line) in program.bounds:
            grown = f"+{after}", line
            program.bounds[grown] = 0, more
            program.sums.append(({(after, line): 1, (name, line): -1, grown: -1}, 0, 0))
    tables_ = {name for name, line in program.bounds if line == "named" and name[0] == "+"}
    for name in tables_:
        lines = [line for other, line in program.bounds if other == name]
        several = [line for line in lines if line not in {*ALONE, SILENT, "named"}]
        at_least = {**{(name, line): 1 for line in several}, (name, "named"): -1}
        program.sums.append((at_least, 0, more * len(several)))
        program.sums.extend(({(name, "named"): 1, (name, line): -1}, 0, more) for line in several)
