"""One pydantic type per question type: what was typed → a value → the text ODK stores.

Input is forgiving (decimal comma, `24.12.2026`, `17 Uhr`), what is stored is not. What ODK
itself has stored is read again as the same. Only this package of `form` imports pydantic; the
engine imports it with the first answer.
"""

from collections.abc import Collection
from datetime import datetime

from pydantic import ValidationError

from surveykit.form.errors import InvalidAnswerError
from surveykit.form.model import Question
from surveykit.form.types.answer import Answer, Offer
from surveykit.form.types.choices import Acknowledged, OneChoice, Ranking, SeveralChoices
from surveykit.form.types.files import Attachment
from surveykit.form.types.moments import Clock, Day, FirstOfMonth, FirstOfYear, Moment
from surveykit.form.types.numbers import INT32, DecimalNumber, Step, WholeNumber
from surveykit.form.types.places import Area, Line, Place
from surveykit.form.types.words import Words
from surveykit.text import _

__all__ = ["INT32", "Answer", "answer_type", "canonical"]

_TYPES: dict[str, type[Answer]] = {
    "select_one": OneChoice,
    "select_multiple": SeveralChoices,
    "rank": Ranking,
    "integer": WholeNumber,
    "decimal": DecimalNumber,
    "range": Step,
    "time": Clock,
    "datetime": Moment,
    "acknowledge": Acknowledged,
    "geopoint": Place,
    "geotrace": Line,
    "geoshape": Area,
    "image": Attachment,
    "audio": Attachment,
    "video": Attachment,
    "file": Attachment,
}


def answer_type(question: Question) -> type[Answer]:
    """The type of a question's answers. What has no type of its own is a text."""
    if question.type == "date":
        looks = question.looks
        if "month-year" in looks:
            return FirstOfMonth
        return FirstOfYear if "year" in looks else Day
    return _TYPES.get(question.type, Words)


def canonical(
    question: Question, text: str, *, codes: Collection[str] = (), now: datetime | None = None
) -> str:
    """What ODK stores for what was typed. `now` gives a missing year and the offset from UTC.

    Raises:
        InvalidAnswerError: it cannot be understood; says what to type.
    """
    offer = Offer(codes, now, question.parameters, question.data_type)
    try:
        return answer_type(question).read(text, offer).text
    except ValidationError as error:
        message = error.errors()[0]["msg"].removeprefix("Value error, ")
        advice = _("The answer given before stays.")
        raise InvalidAnswerError(question.ref, message, advice=advice) from error
