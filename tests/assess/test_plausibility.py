"""Signs of invented interviews: told where they are, silent where they are not, never exported."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from surveykit import evaluating, publishing, setting_up
from surveykit.assess.coverage.plausibility import (
    Plausibility,
    plausibility,
    plausibility_sentences,
)
from surveykit.cli import main
from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.record import Record
from surveykit.form import Form
from surveykit.site.model import Site
from surveykit.text import day, speaking

from .examples import door_records

AT = datetime(2027, 1, 14, 15, tzinfo=UTC)


def tries(site: Site, outcomes: list[Outcome], *, an_hour: int = 10) -> list[Attempt]:
    """One try a door, so many an hour."""
    return [
        Attempt(
            UUID(int=n + 1, version=4), home.name, outcome,
            None if outcome is Outcome.INTERVIEW else AT + timedelta(hours=n // an_hour),
        )
        for n, (home, outcome) in enumerate(zip(site.dwellings, outcomes, strict=False))
    ]  # fmt: skip


def told(found: Plausibility) -> list[str]:
    with speaking("en"):
        return [*plausibility_sentences(found)]


@pytest.mark.parametrize("name", ["A", "B", "C"])
def test_the_examples_look_sound(sites: dict[str, Site], form: Form, name: str) -> None:
    outcomes = [Outcome.INTERVIEW, Outcome.NOT_HOME, Outcome.REFUSED] * 200
    found = plausibility(form, door_records(name), tries(sites[name], outcomes))
    assert not told(found)


def test_interviews_faster_than_reading_are_told(form: Form) -> None:
    records = door_records("B")
    hasty = [replace(record, minutes=0) for record in records[:3]]
    found = plausibility(form, [*hasty, *records[3:]], ())
    expected = sum(len(record.answers) > 20 for record in hasty)
    assert found.fast == expected > 0
    assert told(found)[0].startswith(f"{expected} of 58 interviews took less time")


def test_copied_interviews_are_told(form: Form) -> None:
    records = door_records("B")
    full = max(records, key=lambda record: len(record.answers))
    copies = [replace(full, id=UUID(int=900 + n, version=4)) for n in range(2)]
    assert plausibility(form, [*records, *copies], ()).alike == 3


def test_short_interviews_are_alike_by_chance(form: Form) -> None:
    records = door_records("B")
    short = [shortened(record, n) for n, record in enumerate(records)]
    assert plausibility(form, short, ()).alike == 0


def shortened(record: Record, number: int) -> Record:
    return replace(
        record, id=UUID(int=number + 1, version=4), answers={"consent": "yes", "prob": "0"}
    )


def test_a_hundred_doors_in_an_hour_are_told(sites: dict[str, Site], form: Form) -> None:
    made = tries(sites["C"], [Outcome.REFUSED] * 100, an_hour=100)
    found = plausibility(form, (), made)
    assert found.busiest_hour == 100
    hour = made[0].at
    assert hour
    with speaking("en"):
        when = f"on {day(hour.astimezone())} from {hour.astimezone().hour}:00 on."
    assert f"100 doors were tried within one hour, {when}" in told(found)
    assert any("at only 0% nobody was met" in sentence for sentence in told(found))


def test_only_the_planner_s_command_tells_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SURVEYKIT_LANGUAGE", "en")
    with setting_up.new_example(tmp_path / "b.survey", "B", now=AT) as project:
        project.add_records(replace(record, minutes=0) for record in door_records("B"))
        results = evaluating.results(project, AT.date())
        (workbook,) = publishing.export(results, tmp_path)
    assert main(["plausibility", str(tmp_path / "b.survey")]) == 1
    sentence, advice = capsys.readouterr().out.strip().splitlines()
    assert "took less time" in sentence
    assert "None of this is a proof" in advice
    assert "plausib" not in str(evaluating.summary(results)).lower()
    assert sentence not in "\n".join(results.report.lines())

    from openpyxl import load_workbook

    cells = [str(cell.value) for sheet in load_workbook(workbook) for row in sheet for cell in row]
    assert not any("took less time" in text for text in cells)
