"""AAPOR final codes, derived from plain buttons and never asked.

Source: AAPOR Standard Definitions, codes for in-person household surveys.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from surveykit.fieldwork.attempt import Outcome

Symbol = Literal["I", "P", "R", "NC", "O", "UH", "UO", "NE"]
SYMBOLS: tuple[Symbol, ...] = ("I", "P", "R", "NC", "O", "UH", "UO", "NE")


@dataclass(frozen=True, slots=True)
class Disposition:
    """One AAPOR class: its code (`2.24`) and the symbol it has in the rates' formulas (`NC`)."""

    code: str
    symbol: Symbol


NOT_TRIED = Disposition("3.11", "UH")
VACANT_BY_LIST = Disposition("4.60", "NE")

DISPOSITIONS: Mapping[Outcome, Disposition] = MappingProxyType(
    {
        Outcome.INTERVIEW: Disposition("1.10", "I"),
        Outcome.CARD: Disposition("1.10", "I"),
        Outcome.PARTIAL: Disposition("1.20", "P"),
        Outcome.BREAK_OFF: Disposition("2.12", "R"),
        Outcome.REFUSED: Disposition("2.11", "R"),
        Outcome.NO_CONTACT_WISH: Disposition("2.11", "R"),
        # The list says that somebody lives here, so nobody at home is NC, not unknown.
        Outcome.NOT_HOME: Disposition("2.24", "NC"),
        Outcome.NO_ACCESS: Disposition("2.23", "NC"),
        # Somebody was met, but not the person to interview.
        Outcome.LATER: Disposition("2.25", "NC"),
        Outcome.MINOR: Disposition("2.25", "NC"),
        Outcome.LANGUAGE: Disposition("2.33", "O"),
        Outcome.STOP: Disposition("3.17", "UH"),
        Outcome.VACANT: VACANT_BY_LIST,
        Outcome.NOT_DWELLING: Disposition("4.50", "NE"),
    }
)
