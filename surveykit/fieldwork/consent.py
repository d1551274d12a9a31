"""What a person agreed to, and the words that were read to them.

Whoever keeps answers must be able to show that they were given freely (Art. 7 GDPR); so each
purpose stands beside the answers, with the version and the language of the text that was read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

from surveykit.text.clean import clean

PURPOSES: Mapping[str, str] = MappingProxyType(
    {"consent": "interview", "consent_contact": "contact"}
)
"""The questions that ask for consent, by name, and what for; only `yes` is one."""

_ASKING = frozenset({"door_interest", "hallway_quick", "review_residents", "contact_consent"})
"""The bundled forms that may hold nothing without consent, even if they stop before asking."""

_BEFORE = frozenset(
    {"site_id", "block", "building", "mode", "organiser", "organiser_contact", "survey_lang"}
    | {"int_help", "adult", "consent", "consent_contact", "purpose", "later_when", "refusal"}
)
"""What is known or said before anybody agrees: where, by whom, in which language, and why not."""


class NoConsentError(ValueError):
    """There are answers to a purpose that nobody agreed to."""


@dataclass(frozen=True, slots=True, order=True)
class Consent:
    """One purpose that somebody agreed to."""

    purpose: str
    """`interview` or `contact`; with a contact also `contact:` and the code of each purpose."""
    version: str
    """Of the form."""
    language: str
    """As the form names it, in which the text was read."""
    text: str
    """SHA-256 of the words that were read; the form of that version holds them."""

    def __post_init__(self) -> None:
        """Hold text safe to show."""
        for name in ("purpose", "version", "language", "text"):
            object.__setattr__(self, name, clean(getattr(self, name)))


def consent_to(question: str, words: str, *, version: str, language: str) -> Consent:
    """The consent that a "yes" to this question, one of `PURPOSES`, gives.

    `words` are those on the screen, `language` is that of the words, as the form names it.
    """
    return Consent(PURPOSES[question], version, language, sha256(words.encode()).hexdigest())


def has_agreed(form: str, answers: Mapping[str, str]) -> bool:
    """Whether somebody agreed to be asked, or the form is none that asks for it."""
    asked = [question for question in PURPOSES if question in answers]
    return any(answers[question] == "yes" for question in asked) or not (asked or form in _ASKING)


def agreed(form: str, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that may be kept: without consent only what is known before anybody agrees."""
    if has_agreed(form, answers):
        return dict(answers)
    return {name: text for name, text in answers.items() if name in _BEFORE}


def insist_on_consent(form: str, answers: Mapping[str, str]) -> None:
    """Refuse answers to a purpose without consent to it.

    Raises:
        NoConsentError: which answers there should not be.
    """
    unasked_for = sorted(answers.keys() - agreed(form, answers).keys())
    if unasked_for:
        raise NoConsentError(f"no consent to {', '.join(unasked_for)}")
