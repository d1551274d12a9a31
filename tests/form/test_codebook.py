"""What the variables of a form mean."""

from pathlib import Path

from surveykit.bundled import FORMS
from surveykit.form import load
from surveykit.form.codebook import codebook

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
