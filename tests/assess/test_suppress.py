"""Small numbers stay hidden, also from somebody who can subtract."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.assess.suppress import (
    HIDDEN,
    buildings_shown,
    cell,
    counts_for_people,
    may_cross,
)

tables = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 12), min_size=1)


def possible(shown: dict[str, str], total: int | None, limit: int) -> list[dict[str, int]]:
    """Every table that a reader of the shown one must reckon with."""
    ranges = [
        range(1, limit) if text == f"<{limit}"
        else range((total or 0) + 1) if text == HIDDEN
        else [int(text)]
        for text in shown.values()
    ]  # fmt: skip
    tables = [dict(zip(shown, values, strict=True)) for values in product(*ranges)]
    return [table for table in tables if total is None or sum(table.values()) == total]


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (120, "120")]
)
def test_numbers_below_five_are_not_shown(count: int, shown: str) -> None:
    assert cell(count, 5) == shown


@given(tables, st.integers(3, 6))
def test_no_hidden_number_can_be_computed_from_the_rest(counts: dict[str, int], limit: int) -> None:
    total = sum(counts.values())
    shown = counts_for_people(counts, total, limit)
    readings = possible(shown, total if total >= limit else None, limit)
    assert counts in readings
    for code, text in shown.items():
        if text in (HIDDEN, f"<{limit}"):
            assert len({reading[code] for reading in readings}) > 1


@given(tables, st.integers(3, 6))
def test_no_small_number_is_ever_shown(counts: dict[str, int], limit: int) -> None:
    for total in (None, sum(counts.values())):
        shown = counts_for_people(counts, total, limit)
        assert list(shown) == list(counts)
        assert all(not text.isdigit() or not 0 < int(text) < limit for text in shown.values())


def test_a_second_cell_is_hidden_with_the_only_small_one() -> None:
    shown = counts_for_people({"yes": 20, "no": 7, "perhaps": 2}, 29, 5)
    assert shown == {"yes": "20", "no": HIDDEN, "perhaps": "<5"}


def test_two_small_cells_hide_each_other() -> None:
    assert counts_for_people({"a": 20, "b": 3, "c": 2}, 25, 5) == {"a": "20", "b": "<5", "c": "<5"}


def test_two_small_cells_that_can_only_be_four_each_need_more() -> None:
    shown = counts_for_people({"a": 20, "b": 4, "c": 4}, 28, 5)
    assert shown == {"a": HIDDEN, "b": "<5", "c": "<5"}


def test_cells_without_a_common_total_stand_alone() -> None:
    assert counts_for_people({"a": 20, "b": 2}, None, 5) == {"a": "20", "b": "<5"}


def test_a_table_without_small_cells_is_shown_whole() -> None:
    assert counts_for_people({"a": 20, "b": 5, "c": 0}, 25, 5) == {"a": "20", "b": "5", "c": "0"}


def test_cells_must_add_up_to_their_total() -> None:
    with pytest.raises(ValueError, match="add up to 3, not to 4"):
        counts_for_people({"a": 3}, 4, 5)


def test_a_count_is_never_negative() -> None:
    with pytest.raises(ValueError, match="never negative"):
        counts_for_people({"a": -1}, None, 5)


def test_buildings_have_figures_from_ten_interviews_on() -> None:
    assert buildings_shown({"B-1": 16, "B-2": 17, "B-3": 12, "B-4": 13}) == (
        "B-1", "B-2", "B-3", "B-4",
    )  # fmt: skip


def test_the_only_small_building_takes_another_one_with_it() -> None:
    assert buildings_shown({"B-1": 16, "B-2": 17, "B-3": 12, "B-4": 9}) == ("B-1", "B-2")


def test_small_buildings_that_are_ten_together_protect_each_other() -> None:
    assert buildings_shown({"B-1": 16, "B-2": 5, "B-3": 5}) == ("B-1",)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30)))
def test_what_is_left_out_is_nobody_or_at_least_ten(interviewed: dict[str, int]) -> None:
    shown = buildings_shown(interviewed)
    left = sum(count for name, count in interviewed.items() if name not in shown)
    assert all(interviewed[name] >= 10 for name in shown)
    assert left == 0 or left >= 10 or not shown


def test_small_sites_have_no_cross_tables() -> None:
    assert (may_cross(24), may_cross(25)) == (False, True)
