"""What is said of a question: its words, the kind of answer expected, the answers, the state."""

from collections.abc import Iterator

from surveykit.asking.page import Asked
from surveykit.asking.repeats import ADD
from surveykit.asking.written import Kind
from surveykit.plain.expected import expected
from surveykit.plain.options import Options, days_of
from surveykit.text import _

_MOST_AT_ONCE = 60
"""Answers of a long list that are told when all are asked for."""


def for_the_ear(words: str) -> str:
    """Words of the program without the signs that part them on a screen."""
    return words.replace(" · ", ", ")


def question(asked: Asked, number: str, options: Options) -> Iterator[str]:
    """Everything that is said of a question, a line for each thing."""
    label = asked.label or asked.ref.rpartition("/")[2]
    yield f"{number}: {label}" if number else label
    if asked.hint:
        yield _("Hint: {hint}").format(hint=asked.hint)
    if asked.answerable or asked.kind is Kind.REPEAT:
        must = " " + _("It must be answered.") if asked.required else ""
        yield expected(asked, options) + must
    yield from choices(asked, options)
    if asked.note:
        yield _("Note: {note}").format(note=asked.note)
    if asked.value:
        yield _("Answer so far: {answer}").format(answer=asked.said())


def choices(asked: Asked, options: Options) -> Iterator[str]:
    """The numbered answers, those of a long list only as far as they were told already."""
    if asked.kind is Kind.REPEAT:
        listed = (answer for answer in asked.answers if answer.code != ADD)
        yield from (f"{n}: {answer.label}" for n, answer in enumerate(listed, 1))
        return
    if asked.ladder:
        named = ((n, one) for n, one in options.numbered if one.label != one.code)
        yield from (_step(n, one.label) for n, one in named)
    elif not options.searched:
        yield from days_of(options, asked)
        bands = len(asked.grid.cells) if asked.grid else 0
        yield from (f"{n}: {one.label}" for n, one in options.numbered[bands:])
    yield from (f"{one.key}: {one.label}" for one in asked.aside)


def everything(asked: Asked) -> Iterator[str]:
    """All answers of a long list, as far as an ear can bear them."""
    told = asked.answers[:_MOST_AT_ONCE]
    yield from (f"{n}: {answer.label}" for n, answer in enumerate(told, 1))
    if len(asked.answers) > len(told):
        yield _("and {n} more").format(n=len(asked.answers) - len(told))


def _step(n: int, label: str) -> str:
    """A step of a scale; one whose words begin with its number does not say it twice."""
    return label if label.startswith(str(n)) else f"{n}: {label}"
