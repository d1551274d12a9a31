"""What public tables are called, and what is said of numbers that are hidden."""

from collections.abc import Iterator

from surveykit.assess.suppress import BUILDING_MIN
from surveykit.export.public.counted import BLOCKS, DOORS, PLACES, SLOTS
from surveykit.export.public.publication import Publication
from surveykit.text import _


def title(table: str) -> str:
    """The heading of a table."""
    return {
        DOORS: _("What became of the dwellings"),
        BLOCKS: _("Interviewed households by building"),
        SLOTS: _("Which times suit"),
        PLACES: _("Which places suit"),
        "topics": _("Topics"),
        "barriers": _("What might keep people away"),
        "lang": _("Language people would rather speak there"),
        "alt": _("Other good ways to get advice"),
        "provider_ok": _("Who could offer the hour"),
        "help_will": _("Who would help at the hour"),
    }[table]


def about_hiding(found: Publication) -> Iterator[str]:
    """How small numbers are kept from the reader."""
    yield _(
        "No number of fewer than {limit} households is shown, nor one from which it could be "
        "calculated; of a building none below {least}. Free texts and single answers are not in "
        "this file."
    ).format(limit=found.limit, least=BUILDING_MIN)
    yield _(
        "Expected visits and costs are reckoned from {raw} raw visits, a rounded number; so they "
        "differ a little from those of the team."
    ).format(raw=round(found.published.raw))
