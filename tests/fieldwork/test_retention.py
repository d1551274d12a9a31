from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.record import Mode, Record
from surveykit.fieldwork.retention import PERIODS, Due, Kind, due


def a_record(month: date, mode: Mode = Mode.DOOR) -> Record:
    return Record(uuid4(), "note", "1", mode, month, 4, "de", {"note": "fine"})


def a_contact(month: date, form: str = "contact_consent") -> Contact:
    return Contact(uuid4(), form, month, {"consent_contact": "yes", "name": "Ada"})


def a_try(day: date) -> Attempt:
    at = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
    return Attempt(uuid4(), "A1", Outcome.NOT_HOME, at)


def found(kind: Kind, today: date, **held: list[object]) -> Due:
    given = {"attempts": [], "contacts": [], "records": [], **held}
    return next(one for one in due(today, **given) if one.kind is kind)  # type: ignore[arg-type]


def test_the_periods_are_those_of_the_forms() -> None:
    assert dict(PERIODS) == {"sheet": 14, "callback": 0, "contact": 182, "answers": 730}


@pytest.mark.parametrize(("day", "count"), [(date(2027, 2, 3), 0), (date(2027, 2, 4), 2)])
def test_the_sheet_is_due_as_a_whole_14_days_after_the_last_try(day: date, count: int) -> None:
    tries = [a_try(date(2027, 1, 7)), a_try(date(2027, 1, 21))]
    sheet = found(Kind.SHEET, day, attempts=[*tries])
    assert (len(sheet.ids), sheet.held, sheet.since) == (count, 2, date(2027, 2, 4))


@pytest.mark.parametrize("tries", [[], [a_try(date(2027, 1, 7))]], ids=["no try", "tries before"])
def test_interviews_alone_keep_the_sheet_until_14_days_after_their_month(
    tries: list[Attempt],
) -> None:
    line = Attempt(uuid4(), "A1", Outcome.INTERVIEW, None)
    begun_today = a_record(date(2027, 2, 1))  # records know their month only
    sheet = found(Kind.SHEET, date(2027, 2, 28), attempts=[line, *tries], records=[begun_today])
    assert (sheet.ids, sheet.since) == ((), date(2027, 3, 14))


def test_a_contact_is_due_182_days_after_the_first_of_its_month() -> None:
    contact = a_contact(date(2027, 1, 20))
    assert found(Kind.CONTACT, date(2027, 7, 1), contacts=[contact]).ids == ()
    assert found(Kind.CONTACT, date(2027, 7, 2), contacts=[contact]).ids == (contact.id,)


def test_a_telephone_number_for_a_call_is_always_due() -> None:
    callback = a_contact(date(2027, 1, 20), "callback")
    assert found(Kind.CALLBACK, date(2027, 1, 20), contacts=[callback]).ids == (callback.id,)
    assert found(Kind.CONTACT, date(2099, 1, 1), contacts=[callback]).held == 0


def test_answers_are_due_after_two_years_but_not_what_the_team_wrote_at_its_desk() -> None:
    old, new = a_record(date(2025, 1, 1)), a_record(date(2026, 12, 1))
    desk = a_record(date(2020, 1, 1), Mode.DESK)
    answers = found(Kind.ANSWERS, date(2027, 1, 1), records=[old, new, desk])
    assert (answers.ids, answers.held) == ((old.id,), 2)


def test_where_nothing_is_held_nothing_is_due() -> None:
    assert [(one.held, one.ids, one.since) for one in due(
        date(2027, 1, 1), attempts=[], contacts=[], records=[]
    )] == [(0, (), None)] * 4  # fmt: skip


@pytest.mark.parametrize(("day", "period"), [(date(2027, 1, 1), 10**12), (date(9999, 12, 1), 730)])
def test_what_is_never_due_is_due_on_the_last_day_there_is(day: date, period: int) -> None:
    held = [a_record(day)]
    (answers,) = (
        one
        for one in due(date(2030, 1, 1), attempts=[], contacts=[], records=held,
                       periods={**PERIODS, Kind.ANSWERS: period})
        if one.kind is Kind.ANSWERS
    )  # fmt: skip
    assert (answers.ids, answers.since) == ((), date.max)
