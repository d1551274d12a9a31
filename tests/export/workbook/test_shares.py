"""Shares of the whole site: how sure they are, and that they tell nothing of few households."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from surveykit.assess.estimate.interviews import read_interviews
from surveykit.assess.estimate.questionnaire import read_questionnaire
from surveykit.assess.voices.shares import leaning
from surveykit.export.results import Results
from surveykit.export.summary import summary
from tests.assess.examples import record

from .conftest import Read
from .sheets import row, texts

SIZES = {"X": 30, "Y": 60}
INTERVIEWED = {"X": 12, "Y": 20}


def two_blocks(results: Results, naming: dict[str, int]) -> Results:
    """A site of two blocks, where so many have no time; all others are kept away by nothing."""
    answers = [
        {"block": block, "prob": "5", "visits": "once",
         "barriers": "time" if number < naming[block] else "nothing"}
        for block, met in INTERVIEWED.items() for number in range(met)
    ]  # fmt: skip
    records = tuple(record(given, number) for number, given in enumerate(answers, 1))
    questionnaire = read_questionnaire(results.forms["door_interest"])
    households = read_interviews(records, questionnaire, dk_factor=0.5).households
    doors = replace(
        results.assessment.doors, dwellings=90, vacant=0, interviewed=32, refused=0, not_reached=58
    )
    assessment = replace(
        results.assessment,
        doors=doors,
        households_by_block=SIZES,
        leaning=leaning(SIZES, INTERVIEWED),
    )
    return replace(results, records=records, households=households, assessment=assessment)


def no_time(found: Results) -> dict[str, object]:
    shares = summary(found)["shares"]
    assert isinstance(shares, dict)
    answer = shares["barriers"]["answers"]["time"]
    assert isinstance(answer, dict)
    return answer


def test_every_block_counts_as_its_households(results: dict[str, Results]) -> None:
    # 6 of 12 in a third of the site, 5 of 20 in two thirds: 1/2 · 1/3 + 1/4 · 2/3.
    told = no_time(two_blocks(results["A"], {"X": 6, "Y": 5}))
    assert told["households"] == 11
    assert told["share"] == pytest.approx(11 / 32, abs=1e-9)
    whole = told["whole_site"]
    assert isinstance(whole, dict)
    assert whole["share"] == 0.33
    assert whole["low"] < 0.33 < whole["high"]


def test_no_share_tells_how_few_of_a_block_named_something(results: dict[str, Results]) -> None:
    splits: Sequence[dict[str, int]] = [{"X": few, "Y": 12 - few} for few in range(1, 5)]
    assert len({str(no_time(two_blocks(results["A"], split))) for split in splits}) == 1


def test_a_site_of_few_answers_says_how_little_is_known(
    results: dict[str, Results], read: Read
) -> None:
    # 1/n is 1/9 · 0.6/12 + 4/9 · 2/3/20 = 0.0204: Wilson's is 0.2340 to 0.4501, that is at most
    # 21 to 41 of 90 households.
    sheet = read(two_blocks(results["A"], {"X": 6, "Y": 5}))["Topics"]
    header = row(sheet, "Answer", after="What might keep people away")
    found = row(sheet, "no time (work, children, caring)", after="What might keep people away")
    assert header[:4] == ("Answer", "Households", "Share", "Whole site")
    assert found[1:4] == (11, pytest.approx(11 / 32), "33% (23–46%)")


def test_small_numbers_have_no_share_of_the_site_either(
    results: dict[str, Results], read: Read
) -> None:
    found = two_blocks(results["A"], {"X": 1, "Y": 2})
    assert no_time(found) == {"households": None, "share": None, "whole_site": None}
    assert not [text for text in texts(read(found)) if text.startswith("9%")]
