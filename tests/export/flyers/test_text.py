"""What stands on a flyer, whatever it looks like."""

import re
from dataclasses import replace

import pytest

from surveykit.assess.hour.plan import Plan
from surveykit.export.flyers import flyer_languages, flyer_text, missing_facts
from surveykit.export.flyers.words import words
from surveykit.site.model import DAYS, Site


@pytest.mark.parametrize("language", flyer_languages())
def test_every_language_says_everything(language: str) -> None:
    german, other = words("de"), words(language)
    assert other.words.keys() == german.words.keys()
    assert other.days.keys() == set(DAYS)
    assert other.rhythms.keys() == german.rhythms.keys()
    for key, text in german.words.items():
        assert set(re.findall(r"{\w+}", other.words[key])) == set(re.findall(r"{\w+}", text)), key


def test_when_and_where_are_put_together(site: Site, plan: Plan) -> None:
    text = flyer_text("de", site, plan)
    assert text.when == "Mittwoch\n15:00 bis 18:00 Uhr\nJede Woche"
    assert text.where == "Stadtteilladen Sonnenberg\nSonnenberg-Ring 3"
    assert text.first == "Zum ersten Mal am 13.01.2027"
    assert text.dates == ("13.01.", "20.01.", "27.01.", "03.02.", "10.02.", "17.02.")
    assert text.contact.split("\n")[0] == "Kontakt: Ayşe Muster"


def test_turkish_capitals_keep_their_dot(site: Site, plan: Plan) -> None:
    fortnightly = replace(plan, rhythm="fortnightly")
    assert flyer_text("tr", site, fortnightly).when.split("\n")[2] == "İki haftada bir"


def test_a_cooperative_hour_names_its_partner(site: Site, with_partner: Plan) -> None:
    text = flyer_text("en", site, with_partner)
    assert text.partners == "Together with: Pflegestützpunkt Süd"
    assert text.when == "Tuesday\n14:00 to 15:00\nThe second one of each month"


def test_a_partner_that_is_the_organiser_is_named_once(site: Site, with_partner: Plan) -> None:
    office = site.organiser.model_copy(update={"name": "Pflegestützpunkt  Süd"})
    text = flyer_text("de", site.model_copy(update={"organiser": office}), with_partner)
    assert (text.partners, text.organiser) == ("", "Veranstaltet von: Pflegestützpunkt Süd")


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("de", "Wir sprechen: Deutsch, Türkisch, Deutsche Gebärdensprache."),
        ("de-simple", "Wir sprechen: Deutsch, Türkisch, Deutsche Gebärden-Sprache."),
        ("en", "We speak: German, Turkish, German Sign Language."),
        ("tr", "Konuştuğumuz diller: Almanca, Türkçe, Alman İşaret Dili."),
        ("ar", "نتحدث: \u2068الألمانية، التركية، لغة الإشارة الألمانية\u2069."),
        ("uk", "Ми розмовляємо мовами: німецька, турецька, німецька жестова мова."),
        ("ru", "Мы говорим на языках: немецкий, турецкий, немецкий жестовый язык."),
        ("pl", "Mówimy w językach: niemiecki, turecki, niemiecki język migowy."),
    ],
)
def test_a_flyer_names_the_teams_languages_in_its_own(
    site: Site, plan: Plan, language: str, spoken: str
) -> None:
    team = site.model_copy(update={"team_languages": ("de", "tr", "dgs")})
    assert flyer_text(language, team, plan).languages.startswith(spoken)


def test_regular_interpreters_add_their_languages(site: Site, plan: Plan) -> None:
    interpreted = replace(plan, interpreters=("ar", "de", "other"))
    assert flyer_text("en", site, interpreted).languages.startswith("We speak: German, Arabic. ")


def test_plain_german_of_the_team_is_named_too(site: Site, plan: Plan) -> None:
    team = site.model_copy(update={"team_languages": ("de_simple", "xx")})
    assert flyer_text("en", team, plan).languages.startswith("We speak: plain German, xx. ")


def test_plain_german_is_a_draft_until_it_has_been_checked(site: Site, plan: Plan) -> None:
    # Forms overview, "Sprachen": until then this is what it is called in print.
    assert flyer_text("de-simple", site, plan).name == "in einfacher Sprache (Entwurf)"


def test_an_hour_of_ones_own_names_no_partner(site: Site, plan: Plan) -> None:
    assert flyer_text("de", site, plan).partners == ""


def test_a_tenants_association_offers_the_legal_advice_others_cannot(
    site: Site, with_partner: Plan, plan: Plan
) -> None:
    alone = flyer_text("de", site, plan)
    together = flyer_text("de", site, replace(with_partner, partner="C-K3"))
    assert "rechtlich beraten oder vor Gericht vertreten" in alone.cannot
    assert "rechtlich beraten oder vor Gericht vertreten" not in together.cannot
    assert together.can[-1] == "Rechtsberatung: Mieterverein Auenstadt, 12.01.2027"


def test_only_a_landlords_hour_tells_of_the_landlord_and_of_somebody_independent(
    site: Site, plan: Plan
) -> None:
    assert "vertraulich" in flyer_text("de", site, plan).confidentiality
    held_by_landlord = flyer_text("de", site, replace(plan, partner="C-K7")).confidentiality
    assert "vertraulich" not in held_by_landlord
    assert held_by_landlord.endswith("Mieterverein Auenstadt, 030\u00a023125\u00a0220")


def test_a_landlords_hour_needs_somebody_independent(site: Site, plan: Plan) -> None:
    alone = site.model_copy(
        update={"partners": tuple(p for p in site.partners if p.partner_class == "landlord")}
    )
    (missing,) = missing_facts(alone, replace(plan, partner="C-K7"))
    assert "independent" in missing


def test_the_way_in_is_told_as_it_is(site: Site, plan: Plan) -> None:
    assert flyer_text("en", site, plan).steps == "Step-free access."
    upstairs = flyer_text("en", site, replace(plan, place="C-P2"))
    assert upstairs.steps.startswith("There are steps. Call us")


def test_a_hint_in_german_stands_only_on_german_flyers(site: Site, plan: Plan) -> None:
    places = tuple(p.model_copy(update={"hint": "Eingang vom Hof"}) for p in site.places)
    hinted = site.model_copy(update={"places": places})
    assert flyer_text("de-simple", hinted, plan).hint == "Eingang vom Hof"
    assert flyer_text("en", hinted, plan).hint == ""


def test_names_and_numbers_in_arabic_are_isolated(site: Site, plan: Plan) -> None:
    text = flyer_text("ar", site, plan)
    assert text.rtl
    assert "\u2066030\u00a023125\u00a0303\u2069" in text.contact
    assert text.where == "\u2068Stadtteilladen Sonnenberg\u2069\n\u2068Sonnenberg-Ring 3\u2069"
    assert "\u2066" not in text.imprint


def test_an_office_without_e_mail_prints_none(site: Site, plan: Plan) -> None:
    quiet = site.model_copy(update={"organiser": site.organiser.model_copy(update={"email": ""})})
    assert "E-Mail" not in flyer_text("de", quiet, plan).contact


def test_a_place_the_site_does_not_have_is_the_callers_mistake(site: Site, plan: Plan) -> None:
    with pytest.raises(ValueError, match="C-P9"):
        flyer_text("de", site, replace(plan, place="C-P9"))
