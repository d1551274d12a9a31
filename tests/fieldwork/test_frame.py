"""The frame of a round: the same doors in the same order as the site's, however it was kept."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.bundled import SITES
from surveykit.fieldwork.frame import Frame, dwelling_of
from surveykit.fieldwork.walk import walk
from surveykit.site.model import Dwelling
from surveykit.site.workbook import read_site
from tests.site.court import court, flat

flats = st.builds(
    flat,
    st.text(min_size=1, max_size=4),
    building=st.sampled_from("AB"),
    entrance=st.sampled_from(["left door", "right door", ""]),
    floor=st.integers(-1, 3),
    position=st.sampled_from(["left", "right", "\u0661"]),
)


@given(st.lists(flats, max_size=20, unique_by=lambda one: one.name))
def test_a_frame_kept_and_read_again_walks_as_the_site_does(doors: list[Dwelling]) -> None:
    place = court(*doors, entrances=("left door", "right door"))
    frame = Frame.from_json(Frame.of(place).to_json())
    walked = [door.dwelling for door in walk(place, [])]
    seen = [frame.flat(n) for n in range(len(frame))]
    assert [(one.name, one.floor, one.position) for one in seen] == [
        (one.name, one.floor, one.position) for one in walked
    ]
    behind = [entrance.name for entrance in frame.entrances for _door in range(entrance.doors)]
    assert behind == [one.entrance for one in walked]


@pytest.mark.parametrize("name", ["A", "B", "C"])
def test_downwards_every_entrance_is_walked_from_its_top_floor(name: str) -> None:
    place = read_site(SITES / f"{name}.xlsx")
    frame = Frame.of(place)
    for entrance in frame.entrances:
        doors = [*frame.downwards(entrance)]
        assert sorted(doors) == [*range(entrance.first, entrance.first + entrance.doors)]
        assert all(frame.floors[one] >= frame.floors[next_] for one, next_ in pairwise(doors))
    assert dwelling_of(place, frame.flat(0)).name == frame.names[0]


def test_columns_of_different_lengths_are_no_frame() -> None:
    text = Frame.of(court(flat("a"))).to_json()
    with pytest.raises(ValueError, match="one length"):
        Frame.from_json(text.replace('"floors":[0]', '"floors":[]'))
