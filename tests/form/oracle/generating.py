"""Random XLSForms, in Markdown: what real forms have, in combinations that nobody writes.

Expressions read only questions that stand before their own, so there are no cycles. A question in
a repeat is read as it is from inside, and counted, added up or joined from outside.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

COLUMNS = (
    "type", "name", "label::English (en)", "label::Deutsch (de)", "hint::English (en)",
    "relevant", "calculation", "constraint", "constraint_message::English (en)", "required",
    "read_only", "default", "trigger", "choice_filter", "repeat_count", "parameters",
)  # fmt: skip
CHOICES = (
    ("yn", "yes", "Yes", "Ja", ""),
    ("yn", "no", "No", "Nein", ""),
    *(("town", town, town.upper(), town.title(), "") for town in ("aa", "bb", "cc")),
    *(("place", f"{town}{n}", f"P {town} {n}", f"O {town} {n}", town)
      for town in ("aa", "bb", "cc") for n in range(3)),
)  # fmt: skip
TOWNS = "name,mayor\naa,Ada\nbb,Bo\n"
"""The list that lies beside the forms."""
KINDS = (
    "integer", "integer", "decimal", "text", "text", "date", "select_one yn", "select_one town",
    "select_multiple town", "select_one place", "select_multiple place", "time", "dateTime",
    "geopoint", "rank town", "range", "acknowledge", "note",
)  # fmt: skip
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class _Question:
    name: str
    kind: str
    repeats: tuple[str, ...]


class _Writer:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._rows: list[dict[str, str]] = []
        self._asked: list[_Question] = []
        self._inside: list[str] = []
        self._repeats: list[tuple[str, ...]] = []

    def write(self) -> str:
        """A whole form."""
        self._rows.append({"type": "csv-external", "name": "towns"})
        while len(self._rows) < 13:
            self._part(0)
        rows = [[row.get(column, "") for column in COLUMNS] for row in self._rows]
        lists = ("list_name", "name", "label::English (en)", "label::Deutsch (de)", "town")
        settings = (("form_id", "default_language"), ("generated", "English (en)"))
        return "".join(
            (
                _sheet("survey", [COLUMNS, *rows]),
                _sheet("choices", [lists, *CHOICES]),
                _sheet("settings", settings),
            )
        )

    def _part(self, depth: int) -> None:
        lot = self._random.random()
        if depth < DEEPEST and lot < 0.12:
            self._section("group", depth)
        elif depth < DEEPEST and lot < 0.27:
            self._section("repeat", depth)
        elif lot < 0.45:
            self._calculation()
        else:
            self._question()

    def _section(self, kind: str, depth: int) -> None:
        name = self._name(kind[0])
        row = {"type": f"begin_{kind}", "name": name, COLUMNS[2]: name.title(), COLUMNS[3]: name}
        row["relevant"] = self._sometimes(0.4, self._condition)
        numbers = [one for one in self._readable() if one.kind == "integer"]
        if kind == "repeat" and numbers and self._random.random() < 0.3:
            row["repeat_count"] = f"${{{self._random.choice(numbers).name}}}"
        self._rows.append(row)
        if kind == "repeat":
            self._inside.append(name)
            self._repeats.append(tuple(self._inside))
        for _item in range(self._random.randint(1, 5)):
            self._part(depth + 1)
        self._question()
        if kind == "repeat":
            self._inside.pop()
        self._rows.append({"type": f"end_{kind}"})

    def _question(self) -> None:
        kind = self._random.choice(KINDS)
        name = self._name("q")
        output = self._output()
        row = {
            "type": kind,
            "name": name,
            COLUMNS[2]: f"Question {name}{output}",
            COLUMNS[3]: f"Frage {name}{output}",
            COLUMNS[4]: self._sometimes(0.2, lambda: f"Hint{self._output()}"),
            "relevant": self._sometimes(0.3, self._condition),
            "required": self._sometimes(0.2, lambda: "yes"),
            "read_only": self._sometimes(0.05, lambda: "yes"),
        }
        if kind in ("integer", "decimal"):
            row["constraint"] = self._sometimes(0.3, lambda: ". < 20")
            row[COLUMNS[8]] = "Less than twenty." if row["constraint"] else ""
            row["default"] = self._sometimes(0.2, lambda: self._random.choice(("4", "2 + 3")))
            row["trigger"] = self._sometimes(0.15, self._trigger)
            row["calculation"] = self._number() if row["trigger"] else ""
        if kind == "text":
            row["default"] = self._sometimes(0.2, lambda: "so far")
        towns = [one for one in self._readable() if one.kind == "select_one town"]
        if kind.endswith(" place") and towns:
            row["choice_filter"] = f"town = ${{{self._random.choice(towns).name}}}"
        if kind == "range":
            row["parameters"] = "start=1 end=9 step=2"
        self._rows.append(row)
        self._asked.append(_Question(name, kind, tuple(self._inside)))

    def _calculation(self) -> None:
        name = self._name("c")
        calculation = self._number() if self._random.random() < 0.6 else self._text()
        self._rows.append({"type": "calculate", "name": name, "calculation": calculation})
        self._asked.append(_Question(name, "calculate", tuple(self._inside)))

    def _name(self, letter: str) -> str:
        return f"{letter}{len(self._rows)}"

    def _sometimes(self, chance: float, make: Callable[[], str]) -> str:
        return make() if self._random.random() < chance else ""

    def _readable(self) -> list[_Question]:
        """Earlier questions with one answer here."""
        here = tuple(self._inside)
        return [
            one
            for one in self._asked
            if one.kind != "note" and here[: len(one.repeats)] == one.repeats
        ]

    def _elsewhere(self) -> list[_Question]:
        """Earlier questions in repeats around which we are not."""
        here = tuple(self._inside)
        return [one for one in self._asked if here[: len(one.repeats)] != one.repeats]

    def _trigger(self) -> str:
        asked = [one for one in self._readable() if one.kind != "calculate"]
        return f"${{{self._random.choice(asked).name}}}" if asked else ""

    def _output(self) -> str:
        readable = self._readable()
        if not readable or self._random.random() < 0.6:
            return ""
        return f" of ${{{self._random.choice(readable).name}}}."

    def _condition(self) -> str:
        readable = self._readable()
        if not readable:
            return ""
        one = self._random.choice(readable)
        here = f"${{{one.name}}}"
        if one.kind.startswith("select_multiple"):
            return f"selected({here}, 'aa')"
        if one.kind == "select_one yn":
            return f"{here} = 'yes'"
        return self._random.choice((f"{here} > 3", f"{here} != ''", f"not({here} = 2)"))

    def _number(self) -> str:
        random = self._random
        readable, elsewhere = self._readable(), self._elsewhere()
        made = [str(random.randint(0, 9))]
        if readable:
            one = f"${{{random.choice(readable).name}}}"
            made += [f"{one} + 1", f"{one} * 2 - 3", f"string-length({one})", f"coalesce({one}, 7)"]
            made.append(f"if({self._condition()}, {one}, 0)")
        if elsewhere:
            one = f"${{{random.choice(elsewhere).name}}}"
            made += [f"{name}({one})" for name in ("sum", "count", "max", "count-non-empty")]
        if self._repeats:
            made.append(f"count(${{{random.choice(self._repeats)[-1]}}})")
        if self._inside:
            made.append("position(..)")
        made += [
            f"count-selected(${{{one.name}}})"
            for one in readable
            if one.kind.startswith("select_multiple")
        ]
        return random.choice(made)

    def _text(self) -> str:
        random = self._random
        readable, elsewhere = self._readable(), self._elsewhere()
        made = ["'x'", "today()"]
        if readable:
            one = f"${{{random.choice(readable).name}}}"
            made += [f"concat({one}, '-')", f"substr({one}, 0, 2)", f"once({one})", one]
        made += [piece for one in readable for piece in _of_choices(one)]
        if elsewhere:
            there = random.choice(elsewhere)
            made.append(f"join(' ', ${{{there.name}}})")
            if len(there.repeats) == 1:
                made.append(f"indexed-repeat(${{{there.name}}}, ${{{there.repeats[0]}}}, 1)")
        return random.choice(made)


def _of_choices(one: _Question) -> list[str]:
    """What can be made of the chosen codes: a label, one of several, a cell of another list."""
    here = f"${{{one.name}}}"
    if one.kind.startswith(("select_multiple", "rank")):
        return [f"selected-at({here}, 1)"]
    if one.kind.startswith("select_one"):
        mayor = f"instance('towns')/root/item[name = {here}]/mayor"
        return [f"jr:choice-name({here}, '{here}')", mayor]
    return []


def _sheet(name: str, rows: Sequence[Sequence[str]]) -> str:
    lines = (f"| | {' | '.join(row)} |\n" for row in rows)
    return f"| {name} |\n{''.join(lines)}"


def write_forms(folder: Path, count: int) -> None:
    """Write so many forms, always the same ones."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "towns.csv").write_text(TOWNS, encoding="utf-8")
    for seed in range(1, count + 1):
        form = _Writer(Random(seed)).write()  # noqa: S311 - reproducible
        (folder / f"generated-{seed}.md").write_text(form, encoding="utf-8")
