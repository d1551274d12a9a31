"""Record what ODK's two engines make of the expressions in `expressions.json`.

Not run in CI, as `record.py`, whose options it shares. Each expression is the calculation of a
node in a form with an answer of every type and a list of three choices. A value is `!` where an
engine refuses the expression. To add expressions, add rows and record again.

    python -m tests.form.oracle.record_expressions --oracle DIR --classes DIR --out DIR
"""

import argparse
import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pyxform

from .record import Engine

KINDS = {"a": "string", "d": "date", "t": "time", "dt": "dateTime", "i": "int", "dec": "decimal"}
ANSWERS = {
    "a": "b",
    "d": "2026-06-15",
    "t": "10:30:00.000Z",
    "dt": "2024-05-06T10:30:15.250Z",
    "i": "5",
    "dec": "1.50",
}
STEPS = [{"set": f"/data/{name}", "value": value} for name, value in ANSWERS.items()]


def xform(expressions: Sequence[str]) -> str:
    """A form that calculates the expressions, the n-th in the node `c{n}`."""
    calculated = [f"c{place}" for place in range(len(expressions))]
    nodes = "".join(f"<{name}/>" for name in (*KINDS, "rel", *calculated))
    binds = [f'<bind nodeset="/data/{name}" type="{kind}"/>' for name, kind in KINDS.items()]
    binds.append("""<bind nodeset="/data/rel" type="string" relevant="/data/a = 'zz'"/>""")
    for name, source in zip(calculated, expressions, strict=True):
        binds.append(f'<bind nodeset="/data/{name}" type="string" calculate={quoteattr(source)}/>')
    items = "".join(
        f"<item><name>{name}</name><label>L{name}</label><x>{x}</x></item>"
        for name, x in (("a", 1), ("b", 2), ("c", 10))
    )
    inputs = "".join(
        f'<input ref="/data/{name}"><label>{name}</label></input>' for name in (*KINDS, "rel")
    )
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model>'
        f'<instance><data id="t">{nodes}<meta><instanceID/></meta></data></instance>'
        f'<instance id="l"><root>{items}</root></instance>{"".join(binds)}</model></h:head>'
        f"<h:body>{inputs}</h:body></h:html>"
    )


class Prober:
    """Asks one engine for the value of expressions."""

    def __init__(self, engine: Engine, folder: Path, now: datetime) -> None:
        self._engine = engine
        self._file = folder / "probe.xml"
        self._job = {"form": str(self._file), "steps": STEPS, "labels": "none"}
        self._job |= {"now": now.isoformat()}

    def values(self, expressions: Sequence[str]) -> list[str]:
        """The values; where a form is refused, each half of it is tried again."""
        self._file.write_text(xform(expressions), encoding="utf-8")
        try:
            steps: list[dict[str, object]] = self._engine.run(self._job)["steps"]  # type: ignore[assignment]
        except RuntimeError:
            steps = [{"error": "refused"}]
        finally:
            self._file.unlink()
        if any("error" in step for step in steps):
            if len(expressions) == 1:
                return ["!"]
            half = len(expressions) // 2
            return self.values(expressions[:half]) + self.values(expressions[half:])
        nodes: list[dict[str, str]] = steps[-1]["nodes"]  # type: ignore[assignment]
        by_ref = {node["ref"]: node.get("value", "") for node in nodes}
        return [by_ref[f"/data/c{place}"] for place in range(len(expressions))]


def main() -> None:
    """Record all expressions."""
    parser = argparse.ArgumentParser()
    for option in ("--oracle", "--classes", "--out"):
        parser.add_argument(option, type=Path, required=True)
    options = parser.parse_args()
    jar = next(Path(pyxform.__file__).parent.rglob("ODK_Validate.jar"))
    java = ["java", "-Xss16m", "-cp", f"{jar}{os.pathsep}{options.classes}", "JrOracle", "--serve"]
    node = ["node", str(options.oracle / "oracle.mjs"), "--serve"]
    now = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    known = json.loads(Path(__file__).with_name("expressions.json").read_text(encoding="utf-8"))
    expressions = [row[0] for row in known["rows"]]
    columns = [
        Prober(Engine(command, options.oracle), options.out, now).values(expressions)
        for command in (java, node)
    ]
    rows = [list(row) for row in zip(expressions, *columns, strict=True)]
    recorded = {"now": now.isoformat(), "columns": ["expression", "javarosa", "web_forms"]}
    text = json.dumps({**recorded, "rows": rows}, ensure_ascii=False, indent=0)
    (options.out / "expressions.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
