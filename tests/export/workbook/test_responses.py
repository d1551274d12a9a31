"""The responses: one row per record, right types, no ids, no order of entry."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.escape import unescape

from surveykit.bundled import FORMS
from surveykit.export.results import Results
from surveykit.fieldwork.record import Mode, Record
from surveykit.form import load
from tests.export.examples import of_records
from tests.export.test_cells import HOSTILE, what_a_file_can_hold

from .conftest import Read
from .sheets import records, rows, texts

Answers = Callable[[dict[str, str]], Results]


def test_every_record_is_one_row(
    workbooks: dict[str, Workbook], results: dict[str, Results]
) -> None:
    assert len(records(workbooks["C"])) == len([*results["C"].records]) == 214


def test_a_multiple_choice_fills_one_column_of_zero_and_one_per_choice(
    workbooks: dict[str, Workbook], results: dict[str, Results]
) -> None:
    given = [
        found.answers["topics"].split()
        for found in results["C"].records
        if "topics" in found.answers
    ]
    shown = [line for line in records(workbooks["C"]) if line["topics.care"] is not None]
    assert len(shown) == len(given)
    assert {line["topics.care"] for line in shown} == {0, 1}
    assert sum(line["topics.care"] == 1 for line in shown) == sum(
        "care" in codes for codes in given
    )


def test_places_of_the_site_are_choices_too(workbooks: dict[str, Workbook]) -> None:
    assert {"places.C-P1", "places.C-P6", "places.any"} <= set(records(workbooks["C"])[0])


def test_a_code_that_no_list_knows_has_a_column_of_its_own(
    with_answers: Answers, read: Read
) -> None:
    shown = records(read(with_answers({"topics": "care retired_code"})))
    assert sum(line["topics.retired_code"] == 1 for line in shown) == 1


def test_an_answer_to_a_question_removed_since_stands_in_a_last_column(
    with_answers: Answers, read: Read
) -> None:
    workbook = read(with_answers({"colour_of_door": "blue", "start": "2027-01-14T15:02:11"}))
    shown = records(workbook)
    assert list(shown[0])[-1] == "colour_of_door"
    assert [line["colour_of_door"] for line in shown].count("blue") == 1
    assert "start" not in shown[0]
    note = next(text for text in texts(workbook) if text.startswith("Last columns"))
    assert note.endswith("no longer in the newest version of the form: colour_of_door.")
    explained = next(
        values for values in rows(workbook["Codebook"]) if values[1] == "colour_of_door"
    )
    assert explained[3] == "no longer in the newest version of the form"


def test_codes_and_leading_zeros_stay_text(with_answers: Answers, read: Read) -> None:
    shown = records(read(with_answers({"known_what": "00012", "prob": "07", "hh_size": "2"})))
    assert "00012" in [line["known_what"] for line in shown]
    assert "07" in [line["prob"] for line in shown]
    assert {type(line["hh_size"]) for line in shown} == {str}


def test_calculated_figures_are_numbers(with_answers: Answers, read: Read) -> None:
    shown = records(read(with_answers({"p": "0.99", "v": "5", "raw_visits": "4.95"})))
    assert (0.99, 5, 4.95) in [(line["p"], line["v"], line["raw_visits"]) for line in shown]


def test_days_are_dates_and_those_at_doors_tell_the_month_only(
    workbooks: dict[str, Workbook],
) -> None:
    assert {line["day"] for line in records(workbooks["C"])} == {datetime(2027, 1, 1)}  # noqa: DTZ001


def test_dates_times_and_whole_numbers_of_other_forms_have_their_types(
    results: dict[str, Results], read: Read
) -> None:
    form = load(FORMS / "session_sheet.xlsx")
    answers = {"date": "2027-04-03", "opened": "15:00:00.000+02:00", "visitors": "4",
               "hours_prep": "1.5", "note": "=1+1"}  # fmt: skip
    record = Record(id=UUID(int=5, version=4), form=form.id, form_version=form.version,
                    mode=Mode.DESK, day=date(2027, 4, 3), minutes=3, language="de",
                    answers=answers)  # fmt: skip
    found = results["A"]
    workbook = read(
        replace(found, forms={**found.forms, form.id: form}, records=(*found.records, record))
    )
    header, shown = rows(workbook["Responses session_sheet"])[2:4]
    line = dict(zip(header, shown, strict=True))
    assert line["date"] == datetime(2027, 4, 3)  # noqa: DTZ001
    assert str(line["opened"]) == "15:00:00"
    assert (line["visitors"], line["hours_prep"], line["note"]) == (4, 1.5, "=1+1")


def test_there_is_no_id_and_no_time_of_day(
    workbooks: dict[str, Workbook], results: dict[str, Results]
) -> None:
    names = set(records(workbooks["A"])[0])
    assert not names & {"id", "start", "end", "today", "deviceid"}
    shown = set(texts(workbooks["A"]))
    assert not {str(record.id) for record in results["A"].records} & shown
    assert not {record.revision for record in results["A"].records} & shown


def test_rows_do_not_follow_the_order_of_entry(results: dict[str, Results], read: Read) -> None:
    # The same answers under random ids, entered in the order of the table.
    chance = random.Random(1)  # noqa: S311 - repeatable
    entered = [
        replace(record, id=UUID(int=chance.getrandbits(128), version=4), minutes=number)
        for number, record in enumerate(results["B"].records)
    ]
    shown = [
        line["minutes"] for line in records(read(replace(results["B"], records=tuple(entered))))
    ]
    assert shown != sorted(shown, key=lambda value: int(str(value)))
    backwards = replace(results["B"], records=tuple(reversed(entered)))
    assert [line["minutes"] for line in records(read(backwards))] == shown


def test_forms_about_persons_and_doors_never_stand_beside_answers(
    results: dict[str, Results], read: Read
) -> None:
    found, form = results["A"], load(FORMS / "contact_consent.xlsx")
    answers = {"consent_contact": "yes", "name": "Frau Sommer"}
    record = replace(next(iter(found.records)), form=form.id, answers=answers)
    workbook = read(
        replace(found, forms={**found.forms, form.id: form}, records=(*found.records, record))
    )
    assert not [name for name in workbook.sheetnames if "contact" in name]
    assert "Frau Sommer" not in set(texts(workbook))


def test_the_sheet_says_that_it_must_not_leave_the_team(workbooks: dict[str, Workbook]) -> None:
    warning = str(workbooks["C"]["Responses door_interest"]["A1"].value)
    assert warning.startswith("Internal only: check free texts before passing on.")
    assert any(text.startswith("Internal only") for text in texts(workbooks["C"]))


def test_a_very_long_answer_is_cut_and_the_summary_says_so(
    with_answers: Answers, read: Read
) -> None:
    workbook = read(with_answers({"known_what": "a" * 40_000}))
    assert any(text.startswith("1 text is longer than Excel can hold") for text in texts(workbook))


def test_hostile_answers_are_text_in_the_responses(results: dict[str, Results], read: Read) -> None:
    found = typed(results["B"], HOSTILE)
    assert what_was_stored(found) <= what_is_shown(read(found))


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(said=st.lists(st.text(st.characters(codec=None), max_size=80), min_size=5, max_size=58))
def test_whatever_respondents_typed_comes_back(
    results: dict[str, Results], read: Read, said: list[str]
) -> None:
    found = typed(results["B"], said)
    assert what_was_stored(found) <= what_is_shown(read(found))


def typed(results: Results, said: Sequence[str]) -> Results:
    """The results with one text in each of the first records."""
    changed = [
        replace(record, answers={**record.answers, "known_what": text})
        for record, text in zip(results.records, said, strict=False)
    ]
    return of_records(results, [*changed, *[*results.records][len(changed) :]])


def what_was_stored(results: Results) -> set[str]:
    """The texts of the records; what is typed is cleaned before it is stored."""
    stored = (record.answers.get("known_what", "") for record in results.records)
    return {what_a_file_can_hold(text) for text in stored} - {""}


def what_is_shown(workbook: Workbook) -> set[str]:
    return {unescape(str(line["known_what"])) for line in records(workbook)}


def test_the_codebook_explains_every_column(workbooks: dict[str, Workbook]) -> None:
    known: set[str] = set()
    for _form, name, kind, _question, code, _meaning in rows(workbooks["C"]["Codebook"])[3:]:
        known.add(f"{name}.{code}" if kind == "select_multiple" and code else str(name))
    columns: Mapping[str, object] = records(workbooks["C"])[0]
    assert set(columns) <= known
