"""What can be exported is told before it is written, in its own words, and goes where it says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from surveykit import evaluating, text, workflow
from surveykit.desk.offers import Exports, Group, Offer
from surveykit.errors import SurveykitError
from surveykit.export.exporters import EXPORTERS
from surveykit.export.flyers import KINDS
from tests.conftest import SURVEYED_ON

GROUPS: tuple[Group, ...] = ("", "hour", "doors", "data")


@pytest.fixture
def exports(lindenhof_file: Path) -> Iterator[Exports]:
    with workflow.open_project(lindenhof_file) as project:
        yield Exports(project, evaluating.results(project, SURVEYED_ON))


def _all(exports: Exports) -> dict[str, Offer]:
    return {one.key: one for group in GROUPS for one in exports.offers(group)}


@pytest.mark.parametrize("language", ["de", "en"])
def test_everything_that_can_be_written_is_offered_once_with_words(
    exports: Exports, language: str
) -> None:
    text.use(language)
    found = _all(exports)
    assert {*found} == {*EXPORTERS, *KINDS, "public"}
    assert sum(len(exports.offers(group)) for group in GROUPS) == len(found)
    for one in found.values():
        assert one.name not in ("", one.key)
        assert one.holds or one.refusal


def test_looking_writes_nothing_and_publishes_nothing(exports: Exports) -> None:
    for one in _all(exports).values():
        for language in one.languages:
            if not one.refusal:
                assert exports.preview(one, language)
    assert not exports.folder.exists()
    assert exports.project.published() == ()


@pytest.mark.parametrize("key", ["xlsx", "public", "ics", "csv", "flyer_a5", "erasure"])
def test_it_is_written_where_it_said(exports: Exports, key: str) -> None:
    offer = _all(exports)[key]
    written = exports.write(offer, SURVEYED_ON)
    assert written
    assert all(file.is_file() and file.parent == offer.folder for file in written)
    assert offer.internal == offer.folder.name.endswith("-internal")


def test_what_was_published_may_be_published_again_unchanged(exports: Exports) -> None:
    offer = _all(exports)["public"]
    exports.write(offer, SURVEYED_ON)
    assert not exports.again(offer).refusal
    assert len(exports.project.published()) == 1


def test_a_fact_that_was_told_is_missing_no_more_and_stands_on_the_sheet(
    exports: Exports,
) -> None:
    missed = _all(exports)["missed"]
    assert [name for name, _words in missed.asks] == ["verify_phone"]
    assert missed.refusal
    with pytest.raises(SurveykitError, match="verify_phone"):
        exports.write(missed, SURVEYED_ON)
    exports.tell("verify_phone", "0231 23")
    told = exports.again(missed)
    assert (told.refusal, [*told.asks]) == ("", [])
    assert any("0231" in line for line in exports.preview(told, "de"))


def test_a_date_that_is_none_is_refused_and_forgotten(exports: Exports) -> None:
    with pytest.raises(SurveykitError):
        exports.tell("survey_from", "when it suits")
    assert exports.told == {}


def test_the_preview_of_the_flyer_has_the_words_of_the_print(exports: Exports) -> None:
    lines = exports.preview(_all(exports)["flyer_a5"], "de")
    # Site B: Monday 15 to 17, the neighbourhood room of Lindenhof 2 (example sites).
    assert "Montag" in lines
    assert "15:00 bis 17:00 Uhr" in lines
    assert "Nachbarschaftsraum Lindenhof 2" in lines
