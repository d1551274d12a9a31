"""Every type and appearance of a form, answered with the keys that a person would press."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from surveykit.asking.questions import page_of
from surveykit.form import Form, load
from surveykit.tui.answering import Reader, editor_of
from surveykit.tui.themes import NAMES
from tests.form.building import question, workbook
from tests.tui.all_controls import all_controls
from tests.tui.conftest import Author, trying

SIZES = [(48, 14), (132, 43)]
"""The ends; between them the whole form is answered."""
NEXT = "enter"

ANSWERS: Sequence[tuple[str, Sequence[str], str]] = (
    # question, keys, what is stored
    ("name", [*"Anna", NEXT], "Anna"),
    ("story", [*"Eins", "ctrl+j", *"zwei", NEXT], "Eins\nzwei"),
    ("pin", [*"0815", NEXT], "0815"),
    ("phone", [*"030", "x", *"12345", NEXT], "03012345"),
    ("people", [*"12", NEXT], "12"),
    ("rooms", ["+", "+", "+", "-", NEXT], "2"),
    ("rent", [*"1234", NEXT], "1234"),
    ("area", [*"61,5", NEXT], "61.5"),
    ("day", [*"24.12.", NEXT], "2027-12-24"),
    ("plain_day", [*"+1", NEXT], "2027-01-15"),
    ("month", [*"3.2027", NEXT], "2027-03-01"),
    ("built", [*"1962", NEXT], "1962-01-01"),
    ("clock", [*"930", NEXT], "09:30:00.000Z"),
    ("moment", [*"24.12.", "space", *"17:30", NEXT], "2027-12-24T17:30:00.000Z"),
    ("yes", ["1", "1"], "a"),
    ("fast", ["2"], "b"),
    ("agree", ["right", "right", "right", "space", NEXT], "c"),
    ("column", ["3", NEXT], "c"),
    ("small", [*"gr", NEXT], "b"),
    ("town", [*"17", NEXT], "t17"),
    ("on_map", ["down", "down", "down", NEXT], "t2"),
    ("colours", ["1", "3", NEXT], "a c"),
    ("towns", [*"39", NEXT, *"38", NEXT, NEXT], "t38 t39"),
    ("slots", ["2", "down", "0", NEXT], "mo_2 tu_1 tu_2"),
    ("other", ["4", NEXT, *"Lila", NEXT], "other"),
    ("order", ["down", "down", "1", NEXT], "c a b other"),
    ("grade", ["right", "right", NEXT], "2"),
    ("share", [*"0,5", NEXT], "0.5"),
    ("stars", ["4", NEXT], "4"),
    ("pick", ["-", "1", NEXT], "-1"),
    ("seen", ["1", NEXT], "OK"),
    ("seen_too", ["space", NEXT], "OK"),
    ("place", [*"52,5;", "space", *"13,4", NEXT], "52.5 13.4 0.0 0.0"),
    ("way", [*"1", "space", *"2;3", "space", *"4", NEXT], "1.0 2.0 0.0 0.0; 3.0 4.0 0.0 0.0"),
    (
        "plot",
        [*"0", "space", *"0;0", "space", *"1;1", "space", "1", NEXT],
        "0.0 0.0 0.0 0.0; 0.0 1.0 0.0 0.0; 1.0 1.0 0.0 0.0; 0.0 0.0 0.0 0.0",
    ),
    ("code", [*"4006381333931", NEXT], "4006381333931"),
)
FILES = ("photo", "sign", "sound", "film", "paper")


@pytest.fixture(scope="session")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """The form with every type and appearance."""
    return all_controls(tmp_path_factory.mktemp("form"))


async def answer_everything(author: Author, enclosure: Path) -> None:
    """Go through the whole form, from the first page to the end."""
    await author.press(NEXT)
    for name, keys, stored in ANSWERS:
        if name == "people":
            assert author.asked == "page"
            await author.press(NEXT)
        assert author.asked == name
        await author.press(*keys)
        assert author.stored(name) == stored, name
    for name in FILES:
        assert author.asked == name
        await author.press("'", *str(enclosure), "'", NEXT)
        assert author.stored(name) == "Haus.png"
    assert author.asked == "fixed"
    await author.press(NEXT, "1", NEXT, *"39", NEXT, *"3", NEXT)
    await author.press("1", NEXT, "3", NEXT)
    assert (author.stored("second"), author.stored("noise")) == ("t39", "c")
    await author.press(*"Ida", NEXT, *"Hund", NEXT, NEXT, NEXT)  # behind both repeats
    await author.press(*"Bad", NEXT, *"Bett", NEXT)
    assert author.stored("person[1]/pet[1]/animal") == "Hund"
    assert author.stored("counted[2]/use") == "Bett"
    assert author.asked == "last"
    await author.press(NEXT)


@pytest.mark.parametrize(("language", "size"), [("de", (60, 18)), ("en", (80, 24))])
async def test_a_form_with_every_control_is_answered_by_keys_alone(
    form: Form, language: str, size: tuple[int, int], tmp_path: Path
) -> None:
    enclosure = tmp_path / "Haus.png"
    enclosure.write_bytes(b"picture")
    async with trying(form, language, size=size) as author:
        await answer_everything(author, enclosure)
        await author.press(NEXT)
        for words in {
            "de": ("Vorschau – nichts wird gespeichert", "Nichts würde den Abschluss verhindern."),
            "en": (
                "Preview – nothing is stored",
                "Nothing would keep the form from being finished",
            ),
        }[language]:
            await author.until(words)


@pytest.mark.parametrize("size", SIZES)
async def test_every_control_fits_every_window_in_every_theme(
    form: Form, size: tuple[int, int]
) -> None:
    async with trying(form, "de", size=size) as author:
        for n, one in enumerate(form.questions):
            if not one.shown or one.name == "other_other":
                continue  # asked after an answer only
            author.app.theme = NAMES[n % len(NAMES)]
            await author.go_to(one.name)
            label = one.label("Deutsch (de)").split()
            assert author.sees(label[0] if label else ""), one.name
            assert author.lines()[-1].strip().startswith("Enter"), one.name
            page = page_of(author.preview.entry)
            editors = {asked.ref: editor_of(asked) for asked in page.questions}
            reads = isinstance(editors.get(one.ref), Reader)
            assert reads == (one.type == "note" or one.name in ("page", "fixed")), one.name


async def test_more_about_a_question_is_told_on_demand(form: Form) -> None:
    async with trying(form, "de") as author:
        await author.go_to("name")
        assert author.sees("F1 mehr dazu")
        assert not author.sees("Vorname genügt.")
        await author.press("f1")
        await author.until("Vorname genügt.")


async def test_a_picture_in_a_label_is_named(form: Form) -> None:
    async with trying(form, "de") as author:
        assert author.sees("[Bild: gruss.png]")


async def test_a_value_between_the_steps_of_a_range_is_refused(form: Form) -> None:
    async with trying(form) as author:
        await author.go_to("grade")
        await author.press("3", NEXT)
        assert author.sees("Go from 0 in steps of 2.")
        assert author.asked == "grade"


async def test_a_file_that_is_not_there_is_refused(form: Form, tmp_path: Path) -> None:
    async with trying(form) as author:
        await author.go_to("photo")
        await author.press(*str(tmp_path / "fehlt.png"), NEXT)
        assert author.sees("cannot be read")
        assert author.stored("photo") == ""


async def test_people_are_added_opened_and_removed_on_the_list_of_a_repeat(form: Form) -> None:
    async with trying(form, "de") as author:
        await author.go_to("who")
        await author.press(*"Ida", NEXT, NEXT, NEXT)
        assert author.asked == "person"
        assert author.sees("1 Person 1 – Ida")
        await author.press("+", *"Bo", NEXT)
        assert author.sees("Person 2 Tier")
        await author.press("+", *"Katze")
        assert author.sees("Person 2 · Tier 1")
        await author.press(NEXT, "+", *"Maus", NEXT)
        assert author.sees("Tier 2 – Maus")
        await author.press(NEXT)
        assert author.sees("2 Person 2 – Bo, Katze")
        await author.press("1")
        assert author.asked == "who"
        assert author.sees("Ida")
        await author.press(NEXT, NEXT, NEXT)
        assert author.asked == "person"  # back on the list, not with the next person
        assert not author.sees("›")  # nobody has led the mark to anyone
        await author.press("-")
        assert author.sees("› 1 Person 1")  # what would be removed is shown first
        await author.press("-")
        await author.until("Person 1 entfernen?")
        await author.press("1")
        assert author.stored("person[1]/who") == "Ida"
        await author.press("-")
        await author.until("Person 1 entfernen?")
        await author.press("2")
        assert author.stored("person[1]/who") == "Bo"
        assert author.stored("person[2]/who") == ""
        await author.press(NEXT)
        assert author.asked == "use"


async def test_an_instance_without_answers_is_removed_at_once(form: Form) -> None:
    async with trying(form) as author:
        await author.go_to("who")
        await author.press(NEXT, NEXT, NEXT, "-", "-")
        assert author.sees("None yet.")
        assert not author.sees("- remove")
        assert author.preview.entry.instance.repeats("/data/person") == ()


async def test_the_list_is_found_again_past_somebody_who_is_not_filled_in(tmp_path: Path) -> None:
    one = load(
        workbook(
            tmp_path / "f.xlsx",
            [
                question("begin_repeat", "person"),
                question("text", "who", required="yes"),
                question("end_repeat", ""),
                question("text", "use"),
            ],
        )
    )
    async with trying(one) as author:
        await author.press(*"Ida", NEXT, "+")
        await author.go_to("use")
        await author.press("pageup")
        assert author.asked == "person"
        await author.press("1")
        assert author.sees("Ida")
        await author.press(NEXT)
        assert author.asked == "person"


NESTED = (
    question("begin_repeat", "house"),
    question("text", "street", required="yes"),
    question("begin_repeat", "person"),
    question("text", "who", required="yes"),
    question("end_repeat", ""),
    question("text", "remark"),
    question("end_repeat", ""),
    question("text", "use"),
)


async def test_from_an_opened_instance_both_ways_lead_back_to_its_list(tmp_path: Path) -> None:
    one = load(workbook(tmp_path / "f.xlsx", NESTED))
    async with trying(one) as author:
        await author.press(*"Elm", NEXT, *"Ida", NEXT, "+", *"Bo", NEXT, NEXT, NEXT, "+")
        assert author.sees("House 2")
        await author.press("pageup")
        assert author.asked == "house"  # not the last question of the first house
        await author.press("1", NEXT, NEXT, NEXT)
        assert author.asked == "person"
        await author.press("2", NEXT)
        assert author.asked == "person"
        await author.press("1", "pageup")
        assert author.asked == "person"
        await author.press(NEXT, NEXT)
        assert author.asked == "house"  # past the second one, whose street is missing
        await author.press("down", "down", NEXT)
        assert author.sees("House 2")  # Enter opens what the mark was led to


async def test_the_first_instance_may_be_removed_before_it_is_answered(tmp_path: Path) -> None:
    one = load(workbook(tmp_path / "f.xlsx", NESTED))
    async with trying(one) as author:
        await author.press(NEXT)
        assert author.sees("If there is none: Esc, and remove House 1.")
        await author.press("escape")
        await author.until("Remove House 1")
        assert not author.sees("Language")  # the form has one only
        await author.choose("Remove House 1")
        assert author.asked == "house"
        assert author.sees("None yet.")
        await author.press(NEXT)
        assert author.asked == "use"


async def test_the_lists_of_repeats_can_be_jumped_to(tmp_path: Path) -> None:
    one = load(workbook(tmp_path / "f.xlsx", NESTED))
    async with trying(one) as author:
        await author.press("escape", "1")
        await author.until("+ House 1: List: Person")
        await author.press("3")
        assert author.asked == "person"
        assert author.sees("1 so far")


async def test_the_heading_of_a_table_is_no_question_to_jump_to(tmp_path: Path) -> None:
    rows = [
        question("begin_group", "g", appearance="table-list"),
        question("select_one yn", "first"),
        question("end_group", ""),
    ]
    async with trying(load(workbook(tmp_path / "f.xlsx", rows))) as author:
        await author.press("escape", "1")
        await author.until("Which question?")
        (listed,) = [line for line in author.lines() if "○" in line]
        assert listed.endswith("First")


async def test_the_files_of_questions_and_choices_are_named(tmp_path: Path) -> None:
    rows = [question("select_one yn", "a", image="door.png")]
    choices = [
        {"list_name": "yn", "name": "yes", "label": "Yes", "image": "yes.png"},
        {"list_name": "yn", "name": "no", "image": "no.png"},
    ]
    async with trying(load(workbook(tmp_path / "f.xlsx", rows, choices))) as author:
        assert author.sees("[picture: door.png]")
        assert author.sees("Yes [picture: yes.png]")
        assert author.sees("no [picture: no.png]")


LONG = "\n\n".join(f"Paragraph {n} of the text." for n in range(1, 21))


async def test_a_long_note_is_read_from_its_beginning_to_its_end(tmp_path: Path) -> None:
    rows = [question("note", "n") | {"label": LONG}, question("text", "a")]
    async with trying(load(workbook(tmp_path / "f.xlsx", rows)), size=(48, 14)) as author:
        assert author.sees("Paragraph 1 of")
        assert author.sees("▼")
        assert not author.sees("Paragraph 20 of")
        await author.press(*["down"] * 60)
        assert author.sees("Paragraph 20 of")
        assert not author.sees("▼")
        await author.press("up")
        assert author.sees("▼")  # one line up, however often down was pressed
        await author.press(NEXT)
        assert author.asked == "a"


async def test_the_beginning_of_a_long_question_can_be_reached(tmp_path: Path) -> None:
    rows = [question("select_one yn", "a") | {"label": LONG}]
    async with trying(load(workbook(tmp_path / "f.xlsx", rows)), size=(48, 14)) as author:
        assert author.sees("Yes")
        assert not author.sees("Paragraph 1 of")
        await author.press(*["up"] * 60)
        assert author.sees("Paragraph 1 of")
        await author.press("2")
        assert author.stored("a") == "no"
        assert author.sees("● No")


@pytest.mark.parametrize("appearance", ["", "minimal"])
async def test_a_list_that_waits_for_an_answer_says_so(tmp_path: Path, appearance: str) -> None:
    rows = [
        question("text", "a"),
        question("select_one yn", "b", choice_filter="name = ${a}", appearance=appearance),
    ]
    async with trying(load(workbook(tmp_path / "f.xlsx", rows))) as author:
        await author.press(NEXT)
        assert author.sees("There is nothing to choose from here.")
        await author.press("backspace", *"yes", NEXT)
        assert not author.sees("There is nothing to choose from here.")
        assert author.sees("Yes")


async def test_an_instance_is_called_by_what_its_label_says(tmp_path: Path) -> None:
    one = load(
        workbook(
            tmp_path / "f.xlsx",
            [
                question("begin_repeat", "person") | {"label": "Kind ${who}"},
                question("text", "who"),
                question("text", "more"),
                question("end_repeat", ""),
            ],
        )
    )
    async with trying(one) as author:
        await author.press(*"Ida", NEXT)
        assert author.sees("1. Kind Ida")


async def test_what_would_block_finishing_is_told_at_the_end_of_a_preview(tmp_path: Path) -> None:
    one = load(
        workbook(
            tmp_path / "f.xlsx", [question("text", "a", required="yes"), question("text", "b")]
        )
    )
    async with trying(one) as author:
        await author.press("escape")
        await author.choose("Show how it went")
        await author.until("This would keep the form from being finished")
        assert author.sees("/data/a: Please answer this question.")
        assert author.sees("0 of 2 questions")
