"""The dashboard: right figures, each with its way back, and nothing told of few households."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from surveykit import evaluating, publishing, setting_up, text, workflow
from surveykit.desk.board import board, steps_of
from surveykit.desk.figures import Board, Share, Spread, trace_lines
from surveykit.fieldwork.record import DOOR_FORM
from surveykit.site.criteria import Criteria
from surveykit.workflow import Project
from tests.conftest import SURVEYED_ON


@pytest.fixture
def project(lindenhof_file: Path) -> Iterator[Project]:
    with workflow.open_project(lindenhof_file) as opened:
        yield opened


def _board(project: Project) -> Board:
    results = evaluating.results(project, SURVEYED_ON)
    return board(project, results, steps=steps_of(project, results))


def _mark(found: Board, key: str) -> Spread:
    figure = found.figure(key)
    assert figure is not None
    assert isinstance(figure.mark, Spread)
    return figure.mark


def _shown(found: Board, key: str) -> str:
    figure = found.figure(key)
    assert figure is not None, key
    return figure.shown


def test_the_figures_are_those_of_the_example_sites(project: Project) -> None:
    # Site B: 94 occupied dwellings, 58 interviews, 15 declined, 21 not reached; raw visits 34.6,
    # 3.09 visits per monthly session, and a limit of 33.67 raw visits (criteria 5.3).
    text.use("en")
    found = _board(project)
    assert _shown(found, "interviewed") == "58 of 94 (61.7%)"
    assert _shown(found, "refused").startswith("15 ")
    assert _shown(found, "not_reached").startswith("21 ")
    assert _shown(found, "raw:total") == "34.63"
    assert _shown(found, "visits:monthly").startswith("3.09 ")
    assert "33.7" in _shown(found, "flip:raw_total:0")
    assert _shown(found, "rr1") == "61.7%"  # 58 / 94
    assert _shown(found, "coop1") == "79.5%"  # 58 / (58 + 15)
    assert _shown(found, "con1") == "77.7%"  # (58 + 15) / 94
    assert _shown(found, "disposition:1.10:interview") == "58"


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_figure_tells_where_it_comes_from(project: Project, language: str) -> None:
    text.use(language)
    found = _board(project)
    keys = [one.key for panel in found.panels for one in panel.all]
    for panel in found.panels:
        assert panel.all, panel.key
        for figure in panel.all:
            assert figure.trace.formula
            assert set(figure.trace.criteria) <= set(Criteria.model_fields)
            told = [line for _tone, line in trace_lines(figure, found)]
            assert any("58" in line for line in told[-1:]), figure.key
            match figure.mark:
                case Share(value=value):
                    assert 0 <= value <= 1, figure.key
                case Spread() as spread:
                    assert spread.ninety[0] <= spread.half[0] <= spread.half[1] <= spread.ninety[1]
                    assert max(spread.ninety[1], spread.limit) <= spread.top
    overview = {"interviewed"}  # shown at a glance and again with the doors
    assert len([key for key in keys if key not in overview]) == len({*keys} - overview)


def test_the_panel_names_the_sheets_that_the_workbook_has(project: Project, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    (workbook,) = publishing.export(evaluating.results(project, SURVEYED_ON), tmp_path)
    sheets = load_workbook(workbook).sheetnames
    named = {one.trace.sheet_name for panel in _board(project).panels for one in panel.all}
    assert named - {""} <= {*sheets}


def test_few_interviews_tell_nothing_of_answers(lindenhof: Path, tmp_path: Path) -> None:
    now = datetime(2027, 3, 1, tzinfo=UTC)
    with (
        workflow.open_project(lindenhof) as whole,
        setting_up.new_example(tmp_path / "few.survey", "B", now=now) as few,
    ):
        few.add_records(whole.records(DOOR_FORM)[:4])
        found = _board(few)
    for key in ("verdict", "forecast", "course", "times", "ideas"):
        panel = next(one for one in found.panels if one.key == key)
        of_answers = [
            one.key for one in panel.all if not one.key.startswith(("rule:data", "rule:size"))
        ]
        assert of_answers == []
        assert panel.notes
    assert found.figure("risk") is None
    assert found.figure("visits") is None
    assert _shown(found, "interviewed").startswith("4 ")
    partners = next(one for one in found.panels if one.key == "partners")
    assert all("%" not in one.shown.partition(":")[0] for one in partners.all)


def test_below_ten_interviews_nothing_looks_ahead_as_in_the_report(
    lindenhof: Path, tmp_path: Path
) -> None:
    now = datetime(2027, 3, 1, tzinfo=UTC)
    with (
        workflow.open_project(lindenhof) as whole,
        setting_up.new_example(tmp_path / "few.survey", "B", now=now) as few,
    ):
        few.add_records(whole.records(DOOR_FORM)[:9])
        results = evaluating.results(few, SURVEYED_ON)
        found = board(few, results, steps=steps_of(few, results))
        assert results.report.forecast == ()
        for key in ("risk", "visits", "raw:total", "visits:monthly"):
            assert found.figure(key) is None
        assert not any(one.key.startswith(("course:", "flip:")) for panel in found.panels
                       for one in panel.all)  # fmt: skip
        few.add_records(whole.records(DOOR_FORM)[9:10])
        assert _board(few).figure("visits:monthly") is not None


def test_the_curve_runs_against_what_an_hour_must_reach(project: Project) -> None:
    found = _board(project)
    panel = next(one for one in found.panels if one.key == "course")
    assert panel.series is not None
    limits = {one.mark.limit for one in panel.series.figures if isinstance(one.mark, Spread)}
    assert limits == {3.0}
    points = [one.mark.point for one in panel.series.figures if isinstance(one.mark, Spread)]
    assert points[-1] == _mark(found, "visits:monthly").point


def test_every_point_lies_within_its_interval_while_doors_are_open(
    lindenhof: Path, tmp_path: Path
) -> None:
    now = datetime(2027, 3, 1, tzinfo=UTC)
    with (
        workflow.open_project(lindenhof) as whole,
        setting_up.new_example(tmp_path / "begun.survey", "B", now=now) as begun,
    ):
        begun.add_records(whole.records(DOOR_FORM)[:20])
        text.use("en")
        found = _board(begun)
    # 20 of 94 were interviewed, and nobody has been at any other door.
    assert _shown(found, "not_reached") == "0 (0.0%)"
    assert _shown(found, "not_tried") == "74 (78.7%)"
    spreads = [one for panel in found.panels for one in panel.all if isinstance(one.mark, Spread)]
    assert any(one.key.startswith("course:") for one in spreads)
    for one in spreads:
        spread = _mark(found, one.key)
        assert spread.ninety[0] <= spread.point <= spread.ninety[1], one.key
    # The rules count the 74 doors as not reached, each 0.4 of a household asked.
    rules = float(_shown(found, "visits:monthly").partition(" by the rules")[0])
    assert rules < _mark(found, "visits:monthly").point


def test_the_desk_opens_without_what_only_exports_need(lindenhof_file: Path) -> None:
    seen = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from surveykit import evaluating, workflow; from surveykit.desk.board import board\n"
        "import surveykit.tui.screens.desk\n"
        "project = workflow.open_project(Path(sys.argv[1]))\n"
        "board(project, evaluating.results(project, date(2027, 3, 15)))\n"
        "print(sorted({'openpyxl', 'typst', 'pyxform', 'qrcode', 'numpy'} & {*sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", seen, lindenhof_file], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
