"""From the form's questions to what the screen shows of them, built anew after every answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from surveykit.text import _
from surveykit.tui.page import (
    DONT_KNOW,
    MOST_KEYS,
    NO_ANSWER,
    Answer,
    Asked,
    Control,
    Page,
    with_keys,
)
from surveykit.tui.slot_grid import slot_grid
from surveykit.tui.typography import reads_from_right
from surveykit.tui.written import Kind

if TYPE_CHECKING:  # types only: the first frame does not wait for the form engine
    from surveykit.form import Entry, Form, Node, Question

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
}
_CHOSEN = {
    "select_one": Kind.ONE,
    "select_multiple": Kind.MANY,
    "rank": Kind.RANK,
    "acknowledge": Kind.ONE,
}


def page_of(entry: Entry) -> Page:
    """The page on which the entry stands, in the language of its instance."""
    instance = entry.instance
    nodes = [instance.node(ref) for ref in entry.page.refs]
    listed = [question.ref for question in instance.form.questions if question.shown]
    done = min((listed.index(ref) for ref in entry.page.refs if ref in listed), default=0)
    language = instance.language or ""
    shown = (asked(instance.form, node, node.question, language) for node in nodes if node.question)
    questions = tuple(one for one in shown if len(nodes) == 1 or one.label.strip() or one.answers)
    return Page(entry.page.title, questions, done, len(listed), entry.progress[0])


def asked(form: Form, node: Node, question: Question, language: str) -> Asked:
    """One question of the form as the screen shows it."""
    looks = frozenset(question.appearance.split())
    kind = _kind(question, looks)
    plain = _choices(node, question)
    grid = None
    if kind is Kind.MANY and "slot-grid" in looks:
        grid, plain = slot_grid(plain, form.choices(question.list_name or ""))
    ladder = [code for code, _label in plain if code not in (DONT_KNOW, NO_ANSWER)] == _STEPS
    answers, aside = with_keys(plain, ladder=ladder, from_key=grid.columns if grid else 0)
    return Asked(
        ref=node.ref,
        kind=kind,
        label=node.label,
        hint=node.hint,
        value=node.value,
        answers=answers,
        aside=aside,
        control=Control.SLOTS if grid else _control(kind, looks, answers),
        grid=grid,
        ladder=ladder,
        quick=kind is Kind.ONE and not looks.isdisjoint(("quick", "quickcompact")),
        required=node.required,
        readonly=node.readonly or "url" in looks,
        from_right=reads_from_right(language),
    )


def _choices(node: Node, question: Question) -> Sequence[tuple[str, str]]:
    """Codes and labels on offer; a choice without words is called by its code."""
    if question.type == "acknowledge":
        return [("OK", _("Taken note of"))]
    return [(option.value, option.label or option.value) for option in node.choices]


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
    return Kind.LINES if "multiline" in looks else Kind.TEXT


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
