"""From door to door line by line: which door comes next, and what the commands lead to."""

import pytest

from surveykit.workflow import Project
from tests.plain.conftest import go_round


def _offered(said: str) -> list[str]:
    """The doors that were offered, one after the other."""
    lines = said.splitlines()
    offers = (n for n, line in enumerate(lines) if line.startswith("Next open door"))
    return [lines[n + 1].split(",")[0].split()[-1] for n in offers]


@pytest.mark.parametrize("typed", ["\n<\n", "\n\n:pause\n", "\n\n:discard\n1\n", "\n\n:stop\n1\n"])
def test_a_door_where_nothing_happened_comes_next_again(project: Project, typed: str) -> None:
    said = go_round(project, f"{typed}:quit\n")
    assert _offered(said) == ["A-3-0-1", "A-3-0-1"]
    assert project.attempts() == ()


def test_a_door_where_something_happened_is_followed_by_the_next(project: Project) -> None:
    said = go_round(project, "\n1\n\nk\n:quit\n")
    assert _offered(said) == ["A-3-0-1", "A-3-0-2", "A-3-1-1"]


def test_an_interview_in_the_hallway_moves_no_door_and_begins_no_other(project: Project) -> None:
    said = go_round(project, "\n1\n:hallway\n2\n\n:quit\n")
    assert said.count("Hätten Sie eine Minute?") == 1
    assert "Finished and saved." in said
    assert _offered(said) == ["A-3-0-1", "A-3-0-2", "A-3-0-2"]


def test_a_round_in_the_hallway_goes_from_person_to_person(project: Project) -> None:
    said = go_round(project, "2\n\n", hallway=True)
    assert said.count("Hätten Sie eine Minute?") == 2
