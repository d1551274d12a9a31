"""Record what ODK's two engines say about random fillings of a form.

Not run in CI: it needs Node, Java and the two drivers (`oracle.mjs`, `JrOracle.java`) with
`@getodk/xforms-engine` installed beside the first and the second compiled. The state it writes
is what `tests/form/test_oracles.py` compares every node with, without Node or Java.

    python -m tests.form.oracle.record --oracle DIR --classes DIR --media DIR --out DIR FORM...

`--oracle` holds `oracle.mjs` and `node_modules`, `--classes` the compiled JrOracle, `--media`
the attached lists. Half of the fillings are Web Forms' own `autofill`; as that seldom answers
"yes" where a form goes on, the others are made here with a bias that reaches deep. JavaRosa's
clock cannot be frozen, so both run on today's date; times of day are masked.

The file per form is JSON in xz. `states`, `words` and `choices` are tables of distinct values;
a filling names them by place and lists, for every step, the nodes whose state changed.
"""

import argparse
import csv
import json
import lzma
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pyxform

from surveykit.form import Form, Instance, Node, load

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
Step = dict[str, str]

AUTOFILLED, DEEP = 25, 35
LIKELY = {"yes": 12, "yes_new": 12}
"""How much more often these codes are chosen in a deep filling than others."""
MASKED = re.compile(r"/(start|end|instanceID)$")


class Engine:
    """One of the two drivers: a JSON job per line in, a JSON answer per line out."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    def run(self, job: Mapping[str, object]) -> dict[str, object]:
        """Do one job."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        answer: dict[str, object] = json.loads(self._process.stdout.readline())
        if not answer["ok"]:
            raise RuntimeError(answer)
        return answer


class Table:
    """Distinct values, each with its place."""

    def __init__(self) -> None:
        self.rows: list[object] = []
        self._places: dict[str, int] = {}

    def place(self, row: object) -> int:
        """The place of a value, entered if it is new."""
        key = json.dumps(row, sort_keys=True)
        if key not in self._places:
            self._places[key] = len(self.rows)
            self.rows.append(row)
        return self._places[key]


class Recorder:
    """Records one form with both engines."""

    def __init__(self, web_forms: Engine, javarosa: Engine, media: Path, now: datetime) -> None:
        self._web_forms = web_forms
        self._javarosa = javarosa
        self._media = media
        self._now = now

    def record(self, form: Form, xform: Path) -> dict[str, object]:
        """All fillings of a form."""
        states, words = Table(), Table()
        job = {"form": str(xform), "media": str(self._media), "now": self._now.isoformat()}
        fillings = []
        for seed in range(1, AUTOFILLED + DEEP + 1):
            if seed <= AUTOFILLED:
                auto = {"seed": seed, "steps": 40 + 20 * (seed % 3)}
                taken = self._web_forms.run({**job, "autofill": auto, "final_only": True})["taken"]
                steps = list(taken)  # type: ignore[call-overload]
            else:
                steps = deep_steps(form, self._lists(), self._now, Random(seed))  # noqa: S311 - reproducible
            answers = {
                "web_forms": self._web_forms.run({**job, "steps": steps}),
                "javarosa": self._javarosa.run({**job, "steps": steps}),
            }
            filling: dict[str, object] = {"seed": seed, "steps": steps}
            for name, answer in answers.items():
                filling[name] = shorten(answer, states, words)
            fillings.append(filling)
        return {
            "now": self._now.isoformat(),
            "xform": xform.read_text(encoding="utf-8"),
            "states": states.rows,
            "words": words.rows,
            "fillings": fillings,
        }

    def _lists(self) -> dict[str, list[dict[str, str]]]:
        found = {}
        for path in self._media.glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                found[path.name] = list(csv.DictReader(file))
        return found


def deep_steps(
    form: Form, lists: Mapping[str, list[dict[str, str]]], now: datetime, random: Random
) -> list[Step]:
    """Answers that get far: question by question, with some changes of mind.

    Our engine only says what could be asked next; the two engines judge the steps.
    """
    instance = Instance(form, lists=lists, now=lambda: now, random=random)
    steps: list[Step] = []

    def give(node: Node, value: str) -> None:
        steps.append({"set": node.ref, "value": value})
        instance.set(node.ref, value)

    for question in form.questions:
        node = instance.node(question.ref)
        if not question.shown or question.type == "note" or not node.relevant or node.readonly:
            continue
        if random.random() < (0.9 if node.required else 0.75):
            give(node, made_up(node, now, random))
        if random.random() < 0.12:
            given = [step["set"] for step in steps if "set" in step]
            earlier = instance.node(random.choice(given)) if given else node
            if earlier.relevant:
                give(earlier, "" if random.random() < 0.3 else made_up(earlier, now, random))
        if form.languages and random.random() < 0.05:
            steps.append({"setLanguage": random.choice(form.languages)})
    return steps


def made_up(node: Node, now: datetime, random: Random) -> str:
    """A random answer, more often than not one with which the form goes on."""
    question = node.question
    assert question is not None
    match question.type:
        case "select_one" | "select_multiple":
            return _chosen(node, random, several=question.multiple)
        case "integer":
            return str(random.choice([0, 1, 2, 3, 4, 5, 8, 12, 20, 40, 61, 2147483647, -1]))
        case "decimal":
            return random.choice(["0", "0.5", "1.25", "3", "12.75", "40", "41", "1234.5", "-0.5"])
        case "date":
            day = now.toordinal() + random.choice([-400, -200, -30, -7, -1, 0, 1, 7, 90, 190])
            return datetime.fromordinal(day).date().isoformat()
        case "time":
            return f"{random.randrange(8, 20):02}:{random.choice([0, 15, 30, 45]):02}:00.000Z"
        case _:
            return random.choice(["030 23125 101", "a@b.de", "Ein Satz – mit ä & <b>", "x", "12"])


def _chosen(node: Node, random: Random, *, several: bool) -> str:
    codes = [option.value for option in node.choices]
    if not codes:
        return ""
    weights = [LIKELY.get(code, 1) for code in codes]
    count = random.choice([1, 1, 2, 3]) if several else 1
    return " ".join(dict.fromkeys(random.choices(codes, weights, k=count)))


def shorten(answer: Mapping[str, object], states: Table, words: Table) -> dict[str, object]:
    """What an engine said: changed states per step, words and submission at the end."""
    steps: list[dict[str, object]] = answer["steps"]  # type: ignore[assignment]
    snapshots = [answer["initial"], *(step["nodes"] for step in steps)]
    before: dict[str, int] = {}
    changes = []
    for snapshot in snapshots:
        now = {node["ref"]: states.place(state_of(node)) for node in snapshot}  # type: ignore[attr-defined]
        changes.append({ref: at for ref, at in now.items() if before.get(ref) != at})
        before = now
    final: list[dict[str, object]] = snapshots[-1]  # type: ignore[assignment]
    return {
        "changes": changes,
        "errors": {str(at): step["error"] for at, step in enumerate(steps) if "error" in step},
        "words": {node["ref"]: words.place(words_of(node)) for node in final},
        "submission": answer.get("submission"),
    }


def state_of(node: Mapping[str, object]) -> dict[str, object]:
    """What a node shows, under the names the test uses; what an engine does not say is left out."""
    state = {key: node[key] for key in ("relevant", "required", "readonly", "value") if key in node}
    if "constraint" in node:
        state["constraint_ok"] = node["constraint"]["valid"]  # type: ignore[index]
        state["required_ok"] = node["requiredOk"]["valid"]  # type: ignore[index]
    elif "constraintOk" in node:
        state["constraint_ok"], state["required_ok"] = node["constraintOk"], node["requiredOk"]
    if "choices" in node:
        choices: Iterable[dict[str, str]] = node["choices"]  # type: ignore[assignment]
        state["choices"] = " ".join(choice["value"] for choice in choices)
    if MASKED.search(str(node["ref"])) and state.get("value"):
        state["value"] = "masked"
    return state


def words_of(node: Mapping[str, object]) -> dict[str, object]:
    """Labels, hints, choices' labels and messages in every language."""
    found = {key: node[key] for key in ("label", "hint") if key in node}
    choices: Iterable[dict[str, object]] = node.get("choices", ())  # type: ignore[assignment]
    found["choices"] = [choice.get("label", {}) for choice in choices]
    constraint = node.get("constraint")
    if isinstance(constraint, dict) and not constraint["valid"]:
        found["messages"] = constraint.get("messages", {})
    return found


def main() -> None:
    """Record every form named."""
    parser = argparse.ArgumentParser()
    for option in ("--oracle", "--classes", "--media", "--out"):
        parser.add_argument(option, type=Path, required=True)
    parser.add_argument("forms", nargs="+", type=Path)
    options = parser.parse_args()
    jar = next(Path(pyxform.__file__).parent.rglob("ODK_Validate.jar"))
    java = ["java", "-Xss16m", "-cp", f"{jar}{os.pathsep}{options.classes}", "JrOracle", "--serve"]
    web_forms = Engine(["node", str(options.oracle / "oracle.mjs"), "--serve"], options.oracle)
    now = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    recorder = Recorder(web_forms, Engine(java, options.oracle), options.media, now)
    # JrOracle takes `jr://file-csv/x` for `-csv/x` in its folder: its prefix `file` matches first.
    (options.media / "-csv").mkdir(exist_ok=True)
    for path in options.media.glob("*.csv"):
        shutil.copy(path, options.media / "-csv")
    for path in options.forms:
        form = load(path)
        xform = options.out / f"{path.stem}.xml"
        xform.write_bytes(form.xml)
        recorded = json.dumps(recorder.record(form, xform), ensure_ascii=False)
        xform.unlink()
        target = options.out / f"{path.stem}.json.xz"
        target.write_bytes(lzma.compress(recorded.encode(), preset=9))


if __name__ == "__main__":
    main()
