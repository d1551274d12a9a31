"""Response, cooperation, refusal and contact rates after AAPOR.

Source: AAPOR Standard Definitions, 10th edition (2023): U = UH + UR + UO, where UR are housing
units not known to contain an eligible respondent. Only doors have a frame, so only the contact
sheet has rates; hallway interviews never enter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from surveykit.fieldwork.attempt import Attempt
from surveykit.fieldwork.contact_sheet import contact_sheet, symbols
from surveykit.site.model import Site

_Symbol = TypeVar("_Symbol", bound=str)


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Share of the units of unknown eligibility taken as eligible, from 0 to 1, by kind."""

    uh: float
    ur: float
    uo: float


@dataclass(frozen=True, slots=True)
class OutcomeRates:
    """Every rate with its AAPOR number, from 0 to 1; None where its denominator is 0.

    Quote `rr1` and `rr5` beside `rr3`: they are what it would be if all unknown units were
    eligible, or none. `rr5` and `rr6` alone are right only without unknown units.
    """

    rr1: float | None
    rr2: float | None
    rr3: float | None
    rr4: float | None
    rr5: float | None
    rr6: float | None
    coop1: float | None
    coop2: float | None
    coop3: float | None
    coop4: float | None
    ref1: float | None
    ref2: float | None
    ref3: float | None
    con1: float | None
    con2: float | None
    con3: float | None
    e: Eligibility | None
    """As used; None where nothing says what to take."""


def door_rates(site: Site, attempts: Iterable[Attempt], *, partial: int = 0) -> OutcomeRates:
    """The rates of a site's doors as they stand; `partial` of the interviews were broken off."""
    return outcome_rates(symbols(contact_sheet(site, attempts).values(), partial=partial))


def outcome_rates(
    counts: Mapping[_Symbol, int], e: float | Eligibility | None = None
) -> OutcomeRates:
    """The rates from the number of units by symbol: I P R NC O UH UR UO NE; absent ones are 0.

    `e` is stated by the caller, from 0 to 1, one for all or by kind. None is the proportional
    (CASRO) one, (I+P+R+NC+O) / (I+P+R+NC+O+NE). AAPOR: it must rest on the best information
    there is and must not be chosen to boost a rate.
    """
    by_symbol = {str(symbol): count for symbol, count in counts.items()}
    i, p, r, nc, o, uh, ur, uo, ne = (
        by_symbol.get(symbol, 0) for symbol in ("I", "P", "R", "NC", "O", "UH", "UR", "UO", "NE")
    )
    eligible = i + p + r + nc + o
    share = _eligibility(e, eligible, ne)
    unknown = None if share is None else share.uh * uh + share.ur * ur + share.uo * uo
    most = eligible + uh + ur + uo
    likely = None if unknown is None else eligible + unknown
    return OutcomeRates(
        rr1=_rate(i, most),
        rr2=_rate(i + p, most),
        rr3=_rate(i, likely),
        rr4=_rate(i + p, likely),
        rr5=_rate(i, eligible),
        rr6=_rate(i + p, eligible),
        coop1=_rate(i, i + p + r + o),
        coop2=_rate(i + p, i + p + r + o),
        coop3=_rate(i, i + p + r),
        coop4=_rate(i + p, i + p + r),
        ref1=_rate(r, most),
        ref2=_rate(r, likely),
        ref3=_rate(r, eligible),
        con1=_rate(i + p + r + o, most),
        con2=_rate(i + p + r + o, likely),
        con3=_rate(i + p + r + o, eligible),
        e=share,
    )


def _eligibility(
    e: float | Eligibility | None, eligible: int, not_eligible: int
) -> Eligibility | None:
    if isinstance(e, Eligibility):
        return e
    share = _rate(eligible, eligible + not_eligible) if e is None else e
    return None if share is None else Eligibility(share, share, share)


def _rate(numerator: float, denominator: float | None) -> float | None:
    return numerator / denominator if denominator else None
