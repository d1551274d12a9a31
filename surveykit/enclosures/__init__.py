"""Files that answers name, such as pictures: found where a person said, and made to tell less."""

from surveykit.enclosures.found import NoSuchEnclosureError, find_enclosure
from surveykit.enclosures.taken import (
    LARGEST,
    OversizedEnclosureError,
    Taken,
    UnreadablePictureError,
    take,
)

__all__ = [
    "LARGEST",
    "NoSuchEnclosureError",
    "OversizedEnclosureError",
    "Taken",
    "UnreadablePictureError",
    "find_enclosure",
    "take",
]
