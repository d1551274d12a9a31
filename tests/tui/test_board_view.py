"""How the dashboard is drawn: pictures in text, for three windows and for terminals without blocks.

Look at a picture before you accept it: SURVEYKIT_DRAW_ANEW=1 draws all of them anew.
"""

import os
from pathlib import Path

import pytest
from textual.geometry import Size

from surveykit.desk.figures import Board, Figure, Panel, Series, Share, Spread, Table, Trace
from surveykit.text.stand_ins import showable
from surveykit.tui.widgets.board_view import BoardView
from surveykit.tui.widgets.painted import Line, width_of

PICTURES = Path(__file__).parent / "snapshots"
SIZES = {"60x18": (60, 18), "80x24": (80, 24), "120x40": (120, 40)}
_TRACE = Trace("a : b")


def _figure(key: str, name: str, shown: str, mark: Share | Spread | None = None) -> Figure:
    return Figure(key, name, shown, _TRACE, mark)


def _board() -> Board:
    spreads = [
        Spread(0.8, (0.5, 2.9), (0.2, 4.6), 3.0, 5.0),
        Spread(1.9, (1.5, 2.8), (1.0, 4.0), 3.0, 5.0),
        Spread(3.2, (2.9, 3.5), (2.6, 3.8), 3.0, 5.0),
    ]
    course = [_figure(f"c{n}", f"After {n * 10}", "x", one) for n, one in enumerate(spreads, 1)]
    cells = [
        [_figure("t1", "Mo, Hall", "40 %", Share(0.4)), _figure("t2", "Mo, Library", "×")],
        [_figure("t3", "Tu, Hall", "10 %", Share(0.1)), _figure("t4", "Tu, Library", "*")],
    ]
    return Board(
        "Trial",
        [
            Panel("overview", "At a glance", [
                _figure("verdict", "Verdict", "A close call: regular hour on trial, monthly, for "
                        "six months, then a review"),
                _figure("risk", "Risk of a wrong verdict", "57 %", Share(0.57, 0.1)),
                _figure("asked", "interviewed [b]not markup[/b]", "58 of 94", Share(0.62, 0.31)),
                _figure("visits", "Visits per session", "3.1 (2.6–3.8)", spreads[2]),
            ]),
            Panel("course", "Over time", series=Series(["10 (02/27)", "20", "30 (03/27)"], course)),
            Panel("times", "Times × places", table=Table(
                ["Community hall behind the church", "Library"], [("Mo 15–17", cells[0]),
                                                                  ("Tu 9–11", cells[1])]),
                notes=["×: cannot be held then and there."]),
        ],
        interviews=58,
    )  # fmt: skip


def _text(lines: "list[Line]") -> str:
    return "\n".join("".join(run.text for run in line).rstrip() for line in lines) + "\n"


def _drawn(size: tuple[int, int], *keys: str) -> list[Line]:
    view = BoardView()
    view.show(_board())
    for key in keys:
        assert view.press(key)
    return [*view.lines(Size(*size))]


def _compare(name: str, drawn: str) -> None:
    picture = PICTURES / f"{name}.txt"
    if os.environ.get("SURVEYKIT_DRAW_ANEW"):
        picture.write_text(drawn, encoding="utf-8")
    assert drawn == picture.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SIZES)
def test_the_board_looks_right(name: str) -> None:
    _compare(f"board_{name}", _text(_drawn(SIZES[name])))


@pytest.mark.parametrize("name", SIZES)
def test_the_curve_looks_right_with_its_mark(name: str) -> None:
    _compare(f"course_{name}", _text(_drawn(SIZES[name], "2", "right")))


def test_without_blocks_it_is_drawn_with_stand_ins() -> None:
    drawn = showable(_text(_drawn((80, 40), "2", "right")), "linux")
    _compare("course_ascii", drawn)
    assert drawn.isascii()


@pytest.mark.parametrize("size", SIZES.values())
@pytest.mark.parametrize("key", ["1", "2", "3"])
def test_no_line_is_wider_than_the_window(size: tuple[int, int], key: str) -> None:
    drawn = _drawn(size, key)
    assert len(drawn) <= size[1]
    assert all(width_of(line) <= size[0] for line in drawn)


def test_every_figure_is_reached_with_the_arrows_down_and_right() -> None:
    view = BoardView()
    view.show(_board())
    seen = {view.figure.key} if view.figure else set()
    for _step in range(20):
        view.press("down")
        for _there in range(3):
            assert view.figure is not None
            seen.add(view.figure.key)
            view.press("right")
        view.press("left")
        view.press("left")
    assert seen == {one.key for panel in _board().panels for one in panel.all}


def test_the_mark_stays_on_its_figure_when_the_board_is_drawn_anew() -> None:
    view = BoardView()
    view.show(_board())
    view.press("3")
    view.press("down")
    marked = view.figure
    view.show(_board())
    assert marked is not None
    assert view.figure == marked


def test_a_figure_that_two_panels_show_is_marked_in_the_one_where_it_was() -> None:
    twice = [_figure("asked", "interviewed", "58 of 94")]
    panels = [Panel("overview", "At a glance", twice), Panel("doors", "Doors", twice)]
    board = Board("Trial", panels, interviews=58)
    view = BoardView()
    view.show(board)
    view.press("2")
    before = _text([*view.lines(Size(60, 18))])
    view.show(board)
    assert _text([*view.lines(Size(60, 18))]) == before
