import pytest

from surveykit.bundled import SITES
from surveykit.site.criteria import Criteria
from surveykit.site.model import Site
from surveykit.site.notices import notices
from surveykit.site.workbook import read_site
from surveykit.text import speaking


@pytest.fixture
def site() -> Site:
    return read_site(SITES / "A.xlsx")


def told(site: Site) -> str:
    with speaking("en"):
        return "\n".join(notices(site))


def test_the_landlord_s_seat_is_no_fault_but_named_as_not_eligible(site: Site) -> None:
    sentence = "Büro der Hausverwaltung Kern (A-P3) is not eligible: landlord's seat, not neutral."
    assert sentence in told(site)


def test_an_eligible_place_is_not_mentioned(site: Site) -> None:
    assert "St. Anna" not in told(site)


def test_the_landlord_s_seat_may_be_allowed_for_a_reason(site: Site) -> None:
    criteria = Criteria(landlord_seat_allowed=True, landlord_seat_reason="The only room.")
    text = told(site.model_copy(update={"criteria": criteria}))
    assert "allowed because: The only room." in text


def test_what_the_criteria_do_not_ask_for_is_not_mentioned(site: Site) -> None:
    criteria = Criteria(step_free_required=False, private_room_required=False)
    text = told(site.model_copy(update={"criteria": criteria}))
    assert "Waschküche im Haus 3 (A-P2) is not eligible: not neutral." in text
    assert "Stadtbücherei" not in text


def test_a_partner_outside_the_site_is_named(site: Site) -> None:
    assert "Sozialverband Auenstadt has an hour outside the site" in told(site)


def test_gaps_are_named(site: Site) -> None:
    update = {
        "distances": site.distances[1:],
        "region": "",
        "criteria": Criteria(),
        "organiser": site.organiser.model_copy(update={"contact_name": "", "printer": ""}),
    }
    text = told(site.model_copy(update=update))
    assert "The walk to Gemeindehaus St. Anna is missing for: Mühlgraben 3." in text
    assert "No contact person" in text
    assert "imprint is incomplete" in text
    assert "No federal state" in text
    assert "interpreter_share" in text
