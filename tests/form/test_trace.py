"""A trace says what ODK Web Forms says, key by key, and goes on after a step that fails.

`trace/web_forms.json.xz` is what the driver of Web Forms printed for `kinds.xml`, a form with
every kind of node, and `steps.json`:

    node oracle.mjs kinds.xml steps.json --now 2026-06-01T12:00:00Z | xz -9 > web_forms.json.xz
"""

import json
import lzma
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest

from surveykit.form import Form, load
from surveykit.form.filling.trace import Step, Trace, trace

from .building import NOW, form, question

FOLDER = Path(__file__).parent / "trace"
WEB_FORMS = json.loads(lzma.decompress((FOLDER / "web_forms.json.xz").read_bytes()))
STEPS = json.loads((FOLDER / "steps.json").read_text(encoding="utf-8"))
AT_RANDOM = "/data/meta/instanceID"


def take(one: Form, steps: Sequence[Step]) -> Trace:
    random = Random(1)  # noqa: S311 - reproducible
    return trace(one, steps, lists={}, now=lambda: NOW, random=random)


@pytest.fixture(scope="module")
def ours() -> Trace:
    now = datetime.fromisoformat("2026-06-01T12:00:00Z")
    random = Random(1)  # noqa: S311 - reproducible
    return trace(load(FOLDER / "kinds.xml"), STEPS, lists={}, now=lambda: now, random=random)


def test_every_key_of_every_node_after_every_step_is_as_web_forms_has_it(ours: Trace) -> None:
    as_json = json.loads(json.dumps(ours))
    assert as_json["languages"] == WEB_FORMS["languages"]
    assert as_json["status"] == WEB_FORMS["status"]
    assert as_json["violations"] == WEB_FORMS["violations"]
    for mine, theirs in zip(_moments(as_json), _moments(WEB_FORMS), strict=True):
        assert [node["ref"] for node in mine] == [node["ref"] for node in theirs]
        for one, other in zip(mine, theirs, strict=True):
            assert _comparable(one) == _comparable(other)


def _moments(told: dict[str, object]) -> Iterator[list[dict[str, object]]]:
    """The nodes at the beginning and after each step."""
    yield told["initial"]  # type: ignore[misc]
    for taken in told["steps"]:  # type: ignore[attr-defined]
        yield taken["nodes"]


def _comparable(node: dict[str, object]) -> dict[str, object]:
    """Without random numbers, and the spaces that pyxform puts around labels with outputs."""
    labels: dict[str, str] = node.get("label", {})  # type: ignore[assignment]
    trimmed = {language: words.strip() for language, words in labels.items()}
    value = "random" if node["ref"] == AT_RANDOM else node.get("value")
    return {**node, "label": trimmed, "value": value}


def test_the_steps_that_fail_are_those_that_fail_in_web_forms(ours: Trace) -> None:
    failed = [place for place, taken in enumerate(ours["steps"]) if "error" in taken]
    assert failed == [place for place, taken in enumerate(WEB_FORMS["steps"]) if "error" in taken]
    assert len(failed) == 3


def test_the_submission_is_that_of_web_forms(ours: Trace) -> None:
    assert _leaves(ours["submission"]) == _leaves(WEB_FORMS["submission"])


def _leaves(xml: str) -> list[tuple[str, str | None]]:
    return [
        (node.tag, None if node.tag == "instanceID" else node.text)
        for node in ET.fromstring(xml).iter()  # noqa: S314 - our own
    ]


def test_the_same_moment_gives_the_same_trace() -> None:
    kinds = load(FOLDER / "kinds.xml")
    assert take(kinds, STEPS) == take(kinds, STEPS)


def test_a_form_can_be_looked_at_without_any_step(tmp_path: Path) -> None:
    told = take(form(tmp_path, question("text", "name", required="yes")), [])
    (name, *_meta) = told["initial"]
    assert (name["type"], name["label"], told["steps"]) == ("input", {"default": "Name"}, [])
    assert (told["status"], told["violations"]) == (
        "pending",
        [{"ref": "/data/name", "condition": "required", "message": None}],
    )


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"set": "/data/nobody", "value": "x"}, "/data/nobody"),
        ({"set": "/data/sum", "value": "9"}, "no question that can be answered"),
        ({"set": "/data/fixed", "value": "9"}, "can only be read"),
        ({"set": "/data/age", "value": "old"}, "Enter a whole number"),
        ({"set": "/data/photo", "file": "absent.png"}, "absent.png"),
        ({"addRepeat": "/data/age"}, "/data/age"),
        ({"removeRepeat": "/data/child[7]"}, "/data/child[7]"),
        ({"setLanguage": "Latin"}, "Latin"),
        ({"jump": "/data/age"}, "This is no step."),
        ({"set": 7}, "This is no step."),
    ],
    ids=str,
)
def test_a_step_that_cannot_be_taken_says_why_and_the_next_one_is_taken(
    tmp_path: Path, step: Step, said: str
) -> None:
    one = form(
        tmp_path,
        question("integer", "age"),
        question("text", "fixed", read_only="yes", default="1"),
        question("calculate", "sum", calculation="${age} + 1"),
        question("image", "photo"),
        question("begin_repeat", "child"),
        question("text", "name"),
        question("end_repeat", ""),
    )
    refused, after = take(one, [step, {"set": "/data/age", "value": 3}])["steps"]
    assert said in refused["error"]
    assert "error" not in after
    assert [node["value"] for node in after["nodes"] if node["ref"] == "/data/sum"] == ["4"]


@pytest.mark.parametrize(
    ("given", "stored"),
    [("a b", "a b"), (["a", "b"], "a b"), (["b"], "b"), (None, ""), ("", ""), ([], "")],
    ids=str,
)
def test_values_of_json_are_stored_as_odk_stores_them(
    tmp_path: Path, given: object, stored: str
) -> None:
    codes = [{"list_name": "l", "name": name, "label": name} for name in "ab"]
    one = form(tmp_path, question("select_multiple l", "some"), choices=codes)
    steps: list[Step] = [
        {"set": "/data/some", "value": "b"},
        {"set": "/data/some", "value": given},
    ]
    assert take(one, steps)["steps"][-1]["nodes"][0]["value"] == stored


def test_a_file_is_stored_by_its_name(tmp_path: Path) -> None:
    picture = tmp_path / "door.png"
    picture.write_bytes(b"")
    one = form(tmp_path, question("image", "photo"))
    (taken,) = take(one, [{"set": "/data/photo", "file": str(picture)}])["steps"]
    assert taken["nodes"][0]["value"] == "door.png"


@pytest.mark.parametrize(
    ("labels", "worded"),
    [("each", [True, True, True]), ("final", [False, False, True]), ("none", [False] * 3)],
)
def test_words_are_told_when_they_are_asked_for(
    tmp_path: Path, labels: str, worded: list[bool]
) -> None:
    one = form(tmp_path, question("text", "a"))
    steps: list[Step] = [{"set": "/data/a", "value": "1"}, {"set": "/data/a", "value": "2"}]
    told = trace(one, steps, lists={}, now=lambda: NOW, labels=labels)  # type: ignore[arg-type]
    moments = [told["initial"], *(taken["nodes"] for taken in told["steps"])]
    assert ["label" in nodes[0] for nodes in moments] == worded


def test_a_position_of_one_may_be_written_or_left_out(tmp_path: Path) -> None:
    one = form(
        tmp_path,
        question("begin_repeat", "child"),
        question("text", "name"),
        question("end_repeat", ""),
    )
    for ref in ("/data/child/name", "/data/child[1]/name", "/data[1]/child[1]/name[1]"):
        (taken,) = take(one, [{"set": ref, "value": "Eva"}])["steps"]
        names = [node for node in taken["nodes"] if node["ref"] == "/data/child[1]/name"]
        assert [node["value"] for node in names] == ["Eva"]
