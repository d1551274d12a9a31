"""Repeats: instances come, go and know their place. JavaRosa gives the same answers (recorded)."""

from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree

import pytest

from surveykit.form import Entry, Form, Instance, RepeatError, load, read_xform

from .building import begin, form, question

PERSON = (
    {"type": "begin repeat", "name": "person", "label": "Person ${name}"},
    question("text", "name"),
    question("integer", "age"),
    {"type": "calculate", "name": "place", "calculation": "position(..)"},
    question("text", "school", relevant="${age} < 18"),
    {"type": "end repeat"},
)


@pytest.fixture
def household(tmp_path: Path) -> Form:
    """Two questions, the people of a household, and what is counted of them."""
    return form(
        tmp_path,
        question("integer", "rooms"),
        *PERSON,
        {"type": "calculate", "name": "people", "calculation": "count(${person})"},
        {"type": "calculate", "name": "years", "calculation": "sum(${age})"},
        question("text", "last"),
    )


def filled(household: Form) -> Instance:
    """Ada, 40, and Bo, 7."""
    instance = begin(household)
    instance.add_repeat("/data/person")
    for place, (name, age) in enumerate((("Ada", "40"), ("Bo", "7")), start=1):
        instance.answer(f"/data/person[{place}]/name", name)
        instance.answer(f"/data/person[{place}]/age", age)
    return instance


def test_every_instance_has_its_own_answers_and_its_own_relevance(household: Form) -> None:
    instance = filled(household)
    assert instance.answers() == {
        "person[1]/name": "Ada",
        "person[2]/name": "Bo",
        "person[1]/age": "40",
        "person[2]/age": "7",
        "person[1]/place": "1",
        "person[2]/place": "2",
        "people": "2",
        "years": "47",
    }
    assert not instance.node("/data/person[1]/school").relevant
    assert instance.node("/data/person[2]/school").relevant
    assert instance.node("/data/person[2]").label == "Person Bo"


def test_the_nodes_of_one_instance_are_those_below_it(household: Form) -> None:
    instance = filled(household)
    names = ("name", "age", "place", "school")
    below = [node.ref for node in instance.nodes("/data/person[2]")]
    assert below == [f"/data/person[2]/{name}" for name in names]
    with pytest.raises(KeyError):
        next(instance.nodes("/data/person[3]"))


def test_a_question_of_another_instance_is_found_after_one_has_gone(tmp_path: Path) -> None:
    name = "indexed-repeat(${name}, ${person}, position(..) + 1)"
    one = begin(
        form(
            tmp_path,
            {"type": "begin repeat", "name": "person", "label": "Person"},
            question("text", "name"),
            {"type": "calculate", "name": "next", "calculation": name},
            {"type": "end repeat"},
        )
    )
    for place, said in enumerate(("Ada", "Bo", "Cy"), start=1):
        if place > len(one.repeats("/data/person")):
            one.add_repeat("/data/person")
        one.answer(f"/data/person[{place}]/name", said)
    one.remove_repeat("/data/person[2]")
    assert [one.node(f"/data/person[{place}]/next").value for place in (1, 2)] == ["Cy", ""]


def test_a_removed_instance_takes_its_answers_along_and_later_ones_move_up(household: Form) -> None:
    instance = filled(household)
    instance.remove_repeat("/data/person[1]")
    assert instance.repeats("/data/person") == ("/data/person[1]",)
    assert instance.answers() == {
        "person[1]/name": "Bo",
        "person[1]/age": "7",
        "person[1]/place": "1",
        "people": "1",
        "years": "7",
    }


def test_all_instances_can_go_and_come_again(household: Form) -> None:
    instance = begin(household)
    instance.remove_repeat("/data/person[1]")
    assert instance.answers() == {"people": "0", "years": "0"}
    assert b"<person>" not in instance.submission()
    assert instance.add_repeat("/data/person") == "/data/person[1]"
    assert b"<rooms/><person><name/>" in instance.submission()


def test_an_instance_goes_though_a_repeat_inside_has_been_emptied(tmp_path: Path) -> None:
    one = begin(
        form(
            tmp_path,
            {"type": "begin repeat", "name": "house"},
            {"type": "begin repeat", "name": "person"},
            question("text", "name"),
            {"type": "end repeat"},
            {"type": "begin repeat", "name": "pet"},
            question("text", "kind"),
            {"type": "end repeat"},
            {"type": "end repeat"},
        )
    )
    one.add_repeat("/data/house")
    for house in one.repeats("/data/house"):
        one.add_repeat(f"{house}/pet")
        for person in reversed(one.repeats(f"{house}/person")):
            one.remove_repeat(person)
    one.add_repeat("/data/house[1]/pet")
    one.remove_repeat("/data/house[1]")
    assert one.repeats("/data/house") == ("/data/house[1]",)
    assert one.repeats("/data/house[1]/person") == ()


def test_what_is_not_there_is_named(household: Form) -> None:
    instance = begin(household)
    for ref in ("/data/person[2]", "/data/person[0]", "/data/rooms"):
        with pytest.raises(KeyError):
            instance.remove_repeat(ref)
    with pytest.raises(KeyError):
        instance.add_repeat("/data/rooms")
    with pytest.raises(KeyError):
        instance.answer("/data/person[2]/age", "3")


@pytest.mark.parametrize("place", ["0", "3", "x", "", "-1", "9" * 5000])
def test_a_position_where_nothing_stands_is_named(household: Form, place: str) -> None:
    with pytest.raises(KeyError):
        filled(household).node(f"/data/person[{place}]")


def test_an_edit_in_one_instance_leaves_the_others_alone(tmp_path: Path) -> None:
    """A calculation on a question that is shown: the edit stays until what it reads changes."""
    instance = begin(
        form(
            tmp_path,
            {"type": "begin repeat", "name": "item", "label": "Item"},
            question("integer", "price"),
            question("integer", "rent", calculation="${price} * 2"),
            {"type": "end repeat"},
        )
    )
    instance.add_repeat("/data/item")
    instance.answer("/data/item[1]/price", "5")
    instance.answer("/data/item[1]/rent", "11")
    instance.answer("/data/item[2]/price", "7")
    assert instance.node("/data/item[1]/rent").value == "11"
    assert instance.node("/data/item[2]/rent").value == "14"
    instance.answer("/data/item[1]/price", "6")
    assert instance.node("/data/item[1]/rent").value == "12"


@pytest.fixture
def counted(tmp_path: Path) -> Form:
    """As many children as are said, each with a list of toys."""
    return form(
        tmp_path,
        question("integer", "children"),
        {"type": "begin repeat", "name": "child", "label": "Child", "repeat_count": "${children}"},
        question("text", "name"),
        {"type": "begin repeat", "name": "toy", "label": "Toy"},
        question("text", "what"),
        {"type": "end repeat"},
        {"type": "end repeat"},
    )


def test_a_count_makes_instances_and_never_takes_answers_away(counted: Form) -> None:
    instance = begin(counted)
    instance.answer("/data/children", "3")
    instance.answer("/data/child[3]/name", "Cy")
    instance.answer("/data/children", "2")
    assert instance.answers()["child[3]/name"] == "Cy"  # as in JavaRosa
    for change in (
        lambda: instance.add_repeat("/data/child"),
        lambda: instance.remove_repeat("/data/child[1]"),
    ):
        with pytest.raises(RepeatError):
            change()


def test_a_repeat_in_a_new_instance_begins_empty(counted: Form) -> None:
    instance = begin(counted)
    instance.answer("/data/children", "2")
    assert instance.repeats("/data/child[1]/toy") == ("/data/child[1]/toy[1]",)
    assert instance.repeats("/data/child[2]/toy") == ()
    instance.add_repeat("/data/child[2]/toy")
    instance.answer("/data/child[2]/toy[1]/what", "kite")
    assert instance.answers()["child[2]/toy[1]/what"] == "kite"


@pytest.mark.parametrize(
    ("template", "second"), [("", ""), ('<person jr:template=""><name>Cy</name></person>', "Cy")]
)
def test_a_value_in_the_first_instance_is_no_default_of_the_next(
    template: str, second: str
) -> None:
    xml = f"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
        xmlns:jr="http://openrosa.org/javarosa"><h:head><model><instance><data id="people">
        {template}<person kind="grown"><name>Ada</name></person></data></instance></model></h:head>
        <h:body><repeat nodeset="/data/person"><input ref="/data/person/name"/></repeat></h:body>
        </h:html>"""
    one = begin(read_xform(xml.encode()))
    one.add_repeat("/data/person")
    names = [one.node(f"/data/person[{place}]/name").value for place in (1, 2)]
    assert names == ["Ada", second]  # ODK XForms, default values in repeats


def test_pages_go_through_each_instance_and_then_list_them(household: Form) -> None:
    instance = filled(household)
    entry = Entry(instance)
    seen = []
    while not entry.at_end:
        seen.append(entry.page.repeat or entry.page.refs[0])
        if entry.page.refs[:1] == ("/data/person[2]/name",):
            assert entry.page.title == "Person Bo"
        entry.forward()
    assert seen == [
        "/data/rooms",
        "/data/person[1]/name",
        "/data/person[1]/age",
        "/data/person[2]/name",
        "/data/person[2]/age",
        "/data/person[2]/school",
        "/data/person",
        "/data/last",
    ]


def test_an_instance_can_be_added_opened_and_removed_on_the_way(household: Form) -> None:
    instance = filled(household)
    entry = Entry(instance)
    assert entry.add("/data/person") == "/data/person[3]"
    assert entry.page.refs == ("/data/person[3]/name",)
    entry.open("/data/person[2]")
    assert entry.page.refs == ("/data/person[2]/name",)
    while not entry.page.repeat:
        entry.forward()
    assert entry.page.title == "Person …"
    entry.remove("/data/person[3]")
    assert entry.page.repeat == "/data/person"
    entry.back()
    assert entry.page.refs == ("/data/person[2]/school",)
    entry.go_to("/data/person")
    assert entry.page.repeat == "/data/person"
    entry.go_to("/data/person[1]/age")
    assert entry.page.refs == ("/data/person[1]/age",)


def test_a_field_list_around_a_repeat_shows_each_instance_on_a_page(tmp_path: Path) -> None:
    rows = ({**PERSON[0], "appearance": "field-list"}, *PERSON[1:])
    entry = Entry(begin(form(tmp_path, *rows)))
    assert entry.page.refs == ("/data/person[1]/name", "/data/person[1]/age")
    entry.forward()
    assert entry.page.repeat == "/data/person"


def test_a_counted_repeat_has_no_list(counted: Form) -> None:
    instance = begin(counted)
    instance.answer("/data/children", "2")
    entry = Entry(instance)
    lists = set()
    while not entry.at_end:
        lists.add(entry.page.repeat)
        entry.forward()
    assert lists == {"", "/data/child[1]/toy", "/data/child[2]/toy"}


def test_every_instance_makes_an_entity_of_its_own(tmp_path: Path) -> None:
    """As ODK Central wants them: a new id each, `create` by the form's condition."""
    sheets = "\n".join(
        (
            "| survey | | | | | |",
            "| | type | name | label | save_to |",
            "| | begin repeat | r | R | |",
            "| | text | nm | Name | nm |",
            "| | end repeat | | | |",
            "| entities | | | | | |",
            "| | list_name | label | entity_id | create_if |",
            "| | people | concat(${nm}, '!') | | ${nm} != '' |",
        )
    )
    (tmp_path / "form.md").write_text(sheets, encoding="utf-8")
    instance = begin(load(tmp_path / "form.md"))
    instance.add_repeat("/data/r")
    instance.set("/data/r[2]/nm", "Bo")
    submission = ElementTree.fromstring(instance.submission())  # noqa: S314 - our own
    first, second = submission.iterfind("r/meta/entity")
    assert (first.get("create"), second.get("create")) == ("0", "1")
    assert len({UUID(one.get("id")).hex for one in (first, second)}) == 2
    assert second.findtext("label") == "Bo!"


def test_a_submission_declares_the_namespaces_it_uses() -> None:
    xform = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
        xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms">
      <h:head><h:title>T</h:title><model><instance>
        <d xmlns="http://example.org/census" id="census"><q/>
          <orx:meta><orx:instanceID/></orx:meta></d>
      </instance><bind nodeset="/d/orx:meta/orx:instanceID" jr:preload="uid"/></model></h:head>
      <h:body><input ref="/d/q"><label>Q</label></input></h:body></h:html>"""
    submission = ElementTree.fromstring(begin(read_xform(xform.encode())).submission())  # noqa: S314
    assert submission.tag == "{http://example.org/census}d"
    assert submission.find("{http://openrosa.org/xforms}meta") is not None


def test_an_instance_without_a_page_of_its_own_leads_to_the_list(tmp_path: Path) -> None:
    instance = begin(
        form(
            tmp_path,
            question("select_one yn", "more"),
            {"type": "begin repeat", "name": "person", "label": "Person"},
            question("text", "name", relevant="${more} = 'yes'"),
            {"type": "end repeat"},
        )
    )
    entry = Entry(instance)
    assert entry.add("/data/person") == "/data/person[2]"
    assert entry.page.repeat == "/data/person"


def test_every_house_of_a_field_list_lists_its_own_people(tmp_path: Path) -> None:
    instance = begin(
        form(
            tmp_path,
            {"type": "begin repeat", "name": "house", "label": "H", "appearance": "field-list"},
            question("text", "street"),
            {"type": "begin repeat", "name": "person", "label": "P"},
            question("text", "name"),
            {"type": "end repeat"},
            {"type": "end repeat"},
        )
    )
    instance.add_repeat("/data/house")
    entry, lists = Entry(instance), []
    while not entry.at_end:
        lists.append(entry.page.repeat)
        entry.forward()
    assert [one for one in lists if one] == [
        "/data/house[1]/person",
        "/data/house[2]/person",
        "/data/house",
    ]
