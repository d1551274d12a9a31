"""Put the flyers into a folder: all of them, or none and a sentence why."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from surveykit.assess.hour.plan import Plan
from surveykit.export.flyers.calendar import vevent
from surveykit.export.flyers.text import flyer_text, today
from surveykit.export.flyers.typeset import typeset
from surveykit.files import write_whole
from surveykit.site.model import Site


def write_flyers(
    site: Site, plan: Plan, languages: Sequence[str], folder: Path, *, as_of: date | None = None
) -> tuple[Path, ...]:
    """Write `flyer_a5_LANGUAGE.pdf` for each language and return the paths in that order.

    `as_of` gives the month in the imprint and the date in the file; None is the laptop's today.
    The same input in the same month gives the same bytes. Raises SurveykitError, before anything
    is written, if a fact is missing, a text does not fit or a character cannot be printed.
    """
    month = (as_of or today()).replace(day=1)
    flyers = {
        folder / f"flyer_a5_{language}.pdf": typeset(
            flyer_text(language, site, plan, as_of=month), vevent(site, plan, language), month
        ).pdf
        for language in dict.fromkeys(languages)
    }
    for path, pdf in flyers.items():
        write_whole(path, pdf)
    return tuple(flyers)
