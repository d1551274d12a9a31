"""A made-up site as its workbook would describe it, and two decided hours."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest

from surveykit.assess.hour.plan import Plan
from surveykit.export.flyers import Answered, Order, flyer_languages, set_sheet
from surveykit.export.flyers.typeset import Printed
from surveykit.site.model import Organiser, Partner, Place, Site
from surveykit.text import speaking


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Errors in the language the tests are written in."""
    with speaking("en"):
        yield


def room(name: str, label: str, address: str, *, step_free: bool = True) -> Place:
    return Place(
        name=name,
        label=label,
        address=address,
        step_free=step_free,
        accessible_toilet=True,
        landlord_seat=False,
        neutral=True,
        private_room=True,
        seats=14,
        rent_eur_h=0,
        usable="Mo–Fr 9–18",
        windows=(),
    )


@pytest.fixture(scope="session")
def site() -> Site:
    return made_site()


def made_site() -> Site:
    """A site with places and partners, without houses."""
    return Site(
        name="C",
        label="Sonnenberg-Ring",
        town="00001 Auenstadt",
        languages=("de", "tr", "ar", "ru", "uk"),
        organiser=Organiser(
            name="Quartiersmanagement Sonnenberg",
            phone="030 23125 303",
            email="sonnenberg@example.org",
            contact_name="Ayşe Muster",
            address="Sonnenberg-Ring 3, 00001 Auenstadt",
        ),
        blocks=(),
        buildings=(),
        dwellings=(),
        places=(
            room("C-P1", "Stadtteilladen Sonnenberg", "Sonnenberg-Ring 3"),
            room("C-P2", "Waschküche im Haus 3", "Mühlgraben 3", step_free=False),
        ),
        distances=(),
        partners=(
            Partner(
                name="C-K2",
                label="Pflegestützpunkt Süd",
                partner_class="care",
                contact="030 23125 310",
            ),
            Partner(
                name="C-K3",
                label="Mieterverein Auenstadt",
                partner_class="tenants_association",
                contact="030 23125 220",
            ),
            Partner(name="C-K7", label="Städtische Wohnen Auenstadt", partner_class="landlord"),
        ),
        partner_hours=(),
    )


@pytest.fixture(scope="session")
def plan() -> Plan:
    return made_plan()


def made_plan() -> Plan:
    """Every Wednesday from 13 January 2027, 15 to 18."""
    dates = tuple(date(2027, 1, 13) + timedelta(weeks=week) for week in range(6))
    return Plan("we", time(15), time(18), "weekly", "C-P1", dates)


@pytest.fixture(scope="session")
def with_partner() -> Plan:
    """The second Tuesday of each month within a partner's hour."""
    second_tuesdays = ("01-12", "02-09", "03-09", "04-13", "05-11", "06-08")
    dates = tuple(date.fromisoformat(f"2027-{day}") for day in second_tuesdays)
    return Plan("tu", time(14), time(15), "monthly_2", "C-P1", dates, partner="C-K2")


NOVEMBER = date(2026, 11, 1)


LANGUAGES = ("de", "de-simple", "en", "tr", "ar", "uk", "ru", "pl")

TOLD = {
    "date": "13.01.2027",
    "survey_from": "01.03.2027",
    "survey_to": "15.04.2027",
    "visits": "7",
    "verify_phone": "030 115",
    "dpo_contact": "Frau Datenschutz, 030 23125 399",
    "box_place": "Waschküche Haus 3",
    **{
        f"{prefix}{name}": text
        for prefix in ("", "en.", "tr.", "ar.", "uk.", "ru.", "pl.")
        for name, text in (("topics_done", "Heizkosten, Aufzug"), ("next_steps", "Antwort im März"))
    },
}
"""Everything that a planner can be asked for."""


@pytest.fixture(scope="session")
def order() -> Order:
    return made_order()


def made_order() -> Order:
    """An order for which nothing is missing, whatever is printed."""
    plan = made_plan()
    known = {
        "first_session": plan.dates[0],
        "region": "BE",
        "languages": ("de", "tr", "ar", "ru", "uk", "pl", "en"),
    }
    answered = (
        Answered("Die Haustür fällt nicht ins Schloss.", "Der Schließer ist seit März neu."),
        Answered("Eine Bank im Hof", "An die Wohnungsgesellschaft weitergegeben."),
    )
    return Order(made_site().model_copy(update=known), NOVEMBER, plan, TOLD, answered, 214)


def flyer_kind(language: str) -> str:
    """Plain language needs larger type, and so larger paper."""
    return "flyer_a4" if language == "de-simple" else "flyer_a5"


@pytest.fixture(scope="session")
def flyers(site: Site, plan: Plan) -> dict[str, Printed]:
    """The flyer of the weekly hour in every language, set once for all tests."""
    order = Order(site, NOVEMBER, plan)
    return {
        language: set_sheet(flyer_kind(language), order, [language])
        for language in flyer_languages()
    }
