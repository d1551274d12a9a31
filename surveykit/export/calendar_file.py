"""The next dates of the decided hour as a calendar file, to send by mail or put on a web page.

Six events, not one with a rule: public holidays are left out, and a rule cannot say so.
"""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid5

from surveykit.assess.hour.plan import Plan
from surveykit.export.data.dialect import Dialect
from surveykit.export.flyers.calendar import event_lines
from surveykit.export.results import Results
from surveykit.files import write_whole
from surveykit.text import language

_NAMESPACE = UUID("a4fd7a5c-3f0e-4d37-9d0c-6d1f6a0a4b8e")
_LONGEST = 75
"""Bytes of a line (RFC 5545, section 3.1)."""


def write(results: Results, path: Path, _dialect: Dialect) -> tuple[Path, ...]:
    """Write the calendar into the folder, in the language in use; nothing without an hour."""
    if results.plan is None:
        return ()
    file = path / f"{results.site.name}.ics"
    write_whole(
        file, "".join(f"{_folded(line)}\r\n" for line in _lines(results, results.plan)).encode()
    )
    return (file,)


def _lines(results: Results, plan: Plan) -> Iterator[str]:
    """Times are local and name no zone: the hour stays where the clock on its wall has it.

    An event keeps its UID when it is written again, so that a calendar renews it.
    """
    stamp = f"{results.made_on:%Y%m%d}T000000Z"
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//surveykit//surveykit//EN")
    yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    for day in plan.dates:
        first, *rest = event_lines(results.site, plan, language(), day)
        uid = uuid5(_NAMESPACE, f"{results.site.name} {day.isoformat()}")
        yield from (first, f"UID:{uid}", f"DTSTAMP:{stamp}", *rest)
    yield "END:VCALENDAR"


def _folded(line: str) -> str:
    """The line in pieces of 75 bytes at most, never within a character."""
    pieces: list[str] = []
    piece = ""
    for character in line:
        room = _LONGEST - bool(pieces)
        if len((piece + character).encode()) > room:
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join((*pieces, piece))
