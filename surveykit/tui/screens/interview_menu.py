"""What stands around the questions of an interview: its bars, its menu and what that asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from surveykit.asking.conversation import Conversation
from surveykit.asking.jumps import jumps
from surveykit.asking.occasions import place_of
from surveykit.asking.repeats import ADD, open_homes, title_of, title_of_series
from surveykit.asking.written import Kind
from surveykit.text import _
from surveykit.text.form_language import language_name, reads_from_right
from surveykit.tui.answering import Chooser, Editor, GridChooser, RepeatList, Searcher, Writer
from surveykit.tui.screens.asking import AskScreen, menu
from surveykit.tui.typography import fit

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.form import Entry, Form
    from surveykit.interviewing import OpenInterview


LIST, REMOVE = "list:", "remove:"
"""Beginnings of what is chosen from a menu inside a repeat; a ref comes behind."""


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


def interview_menu(interview: OpenInterview) -> AskScreen:
    """Everything that is not answering."""
    answers = [
        *in_every_menu(interview.form),
        ("keep", _("Leave and go on later")),
        ("break_off", _("The person breaks off")),
        ("discard", _("Discard: opened by mistake")),
        ("phone", _("QR code for the resident's phone")),
        *around_repeats(interview.entry),
        ("hide", _("Hide the screen (F4); Ctrl+L locks it")),
    ]
    return menu(place_of(interview), _("Menu"), answers)


def in_every_menu(form: Form) -> Iterator[tuple[str, str]]:
    """What a menu begins with in every conversation."""
    yield "jump", _("Jump to a question")
    yield "wrong", _("To the first answer that is missing or wrong")
    yield "note", _("Note on this question (N)")
    yield "take_back", _("Take the last answer back (U)")
    if len(form.languages) > 1:
        yield "language", _("Language")
        yield "both", _("Two languages side by side (B)")
    if any(map(reads_from_right, form.languages)):
        yield "from_right", _("Right-to-left writing: does it read correctly?")
    yield "help", _("Help")
    yield "one_key", _("One key answers and goes on, or Enter does")
    yield "theme", _("Theme: sun, dim, contrast")


def around_repeats(entry: Entry) -> Iterator[tuple[str, str]]:
    """What a menu offers inside repeats: their lists, and to take this instance away."""
    for home in open_homes(entry):
        series = home.rpartition("[")[0]
        title = title_of_series(entry.instance, series)
        if entry.instance.may_add(series):
            yield f"{LIST}{series}", _("List: {name}").format(name=title)
        yield f"{REMOVE}{home}", _("Remove {name}").format(name=title_of(entry.instance, home))


def jump_menu(title: str, entry: Entry) -> AskScreen:
    """The questions that are asked in this interview, with what was answered, and the lists."""
    answers = [(ref, fit(f"{mark} {words}", 56).rstrip()) for ref, mark, words in jumps(entry)]
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
