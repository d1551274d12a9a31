"""Record what ODK's two engines make of the expressions in `expressions.json`.

Not run in CI, as `record.py`, whose options it shares. Each expression is the calculation of a
node in a form with an answer of every type and a list of three choices. A value is `!` where an
engine refuses the expression. To add expressions, add rows and record again.

    python -m tests.form.oracle.record_expressions --oracle DIR --classes DIR --out DIR

ODK Validate lacks the class with which JavaRosa makes a number of a seed that is a text
(`org.bouncycastle.crypto.digests.SHA256Digest`); without it in `--classes` such rows say `!`.
"""

import argparse
import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pyxform

from .engines import Engine

KINDS = {"a": "string", "d": "date", "t": "time", "dt": "dateTime", "i": "int", "dec": "decimal"}
KINDS |= {"gp": "geopoint", "gt": "geotrace", "gs": "geoshape", "many": "string", "none": "string"}
KINDS |= {"one": "string"}
ANSWERS = {
    "a": "b",
    "d": "2026-06-15",
    "t": "10:30:00.000Z",
    "dt": "2024-05-06T10:30:15.250Z",
    "i": "5",
    "dec": "1.50",
    "gp": "52.52 13.405 34.0 5.0",
    "gt": "52.52 13.405 0.0 0.0;52.53 13.405 0.0 0.0;52.53 13.42 0.0 0.0",
    "gs": "52.52 13.405 0.0 0.0;52.53 13.405 0.0 0.0;52.53 13.42 0.0 0.0;52.52 13.405 0.0 0.0",
    "many": "b c",
    "one": "c",
}
STEPS = [{"set": f"/data/{name}", "value": value} for name, value in ANSWERS.items()]
PERSONS = (("Ada", "36", (("cat", "3"), ("dog", ""))), ("Bo", "", ()), ("Cy", "7", (("emu", "9"),)))
PLACES = ("52.52 13.405 0 0", "52.53 13.405 0 0", "52.53 13.42 0 0")
TOWNS = (
    ("fr", "nord", "Lille"),
    ("fr", "nord", "Arras"),
    ("fr", "sud", "Nice"),
    ("de", "nord", "Kiel"),
    ("de", "süd", "Ulm"),
)
"""The rows of the list `towns`: country, region, name."""


def xform(expressions: Sequence[str]) -> str:
    """A form that calculates the expressions, the n-th in the node `c{n}`."""
    calculated = [f"c{place}" for place in range(len(expressions))]
    nodes = "".join(f"<{name}/>" for name in (*KINDS, "rel", *calculated))
    binds = [f'<bind nodeset="/data/{name}" type="{kind}"/>' for name, kind in KINDS.items()]
    binds.append("""<bind nodeset="/data/rel" type="string" relevant="/data/a = 'zz'"/>""")
    binds.append('<bind nodeset="/data/person/age" type="int"/>')
    binds.append('<bind nodeset="/data/person/pet/legs" type="int"/>')
    for name, source in zip(calculated, expressions, strict=True):
        binds.append(f'<bind nodeset="/data/{name}" type="string" calculate={quoteattr(source)}/>')
    inputs = "".join(
        f'<input ref="/data/{name}"><label>{name}</label></input>'
        for name in (*KINDS, "rel")
        if name != "one"
    )
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model><itext>'
        '<translation lang="English (en)" default="true()">'
        '<text id="hello"><value>Hello</value></text></translation></itext>'
        f'<instance><data id="t" version="7">{nodes}{_repeats()}'
        f"<meta><instanceID/></meta></data></instance>{_lists()}{''.join(binds)}</model></h:head>"
        f"<h:body>{inputs}{_CONTROLS}</h:body></h:html>"
    )


def _repeats() -> str:
    persons = (
        f"<person><name>{name}</name><age>{age}</age>"
        + "".join(f"<pet><kind>{kind}</kind><legs>{legs}</legs></pet>" for kind, legs in pets)
        + "</person>"
        for name, age, pets in PERSONS
    )
    places = (f"<place><at>{at}</at></place>" for at in PLACES)
    return "".join((*persons, *places))


_CONTROLS = (
    '<select1 ref="/data/one"><label>one</label>'
    """<itemset nodeset="instance('l')/root/item">"""
    '<value ref="name"/><label ref="label"/></itemset></select1>'
    '<group ref="/data/person"><label>p</label><repeat nodeset="/data/person">'
    '<input ref="/data/person/name"><label>n</label></input>'
    '<input ref="/data/person/age"><label>a</label></input>'
    '<group ref="/data/person/pet"><label>q</label><repeat nodeset="/data/person/pet">'
    '<input ref="/data/person/pet/kind"><label>k</label></input>'
    '<input ref="/data/person/pet/legs"><label>l</label></input></repeat></group></repeat></group>'
    '<group ref="/data/place"><label>w</label><repeat nodeset="/data/place">'
    '<input ref="/data/place/at"><label>a</label></input></repeat></group>'
)


def _lists() -> str:
    items = "".join(
        f"<item><name>{name}</name><label>L{name}</label><x>{x}</x></item>"
        for name, x in (("a", 1), ("b", 2), ("c", 10))
    )
    towns = "".join(
        f"<item><country>{country}</country><region>{region}</region><name>{name}</name></item>"
        for country, region, name in TOWNS
    )
    return (
        f'<instance id="l"><root>{items}</root></instance>'
        f'<instance id="towns"><root>{towns}</root></instance>'
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
    rows = zip(expressions, *columns, strict=True)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    columns_named = '["expression", "javarosa", "web_forms"]'
    text = f'{{"now": "{now.isoformat()}", "columns": {columns_named}, "rows": [\n{lines}\n]}}\n'
    # JavaScript cuts characters in half, and a half is no text
    (options.out / "expressions.json").write_text(text, encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
