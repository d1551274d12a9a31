"""What is said of a question: its words, the kind of answer expected, the answers, the state."""

from collections.abc import Iterator
from typing import assert_never

from surveykit.asking.page import Asked
from surveykit.asking.repeats import ADD
from surveykit.asking.written import Kind
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


def expected(asked: Asked, options: Options) -> str:
    """Which kind of answer is expected, in a sentence."""
    match asked.kind:
        case Kind.ONE if asked.ladder:
            return _("A number from 0 to 10.")
        case Kind.ONE if options.searched:
            return _("One of {n} answers: a part of its words; ? lists them.").format(
                n=len(asked.answers)
            )
        case Kind.ONE:
            return _("One answer: its number.")
        case Kind.MANY if options.searched:
            return _(
                "Several of {n} answers: parts of their words with commas between; ? lists them."
            ).format(n=len(asked.answers))
        case Kind.MANY if asked.grid:
            return _("Several answers: their numbers with commas between; a day's name is all day.")
        case Kind.MANY:
            return _("Several answers: their numbers with commas between, such as 1,3.")
        case Kind.RANK:
            return _("All answers in order, the first one first: numbers with commas between.")
        case Kind.REPEAT:
            return _("A number opens one, + adds one, - with a number removes one, Enter goes on.")
        case Kind.RANGE if len(asked.scale) > 1:
            first, second, last = asked.scale[0], asked.scale[1], asked.scale[-1]
            return _("A number: {first}, {second} and so on to {last}.").format(
                first=first, second=second, last=last
            )
        case Kind.RANGE | Kind.DECIMAL:
            return _("A number, such as 2.5.")
        case Kind.INTEGER | Kind.THOUSANDS:
            return _("A whole number.")
        case Kind.TEXT:
            return _("A text.")
        case Kind.LINES:
            return _("A text; with \\ at the end of a line it goes on in the next.")
        case Kind.SECRET:
            return _("A text that is not shown.")
        case Kind.FIGURES:
            return _("Figures, such as a telephone number.")
        case Kind.CODE:
            return _("A code, scanned or typed.")
        case Kind.DATE:
            return _("A day, such as 24.12., today or tomorrow.")
        case Kind.MONTH:
            return _("A month, such as 3.2027.")
        case Kind.YEAR:
            return _("A year, such as 1962.")
        case Kind.TIME:
            return _("A time of day, such as 9:30 or 17.")
        case Kind.MOMENT:
            return _("A day and a time, such as 24.12. 17:30.")
        case Kind.POINT:
            return _("A place: latitude and longitude, such as 52.5 13.4.")
        case Kind.TRACE:
            return _("A way: points with semicolons between, such as 52.5 13.4; 52.6 13.4.")
        case Kind.SHAPE:
            return _("An area: three points or more with semicolons between.")
        case Kind.FILE:
            return _("A file: its path.")
        case Kind.NOTE:
            return ""
        case _:
            assert_never(asked.kind)
