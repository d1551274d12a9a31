"""One pydantic type per question type: what was typed → a value → the text ODK stores.

Input is forgiving (decimal comma, `24.12.2026`, `17 Uhr`), what is stored is not. This module
is the only one of `form` that imports pydantic; the engine imports it with the first answer.
"""

import re
from collections.abc import Container
from datetime import date, datetime
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, ValidationInfo
from pydantic.functional_validators import BeforeValidator

from surveykit.form.errors import InvalidAnswerError
from surveykit.form.forgiving import read_clock, read_day, read_decimal, read_whole
from surveykit.form.model import Question
from surveykit.form.xpath.functions.dates import stamp
from surveykit.form.xpath.values import format_decimal, to_clock, to_moment
from surveykit.text import _
from surveykit.text.clean import clean, clean_lines

INT32 = range(-(2**31), 2**31)
"""What JavaRosa can hold in an `int`."""

_OFFSET = re.compile(r"(Z|[+-]\d{2}(?::?\d{2})?)$")


class Answer(BaseModel):
    """What all answers have in common. The validation context holds `codes` and `now`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def read(cls, text: str, *, codes: Container[str], now: datetime | None) -> Self:
        """Understand what was typed.

        Raises:
            ValidationError: it cannot be understood; the first error's message says what to type.
        """
        return cls.model_validate({"value": text}, context={"codes": codes, "now": now})

    @property
    def text(self) -> str:
        """The answer as ODK stores it."""
        raise NotImplementedError


def _now(info: ValidationInfo) -> datetime | None:
    context: dict[str, datetime | None] = info.context or {}
    return context.get("now")


def _codes(info: ValidationInfo) -> Container[str]:
    context: dict[str, Container[str]] = info.context or {}
    return context.get("codes", ())


class Words(Answer):
    """A text of one line."""

    value: Annotated[str, AfterValidator(clean)]

    @property
    def text(self) -> str:
        """The words without control characters."""
        return self.value


class Lines(Answer):
    """A text that may have several lines."""

    value: Annotated[str, AfterValidator(clean_lines)]

    @property
    def text(self) -> str:
        """The lines without control characters."""
        return self.value


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


def _read_day(text: str, info: ValidationInfo) -> date:
    moment, now = to_moment(text.strip()), _now(info)
    day = moment.date() if moment else read_day(text, now.date() if now else None)
    if day is None:
        raise ValueError(_("Enter a date, such as 24.12.2026."))
    return day


class Day(Answer):
    """A date: `2026-12-24`, `24.12.2026`, and `24.12.` in the year of `now`."""

    value: Annotated[date, BeforeValidator(_read_day)]

    @property
    def text(self) -> str:
        """The date in ISO form."""
        return self.value.isoformat()


def _read_clock(text: str, info: ValidationInfo) -> str:
    compact = text.strip()
    clock = to_clock(compact) or read_clock(compact)
    if clock is None:
        raise ValueError(_("Enter a time, such as 17:30."))
    offset = _OFFSET.search(compact)
    now = _now(info)
    if offset and ":" in compact[: offset.start()]:
        zone = offset[1]
    else:
        zone = "" if now is None else stamp(now)[23:]
    return clock.isoformat(timespec="milliseconds") + zone


class Clock(Answer):
    """A time of day: `17:30`, `17.30`, `17 Uhr`, `17 Uhr 30`; kept with the offset from UTC."""

    value: Annotated[str, BeforeValidator(_read_clock)]

    @property
    def text(self) -> str:
        """The time in ISO form with the device's offset."""
        return self.value


def _read_moment(text: str, info: ValidationInfo) -> str:
    compact = text.strip()
    if to_moment(compact) is not None and _OFFSET.search(compact[10:]):
        return compact
    day, _space, clock = re.sub(r"T", " ", compact).partition(" ")
    try:
        return f"{_read_day(day, info).isoformat()}T{_read_clock(clock, info)}"
    except ValueError as error:
        raise ValueError(_("Enter date and time, such as 24.12.2026 17:30.")) from error


class Moment(Answer):
    """A date with a time: `24.12.2026 17:30`."""

    value: Annotated[str, BeforeValidator(_read_moment)]

    @property
    def text(self) -> str:
        """The moment in ISO form with the device's offset."""
        return self.value


def _offered(code: str, info: ValidationInfo) -> str:
    if code.strip() not in _codes(info):
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
    return tuple(_offered(code, info) for code in dict.fromkeys(text.split()))


class SeveralChoices(Answer):
    """Codes of some of the choices offered, separated by spaces; each counts once."""

    value: Annotated[tuple[str, ...], BeforeValidator(_all_offered)]

    @property
    def text(self) -> str:
        """The codes in the order given, separated by spaces."""
        return " ".join(self.value)


class Acknowledged(Answer):
    """Taken note of: whatever is entered counts."""

    MARK: ClassVar[str] = "OK"
    value: str

    @property
    def text(self) -> str:
        """What ODK stores for a box that is ticked."""
        return self.MARK


def answer_type(question: Question) -> type[Answer]:
    """The type of a question's answers. What has no type of its own is a text."""
    match question.type:
        case "select_one":
            return OneChoice
        case "select_multiple" | "rank":
            return SeveralChoices
        case "integer":
            return WholeNumber
        case "decimal" | "range":
            return DecimalNumber
        case "date":
            return Day
        case "time":
            return Clock
        case "datetime":
            return Moment
        case "acknowledge":
            return Acknowledged
        case _:
            return Lines if "multiline" in question.appearance.split() else Words


def canonical(
    question: Question, text: str, *, codes: Container[str] = (), now: datetime | None = None
) -> str:
    """What ODK stores for what was typed. `now` gives a missing year and the offset from UTC.

    Raises:
        InvalidAnswerError: it cannot be understood; says what to type.
    """
    try:
        return answer_type(question).read(text, codes=codes, now=now).text
    except ValidationError as error:
        message = error.errors()[0]["msg"].removeprefix("Value error, ")
        advice = _("The answer given before stays.")
        raise InvalidAnswerError(question.ref, message, advice=advice) from error
