"""What records call answers: every answer has a key of its own, and a key tells its question."""

from pathlib import Path

from surveykit.form import Form
from surveykit.form.codebook import codebook
from surveykit.form.naming import split_key

from .building import begin, form, question


def group(kind: str, name: str, *inside: dict[str, str]) -> tuple[dict[str, str], ...]:
    """A group or repeat with questions."""
    edge = {"type": f"begin {kind}", "name": name, "label": name.title()}
    return (edge, *inside, {"type": f"end {kind}"})


def family(folder: Path) -> Form:
    """Parents by the same names of questions, homes with people, guests."""
    return form(
        folder,
        *group("group", "mother", question("integer", "age"), question("text", "born")),
        *group("group", "father", question("integer", "age")),
        *group(
            "repeat", "home",
            question("text", "street"),
            *group("repeat", "person", question("text", "age"), question("note", "thanks")),
        ),
        *group("group", "others", *group("repeat", "guest", question("date", "age"))),
    )  # fmt: skip


def test_questions_of_one_name_in_several_groups_all_keep_their_answers(tmp_path: Path) -> None:
    instance = begin(family(tmp_path))
    instance.add_repeat("/data/home[1]/person")
    for ref, text in (
        ("mother/age", "40"), ("mother/born", "Ulm"), ("father/age", "41"),
        ("home[1]/street", "Am Mühlgraben"), ("home[1]/person[2]/age", "old"),
        ("others/guest[1]/age", "2020-01-31"),
    ):  # fmt: skip
        instance.answer(f"/data/{ref}", text)
    assert instance.answers() == {
        "mother/age": "40", "born": "Ulm", "father/age": "41", "home[1]/street": "Am Mühlgraben",
        "home[1]/person[2]/age": "old", "guest[1]/age": "2020-01-31",
    }  # fmt: skip


def test_every_key_leads_to_its_question(tmp_path: Path) -> None:
    one = family(tmp_path)
    kinds = {
        "mother/age": "integer", "born": "text", "home[12]/street": "text",
        "home[1]/person[2]/age": "text", "guest[1]/age": "date",
    }  # fmt: skip
    for key, kind in kinds.items():
        found = one.answered_by(key)
        assert found is not None
        assert found.type == kind
    assert [one.answered_by(key) for key in ("age", "home[1]/born", "thanks", "person/age")] == [
        None
    ] * 4


def test_a_key_is_taken_apart_and_nothing_else_is(tmp_path: Path) -> None:
    assert split_key("house[1]/person[23]/age") == (("house", "person"), (1, 23), "age")
    assert split_key("mother/age") == ((), (), "mother/age")
    assert split_key("a[99999999999999999999]/b") == ((), (), "a[99999999999999999999]/b")


def test_the_codebook_names_the_repeats_of_a_variable(tmp_path: Path) -> None:
    named = [(one.repeats, one.name) for one in codebook(family(tmp_path))]
    assert named == [
        ((), "mother/age"), ((), "born"), ((), "father/age"), (("home",), "street"),
        (("home", "person"), "age"), (("guest",), "age"),
    ]  # fmt: skip
