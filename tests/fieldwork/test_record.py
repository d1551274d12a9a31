from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.canonical import canonical_json
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.record import Mode, Record

RECORD = Record(
    id=UUID("6f1c1f0e-5b0e-4d7a-9a53-0d3c3a1f2b11"),
    form="door_interest",
    form_version="2025010101",
    mode=Mode.DOOR,
    day=date(2027, 1, 14),
    minutes=4,
    language="de",
    answers={"prob": "6", "consent": "yes", "idea": "Grüße"},
)


def test_a_record_has_one_text_and_its_revision_is_the_hash_of_it() -> None:
    text = (
        '{"answers":{"consent":"yes","idea":"Grüße","prob":"6"},"day":"2027-01-01",'
        '"form":"door_interest","form_version":"2025010101",'
        '"id":"6f1c1f0e-5b0e-4d7a-9a53-0d3c3a1f2b11","language":"de","minutes":4,'
        '"mode":"door_to_door"}'
    )
    assert canonical_json(RECORD) == text
    # printf '%s' TEXT | sha256sum
    assert RECORD.revision == "bcffc73eb427ac4f8542fba52827e4dce97d6a255160200bceb58f3a420f5e69"


def test_the_order_of_answers_and_references_makes_no_other_revision() -> None:
    turned = replace(RECORD, answers=dict(sorted(RECORD.answers.items())))
    assert turned.revision == RECORD.revision
    assert (
        replace(RECORD, supersedes=("b", "a", "a")).revision
        == replace(RECORD, supersedes=("a", "b")).revision
    )


@pytest.mark.parametrize(
    "change",
    [
        {"answers": {"consent": "yes", "prob": "7"}},
        {"minutes": 5},
        {"mode": Mode.HALLWAY},
        {"day": date(2027, 2, 1)},
        {"partial": True},
        {"supersedes": ("a",)},
        {"id": UUID(int=1)},
    ],
)
def test_any_other_content_is_another_revision(change: dict[str, object]) -> None:
    assert replace(RECORD, **change).revision != RECORD.revision  # type: ignore[arg-type]


def test_words_of_respondents_cannot_steer_a_terminal() -> None:
    steering = "\x1b[2Jnice\u202e \x07\tidea"
    answers = {"consent": "yes", "idea": steering}
    assert replace(RECORD, answers=answers).answers["idea"] == "[2Jnice idea"
    contact = Contact(UUID(int=1), "callback", date(2027, 1, 14), {"name": "A\x1bda"})
    assert contact.answers == {"name": "Ada"}
    line = Attempt(UUID(int=1), "A1", Outcome.LATER, None, call_back="Sa\x07 11")
    assert line.call_back == "Sa 11"


def test_a_negative_duration_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="0 minutes"):
        replace(RECORD, minutes=-1)


def test_an_attempt_holds_a_whole_hour_of_utc() -> None:
    berlin = timezone(timedelta(hours=1))
    at = datetime(2027, 1, 14, 18, 5, 59, tzinfo=berlin)
    assert Attempt(UUID(int=1), "A1", Outcome.REFUSED, at).at == datetime(
        2027, 1, 14, 17, tzinfo=UTC
    )
    with pytest.raises(ValueError, match="time zone"):
        Attempt(UUID(int=1), "A1", Outcome.REFUSED, at.replace(tzinfo=None))


@pytest.mark.parametrize("outcome", [Outcome.INTERVIEW, Outcome.PARTIAL, Outcome.CARD])
def test_an_interview_leaves_no_time_at_its_dwelling(outcome: Outcome) -> None:
    with pytest.raises(ValueError, match="no time"):
        Attempt(UUID(int=1), "A1", outcome, datetime(2027, 1, 14, tzinfo=UTC))
    said = Attempt(UUID(int=1), "A1", outcome, None, "tr", "Sa 11", card_left=True)
    assert said == Attempt(UUID(int=1), "A1", outcome, None)
