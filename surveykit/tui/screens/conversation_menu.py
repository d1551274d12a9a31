"""The menu of interview, correction and preview: an item has the same key in every one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from surveykit.asking.page import Answer, choose_keyed
from surveykit.asking.repeats import open_homes, title_of, title_of_series
from surveykit.text import _
from surveykit.text.form_language import reads_from_right
from surveykit.tui.screens.asking import AskScreen

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.asking.conversation import Conversation
    from surveykit.form import Entry

LIST, REMOVE = "list:", "remove:"
"""Beginnings of what is chosen from a menu inside a repeat; a ref comes behind."""

_KEYS = {
    "jump": "1", "wrong": "2", "phone": "3", "hide": "4", "one_key": "5", "from_right": "6",
    "note": "n", "take_back": "u", "language": "l", "both": "b", "help": "?", "theme": "t",
    "keep": "p", "finish": "f",
}  # fmt: skip
"""Figures for what only the menu has; letters where the question itself has them too."""
_ENDS_IT = {"break_off": "a", "discard": "x"}
"""What ends it for good: keys away from all others, and away from them on the screen."""
_LISTS, _REMOVES = "789", "-"
"""Inside repeats, from the inner to the outer one."""


def conversation_menu(
    title: str, conversation: Conversation, more: Sequence[tuple[str, str]]
) -> AskScreen:
    """What every menu has, with `more` of this one; what ends it for good comes last."""
    words = dict([*_in_every_menu(conversation), *more])
    lists = list(_around_repeats(conversation.entry))
    first, *others = _present(_ENDS_IT, words)
    answers = [
        *_present(_KEYS, words),
        *_keyed([item for item in lists if item[0].startswith(LIST)], _LISTS),
        first._replace(apart=True),
        *others,
        *_keyed([item for item in lists if item[0].startswith(REMOVE)], _REMOVES),
    ]
    return AskScreen(title, choose_keyed(_("Menu"), answers))


def _in_every_menu(conversation: Conversation) -> Iterator[tuple[str, str]]:
    yield "jump", _("Jump to a question")
    yield "wrong", _("To the first answer that is missing or wrong")
    yield "note", _("Note on this question")
    yield "take_back", _("Take the last answer back")
    languages = conversation.form.languages
    if len(languages) > 1:
        yield "language", _("Language")
        yield "both", _("Two languages side by side")
    if any(map(reads_from_right, languages)):
        yield "from_right", _("Right-to-left writing: does it read correctly?")
    yield "help", _("Help")
    yield "one_key", _("One key answers and goes on, or Enter does")
    yield "theme", _("Theme: sun, dim, contrast")


def _around_repeats(entry: Entry) -> Iterator[tuple[str, str]]:
    """What a menu offers inside repeats: their lists, and to take this instance away."""
    for home in open_homes(entry):
        series = home.rpartition("[")[0]
        title = title_of_series(entry.instance, series)
        if entry.instance.may_add(series):
            yield f"{LIST}{series}", _("List: {name}").format(name=title)
        yield f"{REMOVE}{home}", _("Remove {name}").format(name=title_of(entry.instance, home))


def _present(keys: Mapping[str, str], words: Mapping[str, str]) -> Iterator[Answer]:
    """Those of the items that this menu has, in the order of their keys."""
    return (Answer(code, words[code], key) for code, key in keys.items() if code in words)


def _keyed(items: Sequence[tuple[str, str]], keys: str) -> Iterator[Answer]:
    """One key each, as far as there are any; arrows reach the others."""
    for n, (code, words) in enumerate(items):
        yield Answer(code, words, keys[n : n + 1])
