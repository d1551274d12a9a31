"""What is printed, one PDF per language: the flyer of the decided hour, and the cards for codes."""

from surveykit.export.flyers.cards import card_alphabet, write_cards
from surveykit.export.flyers.facts import missing_facts
from surveykit.export.flyers.text import FlyerText, flyer_text
from surveykit.export.flyers.words import flyer_languages, languages_to_print
from surveykit.export.flyers.write import write_flyers

__all__ = [
    "FlyerText",
    "card_alphabet",
    "flyer_languages",
    "flyer_text",
    "languages_to_print",
    "missing_facts",
    "write_cards",
    "write_flyers",
]
