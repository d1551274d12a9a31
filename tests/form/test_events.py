"""What dynamic defaults, triggers and `setvalue` set."""

from itertools import pairwise
from pathlib import Path

from surveykit.form import read_xform

from .building import begin, form, question


def test_an_empty_expression_of_setvalue_clears_whatever_stands_between_the_tags() -> None:
    # JavaRosa takes the text only where there is no attribute `value`.
    xform = read_xform(
        b"""<h:html xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/2002/xforms">
        <h:head><h:title>T</h:title><model><instance><d id="t"><a/><b>kept</b><c/></d></instance>
        <setvalue ref="/d/c" event="odk-instance-first-load">seven</setvalue></model></h:head>
        <h:body><input ref="/d/a"><label>A</label>
        <setvalue ref="/d/b" event="xforms-value-changed" value="">ignored</setvalue></input>
        </h:body></h:html>"""
    )
    one = begin(xform)
    assert (one.node("/d/b").value, one.node("/d/c").value) == ("kept", "seven")
    one.set("/d/a", "x")
    assert one.node("/d/b").value == ""


def test_dynamic_defaults_are_set_once(tmp_path: Path) -> None:
    one = begin(
        form(
            tmp_path,
            question("date", "day", default="today()"),
            question("text", "who", default="nobody's"),
        )
    )
    assert one.answers() == {"day": "2026-06-15", "who": "nobody's"}
    one.set("/data/day", "2026-01-01")
    assert one.answers()["day"] == "2026-01-01"


def test_a_trigger_recalculates_when_its_question_changes(tmp_path: Path) -> None:
    one = begin(
        form(
            tmp_path,
            question("text", "a"),
            question("text", "b"),
            question("text", "note", trigger="${a}", calculation="concat('b was ', ${b})"),
        )
    )
    one.set("/data/b", "1")
    assert one.node("/data/note").value == ""
    one.set("/data/a", "x")
    assert one.node("/data/note").value == "b was 1"


def test_triggers_do_not_chase_each_other_forever(tmp_path: Path) -> None:
    one = begin(
        form(
            tmp_path,
            question("integer", "a", trigger="${b}", calculation="coalesce(${a}, 0) + 1"),
            question("integer", "b", trigger="${a}", calculation="coalesce(${b}, 0) + 1"),
        )
    )
    one.set("/data/a", "10")
    assert one.node("/data/b").value == "1"


def test_a_long_chain_of_triggers_ends() -> None:
    names = [f"q{n}" for n in range(1000)]
    inputs = "".join(
        f'<input ref="/d/{one}"><label>L</label><setvalue event="xforms-value-changed" '
        f'ref="/d/{other}" value="/d/{one} + 1"/></input>'
        for one, other in pairwise(names)
    )
    xform = f"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
      <h:head><h:title>T</h:title><model><instance>
      <d id="d">{"".join(f"<{name}/>" for name in names)}</d></instance></model></h:head>
      <h:body>{inputs}</h:body></h:html>"""
    instance = begin(read_xform(xform.encode()))
    instance.set("/d/q0", "1")
    assert instance.node("/d/q999").value == "1000"
