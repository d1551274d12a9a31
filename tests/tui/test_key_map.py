"""Every key of the round is named, shown in the key map, and means one thing."""

from pathlib import Path

import pytest

from surveykit import text
from surveykit.asking.words import BUTTONS
from surveykit.tui.answering import editor_of
from surveykit.tui.errands import (
    Errand,
    desk_names,
    errands_of,
    key_cap,
    palette,
    round_names,
)  # fmt: skip
from surveykit.tui.first_frame import sheet_buttons, sheet_keys
from surveykit.tui.screens.help import round_help
from surveykit.tui.screens.round import RoundScreen
from surveykit.tui.widgets.drawing import draw
from tests.tui.conftest import at_work

SECOND_WAYS = {"f1", "f3"}
"""Of keys that have a letter too."""


async def test_every_key_of_the_round_has_a_name_and_every_name_a_key(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("doors")
        screen = person.app.screen
        assert isinstance(screen, RoundScreen)
        assert set(screen.commands()) - SECOND_WAYS == set(round_names())


@pytest.mark.parametrize("language", text.languages())
def test_the_key_map_shows_every_key_of_the_round(language: str) -> None:
    text.use(language)
    shown = " ".join(words for _role, words in round_help())
    told = {word.strip(":.,") for word in shown.split()} | {"?"}  # that is how one gets there
    assert {key_cap(key) for key in round_names()} <= told


@pytest.mark.parametrize("language", text.languages())
def test_every_outcome_has_its_button_and_no_key_means_two_things(language: str) -> None:
    text.use(language)
    buttons = [key.lower() for key, _words in sheet_buttons()]
    assert {key for key, _outcome in BUTTONS} <= {*buttons}
    keys = [*buttons, *(set(round_names()) - {"k"})]
    assert len(keys) == len({*keys})
    assert {key for key, _words in sheet_keys()} <= {key_cap(key) for key in round_names()}


@pytest.mark.parametrize("language", text.languages())
def test_every_errand_shows_its_key_in_the_smallest_window(language: str) -> None:
    text.use(language)
    drawn = draw(editor_of(palette(_all_errands()).questions[0]), 60, 100)
    shown = ["".join(run.text for run in line).rstrip() for line in drawn.body]
    assert [line for line in shown if "○" in line and not line.endswith("]")] == []


def _all_errands() -> tuple[Errand, ...]:
    async def nothing() -> None: ...

    at_the_desk = dict.fromkeys(desk_names(), nothing)
    in_the_round = dict.fromkeys(round_names(), nothing)
    return (
        *errands_of(in_the_round, round_names),
        *errands_of(at_the_desk, desk_names, before="S"),
    )
