"""Everything that can be done, by name: what the command palette lists.

An errand is found by its words in any language of the program, whatever the screen speaks. Names
of errands hold nothing of a project: no place, no door, no answer.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from surveykit.asking.page import Answer, Asked, Control, Page
from surveykit.asking.written import Kind
from surveykit.text import _, language, languages, speaking


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing to do on a screen."""

    words: Callable[[], str]
    """Its name in the language in use when it is called."""
    key: str
    """As the key bar shows it, such as `E`."""
    run: Callable[[], Awaitable[None]]


def errands_of(
    commands: Mapping[str, Callable[[], Awaitable[None]]],
    names: Callable[[], Mapping[str, str]],
    before: str = "",
) -> tuple[Errand, ...]:
    """One for each command that has a name; `before` are keys that lead to its screen."""

    def words(key: str) -> Callable[[], str]:
        return lambda: names()[key]

    return tuple(
        Errand(words(key), f"{before} {key_cap(key)}".strip(), run)
        for key, run in commands.items()
        if key in names()
    )


def key_cap(key: str) -> str:
    """A key as people know it."""
    caps = {"question_mark": "?", "escape": "Esc", "enter": "Enter"}
    return caps.get(key, key.upper() if len(key) == 1 else key.title())


def palette(errands: Sequence[Errand]) -> Page:
    """A page that finds them by typing; the code of an answer begins with its number."""
    answers = tuple(
        Answer(f"{number} {_elsewhere(one)}", f"{one.words()}  [{one.key}]", "")
        for number, one in enumerate(errands)
    )
    label = _("What is to be done?")
    hint = _("Type a part of its name, in any language of the program; Enter does it.")
    asked = Asked("palette", Kind.ONE, label, hint, "", answers, control=Control.SEARCH, menu=True)
    return Page("", (asked,), 0, 1)


def _elsewhere(errand: Errand) -> str:
    """Its name in the other languages."""
    found = []
    for code in languages():
        if code != language():
            with speaking(code):
                found.append(errand.words())
    return " ".join(found)


def desk_names() -> dict[str, str]:
    """What the keys of the planner's desk do."""
    return {
        "enter": _("Where the marked figure comes from"),
        "e": _("Export workbook, data, flyers, cards"),
        "p": _("Change parameters, see the verdict follow"),
        "d": _("Decide on the hour, with a name"),
        "m": _("Take in handovers (merge)"),
        "r": _("Read the whole report"),
        "i": _("Group ideas, say how they stand"),
        "c": _("Settle contradicting corrections"),
        "g": _("Write a handover"),
        "k": _("Seal for the planner's key"),
        "question_mark": _("Help: the keys of the desk"),
    }


def round_names() -> dict[str, str]:
    """What the keys of the round do; the others record what happened at the marked door."""
    return {
        "enter": _("Begin an interview at the marked door"),
        "g": _("Go on with an unfinished interview"),
        "h": _("Interview in the hallway"),
        "f": _("Fill in another form"),
        "c": _("Correct an interview by its code"),
        "s": _("Planner's desk: how the survey stands"),
        "t": _("Next theme: sun, dim, contrast"),
        "l": _("Next language of the program"),
        "u": _("Take the last entry back"),
        "k": _("Nobody home, card left"),
        "o": _("Show open doors only, or all"),
        "a": _("Show where we are expected, or all"),
        "n": _("Doors not tried at this time of day, or all"),
        "d": _("Walk from the top floor down, or back up"),
        "question_mark": _("Help: the keys of the round"),
        "escape": _("Close the project"),
    }
