"""Which nodes a pattern of an expression means, and which expressions read them."""

import pytest

from surveykit.form.graph import Rule, wire
from surveykit.form.xpath import compile_expression

PATHS = ("/data", "/data/a", "/data/g", "/data/g/a", "/data/g/h", "/data/g/h/a", "/data/q")


def _read(expression: str, path: str = "/data/q") -> set[str]:
    """The nodes of PATHS that an expression reads."""
    rule = Rule("choices", path, compile_expression(expression, path))  # may read itself
    readers = wire([rule], PATHS, ()).readers
    return {one for one in PATHS if one in readers} - {path}


@pytest.mark.parametrize(
    ("expression", "read"),
    [
        ("count(/data/*)", {"/data/a", "/data/g"}),
        ("count(//a)", {"/data/a", "/data/g/a", "/data/g/h/a"}),
        ("count(/data/*//a)", {"/data/g/a", "/data/g/h/a"}),
        ("count(//g//a)", {"/data/g/a", "/data/g/h/a"}),
        ("count(//*//*//a)", {"/data/g/a", "/data/g/h/a"}),
        ("count(//*/*/*/*)", {"/data/g/h/a"}),
        ("count(//*//*//*//*//*)", set()),
    ],
)
def test_a_pattern_means_every_node_that_it_fits(expression: str, read: set[str]) -> None:
    assert _read(expression) == read


@pytest.mark.parametrize(
    ("expression", "read"),
    [
        ("count(ancestor::*/a)", {"/data/a", "/data/g/a"}),
        ("count(ancestor::node()/a)", {"/data/a", "/data/g/a"}),
        ("count(ancestor-or-self::*/a)", {"/data/a", "/data/g/a", "/data/g/h/a"}),
        ("count(ancestor::g/a)", {"/data/g/a"}),
        ("count(//h/ancestor::g/a)", {"/data/g/a"}),
        ("count(ancestor::*[a = 1]/h)", {"/data/a", "/data/g/a"}),
    ],
)
def test_all_ancestors_are_read(expression: str, read: set[str]) -> None:
    assert _read(expression, "/data/g/h") == read


def test_a_path_up_and_down_without_end_leads_anywhere() -> None:
    steps = "".join(f"/ancestor-or-self::*/s{n}" for n in range(100))
    assert _read(f"count(.{steps}/ancestor::*/a)") >= {"/data/a", "/data/g/h/a"}


def test_a_pattern_of_many_gaps_is_followed_step_by_step() -> None:
    deep = "/data" + "/g" * 60
    rule = Rule("choices", "/data/q", compile_expression("count(" + "//*" * 40 + "/x)", "/data/q"))
    assert {*wire([rule], [deep, f"{deep}/x"], ()).readers} == {f"{deep}/x", "/data/q"}
