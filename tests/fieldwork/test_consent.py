from dataclasses import replace

import pytest

from surveykit.fieldwork.consent import NoConsentError, agreed
from surveykit.fieldwork.contact import Contact

from .test_record import RECORD


@pytest.mark.parametrize("consent", ["no", "later", ""])
def test_answers_without_consent_are_no_record(consent: str) -> None:
    with pytest.raises(NoConsentError, match="prob"):
        replace(RECORD, answers={"consent": consent, "prob": "6"})


def test_a_form_that_must_ask_first_holds_nothing_if_it_did_not() -> None:
    with pytest.raises(NoConsentError, match="idea"):
        replace(RECORD, answers={"idea": "a bench"})
    assert replace(RECORD, form="meters", answers={"idea": "a bench"}).answers


def test_why_somebody_refused_may_be_kept() -> None:
    said = {"block": "north", "adult": "yes", "consent": "no", "refusal": "time"}
    assert replace(RECORD, answers=said).answers == said
    assert agreed("door_interest", {**said, "prob": "6"}) == said


def test_a_name_without_consent_is_no_contact() -> None:
    with pytest.raises(NoConsentError, match="name"):
        Contact(RECORD.id, "contact_consent", RECORD.day, {"consent_contact": "no", "name": "Ada"})
    with pytest.raises(NoConsentError, match="name"):
        Contact(RECORD.id, "contact_consent", RECORD.day, {"name": "Ada"})
