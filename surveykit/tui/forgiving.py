"""What was typed in haste and what is stored, in the form in which the other is written.

What cannot be read is handed on as it stands; the form engine then says what is wrong.
"""

from datetime import date, time

from surveykit.form.forgiving import read_clock, read_day, read_decimal, read_whole
from surveykit.tui.page import Kind


def read(kind: Kind, typed: str, today: date) -> str:
    """The typed text as the form stores it."""
    text = typed.strip()
    match kind:
        case Kind.INTEGER:
            number = read_whole(text)
            return text if number is None else str(number)
        case Kind.DECIMAL:
            amount = read_decimal(text)
            return text if amount is None else text.replace(",", ".") if "." not in text else text
        case Kind.DATE:
            day = read_day(text, today)
            return day.isoformat() if day else text
        case Kind.TIME:
            clock = read_clock(text)
            return clock.isoformat("milliseconds") if clock else text
        case _:
            return text


def shown(kind: Kind, stored: str) -> str:
    """The stored text as a person would type it."""
    try:
        if kind is Kind.DATE and stored:
            return f"{date.fromisoformat(stored[:10]):%d.%m.%Y}"
        if kind is Kind.TIME and stored:
            return f"{time.fromisoformat(stored[:5]):%H:%M}"
    except ValueError:
        return stored
    return stored
