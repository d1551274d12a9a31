"""One unfinished interview gone on with in two windows: neither writes over the other."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from surveykit.errors import SurveykitError
from surveykit.fieldwork.record import Mode
from surveykit.form import load
from surveykit.interviewing import OpenInterview, begin, resume
from surveykit.setting_up import new_example
from surveykit.store import DraftElsewhereError
from surveykit.workflow import Project, open_project
from tests.form.building import question, workbook

NOW = datetime(2027, 1, 14, 17, 42, 7, tzinfo=UTC)


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[tuple[OpenInterview, OpenInterview]]:
    """The same interview, twice, with consent given and a photo to take."""
    form = load(
        workbook(
            tmp_path / "own.xlsx",
            [
                question("text", "first", label="First?"),
                question("text", "second", label="Second?"),
                question("image", "photo", label="Photo?"),
            ],
            form_id="own",
            form_title="Own",
        )
    )
    with new_example(tmp_path / "example.survey", "A", now=NOW) as one:
        one.add_forms([form])
        here = begin(one, "own", mode=Mode.DESK, clock=lambda: NOW)
        here.answer("/data/first", "here")
        with open_project(one.path) as other:
            yield here, resume(other, other.drafts()[0], lambda: NOW)


def _stored(project: Project) -> list[str]:
    [draft] = project.drafts()
    return [text for _ref, text in draft.answers]


def test_who_writes_second_is_told_and_stands_at_what_the_first_wrote(
    windows: tuple[OpenInterview, OpenInterview],
) -> None:
    here, there = windows
    there.answer("/data/second", "there")
    with pytest.raises(DraftElsewhereError) as told:
        here.answer("/data/first", "here again")
    assert "anderes Fenster" in told.value.what
    assert _stored(here.project) == ["here", "there"]
    assert here.entry.instance.answers() == {"first": "here", "second": "there"}
    here.answer("/data/first", "knowing it")
    with pytest.raises(DraftElsewhereError):
        there.answer("/data/second", "not knowing it")
    assert _stored(here.project) == ["here", "there", "knowing it"]


def _attach(interview: OpenInterview) -> None:
    from PIL import Image

    photo = interview.project.path.with_name("photo.png")
    Image.new("RGB", (4, 4)).save(photo)
    interview.attach("/data/photo", str(photo))


ENDS: dict[str, Callable[[OpenInterview], object]] = {
    "finish": OpenInterview.finish,
    "break off": OpenInterview.break_off,
    "discard": OpenInterview.discard,
    "take back": OpenInterview.take_back,
    "note": lambda interview: interview.note("/data/first", "noted"),
    "attach": _attach,
}


@pytest.mark.parametrize("act", ENDS.values(), ids=ENDS.keys())
def test_nothing_that_the_other_wrote_is_passed_over(
    windows: tuple[OpenInterview, OpenInterview], act: Callable[[OpenInterview], object]
) -> None:
    here, there = windows
    there.answer("/data/second", "there")
    with pytest.raises(DraftElsewhereError):
        act(here)
    assert _stored(here.project) == ["here", "there"]
    assert here.project.records() == ()
    assert here.erasure_code == ""


def test_what_the_other_has_ended_is_told(windows: tuple[OpenInterview, OpenInterview]) -> None:
    here, there = windows
    there.finish()
    with pytest.raises(SurveykitError, match="abgeschlossen oder verworfen"):
        here.answer("/data/first", "late")
    assert len(here.project.records()) == 1
