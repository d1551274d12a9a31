"""From buttons to final outcomes; the list of outcomes is that of `door_contact_sheet`."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from surveykit.bundled import FORMS
from surveykit.fieldwork.attempt import INTERVIEWED, Attempt, Outcome
from surveykit.fieldwork.contact_sheet import (
    beside_interviews,
    contact_sheet,
    doors,
    final,
    in_its_place,
    outcome_of,
    symbols,
)
from surveykit.fieldwork.disposition import DISPOSITIONS
from tests.site.court import court, flat

START = datetime(2027, 1, 14, 9, 0, tzinfo=UTC)

ADDED = {Outcome.PARTIAL, Outcome.BREAK_OFF}
"""What the paper sheet has no line for: an interview that stopped on the way."""


def attempt(
    outcome: Outcome, hour: int = 0, *, dwelling: str = "A1", undoes: UUID | None = None
) -> Attempt:
    at = None if outcome in INTERVIEWED else START + timedelta(hours=hour)
    return Attempt(uuid4(), dwelling, outcome, at, undoes=undoes)


def one_after_the_other(*outcomes: Outcome) -> list[Attempt]:
    return [attempt(outcome, hour) for hour, outcome in enumerate(outcomes)]


def the_sheets_list() -> dict[str, tuple[str, str]]:
    """Outcome code → the columns `final` and `counts` of the bundled form."""
    rows = load_workbook(FORMS / "door_contact_sheet.xlsx")["choices"].iter_rows(values_only=True)
    return {str(row[1]): (str(row[5]), str(row[6])) for row in rows if row[0] == "outcome"}


def test_the_buttons_are_the_outcomes_of_the_contact_sheet() -> None:
    assert set(Outcome) - ADDED == set(the_sheets_list())


@pytest.mark.parametrize(("code", "columns"), the_sheets_list().items())
def test_every_outcome_counts_as_the_contact_sheet_says(
    code: str, columns: tuple[str, str]
) -> None:
    is_final, counts = columns
    one = court(flat("A1"))
    lines = [attempt(Outcome(code))]

    assert final(lines).may_try == (is_final == "0")

    counted = doors(one, lines)
    assert {
        "interview": counted.interviewed,
        "refused": counted.refused,
        "out_of_scope": counted.vacant,
        "open": counted.not_reached,
        "not_reached": counted.not_reached,
    }[counts] == 1


@pytest.mark.parametrize(
    ("outcome", "code", "symbol"),
    [
        (Outcome.INTERVIEW, "1.10", "I"),
        (Outcome.CARD, "1.10", "I"),
        (Outcome.REFUSED, "2.11", "R"),
        (Outcome.NO_CONTACT_WISH, "2.11", "R"),
        (Outcome.BREAK_OFF, "2.12", "R"),
        (Outcome.NO_ACCESS, "2.23", "NC"),
        (Outcome.NOT_HOME, "2.24", "NC"),
        (Outcome.LATER, "2.25", "NC"),
        (Outcome.MINOR, "2.25", "NC"),
        (Outcome.LANGUAGE, "2.33", "O"),
        (Outcome.STOP, "3.17", "UH"),
        (Outcome.NOT_DWELLING, "4.50", "NE"),
        (Outcome.VACANT, "4.60", "NE"),
    ],
)
def test_aapor_codes_are_derived_from_buttons(outcome: Outcome, code: str, symbol: str) -> None:
    disposition = final([attempt(outcome)]).disposition
    assert (disposition.code, disposition.symbol) == (code, symbol)


def test_every_outcome_has_a_code() -> None:
    assert set(DISPOSITIONS) == set(Outcome)


def test_a_door_nobody_tried_is_unknown_and_an_empty_flat_of_the_list_is_not_eligible() -> None:
    assert final([]).disposition.code == "3.11"
    assert final([]).may_try
    listed_vacant = final([], occupied=False)
    assert listed_vacant.disposition.symbol == "NE"
    assert not listed_vacant.may_try


@pytest.mark.parametrize(
    ("happened", "outcome"),
    [
        ([Outcome.NOT_HOME, Outcome.INTERVIEW], Outcome.INTERVIEW),
        ([Outcome.REFUSED, Outcome.INTERVIEW], Outcome.INTERVIEW),
        ([Outcome.VACANT, Outcome.INTERVIEW], Outcome.INTERVIEW),
        ([Outcome.INTERVIEW, Outcome.REFUSED], Outcome.INTERVIEW),
        ([Outcome.NOT_HOME, Outcome.VACANT], Outcome.VACANT),
        ([Outcome.REFUSED, Outcome.VACANT], Outcome.VACANT),
        ([Outcome.REFUSED, Outcome.NOT_HOME], Outcome.REFUSED),
        ([Outcome.REFUSED, Outcome.NO_CONTACT_WISH], Outcome.NO_CONTACT_WISH),
        ([Outcome.NO_CONTACT_WISH, Outcome.REFUSED], Outcome.NO_CONTACT_WISH),
        ([Outcome.BREAK_OFF, Outcome.NOT_HOME], Outcome.BREAK_OFF),
        ([Outcome.BREAK_OFF, Outcome.REFUSED], Outcome.REFUSED),
        ([Outcome.LATER, Outcome.NOT_HOME], Outcome.NOT_HOME),
        ([Outcome.LANGUAGE, Outcome.LATER], Outcome.LATER),
        ([Outcome.NO_ACCESS, Outcome.MINOR], Outcome.MINOR),
    ],
)
def test_what_is_final_stays_and_of_all_else_the_last_counts(
    happened: list[Outcome], outcome: Outcome
) -> None:
    assert final(one_after_the_other(*happened)).outcome == outcome


def test_a_line_taken_back_does_not_count() -> None:
    first, mistake = one_after_the_other(Outcome.NOT_HOME, Outcome.REFUSED)
    undo = attempt(Outcome.REFUSED, 2, undoes=mistake.id)
    state = final([first, mistake, undo])
    assert (state.outcome, state.attempts, state.may_try) == (Outcome.NOT_HOME, 1, True)


def test_an_interview_pressed_by_mistake_can_be_taken_back() -> None:
    mistake = attempt(Outcome.INTERVIEW)
    state = final([mistake, attempt(Outcome.INTERVIEW, undoes=mistake.id)])
    assert state.outcome is None
    assert state.disposition.code == "3.11"


def test_after_three_attempts_a_dwelling_is_left_in_peace_unless_it_expects_us() -> None:
    twice = one_after_the_other(Outcome.NOT_HOME, Outcome.NOT_HOME)
    assert final(twice).may_try
    assert not final([*twice, attempt(Outcome.NOT_HOME, 3)]).may_try
    expected = [*twice, attempt(Outcome.LATER, 3)]
    assert final(expected).may_try
    assert final(expected).call_back_due
    assert final(twice, max_attempts=2).may_try is False


def test_nobody_is_tried_more_than_five_times() -> None:
    assert not final(one_after_the_other(*[Outcome.LATER] * 5)).may_try


def test_what_was_agreed_is_shown_until_something_else_happens() -> None:
    agreed = Attempt(uuid4(), "A1", Outcome.LATER, START, call_back="Sa 11")
    assert final([agreed]).call_back == "Sa 11"
    assert final([agreed, attempt(Outcome.NOT_HOME, 1)]).call_back == ""
    spoken = Attempt(uuid4(), "A1", Outcome.LANGUAGE, START, language="tr")
    assert final([spoken]).language == "tr"


def test_beside_an_interview_no_other_line_of_the_dwelling_is_needed() -> None:
    earlier = [attempt(Outcome.NOT_HOME), attempt(Outcome.REFUSED, 1)]
    back = attempt(Outcome.REFUSED, 1, undoes=earlier[1].id)
    elsewhere = attempt(Outcome.LATER, 2, dwelling="A2")
    assert beside_interviews([*earlier, back, elsewhere]) == set()
    lines = [*earlier, back, elsewhere, attempt(Outcome.CARD)]
    assert beside_interviews(lines) == {line.id for line in (*earlier, back)}


def test_an_interview_taken_back_brings_no_line_back_and_erases_no_later_one() -> None:
    """Else it would depend on who merges what first whether an earlier line is still there."""
    earlier, slip = attempt(Outcome.NO_CONTACT_WISH), attempt(Outcome.CARD)
    back = in_its_place(attempt(Outcome.CARD, undoes=slip.id), [earlier, slip])
    later = in_its_place(attempt(Outcome.NOT_HOME, 3), [slip, back])
    assert beside_interviews([earlier, slip, back, later]) == {earlier.id}
    again = in_its_place(attempt(Outcome.INTERVIEW), [slip, back, later])
    assert beside_interviews([earlier, slip, back, later, again]) == {earlier.id, later.id}


@given(outcomes=st.lists(st.sampled_from(Outcome), max_size=6), seen=st.integers(0, 6))
def test_to_leave_lines_out_early_or_late_leaves_the_same(
    outcomes: list[Outcome], seen: int
) -> None:
    """Whoever merges in two steps holds what somebody holds who has merged all at once."""
    lines: list[Attempt] = []
    for n, outcome in enumerate(outcomes):
        undone = [line for line in lines if line.outcome in INTERVIEWED][:1] if n == 3 else []
        undoes = undone[0].id if undone else None
        made = attempt(undone[0].outcome if undone else outcome, n, undoes=undoes)
        lines.append(in_its_place(made, lines))

    def left(some: list[Attempt]) -> list[Attempt]:
        gone = beside_interviews(some)
        return [line for line in some if line.id not in gone]

    assert left([*left(lines[:seen]), *lines[seen:]]) == left(lines)


def test_of_two_tries_in_one_hour_the_later_one_counts() -> None:
    first = in_its_place(attempt(Outcome.NOT_HOME), [])
    second = in_its_place(attempt(Outcome.LATER), [first])
    assert final([first, second]).outcome == final([second, first]).outcome == Outcome.LATER


def test_an_interview_broken_off_is_on_the_sheet_like_any_other() -> None:
    assert attempt(Outcome.PARTIAL).outcome is Outcome.INTERVIEW


@given(outcomes=st.lists(st.sampled_from(Outcome), max_size=6), listed=st.booleans())
def test_without_the_lines_beside_an_interview_the_outcome_is_the_same(
    outcomes: list[Outcome], *, listed: bool
) -> None:
    lines = one_after_the_other(*outcomes)
    gone = beside_interviews(lines)
    kept = final([line for line in lines if line.id not in gone], occupied=listed)
    assert replace(kept, attempts=0) == replace(final(lines, occupied=listed), attempts=0)


def test_somebody_at_the_door_proves_the_list_wrong() -> None:
    assert final([attempt(Outcome.REFUSED)], occupied=False).occupied
    assert not final([attempt(Outcome.NOT_HOME)], occupied=False).occupied
    assert not final([attempt(Outcome.VACANT)], occupied=True).occupied


def test_the_sheet_lists_every_dwelling_in_the_planners_order() -> None:
    lines = [attempt(Outcome.REFUSED, dwelling="B2"), attempt(Outcome.NOT_HOME, dwelling="gone")]
    sheet = contact_sheet(court(flat("B2"), flat("A1")), lines)
    assert [*sheet] == ["B2", "A1"]
    assert sheet["B2"].outcome == Outcome.REFUSED
    assert sheet["A1"].outcome is None


def test_doors_are_counted_for_the_forecast() -> None:
    """Seven flats: one empty by the list, one found empty, and five with five stories."""
    lines = [
        attempt(Outcome.VACANT, dwelling="A2"),
        attempt(Outcome.INTERVIEW, dwelling="A3"),
        attempt(Outcome.PARTIAL, dwelling="A4"),
        attempt(Outcome.BREAK_OFF, dwelling="A5"),
        attempt(Outcome.NOT_HOME, dwelling="A6"),
    ]
    site = court(flat("A1", occupied=False), *map(flat, ("A2", "A3", "A4", "A5", "A6", "A7")))
    counted = doors(site, lines)
    assert (counted.dwellings, counted.vacant) == (7, 2)
    assert (counted.interviewed, counted.refused, counted.not_reached) == (2, 1, 2)
    assert counted.not_tried == 1  # A7, one of the two not reached
    assert symbols(contact_sheet(site, lines).values(), partial=1) == {
        "I": 1, "P": 1, "R": 1, "NC": 1, "O": 0, "UH": 1, "UO": 0, "NE": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"adult": "no"}, Outcome.MINOR),
        ({"adult": "yes", "consent": "yes"}, Outcome.INTERVIEW),
        ({"adult": "yes", "consent": "no"}, Outcome.REFUSED),
        ({"adult": "yes", "consent": "later"}, Outcome.LATER),
        ({"adult": "yes"}, None),
        ({}, None),
    ],
)
def test_the_first_questions_say_what_happened(
    answers: dict[str, str], outcome: Outcome | None
) -> None:
    assert outcome_of(answers) == outcome


@given(outcomes=st.lists(st.sampled_from(Outcome), max_size=4))
def test_the_order_in_which_lines_arrive_makes_no_difference(outcomes: list[Outcome]) -> None:
    lines = one_after_the_other(*outcomes)
    assert len({final(order) for order in permutations(lines)}) == 1


@given(
    outcomes=st.lists(
        st.tuples(st.sampled_from(Outcome), st.sampled_from(["A1", "A2", "A3"])), max_size=8
    )
)
def test_every_dwelling_is_counted_once(outcomes: list[tuple[Outcome, str]]) -> None:
    lines = [attempt(outcome, n, dwelling=flat) for n, (outcome, flat) in enumerate(outcomes)]
    site = court(flat("A1"), flat("A2"), flat("A3", occupied=False))
    counted = doors(site, lines)
    parts = (counted.vacant, counted.interviewed, counted.refused, counted.not_reached)
    assert sum(parts) == counted.dwellings == 3
    assert min(parts) >= 0
    assert sum(symbols(contact_sheet(site, lines).values()).values()) == 3
