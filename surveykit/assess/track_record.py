"""How often the assessment is wrong, and what it saves: measured on made-up sites.

Printed by `python -m tests.assess.simulation` (2,400 sites, seed 20240501, the criteria's
defaults), which also compares its results with these figures. Rates are shares of the sites.
"""

from typing import NamedTuple

SITES, SEED = 2400, 20240501


class Measured(NamedTuple):
    """One rule, asked whether an hour of one's own is worth holding, monthly at least."""

    rule: str
    """Name in the simulation."""
    error: float
    material: float
    """Errors where the truth is over 20 % off the limit."""
    doors: float
    """Tried on average, of 149 there are."""
    coverage: float | None
    """Of the 90 % intervals."""


TRACK_RECORD = (
    Measured("(a) yes-share >= 20 %, 40 doors", 0.395, 0.351, 35.0, None),
    Measured("(a2) projected, 80 doors", 0.054, 0.021, 58.9, None),
    Measured("(b2) Wilson 90 %, 40 doors, else all", 0.022, 0.002, 114.6, 0.989),
    Measured("(b3) Wilson 80 %, every 5 doors", 0.028, 0.007, 54.9, 0.954),
    Measured("(c) risk <= 0.10", 0.033, 0.008, 30.4, 0.940),
)

SAVED, SAVED_ERROR = 0.645, 0.029
"""Doors saved by the last rule against a fixed sample with as few material errors, and the
standard error of that."""

DECIDED, WRONG_OF_DECIDED, CLAIMED = 0.622, 0.031, 0.029
"""With all verdicts told apart, and as many interviews as the criteria ask for: sites decided
before or at the last door; of these, verdicts that were not the right one, and the risk told."""
