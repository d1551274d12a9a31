"""The forms that are measured, as XLSForms, and seeded ways through them."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from surveykit.form import Form
from tests.form.building import Cells, begin, question, workbook

Step = dict[str, str]

MEMBERS = 50
ONE_MORE = {"addRepeat": "/data/person"}
REGIONS, DISTRICTS, VILLAGES = 20, 20, 50
"""Regions, districts of each, villages of each district: 20,000 villages in all."""

_ASKED, _SCREENING, _FOLLOWING = 390, 10, 200
"""Questions outside the repeat; on the first ten depends half of the last two hundred, on the
question before it the other half."""
_SCORES, _ITEMS, _TOTALS = 90, 10, 9
"""Scores that add up ten answers each, and totals of ten scores."""
_CODES = [{"list_name": "code", "name": f"{n}", "label": f"Code {n}"} for n in range(6)]
_KINDS = ("integer", "select_one code", "decimal", "select_one code")


def household(path: Path) -> Path:
    """500 questions, 200 relevant at times, 100 calculated, and a repeat of ten questions."""
    return workbook(path, list(_household()), _CODES, form_id="household")


def places(path: Path) -> Path:
    """Region, district, village: each offers what lies in the answer before."""
    rows = [
        question("select_one region", "region"),
        question("select_one district", "district", choice_filter="region = ${region}"),
        question("select_one village", "village", choice_filter="district = ${district}"),
    ]
    return workbook(path, rows, list(_places()), form_id="places")


def _household() -> Iterator[Cells]:
    for n in range(_ASKED):
        relevant = ""
        if n >= _ASKED - _FOLLOWING:
            relevant = f"${{q{n % _SCREENING if n % 2 else n - 1}}} != '3'"
        yield question(_KINDS[n % 4], f"q{n}", relevant=relevant, constraint=". != '99'")
    for n in range(_SCORES):
        items = (f"coalesce(${{q{(4 * n + item) % _ASKED}}}, 0)" for item in range(_ITEMS))
        yield question("calculate", f"score{n}", calculation=" + ".join(items))
    for n in range(_TOTALS):
        scores = (f"${{score{n * _ITEMS + item}}}" for item in range(_ITEMS))
        yield question("calculate", f"total{n}", calculation=" + ".join(scores))
    yield from _persons()
    yield question("calculate", "adults", calculation="count(${person}[age >= 18])")


def _persons() -> Iterator[Cells]:
    yield question("begin_repeat", "person")
    yield question("text", "name", required="yes")
    yield question("integer", "age", constraint=". < 120")
    yield question("select_one code", "sex")
    yield question("select_one code", "school", relevant="${age} >= 6 and ${age} < 20")
    yield question("select_one code", "work", relevant="${age} >= 16")
    yield question("decimal", "income", relevant="${age} >= 16 and ${work} != '0'")
    yield question("text", "phone", relevant="${age} >= 18")
    yield question("calculate", "place", calculation="position(..)")
    yield question("calculate", "adult", calculation="if(${age} >= 18, 1, 0)")
    yield question("calculate", "called", calculation="concat(${place}, '. ', ${name})")
    yield question("end_repeat", "")
    yield question("calculate", "years", calculation="sum(${age})")
    yield question("calculate", "earned", calculation="sum(${income})")


def _places() -> Iterator[Cells]:
    for region in range(REGIONS):
        yield _place("region", f"r{region}")
        for district in range(DISTRICTS):
            yield _place("district", f"r{region}d{district}", region=f"r{region}")
            for village in range(VILLAGES):
                name = f"r{region}d{district}v{village}"
                yield _place("village", name, district=f"r{region}d{district}")


def _place(kind: str, name: str, **columns: str) -> Cells:
    return {"list_name": kind, "name": name, "label": name.upper(), **columns}


def members() -> list[Step]:
    """Fill the repeat up to fifty persons."""
    return [ONE_MORE] * (MEMBERS - 1)


def answers(form: Form, count: int, seed: int) -> list[Step]:
    """Random answers to the household form after `members`; every one can be given."""
    random = Random(seed)  # noqa: S311 - reproducible
    instance = begin(form)
    for step in members():
        instance.add_repeat(step["addRepeat"])
    steps: list[Step] = []
    while len(steps) < count:
        step = _answer(random)
        if instance.node(step["set"]).relevant:
            instance.set(step["set"], step["value"])
            steps.append(step)
    return steps


def _answer(random: Random) -> Step:
    if random.random() < 0.3:
        person = f"/data/person[{random.randint(1, MEMBERS)}]"
        value = {"age": str(random.randint(0, 99)), "name": "Ana", "sex": "1", "income": "800"}
        name = random.choice(list(value))
        return {"set": f"{person}/{name}", "value": value[name]}
    return {"set": f"/data/q{random.randrange(_ASKED)}", "value": str(random.randrange(6))}


def journeys(count: int, seed: int) -> list[Step]:
    """Choose region, district and village, and change one's mind about each of them."""
    random = Random(seed)  # noqa: S311 - reproducible
    steps = []
    for _ in range(count):
        region = f"r{random.randrange(REGIONS)}"
        district = f"{region}d{random.randrange(DISTRICTS)}"
        village = f"{district}v{random.randrange(VILLAGES)}"
        for name, value in (("region", region), ("district", district), ("village", village)):
            steps.append({"set": f"/data/{name}", "value": value})
    return steps
