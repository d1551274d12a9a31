"""Every type and appearance of a form, answered by typed lines."""

import io
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit import text
from surveykit.form import Form, load
from surveykit.plain.dialogue import Dialogue
from surveykit.plain.preview import PlainPreview
from surveykit.preview import Preview
from tests.form.building import question, workbook
from tests.plain.conftest import NOW
from tests.tui.all_controls import all_controls
from tests.tui.test_controls import ANSWERS

TYPED = """
Anna|Eins\\|zwei|0815|03012345||12|2|1 234|61,5|24.12.|+1|3.2027|1962|930|24.12. 17:30|1|2|3|3
gr|17|Town 2|1,3|39, 38|2, TU|4|Lila|3,1,2,4|2|0,5|4|-1|1|1
52,5; 13,4|1 2;3 4|0 0;0 1;1 1|4006381333931
"""
GERMAN = TYPED.replace("TU", "die").replace("Town", "Ort")


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """The form with everything."""
    return all_controls(tmp_path_factory.mktemp("form"))


def try_out(form: Form, lines: Sequence[str], language: str = "en") -> tuple[Preview, str]:
    """The form after these lines, and what was said."""
    spoken = next((name for name in form.languages if f"({language})" in name), None)
    preview, said = Preview(form, {}, lambda: NOW, spoken), io.StringIO()
    with text.speaking(language), suppress(EOFError):
        PlainPreview(preview, Dialogue(io.StringIO("\n".join(lines) + "\n"), said)).run()
    return preview, said.getvalue()


@pytest.mark.parametrize(("language", "typed"), [("en", TYPED), ("de", GERMAN)])
def test_a_form_with_every_control_is_answered_line_by_line(
    form: Form, language: str, typed: str, tmp_path: Path
) -> None:
    enclosure = tmp_path / "Haus.png"
    enclosure.write_bytes(b"picture")
    files = [f"'{enclosure}'"] * 5
    rest = ["", "1", "39", "3", "1", "3", "Ida", "Hund", "", "", "Bad", "Bett", "", ""]
    lines = ["", *typed.strip().replace("\n", "|").split("|"), *files, *rest]
    preview, said = try_out(form, lines, language)
    answers = preview.entry.instance.answers()
    assert {name: answers.get(name) for name, _keys, _stored in ANSWERS} == {
        name: stored for name, _keys, stored in ANSWERS
    }
    assert (answers["photo"], answers["second"], answers["noise"]) == ("Haus.png", "t39", "c")
    assert answers["person[1]/pet[1]/animal"] == "Hund"
    assert answers["counted[2]/use"] == "Bett"
    ended = {"de": "Nichts würde den Abschluss", "en": "Nothing would keep the form"}[language]
    assert ended in said


def test_a_secret_is_said_nowhere(form: Form) -> None:
    _preview, said = try_out(form, ["", "Anna", "x", "0815"])
    assert "A text that is not shown." in said
    assert "0815" not in said


def test_help_tells_what_the_form_says_to_the_interviewer(form: Form) -> None:
    _preview, said = try_out(form, ["", "?"])
    assert "About this question:\nFirst name will do.\n" in said
    assert said.count("What is your name?") == 2


def test_a_long_list_is_narrowed_until_one_is_left(tmp_path: Path) -> None:
    towns = ["Neustadt", "Neuruppin", "Altstadt", "Neustadt am See"]
    names = [{"list_name": "t", "name": f"t{n}", "label": one} for n, one in enumerate(towns)]
    rows = [question("select_one t", "town", appearance="minimal"), question("text", "last")]
    form = load(workbook(tmp_path / "f.xlsx", rows, names))
    preview, said = try_out(form, ["neu", "3", "<", "neustadt", "<", "hamburg", "?", "alts"])
    assert "1: Neustadt\n2: Neuruppin\n3: Neustadt am See\n" in said
    assert "Taken: Neustadt am See" in said
    assert "Taken: Neustadt\n" in said
    assert "“hamburg” is none of the answers.\nType a part of its words" in said
    assert preview.entry.instance.answers() == {"town": "t2"}


def test_people_are_added_opened_and_removed(form: Form) -> None:
    person = next(n for n, name in enumerate(_asked(form), 1) if name == "Who?")
    lines = [":jump", str(person), "Ida", "Hund", "", "+", "Bo", "", "-1", "1", "1", ""]
    preview, said = try_out(form, lines)
    assert "Remove Person 1? Its answers are erased." in said
    assert preview.entry.instance.node("/data/person[1]/who").value == "Bo"
    assert len(preview.entry.instance.repeats("/data/person")) == 1


def _asked(form: Form) -> list[str]:
    """The questions as the list to jump by has them."""
    _preview, said = try_out(form, [":jump"])
    rows = said.partition("Which question?\n")[2].splitlines()
    return [row.rpartition(": ")[2] for row in rows if row[:1].isdigit()]


def test_signs_that_are_commands_can_be_answers_too(tmp_path: Path) -> None:
    form = load(workbook(tmp_path / "f.xlsx", [question("text", "a"), question("text", "b")]))
    preview, said = try_out(form, [r"\?", ":-)", "<", ":smile"])
    assert preview.entry.instance.answers() == {"a": "?", "b": ":-)"}
    assert "There is no command :smile.\n? tells the commands." in said


def test_an_answer_is_taken_back(tmp_path: Path) -> None:
    form = load(workbook(tmp_path / "f.xlsx", [question("text", "a"), question("text", "b")]))
    preview, _said = try_out(form, ["x", "<", ":clear", "", "", ":clear"])
    assert preview.entry.instance.answers() == {}


def test_an_answer_that_is_refused_is_explained_and_asked_for_again(form: Form) -> None:
    _preview, said = try_out(form, ["", "Anna", "", "", "x"])
    assert "Only figures go here, and + - . / ( ) * #.\nType it again.\nAnswer:" in said


HOSTILE = "\x9d0;pwned\x9c\u202e[red]*Licht*[/red] \x9b31m"


def test_what_others_wrote_steers_no_terminal(tmp_path: Path) -> None:
    rows = [
        question("text", "a", label=HOSTILE, hint=HOSTILE),
        question("select_one c", "b", label="[/b] {n} %s <b>"),
    ]
    choices = [{"list_name": "c", "name": "x", "label": HOSTILE}]
    form = load(workbook(tmp_path / "f.xlsx", rows, choices, form_title=HOSTILE))
    preview, said = try_out(form, [f"{HOSTILE}\x1b[2J", "1", "", ""])
    assert not {"\x1b", "\x9b", "\x9c", "\x9d", "\u202e"} & set(said)
    assert "[red]Licht[/red]" in said
    assert "Question 2: [/b] {n} %s" in said
    assert preview.entry.instance.answers()["b"] == "x"


LINES = (
    "", "1", "2", "3", "1,2", "r", "d", "<", "?", ":clear", ":jump", ":language", ":remove", ":x",
    "+", "-1", "-", "24.12.", "2,5", "a b",
    "52 13", ",", ";", "²", "\u0661", "\u200e", " ", ":", "\\?",
)  # fmt: skip


@given(lines=st.lists(st.sampled_from(LINES), max_size=80))
def test_whatever_is_typed_it_goes_on(form: Form, lines: list[str]) -> None:
    _preview, said = try_out(form, ["", *lines])
    assert said.endswith("\n")
