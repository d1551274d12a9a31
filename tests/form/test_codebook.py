"""What the variables of a form mean."""

from pathlib import Path

import pytest

from surveykit.bundled import FORMS, IDEA_STATUS, SITES
from surveykit.form import load
from surveykit.form.codebook import codebook
from surveykit.site.workbook import read_site

from .building import begin, form, question
from .recordings import attached


def test_the_door_interviews_codebook() -> None:
    variables = {one.name: one for one in codebook(load(FORMS / "door_interest.xlsx"), attached())}
    prob = variables["prob"]
    assert [code.code for code in prob.codes] == [*map(str, range(11)), "dont_know", "no_answer"]
    assert prob.missing == ("dont_know", "no_answer")
    assert prob.codes[10].labels["English (en)"].startswith("10 – certain")
    assert variables["topics"].multiple
    assert not prob.multiple
    assert variables["raw_visits"].type == "calculate"
    assert "intro" not in variables
    assert variables["site_id"].list_name == "sites.csv"
    assert [code.code for code in variables["site_id"].codes] == ["A", "B", "C"]


def test_a_code_that_several_sites_share_counts_once() -> None:
    variables = {one.name: one for one in codebook(load(FORMS / "door_interest.xlsx"), attached())}
    codes = [code.code for code in variables["places"].codes]
    assert len(codes) == len(set(codes))
    assert variables["places"].missing == ("no_answer",)


def test_labels_are_there_in_every_language() -> None:
    form = load(FORMS / "hallway_quick.xlsx")
    for variable in codebook(form):
        assert tuple(variable.labels) == form.languages
        for code in variable.codes:
            assert tuple(code.labels) == form.languages


def test_the_heading_of_a_table_is_sent_but_is_no_variable(tmp_path: Path) -> None:
    one = form(
        tmp_path,
        question("begin_group", "g", appearance="table-list"),
        question("select_one yn", "first"),
        question("end_group", ""),
    )
    assert [variable.name for variable in codebook(one)] == ["first"]
    assert b"<reserved_name_for_field_list_labels_3/>" in begin(one).submission()


@pytest.mark.parametrize(
    "path", sorted([*FORMS.glob("*.xlsx"), IDEA_STATUS]), ids=lambda path: path.stem
)
def test_no_answer_of_a_bundled_form_is_called_by_the_words_of_another_language(path: Path) -> None:
    """Nor one of the lists that a site brings along; names alone are the same in all."""
    lists = read_site(SITES / "A.xlsx").form_lists()
    names = {row["label"] for rows in lists.values() for row in rows if "label::en" not in row}
    same = {
        labels["English (en)"]
        for variable in codebook(load(path), lists)
        if variable.type not in ("calculate", "today", "start", "end")  # never seen: a name only
        for labels in (variable.labels, *(code.labels for code in variable.codes))
        if labels["English (en)"] == labels["Deutsch (de)"]
    }
    assert same - names <= {"Name"}


def test_answers_that_are_no_place_are_offered_in_the_language_of_the_interview() -> None:
    one = load(FORMS / "door_interest.xlsx")
    instance = begin(one, lists=read_site(SITES / "A.xlsx").form_lists())
    for name, answer in (("adult", "yes"), ("consent", "yes"), ("prob", "3"), ("site_id", "A")):
        instance.answer(one.question(name).ref, answer)
    said = {}
    for language in one.languages:
        instance.language = language
        offered = instance.node(one.question("places").ref).choices
        said[language] = [choice.label for choice in offered][-3:]
    assert said == {
        "Deutsch (de)": ["egal", "keiner davon", "keine Angabe"],
        "English (en)": ["any of them", "none of them", "no answer"],
        "Leichte Sprache (de-simple)": ["Alle Orte", "Kein Ort", "Das will ich nicht sagen."],
    }
