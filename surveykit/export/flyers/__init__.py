"""What is printed: everything about the hour, and what the survey takes to the doors."""

from surveykit.export.flyers.facts import missing_facts
from surveykit.export.flyers.jobs import Job, write_jobs
from surveykit.export.flyers.kinds import (
    DOOR_KINDS,
    HOUR_KINDS,
    KINDS,
    ROUND_KINDS,
    Missing,
    MissingFactsError,
    chosen_kinds,
    content_of,
    kind_words,
)
from surveykit.export.flyers.order import Answered, Order, fact_names, given_day, read_facts
from surveykit.export.flyers.rounds import rounds, route
from surveykit.export.flyers.text import FlyerText, flyer_text
from surveykit.export.flyers.words import card_alphabet, flyer_languages, languages_to_print
from surveykit.export.flyers.write import set_sheet, write_sheets

__all__ = [
    "DOOR_KINDS",
    "HOUR_KINDS",
    "KINDS",
    "ROUND_KINDS",
    "Answered",
    "FlyerText",
    "Job",
    "Missing",
    "MissingFactsError",
    "Order",
    "card_alphabet",
    "chosen_kinds",
    "content_of",
    "fact_names",
    "flyer_languages",
    "flyer_text",
    "given_day",
    "kind_words",
    "languages_to_print",
    "missing_facts",
    "read_facts",
    "rounds",
    "route",
    "set_sheet",
    "write_jobs",
    "write_sheets",
]
