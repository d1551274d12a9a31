"""What all answers have in common."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict, ValidationInfo


class Offer(NamedTuple):
    """What the question allows at this moment: the context in which an answer is read."""

    codes: Collection[str] = ()
    """The choices on offer."""
    now: datetime | None = None
    """The present, for `heute` and for a missing year; its offset from UTC for times."""
    parameters: Mapping[str, str] = {}
    """Of a range: `start`, `end`, `step`."""
    data_type: str = "string"
    """As the form's bind has it: `int`, `decimal`, …"""


class Answer(BaseModel):
    """An answer that has been understood."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def read(cls, text: str, offer: Offer) -> Self:
        """Understand what was typed.

        Raises:
            ValidationError: it cannot be understood; the first error's message says what to type.
        """
        return cls.model_validate({"value": text}, context={"offer": offer})

    @property
    def text(self) -> str:
        """The answer as ODK stores it."""
        raise NotImplementedError


def offer_of(info: ValidationInfo) -> Offer:
    """The context of a validator."""
    context: dict[str, Offer] = info.context or {}
    return context.get("offer", Offer())
