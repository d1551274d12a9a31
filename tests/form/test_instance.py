"""What an answer changes, and what it leaves alone."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveykit.errors import FaultyFileError
from surveykit.form import Form, Instance, InvalidAnswerError, read_xform
from surveykit.form.xform.xml import parse

from .building import NOW, begin, form, question


def test_an_edit_of_a_calculated_answer_stays_until_something_it_reads_changes(
    tmp_path: Path,
) -> None:
    one = begin(
        form(
            tmp_path,
            question("integer", "a"),
            question("integer", "b"),
            question("integer", "twice", calculation="${a} * 2"),
        )
    )
    one.set("/data/a", "2")
    one.set("/data/twice", "5")
    one.set("/data/b", "9")
    assert one.node("/data/twice").value == "5"
    one.set("/data/a", "3")
    assert one.node("/data/twice").value == "6"


def test_a_calculation_that_nothing_touches_is_not_evaluated_again(tmp_path: Path) -> None:
    one = begin(
        form(
            tmp_path,
            question("text", "a"),
            question("text", "b"),
            question("calculate", "fixed", calculation="concat(uuid(), ${a})"),
        )
    )
    before = one.node("/data/fixed").value
    one.set("/data/b", "x")
    assert one.node("/data/fixed").value == before
    one.set("/data/a", "x")
    assert one.node("/data/fixed").value != before


def test_once_keeps_its_first_value(tmp_path: Path) -> None:
    one = begin(
        form(
            tmp_path,
            question("text", "a"),
            question("calculate", "drawn", calculation="once(concat(random(), ${a}))"),
        )
    )
    before = one.node("/data/drawn").value
    one.set("/data/a", "x")
    assert one.node("/data/drawn").value == before


def test_relevance_goes_down_and_answers_come_back(tmp_path: Path) -> None:
    one = begin(
        form(
            tmp_path,
            question("select_one yn", "ask"),
            question("begin_group", "more", relevant="${ask} = 'yes'"),
            question("text", "why"),
            question("text", "how", relevant="${why} != ''"),
            question("end_group", ""),
        )
    )
    for ref, text in (
        ("/data/ask", "yes"),
        ("/data/more/why", "so"),
        ("/data/more/how", "by foot"),
    ):
        one.set(ref, text)
    one.set("/data/ask", "no")
    assert not one.node("/data/more/how").relevant
    assert one.answers() == {"ask": "no"}
    assert b"by foot" not in one.submission()
    one.set("/data/ask", "yes")
    assert one.answers() == {"ask": "yes", "why": "so", "how": "by foot"}


def test_an_answer_that_breaks_the_rule_leaves_the_old_one(tmp_path: Path) -> None:
    one = begin(
        form(
            tmp_path,
            question("integer", "age", constraint=". < 120", constraint_message="Too old."),
            question("integer", "next", calculation="${age} + 1"),
        )
    )
    one.answer("/data/age", "30")
    with pytest.raises(InvalidAnswerError) as refusal:
        one.answer("/data/age", "130")
    assert refusal.value.what == "Too old."
    assert one.answers() == {"age": "30", "next": "31"}


def test_a_required_answer_cannot_be_cleared_but_set_does_as_odk(tmp_path: Path) -> None:
    one = begin(
        form(
            tmp_path,
            question("text", "name", required="yes", required_message="Name, please."),
        )
    )
    with pytest.raises(InvalidAnswerError, match=r"Name, please\."):
        one.answer("/data/name", " ")
    one.set("/data/name", "")
    (violation,) = one.violations()
    assert (violation.ref, violation.condition) == ("/data/name", "required")
    assert violation.message == "Name, please."


def test_a_rule_is_not_applied_to_no_answer(tmp_path: Path) -> None:
    one = begin(form(tmp_path, question("integer", "age", constraint=". > 18")))
    assert one.violations() == ()


def test_what_the_device_knows_is_filled_in(tmp_path: Path) -> None:
    one = form(
        tmp_path,
        question("start", "start"),
        question("end", "end"),
        question("deviceid", "deviceid"),
        question("text", "a"),
    )
    ours = Instance(one, lists={}, now=lambda: NOW, preloads={"deviceid": "d7"})
    assert ours.answers()["deviceid"] == "d7"
    assert ours.answers()["start"] == "2026-06-15T12:00:00.000Z"
    ours.finalize()
    assert ours.answers()["end"] == "2026-06-15T12:00:00.000Z"


def test_the_language_can_change_at_any_moment(tmp_path: Path) -> None:
    one = begin(
        form(
            tmp_path,
            {
                "type": "text",
                "name": "who",
                "label::English (en)": "Who?",
                "label::Deutsch (de)": "Wer?",
            },
            {
                "type": "text",
                "name": "what",
                "label::English (en)": "What did ${who} do?",
                "label::Deutsch (de)": "Was tat ${who}?",
            },
            default_language="Deutsch (de)",
        )
    )
    one.set("/data/who", "Ada")
    assert one.node("/data/what").label == "Was tat Ada?"
    one.language = "English (en)"
    assert one.node("/data/what").label == "What did Ada do?"


def test_true_and_false_are_kept_as_javarosa_keeps_them(tmp_path: Path) -> None:
    one = begin(
        form(
            tmp_path,
            question("integer", "age"),
            question("calculate", "adult", calculation="${age} >= 18"),
            question("text", "work", relevant="${adult}"),
            question("text", "school", relevant="not(${adult})"),
        )
    )
    one.set("/data/age", "12")
    assert one.node("/data/adult").value == "0"
    assert (one.node("/data/work").relevant, one.node("/data/school").relevant) == (False, True)


def test_the_first_screen_need_not_wait_for_heavy_modules() -> None:
    heavy = "{'pydantic', 'openpyxl', 'pyxform', 'babel'}"
    script = f"import sys, surveykit.form; print(sorted({heavy} & set(sys.modules)))"
    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True, encoding="utf-8"
    )
    assert printed.stdout.strip() == "[]"


def test_an_unknown_ref_is_the_callers_mistake(tmp_path: Path) -> None:
    one = begin(form(tmp_path, question("text", "a")))
    with pytest.raises(KeyError):
        one.set("/data/nowhere", "x")


CHAIN = 30


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, CHAIN - 1), st.sampled_from(["", "x", "3"])), max_size=25))
def test_step_by_step_ends_where_starting_anew_ends(steps: list[tuple[int, str]]) -> None:
    """The graph forgets nothing: an instance begun with the final answers looks the same."""
    one = begin(_chain())
    for place, text in steps:
        one.set(f"/data/q{place}", text)
    anew = begin(_chain())
    for place in reversed(range(CHAIN)):
        anew.set(f"/data/q{place}", one.node(f"/data/q{place}").value)
    assert [_shown(one, n) for n in range(CHAIN)] == [_shown(anew, n) for n in range(CHAIN)]


def _shown(one: Instance, place: int) -> tuple[bool, str, str]:
    node = one.node(f"/data/q{place}")
    return node.relevant, node.value, one.node(f"/data/c{place}").value


def _chain() -> Form:
    nodes = "".join(f"<q{n}/><c{n}/>" for n in range(CHAIN))
    binds = "".join(
        f"""<bind nodeset="/data/q{n}" relevant="/data/q{max(n - 2, 0)} != 'x' or {n} &lt; 2"/>
        <bind nodeset="/data/c{n}"
        calculate="concat(/data/q{n}, count-selected(/data/c{n + 1}))"/>"""
        if 1 < n < CHAIN - 1
        else ""
        for n in range(CHAIN)
    )
    inputs = "".join(f'<input ref="/data/q{n}"><label>Q</label></input>' for n in range(CHAIN))
    return read_xform(
        f"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
        <h:head><h:title>T</h:title><model><instance><data id="t">{nodes}</data></instance>{binds}
        </model></h:head><h:body>{inputs}</h:body></h:html>""".encode()
    )


def test_a_group_that_cannot_be_changed_holds_for_everything_inside(tmp_path: Path) -> None:
    instance = begin(
        form(
            tmp_path,
            question("select_one yn", "locked"),
            {"type": "begin group", "name": "g", "label": "G", "read_only": "${locked} = 'yes'"},
            question("text", "inside"),
            {"type": "end group"},
        )
    )
    assert not instance.node("/data/g/inside").readonly
    instance.set("/data/locked", "yes")
    assert instance.node("/data/g/inside").readonly


@pytest.mark.parametrize(
    ("kind", "default", "stored"),
    [
        ("integer", "3", "3"),
        ("integer", "foo", ""),
        ("integer", "2.0", ""),
        ("decimal", "3", "3.0"),
        ("date", "2026-01-02", "2026-01-02"),
        ("date", "2026-13-02", ""),
        ("datetime", "2026-01-02", "2026-01-02T00:00:00.000Z"),
        ("time", "09:30", "09:30:00.000Z"),
        ("geopoint", "37.774 -122.420 0 0", "37.774 -122.42 0.0 0.0"),
        ("geotrace", "1 1 0 0;2 2 0 0", "1.0 1.0 0.0 0.0; 2.0 2.0 0.0 0.0"),
    ],
)
def test_a_default_is_stored_as_javarosa_stores_it(
    tmp_path: Path, kind: str, default: str, stored: str
) -> None:
    instance = begin(form(tmp_path, question(kind, "q", default=default)))
    assert instance.node("/data/q").value == stored


def test_controls_and_events_may_name_a_bind_by_its_id() -> None:
    xform = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
      <h:head><h:title>T</h:title><model><instance><d id="d"><q/></d></instance>
        <bind id="that" nodeset="/d/q" type="int"/>
        <setvalue bind="that" event="odk-instance-first-load">7</setvalue></model></h:head>
      <h:body><input bind="that"><label>Q</label></input></h:body></h:html>"""
    instance = begin(read_xform(xform.encode()))
    assert instance.answers() == {"q": "7"}
    assert instance.form.question("q").type == "integer"


def test_a_range_takes_numbers_between_the_named_ticks(tmp_path: Path) -> None:
    ticks = ({"list_name": "ends", "name": "1", "label": "cold"},)
    row = question("range", "warmth", parameters="start=1 end=10 step=1 tick_labelset=ends")
    instance = begin(form(tmp_path, row, choices=ticks))
    instance.answer("/data/warmth", "7")
    assert instance.answers() == {"warmth": "7"}


def test_nothing_that_people_read_steers_their_terminal(tmp_path: Path) -> None:
    repeat = {"type": "begin_repeat", "name": "r", "label": "Home \u202e"}
    one = begin(
        form(
            tmp_path,
            question("text", "a"),
            question("calculate", "c", calculation="base64-decode(${a})"),
            question(
                "text", "b", label="Hi ${c}", hint="So ${c}", guidance_hint="Or ${c}",
                constraint="false()", constraint_message="No ${c}",
            ),
            question("select_one_from_file shops.csv", "shop"),
            repeat, question("text", "in"), question("end_repeat", ""),
        ),
        lists={"shops.csv": [{"name": "x\x07", "label": "Apple\x1b]0;pwned\x07 \u202eelppA"}]},
    )  # fmt: skip
    one.set("/data/a", "G1szMW0=")
    one.set("/data/b", "x")
    node = one.node("/data/b")
    assert one.node("/data/c").value == "\x1b[31m"
    assert (node.label, node.hint, node.guidance) == ("Hi [31m", "So [31m", "Or [31m")
    assert node.message == "No [31m"
    (shop,) = one.node("/data/shop").choices
    assert (shop.value, shop.label) == ("x\x07", "Apple]0;pwned elppA")
    assert one.title_of("/data/r").strip() == one.node("/data/r[1]").label.strip() == "Home"


def test_a_correction_of_a_calculation_is_judged_itself(tmp_path: Path) -> None:
    """Not what was calculated before it."""
    instance = begin(
        form(
            tmp_path,
            question("integer", "a"),
            question("integer", "b", calculation="${a} + 1", constraint=". < 5"),
        )
    )
    instance.set("/data/a", "7")
    instance.answer("/data/b", "3")
    instance.set("/data/a", "1")
    with pytest.raises(InvalidAnswerError):
        instance.answer("/data/b", "99")


def test_what_would_be_accepted_is_tried_without_a_trace(tmp_path: Path) -> None:
    letters = tuple({"list_name": "l", "name": one, "label": one} for one in "abcd")
    instance = begin(
        form(
            tmp_path,
            question("select_multiple l", "q", constraint="count-selected(.) <= 3"),
            question("select_one l", "best", choice_filter="selected(${q}, name)"),
            choices=letters,
        )
    )
    instance.answer("/data/q", "a b c")
    instance.answer("/data/best", "a")
    assert instance.accepts("/data/q", "b d")
    assert not instance.accepts("/data/q", "a b c d")
    assert instance.answers() == {"q": "a b c", "best": "a"}


def test_what_is_never_asked_does_not_keep_a_form_from_being_finished(tmp_path: Path) -> None:
    instance = begin(
        form(
            tmp_path,
            question("integer", "a"),
            {"type": "calculate", "name": "c", "calculation": "${a} * 2", "constraint": ". < 5"},
        )
    )
    instance.answer("/data/a", "4")
    assert instance.violations() == ()


def test_a_submission_can_be_read_whatever_a_calculation_gives(tmp_path: Path) -> None:
    rows = question("text", "a"), question("calculate", "c", calculation="base64-decode(${a})")
    one = begin(form(tmp_path, *rows))
    one.set("/data/a", "G1szMW0=")
    assert parse(one.submission()).findtext("c") == "[31m"


def test_a_control_without_a_node_is_refused_by_its_path() -> None:
    xform = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
      <h:head><h:title>T</h:title><model><instance><d id="d"><q/></d></instance></model></h:head>
      <h:body><input ref="/d/nope"><label>Q</label></input></h:body></h:html>"""
    with pytest.raises(FaultyFileError) as refusal:
        read_xform(xform.encode())
    (fault,) = refusal.value.faults
    assert fault.cell == "/d/nope"
