"""Numbers: whole ones of 32 bits, decimals, and the steps of a range."""

from decimal import Decimal
from typing import Annotated

from pydantic import ValidationInfo
from pydantic.functional_validators import BeforeValidator

from surveykit.form.forgiving import read_decimal, read_whole
from surveykit.form.meaning import WHOLE
from surveykit.form.scale import read_scale
from surveykit.form.types.answer import Answer, offer_of
from surveykit.form.xpath.values import format_decimal
from surveykit.text import _

INT32 = range(-(2**31), 2**31)
"""What JavaRosa can hold in an `int`."""
"""Data types of whole numbers."""


def _read_whole(text: str) -> int:
    number = read_whole(text)
    if number is None:
        raise ValueError(_("Enter a whole number, such as 3."))
    if number not in INT32:
        raise ValueError(_("Enter a smaller number."))
    return number


class WholeNumber(Answer):
    """A whole number of 32 bits."""

    value: Annotated[int, BeforeValidator(_read_whole)]

    @property
    def text(self) -> str:
        """The digits."""
        return str(self.value)


def _read_decimal(text: str) -> float:
    number = read_decimal(text)
    if number is None:
        raise ValueError(_("Enter a number, such as 2.5."))
    return number


class DecimalNumber(Answer):
    """A number that may have decimals; point and comma both separate them."""

    value: Annotated[float, BeforeValidator(_read_decimal)]

    @property
    def text(self) -> str:
        """The number with a point and at least one decimal, without an exponent."""
        return format_decimal(self.value)


def _read_step(text: str, info: ValidationInfo) -> Decimal:
    """A number between the ends of a range and on one of its steps; steps may lead downwards."""
    number, offer = Decimal(repr(_read_decimal(text))), offer_of(info)
    scale = read_scale(offer.parameters)
    if scale:
        low, high = sorted((scale.start, scale.end))
        if not low <= number <= high:
            words = _("Enter a number from {start} to {end}.")
            raise ValueError(words.format(start=low, end=high))
        if scale.step and (number - scale.start) % scale.step:
            words = _("Go from {start} in steps of {step}.")
            raise ValueError(words.format(start=scale.start, step=scale.step))
    if not number.is_finite():
        raise ValueError(_("Enter a smaller number."))
    if offer.data_type in WHOLE and number != number.to_integral_value():
        raise ValueError(_("Enter a whole number, such as 3."))
    return number


def _on_scale(text: str, info: ValidationInfo) -> str:
    number = _read_step(text, info)
    return str(int(number)) if offer_of(info).data_type in WHOLE else format_decimal(float(number))


class Step(Answer):
    """A number on the scale of a range: between its ends, and on one of its steps.

    The form's data type decides whether 3 is stored as `3` or as `3.0`.
    """

    value: Annotated[str, BeforeValidator(_on_scale)]

    @property
    def text(self) -> str:
        """The number."""
        return self.value
