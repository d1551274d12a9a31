"""What every variable of a form means: names, labels, codes and missing values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveykit.form.model import NO_LANGUAGE, Form, Itemset, Question, in_language
from surveykit.form.tree import Element

MISSING = frozenset({"no_answer", "dont_know"})
"""Codes of every form that stand for no substantive answer: declined, and does not know."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a variable; `missing` if it is no substantive answer."""

    code: str
    labels: Mapping[str, str]
    missing: bool


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable: what `Record.answers` holds under `name`, in repeats behind their names.

    `type` is the XLSForm type. `labels` is by language as the form names it ("Deutsch (de)"),
    or by "" for a form in one language. `multiple` variables hold codes separated by spaces.
    `list_name` is the list the codes come from; a list from a file ends in `.csv`. `repeats`
    names those it stands in, the outermost first; see `naming.split_key`.
    """

    name: str
    type: str
    labels: Mapping[str, str]
    codes: tuple[Code, ...]
    multiple: bool
    list_name: str
    repeats: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The codes that are no substantive answer."""
        return tuple(code.code for code in self.codes if code.missing)


def codebook(
    form: Form, lists: Mapping[str, Sequence[Mapping[str, str]]] | None = None
) -> tuple[Variable, ...]:
    """The variables of a form in form order; notes and headings are none.

    `lists` are the attached tables by file name; without them a variable from a file has no codes.
    """
    return tuple(
        _variable(form, question, lists or {}) for question in form.questions if question.answerable
    )


def _variable(
    form: Form, question: Question, lists: Mapping[str, Sequence[Mapping[str, str]]]
) -> Variable:
    languages = form.languages or (NO_LANGUAGE,)
    return Variable(
        name=form.names[question.ref],
        type=question.type,
        labels={language: question.label(language) for language in languages},
        codes=tuple(_codes(form, question, lists, languages)),
        multiple=question.multiple,
        list_name=question.list_name,
        repeats=form.repeats_around(question.ref),
    )


def _codes(
    form: Form,
    question: Question,
    lists: Mapping[str, Sequence[Mapping[str, str]]],
    languages: Sequence[str],
) -> Iterator[Code]:
    """The codes of a question's list, each once, under its first label."""
    itemset = form.definition.itemsets.get(question.ref)
    if itemset is None:
        return
    document = form.definition.secondary.get(question.list_name)
    if document is None:
        rows = lists.get(question.list_name, ())
        pairs = ((row.get(itemset.value, ""), _one(row, itemset, languages)) for row in rows)
    else:
        items = (item for root in document.children for item in root.children)
        pairs = (_inside(form, item, itemset, languages) for item in items)
    seen = set()
    for code, labels in pairs:
        if code and code not in seen:
            seen.add(code)
            yield Code(code, labels, code in MISSING)


def _inside(
    form: Form, item: Element, itemset: Itemset, languages: Sequence[str]
) -> tuple[str, dict[str, str]]:
    """Code and labels of an item of a list inside the form."""
    row = {cell.name: cell.text for cell in item.children}
    labels = _one(row, itemset, languages)
    if itemset.itext:
        texts = form.definition.itext.get(row.get(itemset.label, ""), {})
        words = {language: in_language(texts, language) for language in languages}
        labels |= {language: text.plain for language, text in words.items() if text}
    return row.get(itemset.value, ""), labels


def _one(row: Mapping[str, str], itemset: Itemset, languages: Sequence[str]) -> dict[str, str]:
    """The label of a row, in a language of its own where it has one; its code if it has none."""
    code = row.get(itemset.value, "")
    label = "" if itemset.itext else row.get(itemset.label, "")
    return {one: row.get(itemset.label_in(one)) or label or code for one in languages}
