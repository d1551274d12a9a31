"""What people type becomes what ODK stores, or a sentence that says what to type."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.form import InvalidAnswerError, Question
from surveykit.form.filling.stored import cast
from surveykit.form.scale import read_scale
from surveykit.form.types import INT32, canonical

NOW = datetime(2026, 6, 15, 12, 0, tzinfo=timezone(timedelta(hours=2)))


def _read(
    kind: str,
    text: str,
    *codes: str,
    appearance: str = "",
    data_type: str = "string",
    parameters: Mapping[str, str] | None = None,
) -> str:
    question = Question(
        "/data/q", "q", kind,
        appearance=appearance, data_type=data_type, parameters=parameters or {},
    )  # fmt: skip
    return canonical(question, text, codes=codes, now=NOW)


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("integer", " 3 ", "3"),
        ("integer", "-0", "0"),
        ("integer", "1 000", "1000"),
        ("decimal", "1,5", "1.5"),
        ("decimal", "2", "2.0"),
        ("decimal", "1.234,5", "1234.5"),
        ("decimal", ",5", "0.5"),
        ("date", "2026-12-24", "2026-12-24"),
        ("date", "24.12.2026", "2026-12-24"),
        ("date", "24. 12. 2026", "2026-12-24"),
        ("date", "24.12.26", "2026-12-24"),
        ("date", "24/12/26", "2026-12-24"),
        ("date", "24.12.", "2026-12-24"),
        ("date", "4.3", "2026-03-04"),
        ("date", "24. Dezember", "2026-12-24"),
        ("date", "3. März 2027", "2027-03-03"),
        ("date", "Do 24.12.2026", "2026-12-24"),
        ("date", "Donnerstag, den 24. Dezember", "2026-12-24"),
        ("date", "Thu, Dec 24, 2026", "2026-12-24"),
        ("date", "Thu 24/12/2026", "2026-12-24"),
        ("date", "heute", "2026-06-15"),
        ("date", "morgen", "2026-06-16"),
        ("date", "+1", "2026-06-16"),
        ("date", "-1", "2026-06-14"),
        ("date", ".", "2026-06-15"),
        ("time", "17:30", "17:30:00.000+02:00"),
        ("time", "17.30", "17:30:00.000+02:00"),
        ("time", "17 Uhr", "17:00:00.000+02:00"),
        ("time", "9 Uhr 15", "09:15:00.000+02:00"),
        ("time", "930", "09:30:00.000+02:00"),
        ("time", "jetzt", "12:00:00.000+02:00"),
        ("time", "10:30:00.000Z", "10:30:00.000Z"),
        ("datetime", "24.12.2026 17:30", "2026-12-24T17:30:00.000+02:00"),
        ("datetime", "24. 12. 2026 17 Uhr 30", "2026-12-24T17:30:00.000+02:00"),
        ("datetime", "Do 24.12.2026 17:30", "2026-12-24T17:30:00.000+02:00"),
        ("datetime", "morgen 9", "2026-06-16T09:00:00.000+02:00"),
        ("datetime", "jetzt", "2026-06-15T12:00:00.000+02:00"),
        ("acknowledge", "yes", "OK"),
    ],
)
def test_input_is_forgiven_and_stored_as_odk_stores_it(kind: str, typed: str, stored: str) -> None:
    assert _read(kind, typed) == stored


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        # Recorded from JavaRosa, which gave each of these back as it stands.
        ("text", "  Zwei   Worte "),
        ("text", "eins\nzwei"),
        ("barcode", " 123 4 "),
        ("integer", "-2147483648"),
        ("decimal", "1.5"),
        ("date", "2026-12-24"),
        ("time", "17:30:00.000Z"),
        ("datetime", "2026-12-24T16:30:00.000Z"),
        ("geopoint", "52.5 13.4 30.0 5.0"),
        ("geopoint", "-0.5 -13.4 0.0 0.0"),
        ("geotrace", "52.5 13.4 0.0 0.0; 52.6 13.4 0.0 0.0"),
        ("geoshape", "1.0 1.0 0.0 0.0; 2.0 2.0 0.0 0.0; 3.0 1.0 0.0 0.0; 1.0 1.0 0.0 0.0"),
        ("image", "a b.png"),
        ("file", "1699999999999.pdf"),
        ("select_multiple", "c a"),
        ("rank", "c a b"),
        ("acknowledge", "OK"),
    ],
)
def test_what_odk_has_stored_stays_as_it_is(kind: str, stored: str) -> None:
    assert _read(kind, stored, "a", "b", "c") == stored


def test_no_text_can_steer_a_terminal() -> None:
    assert _read("text", "Zeile\x1b[31m") == "Zeile[31m"


def test_several_choices_keep_their_order_and_count_once() -> None:
    assert _read("select_multiple", "b  a b", "a", "b", "c") == "b a"


@pytest.mark.parametrize(
    ("appearance", "typed", "stored"),
    [
        ("month-year", "3.2027", "2027-03-01"),
        ("month-year", "März 2027", "2027-03-01"),
        ("month-year", "Dec 27", "2027-12-01"),
        ("month-year", "2027-03", "2027-03-01"),
        ("month-year", "3", "2026-03-01"),
        ("month-year", "heute", "2026-06-01"),
        ("month-year", "2027-03-14", "2027-03-14"),
        ("year", "2027", "2027-01-01"),
        ("year", "heute", "2026-01-01"),
        ("year", "2027-03-14", "2027-03-14"),
        ("no-calendar", "24.12.", "2026-12-24"),
        ("ethiopian", "24.12.2026", "2026-12-24"),
    ],
)
def test_months_and_years_are_stored_as_their_first_day(
    appearance: str, typed: str, stored: str
) -> None:
    assert _read("date", typed, appearance=appearance) == stored


@pytest.mark.parametrize(
    ("bounds", "data_type", "typed", "stored"),
    [
        ("0 10 2", "int", "4", "4"),
        ("0 10 2", "int", "4.0", "4"),
        ("0 10 2", "decimal", "4", "4.0"),
        ("0 1 0.1", "decimal", "0,3", "0.3"),
        ("-5 5 1", "int", "-3", "-3"),
        ("10 0 1", "int", "7", "7"),
    ],
)
def test_a_step_of_a_range_is_stored_as_the_form_counts(
    bounds: str, data_type: str, typed: str, stored: str
) -> None:
    parameters = dict(zip(("start", "end", "step"), bounds.split(), strict=True))
    assert _read("range", typed, data_type=data_type, parameters=parameters) == stored


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("3", "Go from 0 in steps of 2."),
        ("12", "Enter a number from 0 to 10."),
        ("viel", "Enter a number, such as 2.5."),
    ],
)
def test_what_lies_beside_the_scale_of_a_range_is_refused(typed: str, told: str) -> None:
    with pytest.raises(InvalidAnswerError) as refusal:
        _read("range", typed, parameters={"start": "0", "end": "10", "step": "2"})
    assert refusal.value.what == told


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("geopoint", "52.5 13.4", "52.5 13.4 0.0 0.0"),
        ("geopoint", "52,5; 13,4", "52.5 13.4 0.0 0.0"),
        ("geopoint", "0 0", ""),
        ("geotrace", "52.5 13.4;52.6 13.4", "52.5 13.4 0.0 0.0; 52.6 13.4 0.0 0.0"),
        (
            "geoshape",
            "1 1; 2 2; 3 1",
            "1.0 1.0 0.0 0.0; 2.0 2.0 0.0 0.0; 3.0 1.0 0.0 0.0; 1.0 1.0 0.0 0.0",
        ),
    ],
)
def test_positions_have_four_numbers_and_areas_an_end_at_their_beginning(
    kind: str, typed: str, stored: str
) -> None:
    assert _read(kind, typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "Haus 1.png",
        "/media/anna/Haus 1.png",
        "'/media/anna/Haus 1.png'",
        "/media/anna/Haus\\ 1.png",
        "file:///media/anna/Haus%201.png",
        "C:\\Fotos\\Haus 1.png",
        "& 'C:\\Fotos\\Haus 1.png'",
    ],
)
def test_of_a_file_the_bare_name_is_stored(typed: str) -> None:
    assert _read("image", typed) == "Haus 1.png"


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        ("integer", "drei", "Enter a whole number, such as 3."),
        ("integer", "3.5", "Enter a whole number, such as 3."),
        ("integer", "2147483648", "Enter a smaller number."),
        ("decimal", "1,2,3", "Enter a number, such as 2.5."),
        ("decimal", "nan", "Enter a number, such as 2.5."),
        ("date", "irgendwann", "Enter a date, such as 24.12.2026."),
        ("date", "Mi 24.12.2026", "Dec 24, 2026 is a Thursday."),
        ("datetime", "Wed 24/12/2026 17:30", "Dec 24, 2026 is a Thursday."),
        ("date", "31.2.2026", "Enter a date, such as 24.12.2026."),
        ("time", "25:00", "Enter a time, such as 17:30."),
        ("datetime", "24.12.2026", "Enter date and time, such as 24.12.2026 17:30."),
        ("select_one", "x", "Choose one of the answers offered."),
        ("select_multiple", "a x", "Choose one of the answers offered."),
        ("rank", "b", "Put all the answers in order."),
        ("geopoint", "irgendwo", "Enter latitude and longitude, such as 52.52 13.405."),
        ("geopoint", "95 13", "The latitude lies between -90 and 90."),
        ("geopoint", "52 190", "The longitude lies between -180 and 180."),
        (
            "geotrace",
            "52.5 13.4",
            "Enter two positions or more, a semicolon between: 52.5 13.4; 52.6 13.5.",
        ),
        (
            "geoshape",
            "1 1; 2 2; 1 1",
            "Enter three corners or more, a semicolon between: 52.5 13.4; 52.6 13.5; 52.4 13.5.",
        ),
        ("image", "/", "Enter the path of a file."),
    ],
)
def test_what_cannot_be_understood_is_told(kind: str, typed: str, told: str) -> None:
    with pytest.raises(InvalidAnswerError) as refusal:
        _read(kind, typed, "a", "b")
    assert refusal.value.what == told
    assert refusal.value.ref == "/data/q"


def test_a_day_without_a_year_needs_a_present() -> None:
    with pytest.raises(InvalidAnswerError):
        canonical(Question("/data/q", "q", "date"), "24.12.")


@given(st.integers(INT32.start, INT32.stop - 1))
def test_every_int32_is_kept(number: int) -> None:
    assert _read("integer", str(number)) == str(number)


@given(st.dates())
def test_every_day_is_kept_in_both_ways_of_writing(day: date) -> None:
    german = f"{day.day:02}.{day.month:02}.{day.year:04}"
    assert _read("date", german) == _read("date", day.isoformat()) == day.isoformat()


KINDS = ["integer", "decimal", "date", "time", "datetime", "text", "geopoint", "geotrace", "image"]


@given(st.text(), st.sampled_from(KINDS))
def test_what_is_stored_is_read_again_as_the_same(text: str, kind: str) -> None:
    try:
        stored = _read(kind, text)
    except InvalidAnswerError:
        return
    assert _read(kind, stored) == stored


coordinates = st.tuples(
    st.floats(-90, 90).map(lambda n: round(n, 7)), st.floats(-180, 180).map(lambda n: round(n, 7))
)


@given(coordinates)
def test_every_position_is_kept(position: tuple[float, float]) -> None:
    stored = _read("geopoint", f"{position[0]:.7f} {position[1]:.7f}")
    if any(position):
        assert tuple(map(float, stored.split())) == (*position, 0, 0)
        assert _read("geopoint", stored) == stored


def test_the_offset_is_the_devices() -> None:
    question = Question("/data/q", "q", "time")
    assert canonical(question, "8:05", now=datetime(2026, 1, 1, tzinfo=UTC)) == "08:05:00.000Z"


@pytest.mark.parametrize(
    ("typed", "day"),
    [("1.2.68", "1968-02-01"), ("14.3.98", "1998-03-14"), ("24.12.27", "2027-12-24")],
)
def test_two_figures_are_the_year_that_somebody_means(typed: str, day: str) -> None:
    birthday = Question("/data/q", "q", "date", data_type="date")
    assert canonical(birthday, typed, now=datetime(2026, 6, 15, tzinfo=UTC)) == day


STRANGE = ("NaN", "sNaN", "Infinity", "-Infinity", "1e-30", "1e999999", "0e-99999999", "", "0", "5")


@given(
    *(st.sampled_from(STRANGE) for _name in range(3)),
    st.sampled_from(("3", "2.5", "1e300", "1e999")),
)
def test_a_range_without_a_sensible_scale_raises_nothing_but_a_sentence(
    start: str, end: str, step: str, typed: str
) -> None:
    parameters = {"start": start, "end": end, "step": step}
    scale = read_scale(parameters)
    assert len(scale.ticks(9) if scale else ()) <= 9
    for data_type in ("int", "decimal"):
        with suppress(InvalidAnswerError):
            _read("range", typed, data_type=data_type, parameters=parameters)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2020-1-1T1:00Z", "2020-01-01T01:00:00.000Z"),
        ("2024-05-06T10:30:00.000+02:00", "2024-05-06T10:30:00.000+02:00"),
        ("2024-05-06T10:30:00.000Z", "2024-05-06T10:30:00.000Z"),
    ],
)
def test_a_moment_is_stored_in_one_form_and_keeps_its_offset(typed: str, stored: str) -> None:
    moment = Question("/data/q", "q", "datetime", data_type="dateTime")
    now = datetime(2026, 6, 15, tzinfo=UTC)
    assert canonical(moment, typed, now=now) == stored
    with pytest.raises(InvalidAnswerError):
        canonical(moment, typed.replace("Z", "+99:99").replace("+02:00", "+99:99"), now=now)


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"])
def test_the_ends_of_the_calendar_stop_nothing(moment: str) -> None:
    zone = timezone(timedelta(hours=-5 if moment.startswith("0001") else 5))
    assert cast(moment, "dateTime", lambda: datetime(2026, 6, 15, tzinfo=zone))[:19] == moment[:19]
