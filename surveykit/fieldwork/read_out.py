"""What was read to somebody before they agreed, found again when the interview is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from surveykit.fieldwork.consent import PURPOSES, Consent, consent_to

if TYPE_CHECKING:
    from surveykit.form import Form, Instance

Given = tuple[str, str, str]
"""An answer as it was given: ref, text, and the language in which it was asked for."""


def consents_in(form: Form, instance: Instance, given: Iterable[Given]) -> tuple[Consent, ...]:
    """The consents given in an interview, each with the text in the language it was read in.

    `instance` is left in the language that it had.
    """
    asked = {question.ref: question.name for question in form.questions}
    last = {ref: (text, language) for ref, text, language in given if asked.get(ref) in PURPOSES}
    shown_in = instance.language
    consents: list[Consent] = []
    for ref, (text, language) in last.items():
        if text == "yes":
            instance.language = language or shown_in
            words = _words(form, instance, ref)
            consents.append(consent_to(asked[ref], words, version=form.version, language=language))
    instance.language = shown_in
    return (*consents, *_purposes(consents, instance.answers()))


def _words(form: Form, instance: Instance, ref: str) -> str:
    """The question as it is on the screen, with the notes right before it."""
    read: list[str] = []
    for question in form.questions:
        read = [*read, instance.node(question.ref).label]
        if question.ref == ref:
            break
        if question.answerable:
            read = []
    return "\n\n".join(read)


def _purposes(consents: list[Consent], answers: Mapping[str, str]) -> list[Consent]:
    """A consent to be contacted holds for each purpose that was ticked, by itself."""
    return [
        Consent(f"{consent.purpose}:{code}", consent.version, consent.language, consent.text)
        for consent in consents
        if consent.purpose == "contact"
        for code in answers.get("purpose", "").split()
    ]
