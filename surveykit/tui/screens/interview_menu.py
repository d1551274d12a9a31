"""What stands around the questions of an interview: its bars, its menu and what that asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveykit.asking.conversation import Conversation
from surveykit.asking.jumps import jumps
from surveykit.asking.occasions import place_of
from surveykit.asking.repeats import ADD
from surveykit.asking.written import Kind
from surveykit.text import _
from surveykit.text.form_language import language_name
from surveykit.tui.answering import Chooser, Editor, GridChooser, RepeatList, Searcher, Writer
from surveykit.tui.screens.asking import AskScreen, menu
from surveykit.tui.typography import fit

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.form import Entry
    from surveykit.interviewing import OpenInterview


def state_of(interview: Conversation, *, unsafe: bool) -> str:
    """The language of the questions, and since when the answers are on disk."""
    parts = [language_name(interview.language)] if interview.language else []
    if unsafe:
        parts.append(_("not saved yet"))
    elif interview.saved_at:
        time = f"{interview.saved_at.astimezone():%H:%M:%S}"
        parts.append(_("saved {time}").format(time=time))
    return " · ".join(parts)


def keys_for(editor: Editor | None, conversation: Conversation) -> list[tuple[str, str]]:
    """The key bar; while somebody types, letters mean letters."""
    typing = editor is not None and editor.typing
    several = len(conversation.form.languages) > 1
    ending = [("Enter", _("finish")), (_("Backspace"), _("back"))]
    return [
        *(ending if conversation.entry.at_end else _first_keys(editor)),
        ("F1" if typing else "?", _("help")),
        *([("F2" if typing else "L", _("language"))] if several else []),
        *([("F7" if typing else "U", _("undo"))] if conversation.changed else []),
        *([("F6" if typing else "N", _("note"))] if editor and editor.asked.answerable else []),
        *([("F5" if typing else "B", _("both"))] if several else []),
        ("Esc", _("menu")),
    ]


def _first_keys(editor: Editor | None) -> list[tuple[str, str]]:
    """Enter, if it does something here, and what else these controls take."""
    enter = _enter_does(editor)
    return [*([("Enter", enter)] if enter else []), *_beside_enter(editor)]


def _enter_does(editor: Editor | None) -> str:
    """What Enter does now; empty where it would be refused."""
    match editor:
        case RepeatList():
            return {"": _("next"), ADD: _("add")}.get(editor.marked, _("open"))
        case Searcher() if editor.query:
            return _("tick") if editor.asked.kind is Kind.MANY else _("take")
        case Chooser() if editor.enter_takes:
            return _("take")
        case None:
            return _("next")
    if editor.text() or not editor.asked.answerable:
        return _("next")
    return "" if editor.asked.required else _("skip")


def _beside_enter(editor: Editor | None) -> list[tuple[str, str]]:
    """What these controls take; where arrows move in them, they do not go back."""
    match editor:
        case GridChooser():
            return [(_("PgUp"), _("back")), ("0", _("whole day"))]
        case RepeatList():
            remove = [("-", _("remove"))] if len(editor.all) > 1 else []
            return [("+", _("add")), *remove]
        case Searcher() if editor.query:
            return [(_("Backspace"), _("delete"))]
        case Writer():
            return [(_("PgUp"), _("back"))]
        case _:
            return [(_("Backspace"), _("back"))]


def jump_menu(title: str, entry: Entry) -> AskScreen:
    """The questions that are asked in this interview, with what was answered, and the lists."""
    answers = [(to.ref, fit(f"{to.mark} {to.words}", 56).rstrip()) for to in jumps(entry)]
    return menu(title, _("Which question?"), answers)


def remove_question(title: str) -> AskScreen:
    """Sure? Its answers go too."""
    question = _("Remove {name}?").format(name=title)
    hint = _("Its answers are erased.")
    answers = [("no", _("No, keep it")), ("yes", _("Yes, remove"))]
    return menu(title, question, answers, hint)


def phone_menu(interview: OpenInterview) -> AskScreen:
    """What can be taken along."""
    answers = [("contact", _("Whom to call")), ("hour", _("Calendar entry of the hour"))]
    return menu(place_of(interview), _("What shall the phone take along?"), answers)


def hour_question(interview: OpenInterview, title: str) -> AskScreen:
    """Is it decided? Nobody is to come to an hour that is not held."""
    hint = _("So the result has it today. Show it only once the hour is decided.")
    answers = [("no", _("No, back to the interview")), ("yes", _("It is decided: show it"))]
    return menu(place_of(interview), title, answers, hint)


def break_off_question(interview: OpenInterview) -> AskScreen:
    """Sure? The answers so far are kept."""
    question = _("Does the person want to stop?")
    hint = _("The answers given so far are kept. The interview cannot be gone on with.")
    answers = [("no", _("No, go on")), ("yes", _("Yes, break off"))]
    return menu(place_of(interview), question, answers, hint)


def discard_question(interview: OpenInterview) -> AskScreen:
    """Sure? Nothing is kept."""
    question = _("Discard this interview?")
    hint = _("All its answers are erased. The contact sheet says nothing about it.")
    answers = [("no", _("No, go on")), ("yes", _("Yes, discard"))]
    return menu(place_of(interview), question, answers, hint)
