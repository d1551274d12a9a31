"""Which files somebody means, and that a faulty one does not hold up the others."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from surveykit import text
from surveykit.errors import SurveykitError
from surveykit.exchange import Refused, altogether, handovers_at, merge, target
from surveykit.fieldwork.attempt import Outcome
from surveykit.setting_up import new_example
from surveykit.workflow import Project, open_project, record_attempt

NOW = datetime(2027, 1, 14, 17, 42, 7, tzinfo=UTC)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Two handovers, and what else lies on a stick."""
    folder = tmp_path / "USB stick"
    (folder / "team 2").mkdir(parents=True)
    for name in ("a.handover", "b.HANDOVER", "notes.txt", "team 2/c.handover"):
        (folder / name).write_bytes(b"")
    return folder


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("{stick}", ["a.handover", "b.HANDOVER"]),
        ("'{stick}'", ["a.handover", "b.HANDOVER"]),
        ('"{stick}/a.handover"', ["a.handover"]),
        ("{stick}/a", ["a.handover"]),
        ("  {escaped}/a.handover  ", ["a.handover"]),
        ("file://{quoted}/a.handover", ["a.handover"]),
        ("{stick}/*.handover", ["a.handover"]),
        ("{stick}/*", ["a.handover", "b.HANDOVER", "notes.txt"]),
        ("'{stick}/a.handover' '{stick}/b.HANDOVER'", ["a.handover", "b.HANDOVER"]),
        ("{escaped}/a.handover {escaped}/a.handover", ["a.handover"]),
        ("{stick}/team 2", ["c.handover"]),
        ("USB stick", ["a.handover", "b.HANDOVER"]),
    ],
)
def test_a_path_is_found_however_it_was_typed_or_dropped(
    stick: Path, typed: str, names: list[str]
) -> None:
    text_ = typed.format(
        stick=stick,
        escaped=str(stick).replace(" ", "\\ "),
        quoted=str(stick).replace(" ", "%20"),
    )
    assert [file.name for file in handovers_at(text_, stick.parent)] == names


def test_folders_on_the_stick_are_looked_into(stick: Path) -> None:
    for file in stick.glob("*.*"):
        file.unlink()
    assert [file.name for file in handovers_at(str(stick), Path())] == ["c.handover"]


@pytest.mark.parametrize("typed", ["", "   ", "nowhere", "\0", "**", "~nobody/x", "[", "'"])
def test_what_leads_nowhere_is_told(tmp_path: Path, typed: str) -> None:
    text.use("en")
    with pytest.raises(SurveykitError, match="There is no handover at"):
        handovers_at(typed, tmp_path)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with new_example(tmp_path / "laptop.survey", "A", now=NOW) as project:
        yield project


def test_a_folder_gets_a_free_name(project: Project, stick: Path) -> None:
    assert target(project, f"'{stick}'", NOW.date()) == stick / "laptop-20270114-1.handover"
    assert target(project, f"{stick}/x.handover", NOW.date()) == stick / "x.handover"


def test_a_faulty_file_holds_nothing_up(project: Project, stick: Path) -> None:
    text.use("en")
    other = Path(shutil.copy(project.path, stick / "other.survey"))
    with open_project(other) as giver:
        record_attempt(giver, giver.site.dwellings[0].name, Outcome.REFUSED, NOW)
        giver.handover(stick / "z.handover", NOW.date(), unsealed=True)
    done = list(merge(project, [stick / "a.handover", stick / "z.handover", stick / "gone"]))
    assert [isinstance(one, Refused) for one in done] == [True, False, True]
    assert "is not a handover" in str(done[0])
    assert "no such file" in str(done[2])
    assert len(project.attempts()) == 1
    assert altogether(done) == (
        "Altogether 0 questionnaires before, 0 new, 0 conflicts, 0 lost. 2 files were not taken in."
    )
