"""skeleton"""
from collections.abc import Sequence
from datetime import datetime
from surveykit.form.model import Question


def canonical(question: Question, text: str, *, codes: Sequence[str], now: datetime) -> str:
    """The text as ODK stores it."""
    return text.strip()
