"""Repeats on the screen: which instance a page belongs to, and the list of all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from surveykit.asking.markdown import without_marks
from surveykit.asking.page import Answer, Asked, with_keys
from surveykit.asking.written import Kind
from surveykit.text import _
from surveykit.text.form_language import reads_from_right

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.form import Entry, Instance, Node

_HOME = re.compile(r"\[(\d+)\]")
_FIRST_ANSWERS = 2

ADD = "+"
"""Code and key of the row that adds an instance."""


class Trail:
    """The instances opened from their lists, to come back there; the outermost first."""

    def __init__(self) -> None:
        self._opened: list[tuple[str, str]] = []

    def opened(self, series: str, instance: str) -> None:
        """An instance was opened from the list of its series, or added there."""
        around = [one for one in self._opened if series.startswith(f"{one[1]}/")]
        self._opened = [*around, (series, instance)]

    def forget(self) -> None:
        """Somebody went elsewhere: no list is waiting any more."""
        self._opened = []

    def walk(self, entry: Entry, step: Callable[[], None]) -> None:
        """Take a step; one that leads out of an opened instance leads to its list."""
        around = self._around(entry)
        step()
        left = [one for one in around if one not in self._around(entry)]
        if left:
            self._opened = [one for one in self._opened if one not in left]
            entry.go_to(left[-1][0])

    def _around(self, entry: Entry) -> list[tuple[str, str]]:
        here = place_of_page(entry)
        return [one for one in self._opened if here.startswith(f"{one[1]}/")]


def place_of_page(entry: Entry) -> str:
    """The ref of the first question of the page, or of the series it lists; empty at the end."""
    page = entry.page
    return (*page.refs, page.repeat)[0]


def open_homes(entry: Entry) -> Iterator[str]:
    """The instances around the page that somebody may take away, the innermost first."""
    here = place_of_page(entry)
    fixed = {one.path for one in entry.instance.form.definition.repeats if one.fixed}
    homes = [here[: found.end()] for found in _HOME.finditer(here)]
    for home in reversed(homes):
        if _HOME.sub("", home) not in fixed:
            yield home


def home_of(instance: Instance, ref: str) -> str:
    """The instances of repeats around a question, the outermost first: `House 1 · Person 2`."""
    homes = (ref[: found.end()] for found in _HOME.finditer(ref))
    return " · ".join(title_of(instance, home) for home in homes)


def title_of(instance: Instance, ref: str) -> str:
    """What an instance of a repeat is called: the group's label and its place.

    A label with outputs, which tells the instances apart itself, stands behind the place.
    """
    series, _bracket, place = ref.removesuffix("]").rpartition("[")
    label, name = without_marks(instance.node(ref).label), series.rpartition("/")[2]
    if "…" in instance.title_of(series):
        return f"{place}. {label}"
    return f"{label or name} {place}"


def title_of_series(instance: Instance, series: str) -> str:
    """What a repeat is called as a whole."""
    label = without_marks(instance.title_of(series)).replace("…", "").strip()
    return label or series.rpartition("/")[2]


def repeat_list(instance: Instance, series: str, language: str) -> Asked:
    """The instances of a repeat as a list that can be opened, added to and taken from."""
    refs = instance.repeats(series)
    answered = {ref: _first_answers(instance, ref) for ref in refs}
    rows = [
        (ref, " – ".join(filter(None, (title_of(instance, ref), answered[ref])))) for ref in refs
    ]
    listed, _aside = with_keys(rows, ladder=False, from_key=0)
    so_far = _("{n} so far. Another one?") if refs else _("None yet. Add one?")
    return Asked(
        ref=series,
        kind=Kind.REPEAT,
        label=title_of_series(instance, series),
        hint=so_far.format(n=len(refs)),
        value="",
        answers=(*listed, Answer(ADD, _("Add another one"), ADD)),
        from_right=reads_from_right(language),
    )


def holds_answers(instance: Instance, ref: str) -> bool:
    """Whether somebody has answered something in this instance."""
    return any(True for _node in _answered(instance, ref))


def _first_answers(instance: Instance, ref: str) -> str:
    from surveykit.asking.questions import asked

    language = instance.language or ""
    said = []
    for node in _answered(instance, ref):
        if node.question:
            said.append(asked(instance.form, node, node.question, language).said())
        if len(said) == _FIRST_ANSWERS:
            break
    return ", ".join(said)


def _answered(instance: Instance, ref: str) -> Iterator[Node]:
    """The questions inside an instance that are shown and answered."""
    for node in instance.nodes(ref):
        if node.value and node.relevant:
            question = node.question
            if question and question.shown and question.answerable and not node.readonly:
                yield node
