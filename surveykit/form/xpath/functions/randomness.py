"""Shuffling as ODK does it, so that a seed gives the same order in every engine.

Source: ODK XForms specification, `randomize`; `FisherYates`, `ParkMiller` and `RandomizeHelper`
of JavaRosa.
"""

import math
from collections.abc import Callable
from hashlib import sha256

from surveykit.form.xpath.values import Nodes, Value, to_number, to_string

_MODULUS = 2147483647
_MULTIPLIER = 16807
_LONGEST = 2**63
"""Java cuts numbers off at 64 bits where it makes them whole."""


def seed_of(value: Value) -> int:
    """A number cut off behind the point; of another text the first 64 bits of its SHA-256.

    An empty text is 0.
    """
    number = to_number(value)
    if not math.isnan(number):
        return int(min(max(number, -_LONGEST), _LONGEST))
    text = to_string(value)
    if text in ("", "NaN"):
        return 0
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big", signed=True)


def park_miller(seed: int) -> Callable[[], float]:
    """A generator of numbers from 0 to below 1 by Park and Miller, Comm. ACM 31 (1988)."""
    state = int(math.fmod(seed, _MODULUS))
    if state <= 0:
        state += _MODULUS - 1

    def draw() -> float:
        nonlocal state
        state = state * _MULTIPLIER % _MODULUS
        return (state - 1) / (_MODULUS - 1)

    return draw


def shuffle(nodes: Nodes, draw: Callable[[], float]) -> Nodes:
    """The nodes in another order: Fisher and Yates from the inside out."""
    mixed: Nodes = []
    for place, node in enumerate(nodes):
        other = int(draw() * (place + 1))
        mixed.append(node)
        mixed[place], mixed[other] = mixed[other], node
    return mixed
