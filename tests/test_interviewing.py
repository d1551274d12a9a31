"""An interview as it happens, without a screen."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from surveykit.asking.round import Round
from surveykit.enclosures import take
from surveykit.errors import SurveykitError
from surveykit.fieldwork.attempt import Outcome
from surveykit.fieldwork.contact_sheet import contact_sheet, symbols
from surveykit.fieldwork.disposition import Symbol
from surveykit.fieldwork.erasure_code import id_of
from surveykit.fieldwork.record import HALLWAY_FORM, Mode
from surveykit.form import InvalidAnswerError, load
from surveykit.interviewing import OpenInterview, begin, resume
from surveykit.setting_up import new_example
from surveykit.text import speaking
from surveykit.workflow import Project, record_attempt, undo_attempt

from .form.building import question, workbook

NOW = datetime(2027, 1, 14, 17, 42, 7, tzinfo=UTC)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Example site A with nothing asked yet."""
    with new_example(tmp_path / "example.survey", "A", now=NOW) as made:
        yield made


def at_the_first_door(project: Project) -> OpenInterview:
    """An interview at the first dwelling of the list."""
    dwelling = project.site.dwellings[0]
    return begin(project, "door_interest", mode=Mode.DOOR, dwelling=dwelling, clock=lambda: NOW)


def test_an_attempt_taken_back_does_not_count_as_a_visit(project: Project) -> None:
    first, second = (dwelling.name for dwelling in project.site.dwellings[:2])
    record_attempt(project, second, Outcome.NOT_HOME, NOW)
    assert at_the_first_door(project).attempt_number == 1
    by_mistake = record_attempt(project, first, Outcome.NOT_HOME, NOW)
    undo_attempt(project, by_mistake, NOW)
    assert at_the_first_door(project).attempt_number == 1
    record_attempt(project, first, Outcome.NOT_HOME, NOW)
    assert at_the_first_door(project).attempt_number == 2


def test_what_goes_together_is_tried_without_changing_the_answer(project: Project) -> None:
    interview = at_the_first_door(project)
    for name, code in (("adult", "yes"), ("consent", "yes"), ("prob", "7")):
        interview.answer(interview.form.question(name).ref, code)
    slots = interview.form.question("slots").ref
    interview.answer(slots, "mo_1 we_2")
    instance = interview.entry.instance
    before = instance.answers()
    assert instance.going_with(slots, "none", ("mo_1", "we_2")) == ()
    assert instance.going_with(slots, "th_3", ("mo_1", "we_2")) == ("mo_1", "we_2")
    assert instance.answers() == before


CONSENTED = (("adult", "yes"), ("consent", "yes"))
ANSWERED = (*CONSENTED, ("prob", "3"), ("visits", "once"))


def given(project: Project, *answers: tuple[str, str]) -> OpenInterview:
    """An interview at the first door with these answers."""
    interview = at_the_first_door(project)
    for name, code in answers:
        interview.answer(interview.form.question(name).ref, code)
    return interview


@pytest.mark.parametrize(
    ("answers", "outcome", "records"),
    [
        ((), None, 0),
        ((("adult", "no"),), Outcome.MINOR, 1),
        ((("adult", "yes"), ("consent", "later")), Outcome.LATER, 1),
        ((("adult", "yes"), ("consent", "no")), Outcome.REFUSED, 1),
        (CONSENTED, Outcome.BREAK_OFF, 1),
        (ANSWERED, Outcome.PARTIAL, 1),
    ],
    ids=["nothing", "a child", "later", "no", "consent only", "the key question"],
)
def test_a_break_off_says_at_the_door_what_was_said(
    project: Project,
    answers: tuple[tuple[str, str], ...],
    outcome: Outcome | None,
    records: int,
) -> None:
    assert given(project, *answers).break_off() is outcome
    noted = Outcome.INTERVIEW if outcome is Outcome.PARTIAL else outcome
    assert [line.outcome for line in project.attempts()] == ([noted] if noted else [])
    assert len(project.records()) == records
    assert project.drafts() == ()


@pytest.mark.parametrize(
    ("said", "symbol"),
    [
        ((("adult", "no"),), "NC"),  # AAPOR 2.25: somebody was met, not the person to interview
        ((("adult", "yes"), ("consent", "later")), "NC"),
        ((("adult", "yes"), ("consent", "no")), "R"),
        (ANSWERED, "I"),
    ],
    ids=["only children", "later", "refused", "interviewed"],
)
def test_a_questionnaire_is_an_interview_only_if_somebody_agreed_to_it(
    project: Project, tmp_path: Path, said: tuple[tuple[str, str], ...], symbol: Symbol
) -> None:
    given(project, *said).break_off()
    held = 1 if symbol == "I" else 0
    assert Round.of(project, NOW).tally().interviews == held
    assert symbols(contact_sheet(project.site, project.attempts()).values())[symbol] == 1
    with speaking("en"):
        receipt = project.handover(tmp_path / "one.handover", NOW.date(), unsealed=True)
        assert "holds 1 questionnaires, also those that ended before" in receipt.contents


def test_an_organiser_whose_name_ends_in_a_full_stop_is_greeted_from_with_one(
    project: Project,
) -> None:
    interview = at_the_first_door(project)
    interview.answer(interview.form.question("organiser").ref, "Mieterrat e. V.")
    greeting = interview.form.question("intro").ref
    for language in interview.form.languages:
        interview.use_language(language)
        label = interview.entry.instance.node(greeting).label
        assert "Mieterrat e. V. " in label
        assert ".." not in label


def test_a_record_tells_no_time_of_day_no_laptop_and_no_wish_for_contact(
    project: Project,
) -> None:
    given(project, *ANSWERED, ("contact_wish", "yes")).finish()
    (record,) = project.records()
    assert record.answers["prob"] == "3"
    assert not {"start", "end", "contact_wish"} & record.answers.keys()
    assert "17:42" not in str(record)


def test_names_and_numbers_never_enter_the_interviews(project: Project) -> None:
    interview = begin(project, "contact_consent", mode=Mode.DESK, clock=lambda: NOW)
    for name, text in (
        ("purpose", "start"), ("consent_contact", "yes"), ("proof", "self"),
        ("name", "Frau Muster"), ("channel", "phone"), ("phone", "030 23125 999"),
    ):  # fmt: skip
        interview.answer(interview.form.question(name).ref, text)
    interview.finish()
    assert project.records() == ()
    (contact,) = project.contacts()
    assert contact.answers["name"] == "Frau Muster"
    assert (contact.day.month, contact.day.day) == (1, 1)
    assert [consent.purpose for consent in contact.consents] == ["contact", "contact:start"]
    assert not {"today", "delete_on"} & contact.answers.keys()


def test_an_answer_the_form_refuses_leaves_the_old_one(project: Project) -> None:
    interview = given(project, *ANSWERED, ("topics", "rent"))
    topics = interview.form.question("topics").ref
    with pytest.raises(InvalidAnswerError):
        interview.answer(topics, "rent none")
    assert interview.entry.instance.node(topics).value == "rent"
    assert (
        resume(project, project.drafts()[0], lambda: NOW).entry.instance.node(topics).value
        == "rent"
    )


def test_a_draft_goes_on_where_it_was_left_with_all_its_answers(project: Project) -> None:
    given(project, *ANSWERED)
    again = resume(project, project.drafts()[0], lambda: NOW)
    assert again.entry.page.refs == (again.form.question("visits").ref,)
    assert again.entry.instance.answers()["prob"] == "3"


def test_the_month_is_the_one_on_the_wall_where_the_door_is(project: Project) -> None:
    west = datetime(2027, 2, 28, 17, 42, tzinfo=timezone(timedelta(hours=-8)))
    dwelling = project.site.dwellings[0]
    interview = begin(
        project, "door_interest", mode=Mode.DOOR, dwelling=dwelling, clock=lambda: west
    )
    for name, code in (*CONSENTED, ("prob", "0"), ("contact_wish", "no")):
        interview.answer(interview.form.question(name).ref, code)
    interview.finish()
    assert project.records()[0].day == date(2027, 2, 1)


def test_the_code_shown_at_the_end_erases_the_interview(project: Project) -> None:
    interview = given(project, *ANSWERED, ("contact_wish", "no"))
    assert interview.erasure_code == ""
    interview.finish()
    assert project.erase([id_of(interview.erasure_code)]).records == 1
    assert project.records() == ()


def test_who_did_not_take_part_gets_no_code(project: Project) -> None:
    refused = given(project, ("adult", "yes"), ("consent", "no"))
    refused.break_off()
    assert refused.erasure_code == ""
    passing = begin(project, HALLWAY_FORM, mode=Mode.HALLWAY, clock=lambda: NOW)
    passing.answer(passing.form.question("consent").ref, "no")
    passing.finish()
    assert passing.erasure_code == ""


def test_a_consent_is_kept_with_the_words_and_the_language_they_were_read_in(
    project: Project,
) -> None:
    interview = at_the_first_door(project)
    ref = interview.form.question("consent").ref
    interview.use_language("English (en)")
    interview.answer(interview.form.question("adult").ref, "yes")
    words = interview.entry.instance.node(ref).label
    interview.answer(ref, "yes")
    interview.use_language("Deutsch (de)")
    interview.answer(interview.form.question("prob").ref, "3")
    interview.break_off()

    [record] = project.records()
    [consent] = record.consents
    assert (consent.purpose, consent.language) == ("interview", "English (en)")
    assert consent.version == record.form_version
    assert consent.text == sha256(words.encode()).hexdigest()
    assert words.startswith("Taking part is voluntary")
    assert record.language == "Deutsch (de)"


def test_without_consent_to_be_contacted_nothing_of_the_person_is_kept(project: Project) -> None:
    interview = begin(project, "contact_consent", mode=Mode.DESK, clock=lambda: NOW)
    for name, text in (("purpose", "start"), ("consent_contact", "no")):
        interview.answer(interview.form.question(name).ref, text)
    interview.finish()
    assert (project.contacts(), project.records(), project.drafts()) == ((), (), ())


def test_a_clock_set_back_in_mid_interview_loses_nothing(project: Project) -> None:
    hands = iter([NOW] * 40)
    interview = begin(
        project,
        "door_interest",
        mode=Mode.DOOR,
        dwelling=project.site.dwellings[0],
        clock=lambda: next(hands, NOW - timedelta(days=3)),
    )
    for _tick in hands:
        pass  # from here on the clock is three days behind
    for name, code in (*ANSWERED, ("contact_wish", "no")):
        interview.answer(interview.form.question(name).ref, code)
    interview.finish()
    assert [record.minutes for record in project.records()] == [0]


def test_repeats_grow_and_shrink_on_disk_too(project: Project, tmp_path: Path) -> None:
    rows = (
        {"type": "begin repeat", "name": "person", "label": "Person"},
        {"type": "text", "name": "name", "label": "Name"},
        {"type": "end repeat"},
    )
    survey = load(workbook(tmp_path / "form.xlsx", rows, form_id="people"))
    with Project.create(
        tmp_path / "people.survey", site=project.site, forms=[survey], passphrase=None, now=NOW
    ) as people:
        interview = begin(people, "people", mode=Mode.HALLWAY, clock=lambda: NOW)
        interview.answer("/data/person[1]/name", "Ada")
        for name in ("Bo", "Cy"):
            interview.answer(f"{interview.add_repeat('/data/person')}/name", name)
        interview.remove_repeat("/data/person[2]")
        interview.answer("/data/person[2]/name", "Cyrus")
        (draft,) = people.drafts()
        again = resume(people, draft, lambda: NOW)
        assert again.entry.instance.answers() == {
            "person[1]/name": "Ada",
            "person[2]/name": "Cyrus",
        }
        assert again.entry.page.refs == ("/data/person[2]/name",)
        again.finish()
        (record,) = people.records()
        assert record.answers == {"person[1]/name": "Ada", "person[2]/name": "Cyrus"}


def test_a_draft_goes_on_as_it_was_begun(project: Project, tmp_path: Path) -> None:
    """Chance and the clock have decided once; a day later nothing is decided again."""
    rows = (
        {"type": "start", "name": "start"},
        {"type": "calculate", "name": "group", "calculation": "once(int(random() * 1000000))"},
        {"type": "select_one yn", "name": "yes", "label": "?", "default": "no"},
    )
    survey = load(workbook(tmp_path / "form.xlsx", rows, form_id="lot"))
    with Project.create(
        tmp_path / "lot.survey", site=project.site, forms=[survey], passphrase=None, now=NOW
    ) as lots:
        interview = begin(lots, "lot", mode=Mode.HALLWAY, clock=lambda: NOW)
        interview.answer("/data/yes", "yes")
        before = interview.entry.instance.answers()
        (draft,) = lots.drafts()
        again = resume(lots, draft, lambda: NOW + timedelta(days=1))
        assert again.entry.instance.answers() == before
        again.break_off()
        assert [record.answers["yes"] for record in lots.records()] == ["yes"]


@pytest.fixture
def photos(project: Project, tmp_path: Path) -> Iterator[Project]:
    """A form with a picture that must be a JPEG, in an unencrypted project; two pictures beside."""
    rows = [
        {"type": "image", "name": "photo", "label": "Photo", "constraint": "contains(., '.jpg')"},
        question("begin_repeat", "flat"),
        question("image", "door"),
        question("end_repeat", ""),
    ]
    survey = load(workbook(tmp_path / "form.xlsx", rows, form_id="photos"))
    for name, colour in (("cat.jpg", "red"), ("house.jpg", "blue")):
        Image.new("RGB", (8, 8), colour).save(tmp_path / name, comment=name)
    (tmp_path / "house.png").write_bytes(b"no picture")
    with Project.create(
        tmp_path / "photos.survey", site=project.site, forms=[survey], passphrase=None, now=NOW
    ) as made:
        yield made


def _kept(photos: Project) -> dict[str, bytes]:
    return {file.name: b"".join(content) for file, content in photos.files()}


def test_a_picture_goes_with_the_interview(photos: Project, tmp_path: Path) -> None:
    interview = begin(photos, "photos", mode=Mode.HALLWAY, clock=lambda: NOW)
    with speaking("en"):
        assert "without the time" in interview.attach("/data/photo", str(tmp_path / "cat.jpg"))
    flat = interview.add_repeat("/data/flat")
    interview.attach(f"{flat}/door", str(tmp_path / "house.jpg"))
    again = resume(photos, photos.drafts()[0], lambda: NOW)
    assert _kept(photos) == {}, "not yet of an interview"
    again.finish()
    (record,) = photos.records()
    kept = _kept(photos)
    assert {*kept} == {*record.answers.values()}
    assert b"cat.jpg" not in kept[record.answers["photo"]]
    assert kept[record.answers["photo"]] == take(tmp_path / "cat.jpg").content
    assert photos.counts().files == 2
    assert {file.name for file in tmp_path.iterdir()} >= {"cat.jpg", "photos.survey"}
    assert not [*tmp_path.glob("photos-files*")]


def test_nothing_is_kept_of_a_file_that_is_refused(
    photos: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = begin(photos, "photos", mode=Mode.HALLWAY, clock=lambda: NOW)
    interview.attach("/data/photo", str(tmp_path / "cat.jpg"))
    before = interview.entry.instance.answers()
    with pytest.raises(InvalidAnswerError):
        interview.attach("/data/photo", str(tmp_path / "house.png"))
    monkeypatch.setattr(Project, "save_file", _refuse)
    with pytest.raises(SurveykitError):
        interview.attach("/data/photo", str(tmp_path / "house.jpg"))
    assert interview.entry.instance.answers() == before
    assert photos.files_of_draft(interview.draft.id) == {before["photo"]}


def test_a_picture_that_no_answer_names_any_more_goes_at_once(
    photos: Project, tmp_path: Path
) -> None:
    interview = begin(photos, "photos", mode=Mode.HALLWAY, clock=lambda: NOW)
    interview.attach("/data/photo", str(tmp_path / "cat.jpg"))
    flats = [interview.add_repeat("/data/flat") for _n in range(2)]
    for flat in flats:
        interview.attach(f"{flat}/door", str(tmp_path / "house.jpg"))
    second = interview.entry.instance.node(f"{flats[1]}/door").value
    interview.attach("/data/photo", str(tmp_path / "house.jpg"))
    photo = interview.entry.instance.node("/data/photo").value
    assert len(photos.files_of_draft(interview.draft.id)) == 3
    interview.remove_repeat(flats[0])
    assert photos.files_of_draft(interview.draft.id) == {photo, second}
    interview.answer("/data/photo", "")
    assert photos.files_of_draft(interview.draft.id) == {second}
    red = take(tmp_path / "cat.jpg").content
    assert not any(red in file.read_bytes() for file in tmp_path.glob("photos.survey*"))


def test_a_form_with_names_and_numbers_takes_no_file(project: Project, tmp_path: Path) -> None:
    row = {"type": "image", "name": "photo", "label": "Photo"}
    survey = load(workbook(tmp_path / "form.xlsx", [row], form_id="callback"))
    project.add_forms([survey])
    (tmp_path / "a.png").write_bytes(b"picture")
    interview = begin(project, "callback", mode=Mode.DESK, clock=lambda: NOW)
    with speaking("en"), pytest.raises(SurveykitError) as refusal:
        interview.attach("/data/photo", str(tmp_path / "a.png"))
    assert "takes no files" in str(refusal.value)
    assert project.files_of_draft(interview.draft.id) == frozenset()


def _refuse(*_given: object, **_named: object) -> None:
    raise SurveykitError("The disk is full.", advice="")
