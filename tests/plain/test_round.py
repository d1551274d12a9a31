"""From door to door line by line: which door comes next, and what the commands lead to."""

import re

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


def test_a_question_is_gone_to_by_the_number_that_it_has_when_it_is_asked(
    project: Project,
) -> None:
    begun = "\n\n\n1\n1\n:jump\n"
    listed = [
        line.split(":")[0]
        for line in go_round(project, begun).rpartition("Which question?")[2].splitlines()
        if re.match(r"[\d.]+: ", line)
    ]
    assert len(listed) > 20
    for number in listed:
        place, _dot, part = number.partition(".")
        said = go_round(project, f"1\n:jump\n{number}\n")
        asked = f"Question {place}, part {part} of " if part else f"Question {place}:"
        assert asked in said.rpartition("Number, or Enter")[2], number


def test_a_mistyped_code_is_asked_for_again(project: Project) -> None:
    said = go_round(project, ":correct\nABCD\nABCE\n\n:quit\n")
    assert said.count("Code, or Enter for none:") == 3
    assert said.count("Door, by name or number:") == 2


def test_at_a_door_it_is_said_which_languages_only_the_hallway_interview_has(
    project: Project,
) -> None:
    said = go_round(project, "\n\n:language\n\n:pause\n:hallway\n:language\n\n")
    words = "In Turkish, Arabic, Ukrainian, Russian only the hallway interview: :pause"
    assert said.count(words) == 1
    assert words in said.partition(":hallway\n")[0]
