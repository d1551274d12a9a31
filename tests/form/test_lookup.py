"""What an index finds in a long list is what trying every row would find."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from surveykit.form import Instance, read_xform
from surveykit.form.xpath import Expression, compile_expression

from .oracle.record_expressions import STEPS, xform

CELLS = ["", "a", "b", "1", "1.0", "01", "2", "2.0", " 2", "-1", "0", "true", "2026-06-15", "x y"]
ROWS = st.lists(
    st.fixed_dictionaries({"u": st.sampled_from(CELLS)}, optional={"v": st.sampled_from(CELLS)}),
    min_size=1,
    max_size=6,
)
VALUES = st.sampled_from(
    [
        *("'a'", "''", "'1'", "'2.0'", "1", "2", "-1", "0 div 0", "1 div 0", "1 + 1", "true()"),
        *("/data/a", "/data/i", "/data/none", "/data/nothing", "/data/d", "/data/person/name"),
        *("current()/../a", "instance('l')/root/item/x", "string(/data/i)", "/data/i - 3"),
        *("/data/person[position() = 1]/age", "concat('a', '')", "if(/data/i > 1, 'a', 2)"),
    ]
)
SIDES = st.sampled_from(["{c} = {v}", "{v} = {c}", "./{c} = {v}", "({c}) = ({v})"])
CONDITIONS = st.builds(
    lambda side, column, value: side.format(c=column, v=value),
    SIDES,
    st.sampled_from(["u", "v", "w"]),
    VALUES,
)
OTHERS = st.sampled_from(["position() < 9", "u != 'a'", "v", "last() > 3", "3", "u = v", "u > 0"])


def _instance(rows: Sequence[Mapping[str, str]]) -> Instance:
    """Forty rows, so that an index is worth it, with their place in `n`."""
    items = "".join(
        f"<item><n>{place}</n>"
        + "".join(f"<{column}>{text}</{column}>" for column, text in row.items())
        + "</item>"
        for place, row in enumerate((list(rows) * 40)[:40])
    )
    source = xform(["1"]).replace(
        "</model>", f'<instance id="long"><root>{items}</root></instance></model>'
    )
    now = datetime(2026, 6, 15, 12, tzinfo=UTC)
    one = Instance(read_xform(source.encode()), lists={}, now=lambda: now)
    for step in STEPS:
        one.set(step["set"], step["value"])
    return one


def _rows(one: Instance, predicates: str) -> list[str]:
    source = f"instance('long')/root/item{predicates}/n"
    found: Expression = compile_expression(source, "/data/a")
    scope = one._state.scope(one._state.root.children[0])
    return [node.text for node in found.nodes(scope)]


@settings(deadline=None, max_examples=150)
@given(ROWS, st.lists(CONDITIONS, min_size=1, max_size=3), st.lists(OTHERS, max_size=2))
def test_an_index_finds_what_trying_every_row_finds(
    rows: Sequence[Mapping[str, str]], conditions: Sequence[str], others: Sequence[str]
) -> None:
    one = _instance(rows)
    after = "".join(f"[{other}]" for other in others)
    tried = [f"[{condition} or false()]" for condition in conditions]
    expected = _rows(one, "".join(tried) + after)
    assert _rows(one, f"[{' and '.join(conditions)}]{after}") == expected
    assert _rows(one, "".join(f"[{condition}]" for condition in conditions) + after) == expected


@settings(deadline=None, max_examples=60)
@given(CONDITIONS, OTHERS)
def test_a_position_is_that_in_the_whole_list(condition: str, other: str) -> None:
    one = _instance([{"u": text, "v": text[:1]} for text in CELLS])
    tried = f"[({condition} or false()) and {other}]"
    assert _rows(one, f"[{condition} and {other}]") == _rows(one, tried)
    assert _rows(one, f"[{other}][{condition}]") == _rows(one, f"[{other}][{condition} or false()]")


def test_rows_with_two_cells_of_one_column_are_tried_one_by_one() -> None:
    one = _instance([{"u": "a</u><u>b"}, {"u": "c"}])
    assert len(_rows(one, "[u = 'b']")) == 20


def test_a_list_is_asked_again_when_an_answer_changes() -> None:
    one = _instance([{"u": "a"}, {"u": "b"}, {"u": "b"}])
    assert len(_rows(one, "[u = /data/a]")) == 26
    one.set("/data/a", "a")
    assert len(_rows(one, "[u = /data/a]")) == 14


def test_a_random_value_is_drawn_anew_for_every_row() -> None:
    one = _instance([{"u": "a"}])
    assert 0 < len(_rows(one, "[u = if(random() < 0.5, 'a', 'b')]")) < 40
