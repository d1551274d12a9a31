"""Answers that are chosen from what is on offer."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, ValidationInfo
from pydantic.functional_validators import BeforeValidator

from surveykit.form.types.answer import Answer, offer_of
from surveykit.text import _


def _offered(code: str, info: ValidationInfo) -> str:
    if code.strip() not in offer_of(info).codes:
        raise ValueError(_("Choose one of the answers offered."))
    return code.strip()


class OneChoice(Answer):
    """The code of one of the choices offered."""

    value: Annotated[str, AfterValidator(_offered)]

    @property
    def text(self) -> str:
        """The code."""
        return self.value


def _all_offered(text: str, info: ValidationInfo) -> tuple[str, ...]:
    codes = frozenset(offer_of(info).codes)
    chosen = tuple(dict.fromkeys(text.split()))
    if not codes.issuperset(chosen):
        raise ValueError(_("Choose one of the answers offered."))
    return chosen


class SeveralChoices(Answer):
    """Codes of some of the choices offered, separated by spaces; each counts once."""

    value: Annotated[tuple[str, ...], BeforeValidator(_all_offered)]

    @property
    def text(self) -> str:
        """The codes in the order given, separated by spaces."""
        return " ".join(self.value)


def _all_in_order(text: str, info: ValidationInfo) -> tuple[str, ...]:
    ranked = _all_offered(text, info)
    if len(ranked) < len(set(offer_of(info).codes)):
        raise ValueError(_("Put all the answers in order."))
    return ranked


class Ranking(Answer):
    """The codes of all choices offered, the first place first.

    Neither Collect nor Web Forms can produce an order of only some of them.
    """

    value: Annotated[tuple[str, ...], BeforeValidator(_all_in_order)]

    @property
    def text(self) -> str:
        """The codes from the first place to the last, separated by spaces."""
        return " ".join(self.value)


class Acknowledged(Answer):
    """Taken note of: whatever is entered counts."""

    MARK: ClassVar[str] = "OK"
    value: str

    @property
    def text(self) -> str:
        """What ODK stores for a box that is ticked."""
        return self.MARK
