"""Small numbers stay hidden, also from somebody who can subtract."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.assess.result import Assessment, Doors, Hallway
from surveykit.assess.suppress import (
    HIDDEN,
    answers_for_people,
    base_for_people,
    buildings_shown,
    cell,
    counts_for_people,
    forecast_hidden,
    unions_for_people,
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


def splits(total: int, cells: int) -> Iterator[tuple[int, ...]]:
    """All ways to part a number into so many cells."""
    for bars in combinations_with_replacement(range(total + 1), cells - 1):
        edges = (0, *bars, total)
        yield tuple(edges[i + 1] - edges[i] for i in range(cells))


def test_the_rest_of_a_greater_number_cannot_be_computed() -> None:
    # Nine speak Turkish: of them seven want an interpreter, and two would not.
    assert counts_for_people({"tr": 7}, None, 5, within={"tr": 9}) == {"tr": HIDDEN}
    assert counts_for_people({"tr": 7}, None, 5, within={"tr": 12}) == {"tr": "7"}
    assert counts_for_people({"tr": 7}, None, 5, within={"tr": 7}) == {"tr": "7"}


@pytest.mark.parametrize("wholes", [(7, 5, 4), (6, 6, 3), (9, 4, 0), (5, 5, 5), (8, 3, 2)])
def test_parts_of_greater_numbers_with_a_total_let_nobody_compute_a_small_one(
    wholes: tuple[int, ...],
) -> None:
    limit = 4
    codes = "abc"
    beside = {code: cell(whole, limit) for code, whole in zip(codes, wholes, strict=True)}
    every = list(product(*(range(whole + 1) for whole in wholes)))
    for counts in every:
        given_ = dict(zip(codes, counts, strict=True))
        within = dict(zip(codes, wholes, strict=True))
        total = sum(counts)
        shown = counts_for_people(given_, total, limit, within=within)
        if total < limit or set(shown.values()) == {HIDDEN}:
            continue  # nobody sees the total
        fitting = [
            found
            for found in product(*(range(total + 1) for _ in codes))
            if sum(found) == total
            and all(
                (text == HIDDEN or text == cell(number, limit))
                and (not beside[code].isdigit() or number <= int(beside[code]))
                and (beside[code].isdigit() or number < limit)
                for code, text, number in zip(codes, shown.values(), found, strict=True)
            )
        ]
        assert counts in fitting
        for i, code in enumerate(codes):
            values = {found[i] for found in fitting}
            if len(values) == 1:
                assert not 0 < counts[i] < limit, (given_, shown)
                if beside[code].isdigit():
                    assert not 0 < wholes[i] - counts[i] < limit, (given_, shown)


@pytest.mark.parametrize(
    ("asked", "interviewed", "base"),
    [(29, 42, 29), (9, 13, None), (13, 13, 13), (8, 13, 8), (4, 20, None), (0, 20, None)],
)
def test_shares_have_no_base_that_tells_how_few_were_silent(
    asked: int, interviewed: int, base: int | None
) -> None:
    assert base_for_people(asked, interviewed, 5) == base


def published(answers: tuple[int, ...], interviewed: int, limit: int) -> tuple[object, ...]:
    """What stands in the report of two answers, the silent and those not asked."""
    yes, no, silent, _unasked = answers
    asked = yes + no
    shown, refused = answers_for_people(
        {"yes": yes, "no": no}, asked=asked, silent=silent, interviewed=interviewed,
        several=False, limit=limit,
    )  # fmt: skip
    return (*shown.values(), refused, base_for_people(asked, interviewed, limit))


def fits(text: object, number: int, limit: int) -> bool:
    return text == HIDDEN or text == cell(number, limit)


@pytest.mark.parametrize("limit", [3, 4])
@pytest.mark.parametrize("interviewed", [4, 6, 9, 12])
def test_from_the_answers_to_a_question_nobody_computes_a_small_number(
    interviewed: int, limit: int
) -> None:
    every = list(splits(interviewed, 4))

    @cache
    def readings(shown: tuple[object, ...]) -> list[tuple[int, ...]]:
        *texts, base = shown
        return [
            found
            for found in every
            if all(fits(text, number, limit) for text, number in zip(texts, found, strict=False))
            and (base is None or base == found[0] + found[1])
        ]

    for answers in every:
        found = readings(published(answers, interviewed, limit))
        assert answers in found
        for part in ((0,), (1,), (2,), (3,), (0, 1), (2, 3)):  # the cells, the asked, the missing
            values = {sum(reading[i] for i in part) for reading in found}
            assert len(values) > 1 or not 0 < values.pop() < limit, answers


def test_an_area_gives_way_where_it_would_tell_on_its_topics() -> None:
    # Eight named the flat, five of them adaptation: three named something else there only.
    shown, topics = unions_for_people(
        {"flat": 8, "life": 12}, {"flat": {"adaptation": 5, "repairs": 4}, "life": {"care": 7}}, 5
    )
    assert shown == {"flat": HIDDEN, "life": "12"}
    assert topics == {"flat": {"adaptation": "5", "repairs": "<5"}, "life": {"care": "7"}}


def test_an_area_of_one_topic_is_shown_like_it() -> None:
    shown, _topics = unions_for_people({"house": 6, "other": 3}, {
        "house": {"noise": 6, "conflict": 0}, "other": {"pets": 3}}, 5)  # fmt: skip
    assert shown == {"house": "6", "other": "<5"}


@pytest.mark.parametrize(("topics", "most", "limit"), [(1, 9, 4), (2, 15, 4), (3, 10, 3)])
def test_from_an_area_and_its_topics_nobody_computes_a_small_number(
    topics: int, most: int, limit: int
) -> None:
    # Every way in which households can have combined the topics of an area.
    combinations = list(product((0, 1), repeat=topics))[1:]
    readings: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    for union in range(most + 1):
        for found in splits(union, len(combinations)):
            named = {
                str(topic): sum(number for number, combination in zip(found, combinations,
                                                                      strict=True)
                                if combination[topic])
                for topic in range(topics)
            }  # fmt: skip
            area, parts = unions_for_people({"a": union}, {"a": named}, limit)
            told = (area["a"], *parts["a"].values())
            numbers = (union, *named.values())
            rest = (union - number for number in named.values())
            readings.setdefault(told, []).append((*numbers, *rest, *found))
    for shown, found_ in readings.items():
        if max(sum(numbers[1 : 1 + topics]) for numbers in found_) > most:
            continue  # greater areas would fit, too
        for values in zip(*found_, strict=True):
            assert len(set(values)) > 1 or not 0 < values[0] < limit, (shown, found_[:3])


@pytest.mark.parametrize(
    ("interviewed", "known", "hallway", "uncertain", "hidden"),
    [(0, 0, 0, False, False), (1, 1, 0, False, True), (4, 4, 9, False, True),
     (5, 5, 2, False, False), (9, 4, 0, False, True), (9, 0, 0, False, False),
     (0, 0, 2, True, True), (0, 0, 5, True, False)],
)  # fmt: skip
def test_a_forecast_of_fewer_than_five_is_their_answer_and_stays_hidden(
    assessments: dict[str, Assessment],
    interviewed: int,
    known: int,
    hallway: int,
    uncertain: bool,
    hidden: bool,
) -> None:
    found = replace(
        assessments["A"],
        doors=Doors(17, 0, interviewed, 0, 17 - interviewed),
        hallway=Hallway(9, 0.7, hallway),
        forecast=replace(assessments["A"].forecast, uncertain=uncertain, households_known=known),
    )
    assert forecast_hidden(found, 5) == hidden
