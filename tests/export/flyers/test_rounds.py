"""Who carries what where: a fair route, as many sheets as are needed, copies stamped right."""

from collections import Counter
from itertools import combinations
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops

from surveykit.errors import SurveykitError
from surveykit.export.flyers import Job, Order, rounds, route, set_sheet, write_jobs
from surveykit.export.flyers.rounds import Stop, laid_out
from surveykit.site.model import Building, Dwelling, Site
from tests.export.flyers.decoding import printed, read
from tests.export.flyers.test_kinds import words_of

loads = st.lists(st.integers(1, 30), min_size=1, max_size=8)


def stops(loads: list[int]) -> list[Stop]:
    return [Stop("B", f"Haus {n}", "a", load) for n, load in enumerate(loads)]


@given(loads=loads, people=st.integers(1, 5))
def test_nobody_carries_more_than_a_fair_cut_of_the_route_asks(
    loads: list[int], people: int
) -> None:
    """Beside every way to cut the route into stretches."""
    walks = rounds(stops(loads), [f"P{n}" for n in range(people)])
    parts = min(people, len(loads))
    cuts = (
        [sum(loads[a:b]) for a, b in zip((0, *cut), (*cut, len(loads)), strict=True)]
        for cut in combinations(range(1, len(loads)), parts - 1)
    )
    assert max(walk.letterboxes for walk in walks) == min(max(cut) for cut in cuts)
    assert [stop for walk in walks for stop in walk.stops] == stops(loads)
    assert len(walks) == parts, "everybody has something to carry, if there is enough"


@pytest.fixture
def houses(order: Order) -> Site:
    """Two houses in two blocks; one with two entrances, one dwelling empty."""
    homes = [("H1", "B1", "a", 3), ("H1", "B1", "b", 2), ("H2", "B2", "a", 4)]
    dwellings = [
        Dwelling(name=f"{house}{entrance}{n}", building=house, block=block, entrance=entrance,
                 floor=0, position="", occupied=(house, n) != ("H2", 0))
        for house, block, entrance, count in homes
        for n in range(count)
    ]  # fmt: skip
    buildings = [
        Building(name=house, label=label, block=block, entrances=entrances, floors=2, lift=False,
                 step_free_entrance=True)
        for house, label, block, entrances in (
            ("H1", "Ring 1", "B1", ("a", "b")), ("H2", "Ring 2", "B2", ("a",))
        )
    ]  # fmt: skip
    return order.site.model_copy(
        update={"buildings": tuple(buildings), "dwellings": tuple(dwellings)}
    )


def test_the_route_follows_the_workbook_and_counts_who_lives_there(houses: Site) -> None:
    assert [(s.block, s.house, s.entrance, s.letterboxes) for s in route(houses)] == [
        ("B1", "Ring 1", "a", 3), ("B1", "Ring 1", "b", 2), ("B2", "Ring 2", "a", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "share", "flyers"), [("de", 0, 40), ("tr", 0.1, 4), ("tr", 0.11, 5), ("pl", 0, 2)]
)
def test_german_for_every_letterbox_and_stacks_by_share(
    language: str, share: float, flyers: int
) -> None:
    assert laid_out(Stop("B", "H", "a", 40), language, {language: share}) == flyers


@pytest.fixture
def job(order: Order, houses: Site) -> Job:
    known = Order(houses, order.as_of, order.plan, order.given)
    walks = rounds(route(houses), ["Aylin", "Bernd"])
    kinds = ("flyer_a5", "all_languages")
    return Job(known, walks, kinds, ("de", "de-simple", "tr"), {"tr": 0.2})


def test_each_volunteer_has_a_page_and_a_pdf_of_each_paper(job: Job, tmp_path: Path) -> None:
    paths = write_jobs(job, tmp_path)
    assert [path.name for path in paths] == [
        "packing_list.pdf",
        "round_01_flyer_a5.pdf", "round_02_flyer_a5.pdf",
        "round_01_flyer_a4.pdf", "round_02_flyer_a4.pdf",
        "round_01_all_languages.pdf", "round_02_all_languages.pdf",
    ]  # fmt: skip
    listed = (tmp_path / "packing_list.pdf").read_bytes()
    assert len(pdfium.PdfDocument(listed)) == 2
    first, second = words_of(listed, 0), words_of(listed, 1)
    assert "Round 1 of 2: Aylin" in first
    assert "Round 2 of 2: Bernd" in second
    assert "Ring 1, a 3 3 2 2 1" in first
    assert "Ring 2, a 3 3 2 2 1" in second


def test_the_flyers_lie_in_the_order_of_the_route(job: Job, tmp_path: Path) -> None:
    write_jobs(job, tmp_path)
    pdf = (tmp_path / "round_01_flyer_a5.pdf").read_bytes()
    backs = range(1, len(pdfium.PdfDocument(pdf)), 2)
    marks = [next(word for word in words_of(pdf, page).split() if word in MARKS) for page in backs]
    assert Counter(marks) == {"B1-de": 5, "B1-tr": 4}
    assert marks == ["B1-de"] * 3 + ["B1-tr"] * 2 + ["B1-de"] * 2 + ["B1-tr"] * 2


MARKS = ("B1-de", "B1-tr", "B2-de", "B2-tr")


@pytest.mark.parametrize("content", ["calendar", "mail"])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_stamped_copy_looks_like_one_that_is_set_whole(
    order: Order, houses: Site, tmp_path: Path, content: str, language: str
) -> None:
    known = Order(houses, order.as_of, order.plan, order.given)
    walks = rounds(route(houses), ["Aylin"])
    write_jobs(Job(known, walks, ("flyer_a5",), (language,), {}, content), tmp_path)
    run = (tmp_path / "round_01_flyer_a5.pdf").read_bytes()
    whole = set_sheet("flyer_a5", known, [language], content, "B1").pdf
    for page in (0, 1):
        one, two = (printed(pdf, page, 100, 0.8) for pdf in (run, whole))
        difference = ImageChops.difference(one, two)
        assert sum(value > 100 for value in difference.tobytes()) < 40
    assert read(printed(run, 1, 300, 0.3)) == read(printed(whole, 1, 300, 0.3))


def test_a_block_whose_name_cannot_be_printed_is_refused(
    order: Order, houses: Site, tmp_path: Path
) -> None:
    odd = [one.model_copy(update={"block": "☎"}) for one in houses.buildings]
    known = Order(houses.model_copy(update={"buildings": tuple(odd)}), order.as_of, order.plan)
    walks = rounds(route(known.site), ["A"])
    with pytest.raises(SurveykitError, match="U\\+260E"):
        write_jobs(Job(known, walks, ("flyer_a5",), ("de",), {}), tmp_path)
