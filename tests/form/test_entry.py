"""Walking through a form as Collect does."""

from pathlib import Path

import pytest

from surveykit.bundled import FORMS
from surveykit.form import Entry, InvalidAnswerError, load

from .building import begin, form, question
from .recordings import attached


def test_a_field_list_is_one_page_and_any_other_group_is_not(tmp_path: Path) -> None:
    entry = Entry(
        begin(
            form(
                tmp_path,
                question("begin_group", "first", appearance="field-list"),
                question("text", "a"),
                question("text", "b"),
                question("end_group", ""),
                question("begin_group", "second"),
                question("text", "c"),
                question("note", "d"),
                question("end_group", ""),
                question("calculate", "e", calculation="1"),
            )
        )
    )
    seen = []
    while not entry.at_end:
        seen.append((entry.page.refs, entry.page.title, entry.progress))
        entry.forward()
    assert seen == [
        (("/data/first/a", "/data/first/b"), "First", (1, 3)),
        (("/data/second/c",), "Second", (2, 3)),
        (("/data/second/d",), "Second", (3, 3)),
    ]
    assert entry.page.refs == ()


def test_what_is_irrelevant_is_passed_over_both_ways(tmp_path: Path) -> None:
    one = begin(
        form(
            tmp_path,
            question("select_one yn", "ask"),
            question("text", "why", relevant="${ask} = 'yes'"),
            question("text", "last"),
        )
    )
    entry = Entry(one)
    one.set("/data/ask", "no")
    entry.forward()
    assert entry.page.refs == ("/data/last",)
    assert entry.progress == (2, 2)
    entry.back()
    assert entry.page.refs == ("/data/ask",)
    entry.back()
    assert entry.page.refs == ("/data/ask",)
    one.set("/data/ask", "yes")
    entry.forward()
    assert entry.page.refs == ("/data/why",)


def test_a_page_shows_only_what_is_relevant_now(tmp_path: Path) -> None:
    one = begin(
        form(
            tmp_path,
            question("begin_group", "g", appearance="field-list"),
            question("text", "a"),
            question("text", "b", relevant="${a} = 'x'"),
            question("end_group", ""),
        )
    )
    entry = Entry(one)
    assert list(entry.page.refs) == ["/data/g/a"]
    one.set("/data/g/a", "x")
    assert list(entry.page.refs) == ["/data/g/a", "/data/g/b"]


def test_the_first_bad_question_of_a_page_holds_it(tmp_path: Path) -> None:
    one = begin(
        form(
            tmp_path,
            question("begin_group", "g", appearance="field-list"),
            question("text", "a"),
            question("text", "b", required="yes", required_message="B, please."),
            question("text", "c", required="yes"),
            question("end_group", ""),
        )
    )
    entry = Entry(one)
    with pytest.raises(InvalidAnswerError, match=r"B, please\.") as refusal:
        entry.forward()
    assert refusal.value.ref == "/data/g/b"
    assert entry.page.refs == ("/data/g/a", "/data/g/b", "/data/g/c")


def test_going_to_a_question(tmp_path: Path) -> None:
    rows = [question("text", name) for name in "abc"]
    entry = Entry(begin(form(tmp_path, *rows)))
    entry.go_to("/data/c")
    assert entry.page.refs == ("/data/c",)
    with pytest.raises(KeyError):
        entry.go_to("/data/nowhere")


def test_going_to_what_is_irrelevant_goes_to_the_next_page(tmp_path: Path) -> None:
    rows = (
        question("text", "a"),
        question("text", "b", relevant="${a} = 'x'"),
        question("text", "c"),
    )
    entry = Entry(begin(form(tmp_path, *rows)))
    entry.go_to("/data/b")
    assert entry.page.refs == ("/data/c",)


def test_from_the_end_one_can_go_back(tmp_path: Path) -> None:
    entry = Entry(begin(form(tmp_path, question("text", "a"))))
    entry.forward()
    assert entry.at_end
    assert entry.progress == (1, 1)
    entry.back()
    assert entry.page.refs == ("/data/a",)


def test_a_refusal_at_the_door_ends_after_its_reason() -> None:
    one = begin(load(FORMS / "door_interest.xlsx"), lists=attached())
    entry = Entry(one)
    for ref, text in (
        ("/data/setup/site_id", "C"),
        ("/data/setup/block", "C-1"),
        ("/data/setup/organiser", "Quartiersbüro"),
        ("/data/adult", "yes"),
        ("/data/consent", "no"),
    ):
        one.answer(ref, text)
    seen = []
    while not entry.at_end:
        seen.append(entry.page.refs[0])
        entry.forward()
    assert seen == [
        "/data/setup/site_id",
        "/data/intro",
        "/data/adult",
        "/data/consent",
        "/data/refusal",
    ]
