"""What a form asks for without an end is refused or bounded, and told."""

import tracemalloc
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest

from surveykit.errors import Fault, FaultyFileError
from surveykit.form import Instance, InvalidAnswerError, load, read_xform

from .building import Cells, begin, form, question, workbook

SECONDS, BYTES = 20, 200_000_000
"""Without an end it would be years, and more memory than there is."""


def _fault(folder: Path, *survey: Cells) -> Fault:
    with pytest.raises(FaultyFileError) as refusal:
        load(workbook(folder / "form.xlsx", survey))
    (fault,) = refusal.value.faults
    return fault


def _row(n: int, calculation: str) -> Cells:
    """A calculation `a1`, `a2`, … in which LAST stands for the one before it."""
    before = calculation.replace("LAST", f"${{a{n - 1}}}")
    return {"type": "calculate", "name": f"a{n}", "calculation": before}


def _rows(count: int, calculation: str) -> list[Cells]:
    return [question("text", "a0"), *(_row(n, calculation) for n in range(1, count + 1))]


@pytest.mark.parametrize(
    "doubling",
    [
        "concat(LAST, LAST)",
        "join('', LAST, LAST)",
        "join(LAST, 'a', 'b', 'c')",
        "concat('>', string(LAST), if(${a0} = '', 'x', LAST))",
        "concat(coalesce(LAST, 'x'), substr(LAST, 0), '<')",
        "concat(concat(LAST, ' '), normalize-space(LAST))",
        "translate(concat(once(LAST), LAST), 'x', 'y')",
    ],
)
def test_forty_rows_that_double_a_text_are_refused(tmp_path: Path, doubling: str) -> None:
    fault = _fault(tmp_path, *_rows(40, doubling))
    assert fault.what.startswith("This calculation would string together more than")
    assert "doubles" in fault.mend
    assert fault.cell in [f"D{row}" for row in range(14, 25)]  # twelve to twenty doublings
    assert fault.value


@pytest.mark.parametrize(
    "harmless",
    [
        "concat(LAST, ${a0})",
        "concat(if(LAST = '', 'a', 'b'), if(LAST = 'b', 'c', ''))",
        "if(${a0} = '', LAST, LAST)",
        "LAST + LAST",
        "concat(string-length(LAST), count-selected(LAST))",
    ],
)
def test_rows_that_grow_step_by_step_or_not_at_all_are_no_fault(
    tmp_path: Path, harmless: str
) -> None:
    one = begin(form(tmp_path, *_rows(60, harmless)))
    one.set("/data/a0", "7")
    assert one.node("/data/a60").value


def test_a_text_may_double_as_often_as_it_fits(tmp_path: Path) -> None:
    one = begin(form(tmp_path, *_rows(19, "concat(LAST, LAST)")))
    one.set("/data/a0", "x")
    assert one.node("/data/a19").value == "x" * 2**19


def _bounded(one: Instance, ref: str, text: str) -> None:
    started = process_time()
    tracemalloc.start()
    one.set(ref, text)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert process_time() - started < SECONDS
    assert peak < BYTES


def test_a_calculation_that_names_a_long_text_thousands_of_times_ends() -> None:
    parts = ", ".join(["concat(/d/a, 'x')"] * 3000)
    binds = (
        f'<bind nodeset="/d/b" calculate="concat({parts})"/>'
        f'<bind nodeset="/d/c" calculate="join(\' \', {parts})"/>'
    )
    one = begin(read_xform(_xform(binds, "<input ref='/d/a'><label>A</label></input>", "abc")))
    _bounded(one, "/d/a", "long" * 100_000)
    assert len(one.node("/d/b").value) == len(one.node("/d/c").value) == 1_000_000


def _xform(binds: str, body: str, names: Sequence[str]) -> bytes:
    nodes = "".join(f"<{name}/>" for name in names)
    return f"""<h:html xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/2002/xforms"
        xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title>
        <model><instance><d id="t">{nodes}</d></instance>{binds}</model></h:head>
        <h:body>{body}</h:body></h:html>""".encode()


def _setting_each_other(count: int) -> bytes:
    """Questions of which every one sets all others when it changes."""
    names = [f"q{n}" for n in range(count)]
    body = "".join(
        f'<input ref="/d/{one}"><label>{one}</label>'
        + "".join(
            f'<setvalue ref="/d/{other}" event="xforms-value-changed" value="/d/{one} + 1"/>'
            for other in names
            if other != one
        )
        + "</input>"
        for one in names
    )
    return _xform("", body, names)


def test_questions_that_all_set_each_other_are_refused_before_they_cost_years() -> None:
    with pytest.raises(FaultyFileError) as refusal:
        read_xform(_setting_each_other(20))
    (fault,) = refusal.value.faults
    assert fault.what == "What this trigger sets off would set more than 10,000 values."
    assert fault.value == "/d/q0"


def test_a_few_questions_may_set_each_other() -> None:
    one = begin(read_xform(_setting_each_other(5)))
    one.set("/d/q0", "1")
    assert all(one.node(f"/d/q{n}").value for n in range(5))


def test_events_that_double_a_text_end() -> None:
    names = [f"q{n}" for n in range(40)]
    body = "".join(
        f'<input ref="/d/{one}"><label>{one}</label><setvalue ref="/d/{other}" '
        f'event="xforms-value-changed" value="concat(/d/{one}, /d/{one})"/></input>'
        for one, other in pairwise(names)
    )
    one = begin(read_xform(_xform("", body, names)))
    _bounded(one, "/d/q0", "x")
    assert len(one.node("/d/q39").value) <= 1_000_000


def _people(count: str, *before: Cells) -> list[Cells]:
    return [
        question("integer", "n"),
        *before,
        {"type": "begin repeat", "name": "person", "label": "Person", "repeat_count": count},
        question("text", "name"),
        {"type": "end repeat"},
    ]


@pytest.mark.parametrize(
    ("count", "before"),
    [
        ("${n}", ()),
        ("${n} * 1", ()),
        ("${m}", (question("calculate", "m", calculation="${n} + 0"),)),
    ],
)
def test_an_answer_that_asks_for_too_many_instances_is_refused_and_told(
    tmp_path: Path, count: str, before: Sequence[Cells]
) -> None:
    one = begin(form(tmp_path, *_people(count, *before)))
    one.answer("/data/n", "3")
    with pytest.raises(InvalidAnswerError) as refusal:
        one.answer("/data/n", "3000")
    assert refusal.value.what == (
        "“Person” would be there 3,000 times; at most 1,000 are possible."
    )
    assert one.node("/data/n").value == "3"
    assert len(one.repeats("/data/person")) == 3
    assert not one.accepts("/data/n", "1001")
    one.answer("/data/n", "1000")
    assert len(one.repeats("/data/person")) == 1000


def _nested() -> list[Cells]:
    return [
        question("integer", "n"),
        {"type": "begin repeat", "name": "a", "label": "House", "repeat_count": "${n}"},
        question("integer", "m"),
        {"type": "begin repeat", "name": "b", "label": "Room", "repeat_count": "${n}"},
        question("text", "c"),
        {"type": "end repeat"},
        {"type": "begin repeat", "name": "p", "label": "Pet", "repeat_count": "${m}"},
        question("text", "d"),
        {"type": "end repeat"},
        {"type": "end repeat"},
    ]


def _rooms(one: Instance) -> int:
    return sum(len(one.repeats(f"{house}/b")) for house in one.repeats("/data/a"))


def test_a_hundred_rooms_in_each_of_a_hundred_houses_are_refused(tmp_path: Path) -> None:
    one = begin(form(tmp_path, *_nested()))
    with pytest.raises(InvalidAnswerError) as refusal:
        one.answer("/data/n", "100")
    assert refusal.value.what == ("“Room” would be there 10,000 times; at most 5,000 are possible.")
    one.answer("/data/n", "10")
    assert _rooms(one) == 100


def test_what_is_asked_for_in_many_places_is_counted_together(tmp_path: Path) -> None:
    one = begin(form(tmp_path, *_nested()))
    one.answer("/data/n", "6")
    for house in range(1, 6):
        one.answer(f"/data/a[{house}]/m", "990")
    with pytest.raises(InvalidAnswerError) as refusal:
        one.answer("/data/a[6]/m", "990")
    assert "“Pet” would be there 5,940 times" in refusal.value.what
    one.answer("/data/a[6]/m", "50")


def test_an_answer_that_nobody_checks_makes_no_more_instances_than_there_can_be(
    tmp_path: Path,
) -> None:
    one = begin(form(tmp_path, *_nested()))
    one.set("/data/n", "100")
    assert (len(one.repeats("/data/a")), _rooms(one)) == (100, 5000)


def test_a_count_written_into_the_form_that_is_too_large_is_a_fault(tmp_path: Path) -> None:
    fault = _fault(tmp_path, *_people("3000"))
    assert (fault.cell, fault.what) == ("D3", "A repeat cannot be there more than 1,000 times.")
