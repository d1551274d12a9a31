"""What the round asks before it goes on: which draft, which language, really this door?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveykit.asking.occasions import drafts_of, forms_of
from surveykit.asking.words import closing_words, languages
from surveykit.errors import SurveykitError
from surveykit.text import _
from surveykit.tui.screens.asking import AgreedTimeScreen, AskScreen, line, menu

__all__ = [
    "AgreedTimeScreen",
    "closing_question",
    "code_question",
    "draft_menu",
    "form_menu",
    "language_menu",
    "sure_of",
]

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.workflow import Project


def draft_menu(project: Project) -> AskScreen:
    """The interviews that were begun and not finished."""
    answers = drafts_of(project)
    answers.append(("", _("Not now")))
    hint = _("Their answers are saved.")
    return menu(_("Interviews not finished"), _("Go on with an interview?"), answers, hint)


def form_menu(project: Project) -> AskScreen:
    """All forms but those that begin at a door, in the hallway or after an interview."""
    answers = forms_of(project)
    answers.append(("", _("Not now")))
    return menu(project.label, _("Which form do you want to fill in?"), answers)


def language_menu(dwelling: str) -> AskScreen:
    """Which language the next visit needs."""
    answers = [("", _("not known")), *languages()]
    return menu(dwelling, _("Which language is needed next time?"), answers)


def sure_of(dwelling: str, state: str, anyhow: str) -> AskScreen:
    """Something at a door that is closed, said with what is known of it."""
    question = _("This door is closed: {state}.").format(state=state)
    answers = [("no", _("Back")), ("yes", anyhow)]
    return menu(dwelling, question, answers)


def code_question() -> AskScreen:
    """Which finished interview: nothing here knows whose it was."""
    hint = _("It stands on the respondent's card. Nothing else leads to a finished interview.")
    return line(_("Correct an interview"), _("Its erasure code"), hint)


def gone_question(project: Project, error: SurveykitError) -> AskScreen:
    """Save a project that is gone elsewhere, and go on there?"""
    answers = [
        ("yes", _("Save all of it elsewhere and go on there")),
        ("no", _("No, it is put back")),
    ]
    return menu(project.label, error.what, answers, error.advice)


def closing_question(project: Project) -> AskScreen:
    """Really leave?"""
    answers = [("yes", _("Yes, close")), ("no", _("No"))]
    return menu(project.label, _("Close the project?"), answers, closing_words(gone=project.gone))
