"""Put the flyers into a folder: all of them, or none and a sentence why."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from surveykit.assess.plan import Plan
from surveykit.errors import SurveykitError
from surveykit.export.calendar import vevent
from surveykit.export.flyers.text import flyer_text, today
from surveykit.export.flyers.typeset import typeset
from surveykit.site.model import Site
from surveykit.text import _


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
        _write(path, pdf)
    return tuple(flyers)


def _write(path: Path, content: bytes) -> None:
    """The whole file or, after a fault, the one that was there before."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        _discard(part)
        raise SurveykitError(
            _("{file} cannot be written: {reason}.").format(
                file=path, reason=error.strerror or error
            ),
            advice=_(
                "Check that the folder exists and is not write-protected, that the disk is not"
                " full, and that no other program has the file open."
            ),
        ) from error


def _discard(part: Path) -> None:
    """Leave no half file behind, where the disk still lets us."""
    from contextlib import suppress

    with suppress(OSError):
        part.unlink(missing_ok=True)
