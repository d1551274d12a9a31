"""The flyer of the decided hour, two sides of A5, one PDF per language."""

from surveykit.export.flyers.facts import missing_facts
from surveykit.export.flyers.text import FlyerText, flyer_text
from surveykit.export.flyers.words import flyer_languages
from surveykit.export.flyers.write import write_flyers

__all__ = ["FlyerText", "flyer_languages", "flyer_text", "missing_facts", "write_flyers"]
