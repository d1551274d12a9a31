"""The three main paths in a real pseudo-terminal: the program as it is started and ended."""

from pathlib import Path

from surveykit.bundled import SITES
from surveykit.fieldwork.attempt import Outcome
from surveykit.site.workbook import read_site
from surveykit.workflow import open_project
from tests.tui.in_a_terminal import PYTHON, Terminal

PROGRAM = [PYTHON, "-m", "surveykit", "--language", "en"]


def at_the_door(path: Path, **more: object) -> Terminal:
    return Terminal([*PROGRAM, "interview", str(path)], **more)  # type: ignore[arg-type]


def test_an_interview_at_a_door_with_a_resize_in_the_middle(project_file: Path) -> None:
    with at_the_door(project_file) as terminal:
        terminal.until("0 of 17 doors")
        terminal.press("enter")
        terminal.until("Guten Tag")
        terminal.press("enter")
        terminal.until("question 3")
        terminal.resize(60, 18)
        terminal.until("question 3")
        terminal.press("1")
        terminal.until("Möchten Sie mitmachen?")
        terminal.resize(80, 24)
        terminal.until("Möchten Sie mitmachen?")
        terminal.press("3")
        terminal.until("Grund der Ablehnung")
        terminal.press("7")
        terminal.until("That was the last question.")
        terminal.press("enter")
        terminal.until("1 of 17 doors")
        terminal.press("ctrl+c")
        assert terminal.ended() == 0
    with open_project(project_file) as project:
        [attempt] = project.attempts()
        assert attempt.outcome is Outcome.REFUSED
        assert project.drafts() == ()


def test_keys_pressed_before_the_app_is_ready_are_kept(project_file: Path) -> None:
    with at_the_door(project_file) as terminal:
        terminal.until("0 of 17 doors")
        terminal.press("1", "2")  # the doors stand there; the app is still on its way
        terminal.until("1 of 17 doors")
        terminal.until("A-3-0-2: refused")
        assert "12" not in terminal.text().splitlines()[-1]
        terminal.press("escape")
        terminal.until("Close the project?")
        terminal.press("1")
        assert terminal.ended() == 0


def test_the_planner_reads_the_verdict(project_file: Path) -> None:
    with at_the_door(project_file) as terminal:
        terminal.until("0 of 17 doors")
        terminal.press("s")
        terminal.until("Keep asking")
        terminal.press("escape")
        terminal.until("0 of 17 doors")
        terminal.press("ctrl+c")
        assert terminal.ended() == 0


def test_a_handover_goes_from_one_laptop_to_the_other(project_file: Path, tmp_path: Path) -> None:
    handed = tmp_path / "a.handover"
    desk = tmp_path / "desk.survey"
    desk.write_bytes(project_file.read_bytes())
    with at_the_door(project_file) as terminal:
        terminal.until("0 of 17 doors")
        terminal.press("2")
        terminal.until("1 of 17 doors")
        terminal.press("s")
        terminal.until("Keep asking")
        terminal.press("g")
        terminal.until("nothing can be sealed")
        terminal.press("2")
        terminal.until("Where to?")
        terminal.press("\x15", str(handed), "enter")
        terminal.until("Handover written")
        terminal.press("ctrl+c")
        assert terminal.ended() == 0
    with at_the_door(desk) as terminal:
        terminal.until("0 of 17 doors")
        terminal.press("s")
        terminal.until("Keep asking")
        terminal.press("m")
        terminal.until("Which handovers")
        terminal.press(str(handed), "enter")
        terminal.until("new")
        terminal.press("ctrl+c")
        assert terminal.ended() == 0
    with open_project(desk) as project:
        assert [line.outcome for line in project.attempts()] == [Outcome.REFUSED]


def test_without_a_project_the_program_leads_to_the_example(tmp_path: Path) -> None:
    with Terminal(PROGRAM, folder=str(tmp_path)) as terminal:
        terminal.until("Try the example")
        terminal.press("2")
        terminal.until(read_site(SITES / "C.xlsx").label)
        terminal.until("of 408 doors")
        terminal.press("ctrl+c")
        assert terminal.ended() == 0
