"""Lists of answers: from the sheet, from a file, narrowed, named."""

from pathlib import Path

import pytest

from surveykit.form import InvalidAnswerError, read_xform

from .building import begin, form, question


def test_a_choice_that_is_no_longer_offered_is_dropped(tmp_path: Path) -> None:
    places = [{"list_name": "p", "name": f"{town}{n}", "label": "P", "town": town}
              for town in "ab" for n in "12"]  # fmt: skip
    one = begin(
        form(
            tmp_path,
            question("text", "town"),
            question("select_multiple p", "place", choice_filter="town = ${town}"),
            choices=places,
        )
    )
    one.set("/data/town", "a")
    one.set("/data/place", "a1 a2")
    one.set("/data/town", "b")
    assert one.node("/data/place").value == ""
    assert [option.value for option in one.node("/data/place").choices] == ["b1", "b2"]


def test_extra_columns_of_choices_are_attributes(tmp_path: Path) -> None:
    rows = [{"list_name": "s", "name": "mo_1", "label": "Mon", "day": "mo", "start": "9"}]
    one = form(tmp_path, question("select_one s", "slot"), choices=rows)
    (choice,) = one.choices("s")
    assert dict(choice.attributes) == {"day": "mo", "start": "9"}
    assert choice.label(None) == "Mon"


def test_a_list_from_a_file_is_the_one_given(tmp_path: Path) -> None:
    one = form(
        tmp_path,
        question("select_one_from_file sites.csv", "site"),
        question("calculate", "size", calculation="instance('sites')/root/item[name=${site}]/size"),
    )
    rows = [
        {"name": "A", "label": "Am Rain", "size": "18"},
        {"name": "B", "label": "B", "size": "9"},
    ]
    ours = begin(one, lists={"sites.csv": rows})
    assert one.external == ("sites.csv",)
    assert [(option.value, option.label) for option in ours.node("/data/site").choices] == [
        ("A", "Am Rain"),
        ("B", "B"),
    ]
    ours.set("/data/site", "A")
    assert ours.answers()["size"] == "18"


def test_expressions_can_name_choices_and_pull_cells_of_attached_lists(tmp_path: Path) -> None:
    one = form(
        tmp_path,
        question("select_one yn", "ask"),
        question("calculate", "said", calculation="jr:choice-name(${ask}, '${ask}')"),
        question("select_one_from_file sites.csv", "site"),
        question("calculate", "town", calculation="pulldata('sites', 'town', 'name', ${site})"),
    )
    ours = begin(one, lists={"sites.csv": [{"name": "A", "label": "Am Rain", "town": "Au"}]})
    ours.set("/data/ask", "no")
    ours.set("/data/site", "A")
    assert (ours.answers()["said"], ours.answers()["town"]) == ("No", "Au")


def test_a_list_that_is_not_attached_is_empty(tmp_path: Path) -> None:
    ours = begin(form(tmp_path, question("select_one_from_file sites.csv", "site")))
    assert ours.node("/data/site").choices == ()
    with pytest.raises(InvalidAnswerError):
        ours.set("/data/site", "A")


def test_choices_written_into_the_question_work_as_a_list_does() -> None:
    xml = b"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
    <h:head><h:title>T</h:title><model><instance><data id="t"><q/></data></instance>
    <bind nodeset="/data/q" type="string"/></model></h:head><h:body><select1 ref="/data/q">
    <label>Q</label><item><label>One</label><value>1</value></item>
    <item><label>Two</label><value>2</value></item></select1></h:body></h:html>"""
    one = begin(read_xform(xml))
    assert [(o.value, o.label) for o in one.node("/data/q").choices] == [("1", "One"), ("2", "Two")]
    assert [choice.label(None) for choice in one.form.choices("/data/q")] == ["One", "Two"]


def test_a_code_may_hold_a_space(tmp_path: Path) -> None:
    pies = ({"list_name": "pie", "name": "cherry pie", "label": "Cherry pie"},)
    instance = begin(form(tmp_path, question("select_one pie", "dessert"), choices=pies))
    instance.answer("/data/dessert", "cherry pie")
    assert instance.answers() == {"dessert": "cherry pie"}


def test_the_name_of_a_choice_is_found_by_a_path_from_here(tmp_path: Path) -> None:
    rows = (
        question("select_one yn", "asked"),
        {
            "type": "calculate",
            "name": "said",
            "calculation": "jr:choice-name(${asked}, '../asked')",
        },
    )
    instance = begin(form(tmp_path, *rows))
    instance.set("/data/asked", "yes")
    assert instance.answers() == {"asked": "yes", "said": "Yes"}


def test_the_name_of_a_choice_follows_the_language(tmp_path: Path) -> None:
    yes = {"list_name": "yn", "name": "yes", "label::English (en)": "Yes"}
    choices = ({**yes, "label::Deutsch (de)": "Ja"},)
    asked = {"type": "select_one yn", "name": "asked", "label::English (en)": "?"}
    named = "jr:choice-name(${asked}, '${asked}')"
    rows = (
        {**asked, "label::Deutsch (de)": "?"},
        {"type": "calculate", "name": "said", "calculation": named},
    )
    instance = begin(form(tmp_path, *rows, choices=choices))
    instance.language = "English (en)"
    instance.set("/data/asked", "yes")
    assert instance.answers()["said"] == "Yes"
    instance.language = "Deutsch (de)"
    assert instance.answers()["said"] == "Ja"
