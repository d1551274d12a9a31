"""The intervals that Wilson's is compared with; only the tests need them."""

from math import exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

from surveykit.assess.verdict.outlook import Interval


def agresti_coull(named: float, of: float, confidence: float) -> Interval:
    """Agresti and Coull, Am. Stat. 52 (1998): two more of each, at 95 %."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    n = of + z * z
    share = (named + z * z / 2) / n
    margin = z * sqrt(share * (1 - share) / n)
    return Interval(share - margin, share + margin)


def jeffreys(named: float, of: float, confidence: float) -> Interval:
    """Equal tails of Beta(x + ½, n - x + ½), modified at the ends.

    Source: Brown, Cai, DasGupta, Stat. Sci. 16 (2001), section 4.1.2.
    """
    tail = (1 - confidence) / 2
    low, high = (quantile(share, named + 0.5, of - named + 0.5) for share in (tail, 1 - tail))
    if named <= 1:
        low = 0.0
    if named >= of - 1:
        high = 1.0
    if named == 0:
        high = 1 - tail ** (1 / of)
    if named == of:
        low = tail ** (1 / of)
    return Interval(low, high)


def quantile(share: float, a: float, b: float) -> float:
    """By bisection, to the last digits of a float."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if incomplete_beta(middle, a, b) < share else (low, middle)
    return (low + high) / 2


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised one, by its continued fraction (DLMF 8.17.22), after Lentz."""
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    if x <= 0:
        return 0.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    fraction, c, d = 1.0, 1.0, 0.0
    for step in range(500):
        m = step // 2
        if step == 0:
            term = 1.0
        elif step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / (1 + term * d)
        c = 1 + term / c
        fraction *= c * d
        if step and abs(c * d - 1) < 1e-15:
            return front * (fraction - 1)
    raise ArithmeticError(f"no convergence at {x}, {a}, {b}")
