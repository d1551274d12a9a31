"""What is said with an erasure code, so that it comes onto the card without a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveykit.fieldwork.record import PERSONAL_FORMS
from surveykit.text import _, language
from surveykit.text.form_language import language_code

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.interviewing import OpenInterview


def purpose_of(interview: OpenInterview) -> str:
    """What the code erases: a contact has a code of its own, which nothing ties to the answers."""
    if interview.form.id in PERSONAL_FORMS:
        return _("Erasure code of the contact, for a card of its own")
    return _("Erasure code of the answers, for the respondent's card")


def spelled(code: str) -> list[tuple[str, str]]:
    """Group by group, with how to say it so that nobody mishears it."""
    names = _(
        "zero Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel Juliett Kilo Mike November Papa "
        "Quebec Romeo Sierra Tango Victor Whiskey Xray Yankee Zulu"
    ).split()
    said = {"0": names[0], **{name[0]: name for name in names[1:]}}
    return [
        (group, " · ".join(said.get(symbol, symbol) for symbol in group))
        for group in code.split("-")
    ]


def alphabet_words() -> str:
    """Which letters a code has, for the interviewer."""
    return _("0 is zero. There is no I, L, O or U.")


def respondents_alphabet(interview: OpenInterview) -> str:
    """The same as the card says it to the respondent; empty where it is in the program's language.

    Empty, too, in languages without a card.
    """
    from surveykit.export.flyers import card_alphabet

    asked = language_code(interview.language)
    return "" if asked == language() else card_alphabet(asked.replace("_", "-"))
