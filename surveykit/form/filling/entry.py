"""Walking through a form page by page, as ODK Collect does."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from surveykit.form.filling.instance import Instance
from surveykit.form.model import Section


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown at once: the refs of its relevant questions, and the group's title.

    `repeat` names the series whose instances this page lists, to add and to remove some.
    """

    refs: tuple[str, ...]
    title: str
    repeat: str = ""


@dataclass(frozen=True, slots=True)
class _Stop:
    """A page, whether it is shown now or not; `group` is the ref that gives the title."""

    refs: tuple[str, ...]
    group: str = ""
    series: str = ""


class _Home(NamedTuple):
    """The innermost repeat around a page: its path, and the ref of the instance; or both empty."""

    path: str
    ref: str

    def ref_of(self, path: str) -> str:
        """The ref of a node in this instance."""
        inside = f"{path}/".startswith(f"{self.path}/")
        return self.ref + path[len(self.path) :] if inside else path


class Entry:
    """A place in an instance. A field-list group is one page, any other question too.

    After the instances of a repeat comes a page that lists them, unless the form fixes their
    number. Pages without a relevant question are passed over. Past the last page comes the
    end, where `page` has no questions.
    """

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._stops, self._shape = self._route(), instance.shape
        self._at = -1
        self._advance()

    @property
    def page(self) -> Page:
        """The page on screen, with the questions that are relevant now."""
        return Page((), "") if self.at_end else self._page(self._stops[self._at])

    def pages(self) -> Iterator[Page]:
        """All pages that are shown now, in order."""
        self._look_again()
        return (self._page(stop) for stop in self._stops if self._shown(stop))

    def _page(self, stop: _Stop) -> Page:
        if stop.series:
            return Page((), self.instance.title_of(stop.series), stop.series)
        title = self.instance.node(stop.group).label if stop.group else ""
        return Page(tuple(ref for ref in stop.refs if self.instance.node(ref).relevant), title)

    @property
    def at_end(self) -> bool:
        """Whether the last page has been passed."""
        return self._at >= len(self._stops)

    @property
    def progress(self) -> tuple[int, int]:
        """Place of the page among the relevant ones, counted from 1, and how many there are."""
        self._look_again()
        shown = [place for place, stop in enumerate(self._stops) if self._shown(stop)]
        before = sum(place < self._at for place in shown)
        return min(before + 1, len(shown)), len(shown)

    def forward(self) -> None:
        """Go to the next page.

        Raises:
            InvalidAnswerError: a question of this page is not answered as it must be; names
                the first one.
        """
        for ref in self.page.refs:
            if violation := self.instance.node(ref).violation:
                raise violation.error()
        self._look_again()
        self._advance()

    def back(self) -> None:
        """Go to the page before; stays on the first."""
        self._look_again()
        for place in range(min(self._at, len(self._stops)) - 1, -1, -1):
            if self._shown(self._stops[place]):
                self._at = place
                return

    def go_to(self, ref: str) -> None:
        """Go to the page with this question, or to the next one if it is irrelevant now.

        The ref of a series leads to the page that lists it.

        Raises:
            KeyError: no page shows it.
        """
        self._look_again()
        lists = any(ref == stop.series for stop in self._stops)
        wanted = ref if lists else self.instance.node(ref).ref
        for place, stop in enumerate(self._stops):
            if wanted in (*stop.refs, stop.series):
                self._at = place - 1
                self._advance()
                return
        raise KeyError(ref)

    def open(self, ref: str) -> None:
        """Go to the first page of an instance of a repeat, or to its list if it has none.

        Raises:
            KeyError: there is no such instance.
        """
        whole = self.instance.node(ref).ref
        series = whole.rpartition("[")[0]
        self._look_again()
        pages = (place for place, stop in enumerate(self._stops) if self._leads_into(stop, whole))
        lists = (place for place, stop in enumerate(self._stops) if stop.series == series)
        self._at = next(pages, next(lists, self._at))

    def add(self, series: str) -> str:
        """Add an instance to a repeat and go to its first page; return its ref.

        Raises:
            RepeatError: the form itself says how many there are.
        """
        ref = self.instance.add_repeat(series)
        self.open(ref)
        return ref

    def remove(self, ref: str) -> None:
        """Take an instance of a repeat away; the page stays, or the next one comes.

        Raises:
            RepeatError: the form itself says how many there are.
        """
        self.instance.remove_repeat(ref)
        self._look_again()
        self._at -= 1
        self._advance()

    def _look_again(self) -> None:
        """Note what pages there are, now that repeats may have grown; stay where we are."""
        if self._shape == self.instance.shape:
            return
        self._shape = self.instance.shape
        here = None if self.at_end else self._stops[self._at]
        self._stops = self._route()
        if here is None:
            self._at = len(self._stops)
        else:
            same = [place for place, stop in enumerate(self._stops) if stop == here]
            self._at = min(same, key=lambda place: abs(place - self._at), default=self._at)

    def _advance(self) -> None:
        self._at += 1
        while not self.at_end and not self._shown(self._stops[self._at]):
            self._at += 1

    def _leads_into(self, stop: _Stop, instance: str) -> bool:
        inside = any(f"{ref}/".startswith(f"{instance}/") for ref in (*stop.refs, stop.series))
        return inside and self._shown(stop)

    def _shown(self, stop: _Stop) -> bool:
        if stop.series:
            return self.instance.may_add(stop.series)
        return any(self.instance.node(ref).relevant for ref in stop.refs)

    def _route(self) -> tuple[_Stop, ...]:
        return tuple(self._pages(self.instance.form.definition.body, _Home("", ""), ""))

    def _pages(self, section: Section, home: _Home, title: str) -> Iterator[_Stop]:
        """The pages of a section; `title` is the ref of the group around it."""
        if section.question is not None:
            yield _Stop((home.ref_of(section.path),), title)
        elif section.repeat:
            yield from self._repeated(section, home, together=section.field_list)
        elif section.wraps_a_repeat:
            yield from self._repeated(section.items[0], home, together=section.field_list)
        elif section.field_list:
            yield _Stop(
                tuple(self._refs(section, home)),
                home.ref_of(section.path) if section.path else title,
            )
            yield from self._lists(section, home)
        else:
            above = home.ref_of(section.path) if section.path else title
            for item in section.items:
                yield from self._pages(item, home, above)

    def _repeated(self, section: Section, home: _Home, *, together: bool) -> Iterator[_Stop]:
        series = home.ref_of(section.path)
        for ref in self.instance.repeats(series):
            inside = _Home(section.path, ref)
            if together or section.field_list:
                yield _Stop(tuple(self._refs(section, inside)), ref)
                yield from self._lists(section, inside)
                continue
            for item in section.items:
                yield from self._pages(item, inside, ref)
        if not section.fixed:
            yield _Stop((), series=series)

    def _lists(self, section: Section, home: _Home) -> Iterator[_Stop]:
        """The lists of the repeats inside something that is shown on one page."""
        for item in section.items:
            if not item.repeat:
                yield from self._lists(item, home)
                continue
            series = home.ref_of(item.path)
            for ref in self.instance.repeats(series):
                yield from self._lists(item, _Home(item.path, ref))
            if not item.fixed:
                yield _Stop((), series=series)

    def _refs(self, section: Section, home: _Home) -> Iterator[str]:
        """The refs of all questions of a section, those of every instance of a repeat."""
        for item in section.items:
            if item.question is not None:
                yield home.ref_of(item.path)
            elif item.repeat:
                for ref in self.instance.repeats(home.ref_of(item.path)):
                    yield from self._refs(item, _Home(item.path, ref))
            else:
                yield from self._refs(item, home)
