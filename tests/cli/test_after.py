"""After the launch: sheets from a table, the review, and what is told when a line is wrong."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from surveykit import setting_up, workflow
from surveykit.cli import main
from surveykit.fieldwork.record import Mode
from surveykit.interviewing import begin
from tests.assess.examples import door_records

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
HEAD = ("date;place;status;opened;closed;visitors;left;staff;volunteers;hours_prep;hours_after;"
        "notices;step_free;private\n")  # fmt: skip
MARCH = ("02.03.2026;Nachbarschaftsraum Lindenhof 2;fand statt;15:00;17:00;2;0;1;1;0,5;0,5;"
         "Ankündigung;ja;ja\n")  # fmt: skip
APRIL = "2026-04-06;B-P1;held;15:00;17:00;4;0;1;1;0.5;0.5;week, day;yes;yes\n"
MAY = "04.05.2026;B-P1;cancelled;;;;;1;0;0;0;none;yes;yes\n"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEYKIT_LANGUAGE", "en")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Example B after its survey."""
    path = tmp_path / "b.survey"
    with setting_up.new_example(path, "B", now=NOW) as found:
        found.add_records(door_records("B"))
    return path


def table(project: Path, text: str, *, encoding: str = "utf-8") -> str:
    path = project.with_name("sessions.csv")
    path.write_bytes(text.encode(encoding))
    return str(path)


def test_sheets_come_from_a_table_and_the_review_holds_them_against_the_survey(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = table(project, HEAD + MARCH + APRIL + MAY)
    assert main(["visits", str(project), given]) == 0
    assert main(["visits", str(project), given]) == 0
    assert "0 sheets entered, 3 were there already." in capsys.readouterr().out
    assert main(["review", str(project), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["visits"] for one in told["sessions"] if one["held"]] == [2, 4]
    # Without a contact sheet: raw visits 36.93, monthly 36.93 · 0.7 / 2.75 = 9.4 a session.
    assert told["learned"]["mean"] == pytest.approx((7 + 6) / (20 + 2 * 9.3989), abs=1e-4)
    assert main(["visits", str(project)]) == 0
    assert "cancelled" in capsys.readouterr().out


def test_a_table_as_german_excel_saves_it(project: Path) -> None:
    assert main(["visits", str(project), table(project, HEAD + MARCH, encoding="cp1252")]) == 0


def test_every_wrong_line_is_told_and_nothing_is_entered(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = HEAD.replace("private", "privat") + MARCH.replace("fand statt", "vielleicht") + APRIL
    assert main(["visits", str(project), table(project, wrong)]) == 2
    told = capsys.readouterr().err
    assert "“privat”: The form has no such question." in told
    assert "line 2 status “vielleicht”" in told
    assert "One of: held, held_empty, short, cancelled." in told
    assert "line 3 private" in told
    assert "before" not in told, "nothing was answered before a table"
    assert main(["visits", str(project)]) == 2


def test_another_sheet_of_the_same_day_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["visits", str(project), table(project, HEAD + APRIL)]) == 0
    again = table(project, HEAD + APRIL.replace(";4;", ";5;") + MARCH)
    assert main(["visits", str(project), again]) == 2
    assert "another sheet of this day" in capsys.readouterr().err
    with workflow.open_project(project) as found:
        assert len(found.records("session_sheet")) == 1


def test_a_cell_under_no_question_is_told_and_empty_columns_are_passed_over(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wide = HEAD.strip() + ";;\n" + "\n" + APRIL.replace(";yes;yes", ";yes;yes;;;at the door")
    assert main(["visits", str(project), table(project, wide)]) == 2
    told = capsys.readouterr().err
    assert "line 3" in told
    assert "“at the door”: No question stands above this cell." in told
    assert main(["visits", str(project), table(project, wide.replace("at the door", ""))]) == 0


def test_the_line_ends_of_old_spreadsheets_are_understood(project: Path) -> None:
    given = table(project, (HEAD + APRIL).replace("\n", "\r"))
    assert main(["visits", str(project), given]) == 0


@pytest.mark.parametrize("form", ["session_sheet", "visit_log", "followup"])
def test_a_sheet_that_was_broken_off_stands_in_nobody_s_way(
    project: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with workflow.open_project(project) as found:
        sheet = begin(found, form, mode=Mode.DESK, clock=lambda: NOW)
        name, answer = ("staff", "1") if form == "session_sheet" else ("seq", "1")
        sheet.answer(sheet.form.question(name).ref, answer)
        sheet.break_off()
        assert found.records(form)
    assert main(["assess", str(project)]) == 0
    assert main(["visits", str(project), table(project, HEAD + MARCH)]) == 0
    assert main(["review", str(project)]) == 0
    assert "2 visits in 1 session held" in capsys.readouterr().out


def test_of_four_households_nothing_is_told_by_way_of_the_sessions(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few = tmp_path / "few.survey"
    with setting_up.new_example(few, "B", now=NOW) as found:
        found.add_records(door_records("B")[:4])
    assert main(["visits", str(few), table(project, HEAD + MARCH)]) == 0
    assert main(["review", str(few), "--json"]) == 2
    assert "too few interviews" in capsys.readouterr().err
    assert main(["assess", str(few), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["attendance"] is None
    other = tmp_path / "a.survey"
    setting_up.new_example(other, "A", now=NOW).close()
    assert main(["assess", str(few), str(other), "--json"]) == 1
    sites = {one["interviews"]: one for one in json.loads(capsys.readouterr().out)["sites"]}
    assert sites[4]["risk"] is sites[4]["status"] is None


@pytest.mark.parametrize(
    "content", [b"\0\xff\xfe", b"\xff" * 11_000_000, b'date;place\n"' + b"x" * 200_000]
)
def test_what_is_no_table_is_refused(
    project: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project.with_name("other.csv")
    path.write_bytes(content)
    assert main(["visits", str(project), str(path)]) == 2
    assert "other.csv is" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["", "hi\n", "date,visits\n,\n"])
def test_a_table_without_a_session_is_told(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    table = tmp_path / "empty.csv"
    table.write_text(content)
    assert main(["visits", str(project), str(table)]) == 2
    assert "no session stands in this table" in capsys.readouterr().err


def test_without_a_session_it_says_how_to_enter_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", str(project)]) == 2
    assert "surveykit visits PROJECT FILE.csv" in capsys.readouterr().err


def test_nothing_of_a_sheet_leads_to_an_interview(project: Path) -> None:
    assert main(["visits", str(project), table(project, HEAD + APRIL)]) == 0
    with workflow.open_project(project) as found:
        (sheet,) = found.records("session_sheet")
        ids = {str(record.id) for record in found.records("door_interest")}
    assert not ids & set(sheet.answers.values())
    assert "dwelling" not in sheet.answers
    assert not sheet.consents


def test_the_workbook_shows_it_after_the_launch_only(project: Path, tmp_path: Path) -> None:
    assert main(["export", str(project), "--out", str(tmp_path / "before")]) == 0
    assert main(["visits", str(project), table(project, HEAD + MARCH + APRIL)]) == 0
    assert main(["export", str(project), "--out", str(tmp_path / "after")]) == 0
    assert "After the launch" not in load_workbook(tmp_path / "before" / "B.xlsx").sheetnames
    sheet = load_workbook(tmp_path / "after" / "B.xlsx")["After the launch"]
    rows = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True)}
    assert rows["Visits"][:2] == (2, 4)


def test_other_sessions_are_other_inputs(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for line in ("", MARCH, APRIL):
        if line:
            assert main(["visits", str(project), table(project, HEAD + line)]) == 0
            capsys.readouterr()
        assert main(["assess", str(project), "--json"]) == 0
        told.append(json.loads(capsys.readouterr().out)["method"])
    assert len({one["inputs"]["records_sha256"] for one in told}) == 3
    assert len({one["result_sha256"] for one in told}) == 3
