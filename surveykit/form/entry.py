"""Walking through a form page by page, as ODK Collect does."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveykit.form.errors import InvalidAnswerError
from surveykit.form.instance import Instance
from surveykit.form.model import Section
from surveykit.text import _


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown at once: the refs of its relevant questions, and the group's title."""

    refs: tuple[str, ...]
    title: str


class Entry:
    """A place in an instance. A field-list group is one page, any other question too.

    Pages without a relevant question are passed over. Past the last page comes the end, where
    `page` has no questions.
    """

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._all = tuple(_pages(instance.form.definition.body, ""))
        self._at = -1
        self._advance()

    @property
    def page(self) -> Page:
        """The page on screen, with the questions that are relevant now."""
        if self.at_end:
            return Page((), "")
        refs, group = self._all[self._at]
        title = self.instance.node(group).label if group else ""
        return Page(tuple(ref for ref in refs if self.instance.node(ref).relevant), title)

    @property
    def at_end(self) -> bool:
        """Whether the last page has been passed."""
        return self._at >= len(self._all)

    @property
    def progress(self) -> tuple[int, int]:
        """Place of the page among the relevant ones, counted from 1, and how many there are."""
        shown = [place for place in range(len(self._all)) if self._shown(place)]
        before = sum(place < self._at for place in shown)
        return min(before + 1, len(shown)), len(shown)

    def forward(self) -> None:
        """Go to the next page.

        Raises:
            InvalidAnswerError: a question of this page is not answered as it must be; names
                the first one.
        """
        for ref in self.page.refs:
            message = self.instance.node(ref).message
            if message:
                raise InvalidAnswerError(ref, message, advice=_("Please correct the answer."))
        self._advance()

    def back(self) -> None:
        """Go to the page before; stays on the first."""
        for place in range(min(self._at, len(self._all)) - 1, -1, -1):
            if self._shown(place):
                self._at = place
                return

    def go_to(self, ref: str) -> None:
        """Go to the page with this question, or to the next one if it is irrelevant now.

        Raises:
            KeyError: no page shows it.
        """
        for place, (refs, _group) in enumerate(self._all):
            if ref in refs:
                self._at = place - 1
                self._advance()
                return
        raise KeyError(ref)

    def _advance(self) -> None:
        self._at += 1
        while not self.at_end and not self._shown(self._at):
            self._at += 1

    def _shown(self, place: int) -> bool:
        return any(self.instance.node(ref).relevant for ref in self._all[place][0])


def _pages(section: Section, title: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The pages of a section: their refs and the ref of the group that gives the title."""
    if section.question is not None:
        yield (section.path,), title
    elif section.field_list:
        refs = tuple(item.path for item in section.walk() if item.question is not None)
        yield refs, section.path
    else:
        for item in section.items:
            yield from _pages(item, section.path or title)
