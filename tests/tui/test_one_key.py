"""One key for an answer: counted, and safe for hands that press Enter all the same."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from surveykit.asking.key_count import MOST, keys_for_one_answer
from surveykit.bundled import FORMS
from surveykit.fieldwork.record import Mode
from surveykit.interviewing import begin
from surveykit.tui.answering import Chooser, Writer
from surveykit.tui.screens.interview import InterviewScreen
from surveykit.tui.widgets.question_card import QuestionCard
from tests.tui.conftest import NOW, TYPED, Person, at_work, begin_at, in_the_hallway

ALL = sorted(path.stem for path in FORMS.glob("*.xlsx"))


async def _pressed(person: Person) -> list[tuple[int, int]]:
    """Fill a form in; for each closed question the keys that were pressed, and those promised."""
    counted: list[tuple[int, int]] = []
    tried: dict[str, int] = {}
    for _step in range(150):
        screen = person.app.screen
        if not isinstance(screen, InterviewScreen):
            return counted
        card = screen.query_one(QuestionCard)
        editor = card.editor
        if isinstance(editor, Chooser) and editor.all and not editor.chosen:
            asked = editor.asked
            await person.press(editor.all[0].key)
            keys = 1
            here = card.editor.asked.ref if card.editor else ""
            if isinstance(person.app.screen, InterviewScreen) and here == asked.ref:
                await person.press("enter")
                keys = 2
            counted.append((keys, keys_for_one_answer(asked)))
            continue
        if isinstance(editor, Writer) and (not editor.typed or card.complaint):
            ref, kind = editor.asked.ref, editor.asked.kind
            answers = TYPED[kind]
            await person.press("ctrl+u", *answers[tried.get(ref, 0) % len(answers)])
            tried[ref] = tried.get(ref, 0) + 1
        await person.press("enter")
    raise AssertionError("\n".join(person.lines()))


@pytest.mark.parametrize("form", ALL)
async def test_a_form_takes_the_keys_that_are_promised(form: str, project_file: Path) -> None:
    async with at_work(project_file, one_key=True) as person:
        await person.until("doors")
        interview = begin(person.project, form, mode=Mode.DESK, clock=lambda: NOW)
        person.app.push_screen(InterviewScreen(interview))
        await person.press()
        counted = await _pressed(person)
    assert counted
    assert [keys for keys, _promised in counted] == [promised for _keys, promised in counted]


def test_the_bundled_forms_take_at_most_the_keys_that_the_program_promises() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "surveykit", "form", "keys", "--json"],
        capture_output=True, check=True, text=True, encoding="utf-8",
    )  # fmt: skip
    counts = json.loads(told.stdout)
    assert [one["form"] for one in counts] == ALL
    keys, questions = (sum(one[name] for one in counts) for name in ("keys", "questions"))
    assert questions > 80
    assert keys / questions <= MOST == 1.3


async def test_one_key_answers_and_goes_on_and_what_it_was_is_told(project_file: Path) -> None:
    async with in_the_hallway(project_file, one_key=True) as person:
        await person.press("1")
        assert person.sees("Wohnen Sie hier in der Siedlung?")
        assert person.sees("✓ Ja")
        await person.press("backspace")
        assert person.sees("● Ja")


async def test_an_enter_behind_the_answer_skips_nothing(project_file: Path) -> None:
    async with in_the_hallway(project_file, one_key=True) as person:
        await person.press("1", "enter")
        assert person.sees("next question already")
        assert not person.sees("Enter skips it")  # it must be answered
        assert person.sees("Wohnen Sie hier in der Siedlung?")
        await person.press("1", "enter", "7", "enter")
        assert person.sees("Worüber würden Sie dort gern sprechen?")
        assert person.sees("next question already; Enter skips it")
        (draft,) = person.project.drafts()
        stored = {ref.rpartition("/")[2]: text for ref, text in draft.answers}
        assert (stored["consent"], stored["lives"], stored["prob"]) == ("yes", "yes_new", "7")


async def test_enter_skips_only_where_nothing_looks_chosen(project_file: Path) -> None:
    async with in_the_hallway(project_file, one_key=True) as person:
        await person.press("1")
        await person.until("Wohnen Sie hier in der Siedlung?")
        assert not person.sees("› 1 ○")
        await person.press("down")
        assert person.sees("› 1 ○ ")
        await person.press("enter", "backspace")
        assert person.sees("› 1 ● ")


async def test_the_first_space_only_shows_where_the_mark_is(project_file: Path) -> None:
    async with in_the_hallway(project_file, one_key=True) as person:
        await person.press("space")
        assert person.sees("› 1 ○ Ja")
        await person.press("space")
        assert person.sees("Wohnen Sie hier in der Siedlung?")


async def test_a_menu_has_its_mark_from_the_start(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("doors")
        await person.press("escape")
        await person.until("› 1")


async def test_what_must_be_answered_is_not_called_skipped(project_file: Path) -> None:
    async with at_work(project_file, one_key=True, size=(80, 40)) as person:
        given = {
            "organiser": "Verein", "organiser_contact": "0301234567", "purpose": "call",
            "consent_contact": "yes", "proof": "paper", "name": "Ada",
        }  # fmt: skip
        await begin_at(person, "name", form="contact_consent", mode=Mode.DESK, given=given)
        await person.until("Wie möchten Sie angesprochen werden?")
        await person.press("enter")
        await person.press("enter")
        assert person.sees("Please answer this question.")
        assert not person.sees("skipped")
        assert person.sees("○ Telefon")
        await person.press("1")
        await person.until("Telefonnummer")
        await person.press("1", "enter")
        assert person.sees("Bitte 5 bis 20 Zeichen")


async def test_a_one_on_the_ladder_waits_for_its_zero(project_file: Path) -> None:
    async with in_the_hallway(project_file, one_key=True) as person:
        await person.press("1", "1", "1")
        assert person.sees("● 1 –")
        await person.press("0")
        assert person.sees("Worüber würden Sie dort gern sprechen?")
        (draft,) = person.project.drafts()
        assert draft.answers[-1] == ("/data/prob", "10")


async def test_enter_can_be_made_to_go_on_as_elsewhere(project_file: Path) -> None:
    async with in_the_hallway(project_file, one_key=True) as person:
        await person.press("escape")
        await person.choose("or Enter does")
        await person.until("Enter goes on")
        await person.press("1")
        assert person.sees("● Ja")
        assert not person.sees("Wohnen Sie hier")


async def test_a_click_answers_and_goes_on_too(project_file: Path) -> None:
    async with in_the_hallway(project_file, one_key=True) as person:
        row = next(n for n, line in enumerate(person.lines()) if "○ Ja" in line)
        await person.click(10, row)
        await person.until("Wohnen Sie hier in der Siedlung?")
