"""From the form's questions to what the screen shows of them, built anew after every answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from surveykit.asking.markdown import without_marks
from surveykit.asking.page import (
    DONT_KNOW,
    MOST_KEYS,
    NO_ANSWER,
    Answer,
    Asked,
    Beside,
    Control,
    Page,
    with_keys,
)
from surveykit.asking.repeats import home_of, repeat_list
from surveykit.asking.slot_grid import slot_grid
from surveykit.asking.written import Kind
from surveykit.text import _
from surveykit.text.form_language import reads_from_right

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.form import Entry, Form, Instance, Node, Question

_MOST_STEPS = 2001
"""Of a range that is drawn as a scale; a longer one is typed."""
_PLACE = re.compile(r"\[\d+\]")
_STEPS = [str(step) for step in range(11)]
_TYPED = {
    "integer": Kind.INTEGER,
    "decimal": Kind.DECIMAL,
    "time": Kind.TIME,
    "datetime": Kind.MOMENT,
    "geopoint": Kind.POINT,
    "geotrace": Kind.TRACE,
    "geoshape": Kind.SHAPE,
    "barcode": Kind.CODE,
    "image": Kind.FILE,
    "audio": Kind.FILE,
    "video": Kind.FILE,
    "file": Kind.FILE,
    "range": Kind.RANGE,
}
_CHOSEN = {
    "select_one": Kind.ONE,
    "select_multiple": Kind.MANY,
    "rank": Kind.RANK,
    "acknowledge": Kind.ONE,
}


def page_of(entry: Entry, notes: Mapping[str, str] | None = None, beside: str = "") -> Page:
    """The page on which the entry stands, in the language of its instance; `notes` are by ref.

    With `beside` every question has its words in this language, too.
    """
    page = _page(entry, notes or {})
    if beside in ("", entry.instance.language or ""):
        return page
    with _speaking(entry.instance, beside):
        others = {one.ref: one for one in _page(entry, {}).questions}
    questions = (
        replace(one, beside=_beside(others[one.ref])) if one.ref in others else one
        for one in page.questions
    )
    return replace(page, questions=tuple(questions))


@contextmanager
def _speaking(instance: Instance, language: str) -> Iterator[None]:
    before = instance.language
    instance.language = language
    try:
        yield
    finally:
        instance.language = before


def _beside(other: Asked) -> Beside:
    answers = {answer.code: answer.label for answer in (*other.answers, *other.aside)}
    days = other.grid.rows if other.grid else ()
    return Beside(other.label, other.hint, answers, days, other.from_right)


def _page(entry: Entry, notes: Mapping[str, str]) -> Page:
    instance, page = entry.instance, entry.page
    language = instance.language or ""
    nodes = [instance.node(ref) for ref in page.refs]
    shown = (asked(instance.form, node, node.question, language) for node in nodes if node.question)
    questions = tuple(
        replace(one, note=notes.get(one.ref, ""))
        for one in shown
        if len(nodes) == 1 or one.label or one.kind != Kind.NOTE
    )
    if page.repeat:
        questions = (repeat_list(instance, page.repeat, language),)
    done, total = _progress(instance.form, [one.ref for one in questions])
    home = home_of(instance, questions[0].ref) if questions else ""
    titles = [home] if home else []
    title = without_marks(page.title)
    if title and not page.repeat and len(questions) > 1 and title not in home:
        titles.append(title)
    return Page(" · ".join(titles), questions, done, total, entry.progress[0])


def _progress(form: Form, refs: Sequence[str]) -> tuple[int, int]:
    """How many questions of the form stand before these, and how many there are."""
    paths = [_PLACE.sub("", ref) for ref in refs]
    listed = [question.ref for question in form.questions if question.shown]
    before = (n for n, ref in enumerate(listed) if any(_inside(ref, path) for path in paths))
    return next(before, len(listed) if refs else 0), len(listed)


def _inside(ref: str, path: str) -> bool:
    return ref == path or ref.startswith(f"{path}/")


def asked(form: Form, node: Node, question: Question, language: str) -> Asked:
    """One question of the form as the screen shows it."""
    looks = question.looks
    kind = _kind(question, looks)
    plain = _choices(form, node, question, language)
    grid = None
    if kind is Kind.MANY and "slot-grid" in looks:
        grid, plain = slot_grid(plain, form.choices(question.list_name or ""))
    ladder = [code for code, _label in plain if code not in (DONT_KNOW, NO_ANSWER)] == _STEPS
    answers, aside = with_keys(plain, ladder=ladder, from_key=grid.columns if grid else 0)
    return Asked(
        ref=node.ref,
        kind=kind,
        label=_label(node),
        hint=without_marks(node.hint),
        value=node.value,
        answers=answers,
        aside=aside,
        control=Control.SLOTS if grid else _control(kind, looks, answers),
        grid=grid,
        scale=_scale(question.parameters) if kind is Kind.RANGE else (),
        stars="rating" in looks,
        ladder=ladder,
        quick=kind is Kind.ONE and not looks.isdisjoint(("quick", "quickcompact")),
        rows=_whole(question.parameters.get("rows", ""), otherwise=3),
        guidance=without_marks(node.guidance),
        required=node.required,
        readonly=node.readonly or "url" in looks,
        from_right=reads_from_right(language),
    )


def _choices(
    form: Form, node: Node, question: Question, language: str
) -> Sequence[tuple[str, str]]:
    """Codes and labels on offer; a choice without words is called by its code."""
    if "label" in question.looks:
        return []  # the heading of a table
    if question.type == "acknowledge":
        return [("OK", _("Taken note of"))]
    listed = [(one.value, without_marks(one.label) or one.value) for one in node.choices]
    if not form.definition.media:
        return listed
    named = {one.code: _files(one.media, language) for one in form.choices(question.list_name)}
    return [(code, " ".join((label, *named.get(code, ())))) for code, label in listed]


def _label(node: Node) -> str:
    """The words of the question; pictures, sounds and films by name, in brackets."""
    return "\n".join(filter(None, (without_marks(node.label), *_names(node.media))))


def _files(media: Mapping[str, Mapping[str, str]], language: str) -> tuple[str, ...]:
    """The names of the files that belong to a choice, in this language or the first one."""
    return _names(media.get(language, next(iter(media.values()), {})))


def _names(media: Mapping[str, str]) -> tuple[str, ...]:
    kinds = {"image": _("picture"), "audio": _("sound"), "video": _("film")}
    return tuple(
        f"[{kinds[kind]}: {address.rpartition('/')[2]}]"
        for kind, address in media.items()
        if kind in kinds
    )


def _scale(parameters: Mapping[str, str]) -> tuple[str, ...]:
    """The steps of a range from its start to its end; none if they are too many, or endless."""
    from surveykit.form.scale import read_scale

    scale = read_scale(parameters)
    return scale.ticks(_MOST_STEPS) if scale else ()


def _whole(figures: str, *, otherwise: int) -> int:
    return int(figures) if figures.isdecimal() else otherwise


def _kind(question: Question, looks: frozenset[str]) -> Kind:
    match question.type:
        case "note":
            return Kind.NOTE
        case "select_one" | "select_multiple" if "label" in looks:
            return Kind.NOTE  # the heading of a table: it has words and takes no answer
        case "date" if "year" in looks:
            return Kind.YEAR
        case "date":
            return Kind.MONTH if "month-year" in looks else Kind.DATE
        case "integer" if "thousands-sep" in looks:
            return Kind.THOUSANDS
        case kind if kind in _CHOSEN:
            return _CHOSEN[kind]
    if not looks.isdisjoint(("masked", "hidden-answer")):
        return Kind.SECRET
    if question.type in _TYPED:
        return _TYPED[question.type]
    if "numbers" in looks:
        return Kind.FIGURES
    many_lines = "multiline" in looks or "rows" in question.parameters
    return Kind.LINES if many_lines else Kind.TEXT


def _control(kind: Kind, looks: frozenset[str], answers: Sequence[Answer]) -> Control:
    """The editor that the appearance asks for, or that so many answers need."""
    if kind in (Kind.ONE, Kind.MANY):
        if len(answers) > MOST_KEYS or not looks.isdisjoint(_SEARCHED):
            return Control.SEARCH
        if "list-nolabel" in looks:
            return Control.TABLE
        return Control.PLAIN if looks.isdisjoint(_SIDE_BY_SIDE) else Control.ROW
    return Control.COUNTER if kind is Kind.INTEGER and "counter" in looks else Control.PLAIN


_SEARCHED = ("minimal", "search", "autocomplete")
_SIDE_BY_SIDE = ("likert", "list")
