"""The harness, a little of everything: the whole of it runs by its own command."""

import os
from collections.abc import Callable, Iterable

import pytest

from . import failing, handovers, pages, power
from .controls import controls
from .table import Line, text

STUDIES: dict[str, Callable[[], Iterable[Line]]] = {
    "power": lambda: power.cut_power(140),
    "failing": lambda: failing.fail(29),
    "copies": lambda: failing.fail_copies(11),
    "handovers": lambda: handovers.spoil(61),
    "pages": lambda: pages.spoil(2),
    "wals": pages.stale_wals,
}


@pytest.mark.parametrize("study", STUDIES.values(), ids=STUDIES.keys())
def test_nothing_acknowledged_is_lost(study: Callable[[], Iterable[Line]]) -> None:
    lines = [*study()]
    assert all(line.injected for line in lines)
    assert all(line.sound for line in lines), text(lines)


def test_every_changed_handover_and_every_damaged_page_is_told() -> None:
    for line in (*handovers.spoil(97), *pages.spoil(1)):
        assert line.noticed == line.injected, line.fault


def test_the_harness_sees_when_answers_are_lost() -> None:
    lines = [*controls(140)]
    assert not any(line.sound for line in lines), text(lines)


if os.name != "nt":  # a terminal of POSIX
    from . import kills

    @pytest.mark.parametrize("what", ["app", "path"])
    def test_nothing_acknowledged_is_lost_when_the_program_is_killed(what: str) -> None:
        line = kills.kill(2, what)
        assert line.acknowledged > 0
        assert line.sound, text([line])
