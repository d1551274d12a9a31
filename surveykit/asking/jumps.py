"""Where one can jump to in an interview: its questions, and the lists of its repeats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from surveykit.asking.markdown import without_marks
from surveykit.asking.repeats import home_of, title_of_series
from surveykit.text import _

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.form import Entry, Instance, Violation
    from surveykit.form.filling.entry import Page


class Jump(NamedTuple):
    """Something one can go to."""

    ref: str
    mark: str
    """What is answered already, and what is a list."""
    words: str
    number: str
    """As the question is numbered while it is asked: `7`; of several on a page `7.1`, `7.2`."""


def jumps(entry: Entry) -> Iterator[Jump]:
    """Everything that is asked now."""
    for number, page in enumerate(entry.pages(), 1):
        rows = list(_rows(entry.instance, page))
        for part, (ref, mark, words) in enumerate(rows, 1):
            place = f"{number}.{part}" if len(rows) > 1 else str(number)
            yield Jump(ref, mark, words, place)


def _rows(instance: Instance, page: Page) -> Iterator[tuple[str, str, str]]:
    if page.repeat:
        words = _("List: {name}").format(name=title_of_series(instance, page.repeat))
        yield page.repeat, "+", _called(instance, page.repeat, words)
    for node in map(instance.node, page.refs):
        if node.question and node.question.answerable:
            label = without_marks(node.label)
            yield node.ref, "✓" if node.value else " ", _called(instance, node.ref, label)


def first_wrong(instance: Instance) -> Violation | None:
    """The first answer that is missing or breaks a rule, of what is asked now."""
    return next(iter(instance.violations()), None)


def _called(instance: Instance, ref: str, label: str) -> str:
    """The question, behind the instance of a repeat it belongs to."""
    home = home_of(instance, ref)
    return f"{home}: {label}" if home else label
