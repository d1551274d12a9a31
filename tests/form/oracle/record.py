"""Record what ODK's two engines say about random fillings of a form.

Not run in CI: it needs Node, Java and the two drivers (`oracle.mjs`, `JrOracle.java`) with
`@getodk/xforms-engine` installed beside the first and the second compiled. The state it writes
is what `tests/form/test_oracles.py` compares every node with, without Node or Java.

    python -m tests.form.oracle.record --oracle DIR --classes DIR --media DIR --out DIR FORM...

`--oracle` holds `oracle.mjs` and `node_modules`, `--classes` the compiled JrOracle, `--media`
the attached lists. Some of the fillings are Web Forms' own `autofill`; as that seldom answers
"yes" where a form goes on, the others are made here with a bias that reaches deep. JavaRosa's
clock stands still only with the library `--faketime`; without it both run on today's date, and
times of day are masked.

The file per form is JSON in xz. `states`, `words` and `choices` are tables of distinct values;
a filling names them by place and lists, for every step, the nodes whose state changed.
"""

import argparse
import json
import lzma
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from surveykit.form import Form, Instance, load
from surveykit.form.attachments import read_attachments
from surveykit.form.filling.trace import DEVICE
from surveykit.text import use
from tests.form.recordings import GONE, State

from .corpus import for_the_driver
from .engines import Engine, javarosa, web_forms
from .fillings import Filler, Step
from .states import is_node, state_of, words_of

MASKED = re.compile(r"/(start|end|instanceID)$")


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

    def record(self, form: Form, xform: Path, automatic: int, deep: int) -> dict[str, object]:
        """All fillings of a form, those made by Web Forms first."""
        states, words = Table(), Table()
        job = {"form": str(xform), "media": str(self._media), "now": self._now.isoformat()}
        fillings = []
        for seed in range(1, automatic + deep + 1):
            if seed <= automatic:
                auto = {"seed": seed, "steps": 40 + 20 * (seed % 3)}
                taken = self._web_forms.run({**job, "autofill": auto, "final_only": True})["taken"]
                steps = list(taken)  # type: ignore[call-overload]
            else:
                steps = self._deep(form, seed)
            told = self._web_forms.ask({**job, "steps": steps})
            answers = {
                "web_forms": told if told["ok"] else _silence(steps),
                "javarosa": self._javarosa.run({**job, "steps": steps}),
            }
            filling: dict[str, object] = {"seed": seed, "steps": steps}
            for name, answer in answers.items():
                filling[name] = shorten(answer, states, words)
            fillings.append(filling)
        return {
            "now": self._now.isoformat(),
            "xform": form.xml.decode(),
            "states": states.rows,
            "words": words.rows,
            "fillings": fillings,
        }

    def _deep(self, form: Form, seed: int) -> list[Step]:
        instance = Instance(
            form,
            lists=read_attachments(form, [self._media]).lists,
            now=lambda: self._now,
            preloads=DEVICE,
            random=Random(seed),  # noqa: S311 - reproducible
        )
        return Filler(instance, self._now, Random(seed)).fill(60)  # noqa: S311


def _silence(steps: Sequence[Step]) -> dict[str, object]:
    """What there is to record of an engine that refuses the form."""
    return {"initial": [], "steps": [{"nodes": []} for _step in steps], "submission": ""}


def shorten(answer: Mapping[str, object], states: Table, words: Table) -> dict[str, object]:
    """What an engine said: changed states per step, words and submission at the end."""
    steps: list[dict[str, object]] = answer["steps"]  # type: ignore[assignment]
    snapshots = [answer["initial"], *(step["nodes"] for step in steps)]
    before: dict[str, int] = {}
    changes = []
    for snapshot in snapshots:
        now = {node["ref"]: states.place(masked(node)) for node in snapshot if is_node(node)}  # type: ignore[attr-defined]
        gone = dict.fromkeys(before.keys() - now.keys(), GONE)
        changes.append(gone | {ref: at for ref, at in now.items() if before.get(ref) != at})
        before = now
    final: list[dict[str, object]] = snapshots[-1]  # type: ignore[assignment]
    return {
        "changes": changes,
        "errors": {str(at): step["error"] for at, step in enumerate(steps) if "error" in step},
        "words": {node["ref"]: words.place(words_of(node)) for node in final if is_node(node)},
        "submission": answer.get("submission"),
    }


def masked(node: Mapping[str, object]) -> State:
    """What a driver says about a node, without moments and identifiers."""
    state = state_of(node)
    if MASKED.search(str(node["ref"])) and state.get("value"):
        state["value"] = "masked"
    return state


def main() -> None:
    """Record every form named."""
    parser = argparse.ArgumentParser()
    for option in ("--oracle", "--classes", "--media", "--out"):
        parser.add_argument(option, type=Path, required=True)
    parser.add_argument("--faketime", type=Path)
    parser.add_argument("--automatic", type=int, default=25, help="fillings made by Web Forms")
    parser.add_argument("--deep", type=int, default=35, help="fillings made here")
    parser.add_argument("forms", nargs="+", type=Path)
    options = parser.parse_args()
    now = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    use("en")  # as Java does, in names of months
    engines = (web_forms(options.oracle), javarosa(options.classes, now, options.faketime))
    recorder = Recorder(*engines, options.media.resolve(), now)
    for path in options.forms:
        form = load(path)
        xform = options.out.resolve() / f"{path.stem}.xml"
        xform.write_bytes(for_the_driver(form.xml, options.media))
        recording = recorder.record(form, xform, options.automatic, options.deep)
        recorded = json.dumps(recording, ensure_ascii=False)
        xform.unlink()
        target = options.out / f"{path.stem}.json.xz"
        target.write_bytes(lzma.compress(recorded.encode(), preset=9))


if __name__ == "__main__":
    main()
