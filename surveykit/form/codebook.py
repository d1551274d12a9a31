"""What every variable of a form means: names, labels, codes and missing values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveykit.form.model import NO_LANGUAGE, Choice, Form, Question

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
    """One variable: what `Record.answers` holds under `name`.

    `type` is the XLSForm type. `labels` is by language as the form names it ("Deutsch (de)"),
    or by "" for a form in one language. `multiple` variables hold codes separated by spaces.
    `list_name` is the list the codes come from; a list from a file ends in `.csv`.
    """

    name: str
    type: str
    labels: Mapping[str, str]
    codes: tuple[Code, ...]
    multiple: bool
    list_name: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The codes that are no substantive answer."""
        return tuple(code.code for code in self.codes if code.missing)


def codebook(
    form: Form, lists: Mapping[str, Sequence[Mapping[str, str]]] | None = None
) -> tuple[Variable, ...]:
    """The variables of a form in form order; notes are none.

    `lists` are the attached tables by file name; without them a variable from a file has no codes.
    """
    return tuple(
        _variable(form, question, lists or {})
        for question in form.questions
        if question.type != "note"
    )


def _variable(
    form: Form, question: Question, lists: Mapping[str, Sequence[Mapping[str, str]]]
) -> Variable:
    languages = form.languages or (NO_LANGUAGE,)
    rows = lists.get(question.list_name)
    codes = (
        tuple(_inside(form.choices(question.list_name), languages))
        if rows is None
        else tuple(_attached(rows, languages))
    )
    labels = {language: question.label(language) for language in languages}
    return Variable(
        question.name, question.type, labels, codes, question.multiple, question.list_name
    )


def _inside(choices: Sequence[Choice], languages: Sequence[str]) -> Iterator[Code]:
    for choice in choices:
        labels = {language: choice.label(language) for language in languages}
        yield Code(choice.code, labels, choice.code in MISSING)


def _attached(rows: Sequence[Mapping[str, str]], languages: Sequence[str]) -> Iterator[Code]:
    """Codes of a table from a file, which has one language; a code in several rows counts once."""
    seen = set()
    for row in rows:
        code = row.get("name", "")
        if code and code not in seen:
            seen.add(code)
            labels = dict.fromkeys(languages, row.get("label", code))
            yield Code(code, labels, code in MISSING)
