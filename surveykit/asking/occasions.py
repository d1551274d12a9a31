"""What can be begun: a form to fill in, what was left unfinished, what follows an interview."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from surveykit.asking.round import place_words
from surveykit.asking.titles import title_words
from surveykit.asking.words import languages
from surveykit.fieldwork.record import (
    CONTACT_FORM,
    DESK_FORMS,
    DOOR_FORM,
    HALLWAY_FORM,
    IDEA_FORM,
    PERSONAL_FORMS,
    Mode,
)
from surveykit.text import _, day
from surveykit.text.form_language import language_name

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.interviewing import OpenInterview
    from surveykit.workflow import Project


class Ending(Enum):
    """How an interview was left."""

    FINISHED = auto()
    BROKEN_OFF = auto()
    KEPT = auto()
    """The draft stays, to be gone on with later."""
    DISCARDED = auto()


def place_of(interview: OpenInterview) -> str:
    """Where the interview is held: dwelling and visit, or the form's title."""
    dwelling = interview.dwelling
    if dwelling is None:
        return title_words(interview.form.id, interview.form.title)
    labels = {building.name: building.label for building in interview.project.site.buildings}
    visit = _("visit {n}").format(n=interview.attempt_number)
    return (
        f"{dwelling.name} · {visit} · {place_words(labels[dwelling.building], dwelling.entrance)}"
    )


def drafts_of(project: Project) -> list[tuple[str, str]]:
    """Ids and words of the interviews that were begun and not finished."""
    found = []
    for draft in project.drafts():
        form, began = project.form_of(draft), draft.began.astimezone()
        words = _("{place}, begun {day} at {time}").format(
            place=draft.dwelling or title_words(form.id, form.title),
            day=day(began),
            time=f"{began:%H:%M}",
        )
        found.append((str(draft.id), words))
    return found


def forms_of(project: Project) -> list[tuple[str, str]]:
    """Ids and titles of all forms but those begun at a door, in the hallway, after an interview."""
    begun_elsewhere = {DOOR_FORM, HALLWAY_FORM, IDEA_FORM, *PERSONAL_FORMS}
    titles = project.form_titles.items()
    chosen = [(id_, title_words(id_, title)) for id_, title in titles if id_ not in begun_elsewhere]
    return sorted(chosen, key=lambda item: item[1].casefold())


def mode_of(form: str) -> Mode:
    """How whom this form asks is met: a form about the team's work asks nobody, others no door."""
    return Mode.DESK if form in DESK_FORMS else Mode.HALLWAY


def only_in_the_hallway(interview: OpenInterview) -> str:
    """The languages of the short hallway interview that this one does not have, as a list.

    Empty where somebody is interviewed without a door, who has that form already.
    """
    project = interview.project
    if interview.dwelling is None or HALLWAY_FORM not in project.form_titles:
        return ""
    offered = project.forms[HALLWAY_FORM].languages
    more = [name for name in offered if name not in interview.form.languages]
    ours = dict(languages())
    return ", ".join(ours.get(_code_of(name), language_name(name)) for name in more)


def _code_of(language: str) -> str:
    """The code in a form's language: `Türkçe (tr)` → `tr`."""
    return language.rpartition("(")[2].rstrip(")")


def following(interview: OpenInterview, *, hallway: bool) -> tuple[str, Mode] | None:
    """The form to begin once this one is finished: a contact, the next person in the hallway.

    That person comes by itself only on a round through the `hallway`, not on one from door to door.
    """
    if interview.entry.instance.answers().get("contact_wish") == "yes":
        return CONTACT_FORM, Mode.DESK
    if hallway and interview.form.id in (HALLWAY_FORM, CONTACT_FORM):
        return HALLWAY_FORM, Mode.HALLWAY
    return None
