"""The interviewer's language and the respondent's side by side, and writing from the right."""

from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from surveykit.asking.page import Answer, Asked, Beside, Page
from surveykit.asking.questions import page_of
from surveykit.asking.written import Kind
from surveykit.bundled import FORMS
from surveykit.fieldwork.record import HALLWAY_FORM
from surveykit.form import Entry, Instance, load
from surveykit.text import from_right
from surveykit.tui.screens.interview import InterviewScreen
from surveykit.tui.widgets.question_card import QuestionCard
from tests.tui.conftest import NOW, Person, at_the_door, at_work, in_the_hallway

ARABIC = "هل تسكن هنا"


async def asked_in(person: Person, name: str) -> None:
    """Ask in this language from the menu."""
    await person.press("l")
    await person.until("In which language")
    await person.choose(name)
    await person.press()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_question_and_answers_stand_in_both_languages_on_one_line(
    project_file: Path, size: tuple[int, int]
) -> None:
    async with in_the_hallway(project_file, size=size) as person:
        await asked_in(person, "Türkçe")
        await person.until("dakika")
        await person.press("b")
        await person.until("Do you have a minute?")
        [answer] = [line for line in person.lines() if "Evet" in line]
        assert answer.split()[-1] == "Yes"
        await person.press("1", "b")
        await person.press()
        assert not person.sees("Do you have a minute?")
        assert person.sees("● Evet")


async def test_in_a_narrow_window_one_language_stands_below_the_other(project_file: Path) -> None:
    async with in_the_hallway(project_file, size=(60, 18)) as person:
        await asked_in(person, "Türkçe")
        await person.press("b")
        await person.until("Do you have a minute?")
        lines = person.lines()
        at = next(n for n, line in enumerate(lines) if "Evet" in line)
        assert lines[at + 1].strip() == "Yes"


async def test_showing_both_asks_which_one_the_respondent_reads(project_file: Path) -> None:
    async with in_the_hallway(project_file) as person:
        await asked_in(person, "English")
        await person.until("Do you have a minute?")
        await person.press("1", "b")
        await person.until("Which language does the respondent read?")
        await person.choose("Русский")
        await person.until("минут")
        assert person.sees("Do you have a minute?")
        (draft,) = person.project.drafts()
        assert draft.language == "Русский (ru)"
        assert dict(draft.answers)["/data/consent"] == "yes"


def test_showing_both_changes_no_answer() -> None:
    form = load(FORMS / "hallway_quick.xlsx")
    instance = Instance(form, lists={}, now=lambda: NOW, language="Deutsch (de)")
    entry = Entry(instance)
    for name, answer in (("consent", "yes"), ("lives", "yes_new"), ("prob", "7")):
        instance.answer(form.question(name).ref, answer)
    before = instance.answers(), instance.language
    for language in form.languages:
        shown = page_of(entry, beside=language).questions[0]
        assert (shown.beside is None) is (language == "Deutsch (de)")
    assert (instance.answers(), instance.language) == before


async def test_arabic_runs_from_the_right_with_keys_on_the_right(
    project_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(from_right, "_turned", [True])
    async with in_the_hallway(project_file, size=(60, 18)) as person:
        await person.press("1", "enter")
        await asked_in(person, from_right.as_painted("العربية"))
        await person.until(from_right.as_painted(ARABIC))
        await person.press("down")
        [yes] = [line for line in person.lines() if "1" in line and "○" in line]
        assert yes.rstrip().endswith("1 ‹")


async def test_a_terminal_nobody_knows_is_looked_at_once(
    project_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("VTE_VERSION", "XTERM_VERSION", "KONSOLE_VERSION", "SURVEYKIT_RTL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(from_right, "_turned", [])
    async with in_the_hallway(project_file) as person:
        await person.press("1", "enter", "l")
        await person.until("In which language")
        await person.press("5")
        await person.until("Does the line read correctly")
        await person.press("2")
        await person.until("And so?")
        await person.press("2")
        await person.until("Show the person the printed conversation card")
        await person.press("1")
        await person.until("question 3")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.press("l", "1", "l", "5")
        await person.press()
        assert isinstance(person.app.screen, InterviewScreen), "it asks only once"
        assert person.project.drafts()[0].form == HALLWAY_FORM


@pytest.mark.parametrize(("variable", "asked"), [("VTE_VERSION", True), ("XTERM_VERSION", False)])
async def test_a_terminal_that_would_turn_all_twice_is_asked_not_to(
    project_file: Path, monkeypatch: pytest.MonkeyPatch, variable: str, *, asked: bool
) -> None:
    for name in ("TMUX", "STY", "SSH_CONNECTION", "VTE_VERSION", "SURVEYKIT_RTL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, "7006")
    sent: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "write", lambda _driver, data: sent.append(data))
    async with at_work(project_file) as person:
        await person.until("doors")
        assert ("\x1b[8l" in sent) is asked
        assert "\x1b[8h" not in sent
    assert ("\x1b[8h" in sent) is asked


async def test_what_is_written_in_the_other_language_is_shown_as_written(
    project_file: Path,
) -> None:
    hostile = "\x1b[31m[red]界[/] cafe\u0301"
    beside = Beside(hostile, hostile, {"a": hostile}, (), from_right=False)
    asked = Asked("/x", Kind.ONE, "Q", "H", "", (Answer("a", "A", "1"),), beside=beside)
    async with in_the_hallway(project_file) as person:
        person.app.screen.query_one(QuestionCard).show(Page("", (asked,), 1, 1))
        await person.press()
        assert sum("[31m[red]界[/] cafe\u0301" in line for line in person.lines()) == 3
        assert "\x1b" not in "".join(person.lines())


def test_what_is_the_same_in_both_languages_is_said_once() -> None:
    answers = (Answer("de", "Deutsch", "1"), Answer("no", "keine Angabe", "r"))
    beside = Beside("", "", {"de": "Deutsch", "no": "no answer"}, (), from_right=False)
    one = Asked("/x", Kind.ONE, "Q", "H", "", answers, beside=beside)
    assert [one.other(answer) for answer in one.answers] == ["", "no answer"]


async def test_at_a_door_the_menu_says_which_languages_the_hallway_interview_has_besides(
    project_file: Path,
) -> None:
    async with at_the_door(project_file) as person:
        await person.press("l")
        await person.until("In Turkish, Arabic, Ukrainian, Russian only the hallway interview")
        await person.press("escape")
        await person.until("L language")
        await person.press("escape")
        await person.until("Jump to a question")
        await person.press("p")
        await person.until("doors ·")
        await person.press("h")
        await person.until("Hätten Sie eine Minute?")
        await person.press("l")
        await person.until("Türkçe")
        assert not person.sees("only the hallway interview")
