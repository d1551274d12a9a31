"""An interview from the greeting to the end, by keys alone."""

from pathlib import Path

import pytest
from textual.events import Key

from surveykit.bundled import FORMS
from surveykit.fieldwork.attempt import Outcome
from surveykit.fieldwork.record import Mode
from surveykit.interviewing import begin
from surveykit.text import from_right
from surveykit.tui.screens.interview import InterviewScreen
from surveykit.tui.screens.round import RoundScreen
from surveykit.tui.widgets.bars import TopBar
from surveykit.workflow import open_project
from tests.tui.conftest import (
    NOW,
    answer_everything,
    at_the_door,
    at_work,
    begin_at,
    in_the_hallway,
)


@pytest.mark.parametrize("form", sorted(path.stem for path in FORMS.glob("*.xlsx")))
async def test_every_bundled_form_can_be_filled_in_by_keys_alone(
    form: str, project_file: Path
) -> None:
    async with at_work(project_file) as person:
        await person.until("doors")
        project = person.project
        interview = begin(project, form, mode=Mode.DESK, clock=lambda: NOW)
        person.app.push_screen(InterviewScreen(interview))
        await person.press()
        await answer_everything(person)
        stored = [record.form for record in project.records()]
        stored += [contact.form for contact in project.contacts()]
        assert stored == [form]
        assert project.drafts() == ()


async def test_an_answer_is_on_the_disk_before_the_next_question_appears(
    project_file: Path,
) -> None:
    async with in_the_hallway(project_file) as person:
        await person.press("1")
        assert person.sees("saved 18:42:07") or person.sees("saved 17:42:07")
        await person.press("enter")
        assert person.sees("Wohnen Sie hier in der Siedlung?")
        with open_project(project_file) as another_window:
            (draft,) = another_window.drafts()
    assert draft.answers[-1] == ("/data/consent", "yes")


async def test_an_invalid_answer_is_explained_and_can_be_corrected(project_file: Path) -> None:
    async with in_the_hallway(project_file) as person:
        await person.press("enter")
        assert person.sees("Please answer this question.")
        await person.press("1", "enter", "1", "enter", "5", "enter")
        assert person.sees("Worüber würden Sie dort gern sprechen?")
        await person.press("1", "2", "3", "4")
        assert person.sees("Bitte höchstens drei Themen.")
        await person.press("enter")
        assert person.sees("Worüber würden Sie dort gern sprechen?")
        await person.press("4", "enter")
        assert person.sees("Wann könnten Sie kommen?")


async def test_a_key_typed_before_the_first_question_shows_begins_nothing_else(
    project_file: Path,
) -> None:
    async def shown() -> None:
        """Nothing is left to prepare."""

    async with at_work(project_file) as person:
        await person.until("doors")
        hallway = RoundScreen(person.project, lambda: NOW, hallway=True, shown=shown)
        person.app.push_screen(hallway)
        for key in ("h", "1"):
            hallway.post_message(Key(key, key))
        await person.until("● Ja")
        await person.press("enter", "2")
        await person.until("Wohnen Sie hier in der Siedlung?")
        (draft,) = person.project.drafts()
        assert dict(draft.answers)["/data/consent"] == "yes"
        assert person.project.attempts() == ()


async def test_typing_one_and_zero_means_ten(project_file: Path) -> None:
    async with in_the_hallway(project_file) as person:
        await person.press("1", "enter", "1", "enter", "1", "0")
        (draft,) = person.project.drafts()
        assert draft.answers[-1] == ("/data/prob", "10")


async def test_a_zero_later_corrects_the_one(
    project_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_the_hallway(project_file) as person:
        await person.press("1", "enter", "1", "enter", "1")
        monkeypatch.setattr(
            "surveykit.tui.answering.choosing.TWO_DIGITS", 0
        )  # as if time had gone by
        await person.press("0")
        (draft,) = person.project.drafts()
        assert draft.answers[-1] == ("/data/prob", "0")


async def test_another_language_changes_no_answer(
    project_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(from_right, "_turned", [False])
    async with in_the_hallway(project_file) as person:
        await person.press("1", "l", "2")
        await person.until("Do you have a minute?")
        assert person.sees("● Yes")
        await person.press("enter", "l", "5")
        await person.until("هل تسكن هنا")
        (draft,) = person.project.drafts()
        assert dict(draft.answers)["/data/consent"] == "yes"
        assert draft.language == "العربية (ar)"


async def test_ctrl_c_loses_nothing_not_even_what_is_half_typed(project_file: Path) -> None:
    async with at_the_door(project_file) as person:
        await person.press("enter", "1", "enter", "1", "enter", "1", "enter")
        await person.type("Quartiersb")
        assert person.sees("not saved yet")
        await person.press("ctrl+c")
    async with at_work(project_file) as person:
        await person.until("Go on with an interview?")
        await person.press("1")
        await person.until("Welche ist das?")
        assert person.sees("Quartiersb")


async def test_the_way_back_shows_the_answers_given(project_file: Path) -> None:
    async with at_the_door(project_file) as person:
        await person.press("enter", "1", "enter", "1", "enter", "2")
        await person.press("backspace", "backspace")
        assert person.sees("Sprechen Sie mit einer erwachsenen Person")
        assert person.sees("● ja")


async def test_a_break_off_asks_first_and_keeps_the_answers_given(project_file: Path) -> None:
    async with at_the_door(project_file) as person:
        await person.press("enter", "1", "enter", "1", "enter", "2", "escape")
        await person.choose("The person breaks off")
        await person.until("Does the person want to stop?")
        await person.press("enter")
        assert person.sees("question 5")
        await person.press("escape")
        await person.choose("The person breaks off")
        await person.until("Does the person want to stop?")
        await person.press("2")
        await person.until("broken off")
        (record,) = person.project.records()
    assert record.partial
    assert record.answers["known"] == "no"


async def test_the_times_are_toggled_on_a_grid(project_file: Path) -> None:
    async with at_work(project_file) as person:
        interview = await begin_at(person, "slots")
        await person.press("3", "down", "down", "0", "down", "right", "space")
        assert person.sees("■ 15–18")
        slots = interview.entry.instance.answers()["slots"].split()
        assert slots == ["mo_3", "we_1", "we_2", "we_3", "we_4", "th_4"]
        assert person.lines()[-1].startswith(" Enter next  PgUp back  0 whole day")


async def test_an_answer_that_excludes_the_others_takes_their_place(project_file: Path) -> None:
    async with at_work(project_file) as person:
        interview = await begin_at(person, "slots")
        await person.press("1", "2", "5")
        assert interview.entry.instance.answers()["slots"] == "any"
        assert person.sees("The other answers were taken off.")
        assert person.sees("□ 9–12")
        await person.press("up", "up", "0")
        whole_day = interview.entry.instance.answers()["slots"].split()
        assert len(whole_day) > 1
        assert {code[:2] for code in whole_day} == {"fr"}
        assert person.sees("The other answers were taken off.")
        await person.press("r")
        assert interview.entry.instance.answers()["slots"] == "no_answer"
        assert person.sees("■ keine Angabe")
        await person.press("enter")
        assert not person.sees("The other answers were taken off.")


async def test_enter_takes_the_answer_to_which_the_mark_was_moved(project_file: Path) -> None:
    async with in_the_hallway(project_file) as person:
        await person.press("down", "up", "enter")
        await person.until("Wohnen Sie hier in der Siedlung?")
        await person.press("backspace")
        assert person.sees("● Ja")


async def test_a_skipped_question_is_said_for_a_moment(project_file: Path) -> None:
    async with in_the_hallway(project_file) as person:
        await person.press("1", "enter", "1", "enter")
        assert not person.sees("skipped")
        await person.press("5", "enter", "enter")
        assert person.sees("Wann könnten Sie kommen?")
        assert person.sees("skipped: no answer")
        await person.press("down")
        assert not person.sees("skipped")


async def test_no_total_is_promised_and_the_bar_never_goes_back(project_file: Path) -> None:
    async with at_the_door(project_file) as person:
        lengths = []
        for keys in ("enter", "1", "enter", "1", "enter", "2", "enter", "7", "enter"):
            await person.press(keys)
            lengths.append(person.lines()[1].count("━"))
        assert person.sees("question 7")
        assert not person.sees("7 of")
        assert lengths == sorted(lengths)


async def test_what_is_said_for_a_moment_does_not_move_the_bar(project_file: Path) -> None:
    async with in_the_hallway(project_file, one_key=True) as person:
        lengths = []
        for key, said in (
            ("1", "✓ Ja"), ("enter", "next question already"), ("1", "✓ "), ("7", "✓ 7"),
            ("down", "question 5"), ("enter", "skipped: no answer"),
        ):  # fmt: skip
            await person.press(key)
            assert said in person.lines()[1]
            lengths.append(person.lines()[1].count("━"))
        assert lengths == sorted(lengths)


@pytest.mark.parametrize(
    ("language", "bar", "listed"),
    [
        ("de", "? Tasten", "Zwei Sprachen nebeneinander"),
        ("en", "? keys", "Two languages side by side"),
    ],
)
async def test_every_key_can_be_found_in_the_smallest_window(
    project_file: Path, language: str, bar: str, listed: str
) -> None:
    async with at_work(project_file, language=language, size=(60, 18)) as person:
        await person.press("enter")
        await person.until("Das dauert etwa vier Minuten")
        await person.press("enter", "1", "enter")
        await person.until("Möchten Sie mitmachen?")
        assert bar in person.lines()[-1]
        assert "Esc" in person.lines()[-1]
        await person.press("escape")
        await person.until(listed)


async def test_a_key_that_is_no_answer_says_so_and_does_nothing(project_file: Path) -> None:
    async with in_the_hallway(project_file, one_key=True) as person:
        before = person.lines()
        await person.press("7")
        assert "there is no answer 7 here" in person.lines()[1]
        assert person.lines()[2:] == before[2:]
        for quiet in ("home", "f12", "ctrl+g"):
            await person.press(quiet)
            assert "no answer" not in person.lines()[1]
        await person.press("z")
        assert "there is no answer Z here" in person.lines()[1]
        await person.press("1")
        assert "✓ Ja" in person.lines()[1]


async def test_at_the_greeting_there_is_nothing_to_choose(project_file: Path) -> None:
    async with at_the_door(project_file) as person:
        await person.press("7")
        assert "nothing to choose here" in person.lines()[1]
        assert person.sees("Guten Tag")


async def test_the_layout_follows_the_window(project_file: Path) -> None:
    async with in_the_hallway(project_file) as person:
        await person.press("1", "enter")
        await person.resize(60, 18)
        assert person.sees("Wohnen Sie hier in der Siedlung?")
        assert person.lines()[-1].startswith(" Backspace back")
        await person.resize(40, 12)
        assert person.sees("The window is too small.")
        await person.press("1")  # nobody answers blindly
        await person.resize(120, 40)
        assert person.sees("○ ja, und ich wurde noch nicht befragt")


async def test_the_place_is_cut_off_only_where_the_window_ends(project_file: Path) -> None:
    place = "A-3-0-1 · visit 1 · Mühlgraben 3, Hinterhaus, Treppe links, Eingang vom Hof"
    async with at_work(project_file) as person:
        await person.until("doors")
        bar = person.app.screen.query_one(TopBar)
        bar.show(place, "Deutsch · saved 17:42:07")
        await person.press()
        assert not person.sees(place)
        await person.resize(120, 30)
        assert person.sees(place)
        assert person.sees("saved 17:42:07")


async def test_after_a_hallway_interview_comes_the_next_person(project_file: Path) -> None:
    async with in_the_hallway(project_file) as person:
        await answer_everything(person)
        await person.until("Erasure code of the answers")
        await person.press("x", "1")
        await person.until("○ Ja")
        await person.press("2", "enter")
        await person.until("That was the last question.")
        assert person.sees("Enter finish")
        assert not person.sees("N note")  # there is no question here
        await person.press("n")
        assert person.sees("That was the last question.")
        await person.press("enter")  # who declined needs no code
        await person.until("○ Ja")
        project = person.project
        assert [record.mode for record in project.records()] == [Mode.HALLWAY, Mode.HALLWAY]
        assert project.attempts() == ()


async def test_a_door_interview_leaves_only_interviewed_at_its_door(project_file: Path) -> None:
    async with at_the_door(project_file) as person:
        await answer_everything(person)
        await person.until("Erasure code of the answers")
        await person.press("x", "1")
        await person.until("Contact with consent")  # the form for those who wish to be told
        (attempt,) = person.project.attempts()
    assert (attempt.outcome, attempt.at) == (Outcome.INTERVIEW, None)


async def test_one_enter_too_many_at_the_end_begins_nothing(project_file: Path) -> None:
    async with at_the_door(project_file) as person:
        await person.press("enter", "1", "enter", "3", "enter", "1", "enter")
        await person.until("That was the last question.")
        await person.press("enter", "enter", "enter")
        await person.until("refused")
        assert person.project.drafts() == ()
        (attempt,) = person.project.attempts()
        assert attempt.outcome is Outcome.REFUSED


async def test_who_would_rather_be_asked_later_is_called_on_as_agreed(project_file: Path) -> None:
    async with at_the_door(project_file) as person:
        await person.press("enter", "1", "enter", "2", "enter", "3", "enter")
        await person.until("That was the last question.")
        await person.press("enter")
        await person.until("When does it suit?")
        await person.type("Di 17 Uhr")
        await person.press("enter")
        await person.until("later: Tue 19/1 17:00")
        (attempt,) = person.project.attempts()
    assert (attempt.outcome, attempt.call_back) == (Outcome.LATER, "2027-01-19T17:00")
