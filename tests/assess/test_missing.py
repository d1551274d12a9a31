"""Who is missing: compared with what chance would give, and told without small numbers."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.assess.coverage.missing import chance_of_so_few, missing
from surveykit.assess.words.missing import missing_sentences
from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.record import Record
from surveykit.site.model import Dwelling, Site
from surveykit.text import speaking

from .examples import door_records

MORNING = datetime(2027, 1, 14, 9, tzinfo=UTC)  # a Thursday
EVENING = datetime(2027, 1, 14, 18, tzinfo=UTC)
SATURDAY = datetime(2027, 1, 16, 11, tzinfo=UTC)


def lines(homes: list[Dwelling], outcome: Outcome, at: datetime | None = None) -> list[Attempt]:
    begin = 1 + 1000 * [*Outcome].index(outcome)
    return [
        Attempt(
            UUID(int=n, version=4), home.name, outcome, at, language="ar" * (outcome == "language")
        )
        for n, home in enumerate(homes, begin)
    ]


def spoken(held: list[Record]) -> Counter[tuple[str, str]]:
    return Counter((one.language, one.answers.get("lang", "")) for one in held)


def told(site: Site, made: list[Attempt], *, site_name: str = "B") -> list[str]:
    with speaking("en"):
        found = missing(site, spoken(door_records(site_name)), made)
        return [*missing_sentences(found, site)]


@given(st.data())
def test_the_chance_is_that_of_drawing_without_replacing(data: st.DataObject) -> None:
    whole = data.draw(st.integers(1, 8))
    group, marked = data.draw(st.integers(0, whole)), data.draw(st.integers(0, whole))
    found = data.draw(st.integers(max(0, group + marked - whole), min(group, marked)))
    draws = [*combinations(range(whole), group)]
    so_few = sum(sum(one < marked for one in drawn) <= found for drawn in draws)
    assert chance_of_so_few(found, group, marked, whole) == pytest.approx(
        float(Fraction(so_few, len(draws)))
    )


def test_a_block_that_was_passed_over_is_named(sites: dict[str, Site]) -> None:
    site = sites["B"]
    homes = [home for home in site.dwellings if home.occupied and home.block != "B-4"][:58]
    assert "Far fewer interviews than their size would give: Lindenhof 4. Go there first." in told(
        site, lines(homes, Outcome.INTERVIEW)
    )


def test_a_floor_that_was_passed_over_is_named(sites: dict[str, Site]) -> None:
    site = sites["B"]
    homes = [home for home in site.dwellings if home.occupied and home.floor != 3]
    sentences = told(site, lines(homes, Outcome.INTERVIEW))
    assert any("floor 3" in sentence for sentence in sentences)
    assert not any("Lindenhof" in sentence for sentence in sentences)


def test_interviews_spread_evenly_name_nobody(sites: dict[str, Site]) -> None:
    site = sites["B"]
    homes = [home for home in site.dwellings if home.occupied]
    assert not told(site, lines(homes[::2], Outcome.INTERVIEW))[:-1]


def test_tries_at_one_time_of_day_are_told(sites: dict[str, Site]) -> None:
    homes = [*sites["B"].dwellings]
    mornings = lines(homes[:20], Outcome.NOT_HOME, MORNING)
    assert any("morning (9–12)" in sentence for sentence in told(sites["B"], mornings))
    evenings = lines(homes[20:40], Outcome.LATER, EVENING)
    saturdays = lines(homes[40:50], Outcome.NO_ACCESS, SATURDAY)
    mixed = [*mornings, *evenings, *saturdays]
    assert not any("time of day" in sentence for sentence in told(sites["B"], mixed))
    assert missing(sites["B"], {}, mixed).tries == {
        "morning": 20, "midday": 0, "afternoon": 0, "evening": 20, "saturday": 10,
    }  # fmt: skip


def test_doors_that_wait_for_a_language_and_languages_not_heard_are_told(
    sites: dict[str, Site],
) -> None:
    sentences = told(sites["C"], lines([*sites["C"].dwellings][:3], Outcome.LANGUAGE, MORNING),
                     site_name="A")  # fmt: skip
    assert "Doors that wait for somebody who speaks Arabic: <5." in sentences
    sentences = told(sites["C"], lines([*sites["C"].dwellings][:5], Outcome.LANGUAGE, MORNING))
    assert "Doors that wait for somebody who speaks Arabic: 5." in sentences
    assert any(sentence.startswith("Spoken here, but nobody") for sentence in sentences)


def test_without_anything_nobody_is_missing(sites: dict[str, Site]) -> None:
    with speaking("en"):
        found = missing(sites["B"], {}, ())
        assert not [*missing_sentences(found, sites["B"])]


def test_a_language_in_which_somebody_was_asked_is_not_missing(sites: dict[str, Site]) -> None:
    bare = [replace(one, answers={}) for one in door_records("B")[:12]]
    asked = [replace(bare[0], language="Türkçe (tr)"), *bare[1:]]
    assert {"tr", "ru"} <= {*missing(sites["B"], spoken(bare), ()).unheard}
    assert "tr" not in missing(sites["B"], spoken(asked), ()).unheard
