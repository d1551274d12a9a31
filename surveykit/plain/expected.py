"""Which kind of answer is expected, in a sentence."""

from collections.abc import Mapping

from surveykit.asking.page import Asked
from surveykit.asking.written import Kind
from surveykit.plain.options import Options
from surveykit.text import _


def expected(asked: Asked, options: Options) -> str:
    """What a person is to type; empty for a note, which asks for nothing."""
    match asked.kind:
        case Kind.ONE:
            return _one_of(asked, options)
        case Kind.MANY:
            return _several_of(asked, options)
        case Kind.RANGE if len(asked.scale) > 1:
            first, second, last = asked.scale[0], asked.scale[1], asked.scale[-1]
            return _("A number: {first}, {second} and so on to {last}.").format(
                first=first, second=second, last=last
            )
        case kind:
            return _always()[kind]


def _one_of(asked: Asked, options: Options) -> str:
    if asked.ladder:
        return _("A number from 0 to 10.")
    if options.searched:
        return _("One of {n} answers: a part of its words; ? lists them.").format(
            n=len(asked.answers)
        )
    return _("One answer: its number.")


def _several_of(asked: Asked, options: Options) -> str:
    if options.searched:
        return _(
            "Several of {n} answers: parts of their words with commas between; ? lists them."
        ).format(n=len(asked.answers))
    if asked.grid:
        return _("Several answers: their numbers with commas between; a day's name is all day.")
    return _("Several answers: their numbers with commas between, such as 1,3.")


def _always() -> Mapping[Kind, str]:
    """The kinds of which the same is said whatever the question."""
    return {
        Kind.NOTE: "",
        Kind.RANK: _("All answers in order, the first one first: numbers with commas between."),
        Kind.REPEAT: _(
            "A number opens one, + adds one, - with a number removes one, Enter goes on."
        ),
        Kind.RANGE: _("A number, such as 2.5."),
        Kind.DECIMAL: _("A number, such as 2.5."),
        Kind.INTEGER: _("A whole number."),
        Kind.THOUSANDS: _("A whole number."),
        Kind.TEXT: _("A text."),
        Kind.LINES: _("A text; with \\ at the end of a line it goes on in the next."),
        Kind.SECRET: _("A text that is not shown."),
        Kind.FIGURES: _("Figures, such as a telephone number."),
        Kind.CODE: _("A code, scanned or typed."),
        Kind.DATE: _("A day, such as 24.12., today or tomorrow."),
        Kind.MONTH: _("A month, such as 3.2027."),
        Kind.YEAR: _("A year, such as 1962."),
        Kind.TIME: _("A time of day, such as 9:30 or 17."),
        Kind.MOMENT: _("A day and a time, such as 24.12. 17:30."),
        Kind.POINT: _("A place: latitude and longitude, such as 52.5 13.4."),
        Kind.TRACE: _("A way: points with semicolons between, such as 52.5 13.4; 52.6 13.4."),
        Kind.SHAPE: _("An area: three points or more with semicolons between."),
        Kind.FILE: _("A file: its path."),
    }
