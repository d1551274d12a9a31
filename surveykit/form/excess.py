"""What a form must not ask for: texts that double with every row, events without an end.

Both are harmless in themselves, cost twice as much with each row more, and are seen here before
anybody answers. What no form shows beforehand is bounded where it happens.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from surveykit.form.graph import Rule
from surveykit.form.meaning import LONGEST
from surveykit.form.model import Bind, Event, Section
from surveykit.form.xform.findings import Finding
from surveykit.form.xpath.reads import reads_of
from surveykit.form.xpath.syntax import Call, Filter, Number, Operation, Path, Syntax
from surveykit.text import _, number

MOST_EVENTS = 10_000
"""So many values are set at most by the events that follow from one answer."""

MOST_IN_ONE_PLACE, MOST_IN_ALL = 1000, 5000
"""So many instances of a repeat a count makes at most, in one place and in the whole form."""

_TEXT_OF = {
    **dict.fromkeys(("coalesce", "normalize-space", "once", "string", "translate"), 0),
    **dict.fromkeys(("substr", "substring", "substring-after", "substring-before"), 0),
    **dict.fromkeys(("base64-decode", "current", "indexed-repeat", "randomize"), 0),
    "if": 1,
}
"""Functions that hand on the text of their arguments, from which one on."""


def swelling(rules: Iterable[Rule]) -> Iterator[Finding]:
    """The first calculation that strings together more than any text may hold.

    `rules` come in the order of the graph, so that what a calculation reads is known before it.
    """
    pieces: dict[str, int] = {}
    for rule in rules:
        if rule.kind != "calculate":
            continue
        count = _pieces(rule.expression.syntax, rule.path, pieces)
        if count > LONGEST:
            what = _("This calculation would string together more than {n} answers.")
            mend = _("Use each calculation before it once only: every repetition doubles the text.")
            source = rule.expression.source
            yield Finding(rule.path, "calculate", source, what.format(n=number(LONGEST)), mend)
            return
        pieces[rule.path] = count


def _pieces(syntax: Syntax, path: str, known: Mapping[str, int]) -> int:
    """How many answers or words an expression of the node at `path` strings together at most."""
    match syntax:
        case Path():
            return max((known.get(read.path, 1) for read in reads_of(syntax, path)), default=1)
        case Filter(base=base):
            return _pieces(base, path, known)
        case Operation(first=first, rest=(("|", _one), *_others)):
            return _sum((first, *(operand for _sign, operand in syntax.rest)), path, known)
        case Call(name="concat", arguments=arguments):
            return _sum(arguments, path, known)
        case Call(name="join", arguments=(separator, *others)):
            return _sum(others, path, known) + len(others) * _pieces(separator, path, known)
        case Call(name=name, arguments=arguments) if name in _TEXT_OF:
            texts = arguments[_TEXT_OF[name] :]
            return max((_pieces(text, path, known) for text in texts), default=1)
        case _:
            return 1


def _sum(texts: Iterable[Syntax], path: str, known: Mapping[str, int]) -> int:
    return sum(_pieces(text, path, known) for text in texts)


def overflowing(sections: Iterable[Section], binds: Mapping[str, Bind]) -> Iterator[Finding]:
    """The repeats of which the form itself wants more instances than there can be."""
    for section in sections:
        bind = binds.get(section.count)
        match bind and bind.calculate and bind.calculate.syntax:
            case Number(value=count) if count > MOST_IN_ONE_PLACE:
                what = _("A repeat cannot be there more than {n} times.")
                mend = _("Write a smaller number.")
                what, told = what.format(n=number(MOST_IN_ONE_PLACE)), f"{count:.0f}"
                yield Finding(section.path, "repeat_count", told, what, mend)


def unending(events: Iterable[Event]) -> Iterator[Finding]:
    """The first question whose answer would set off more events than are followed."""
    following: dict[str, list[Event]] = {}
    for event in events:
        if event.trigger and "xforms-value-changed" in event.names:
            following.setdefault(event.trigger, []).append(event)
    for start, (first, *_others) in following.items():
        if any(islice(_set_off(start, following), MOST_EVENTS, None)):
            what = _("What this trigger sets off would set more than {n} values.")
            mend = _("Let fewer questions set each other.")
            what = what.format(n=number(MOST_EVENTS))
            yield Finding(first.target, "trigger", first.trigger, what, mend)
            return


def _set_off(start: str, following: Mapping[str, Iterable[Event]]) -> Iterator[Event]:
    """All events that follow from one another if every one changes something, none from itself."""
    chain = {start: iter(following[start])}
    while chain:
        path, events = chain.popitem()
        event = next(events, None)
        if event is None:
            continue
        yield event
        chain[path] = events
        if event.target in following and event.target not in chain:
            chain[event.target] = iter(following[event.target])
