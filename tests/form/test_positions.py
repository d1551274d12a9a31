"""Positions as maps, devices and people write them."""

import pytest

from surveykit.form.positions import read_position, read_positions


@pytest.mark.parametrize(
    "written",
    [
        "52.52 13.405",
        "52.52, 13.405",
        "52.52,13.405",
        "52,52; 13,405",
        "52,52;13,405",
        "52,52 13,405",
        "52.52°N 13.405°E",
        "52.52° N, 13.405° E",
        "N 52.52 E 13.405",
        "N52,52 O13,405",
        "13.405 E 52.52 N",
        "52°31'12\"N 13°24'18\"E",
        "52° 31′ 12″ N, 13° 24′ 18″ O",
        "geo:52.52,13.405",
    ],
)
def test_one_place_in_many_ways_of_writing(written: str) -> None:
    assert read_position(written) == (52.52, 13.405, 0, 0)


def test_altitude_and_accuracy_may_follow() -> None:
    assert read_position("-33.9 18.4 30 4.5") == (-33.9, 18.4, 30, 4.5)
    assert read_position("33.9S 70.6W") == (-33.9, -70.6, 0, 0)


@pytest.mark.parametrize("written", ["", "52", "52,5", "52 13 1 2 3", "Berlin", "52.5 zwei"])
def test_what_is_no_position_is_none(written: str) -> None:
    assert read_position(written) is None


def test_a_line_is_read_from_semicolons_or_lines() -> None:
    there = ((52.5, 13.4, 0, 0), (52.6, 13.5, 0, 0))
    assert read_positions("52.5 13.4; 52.6 13.5;") == there
    assert read_positions("52.5, 13.4\n52.6, 13.5\n") == there
    assert read_positions("52.5 13.4; dort") is None
