"""STRING: texts."""

import math
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from surveykit.form.meaning import LONGEST
from surveykit.form.xpath.functions.patterns import java_pattern
from surveykit.form.xpath.functions.registry import (
    Closure,
    Compile,
    function,
    variadic,
    written,
)
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.syntax import Literal, Syntax
from surveykit.form.xpath.tokens import ExpressionError
from surveykit.form.xpath.values import Value, bounded, to_number, to_string, whole


def _texts(scope: Scope, arguments: Sequence[Closure]) -> list[str]:
    return [to_string(argument(scope)) for argument in arguments]


def _flat(scope: Scope, arguments: Sequence[Closure]) -> Iterator[str]:
    """The texts of all arguments, of several nodes each; no node among others is an empty text."""
    for argument in arguments:
        value = argument(scope)
        if isinstance(value, list) and (value or len(arguments) == 1):
            yield from (to_string(node.atom) for node in value)
        else:
            yield to_string(value)


def _joined(separator: str, texts: Iterable[str]) -> str:
    """The texts with a separator between them, as far as there is room."""
    pieces: list[str] = []
    room = LONGEST
    for text in texts:
        if room < 0:
            break
        pieces.append(text)
        room -= len(text) + len(separator)
    return separator.join(pieces)[:LONGEST]


@function("string", 1)
def _string(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """string(value)."""
    return to_string(arguments[0](scope))


@variadic("concat")
def _concat(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """concat(value, …); several nodes one after the other."""
    return _joined("", _flat(scope, arguments))


@variadic("join", 1)
def _join(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """join(separator, value, …)."""
    return _joined(to_string(arguments[0](scope)), _flat(scope, arguments[1:]))


@function("contains", 2)
def _contains(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """contains(text, part)."""
    text, part = _texts(scope, arguments)
    return part in text


@function("starts-with", 2)
def _starts_with(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """starts-with(text, beginning)."""
    text, beginning = _texts(scope, arguments)
    return text.startswith(beginning)


@function("ends-with", 2)
def _ends_with(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """ends-with(text, end)."""
    text, end = _texts(scope, arguments)
    return text.endswith(end)


@function("substr", 2, 3)
def _substr(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """substr(text, start, end): from 0, the end left out; negative counts from the back."""
    text = to_string(arguments[0](scope))
    places = [to_number(argument(scope)) for argument in arguments[1:]]
    bounds = [int(bounded(place, -len(text), len(text))) for place in places]
    return text[slice(*bounds)] if len(bounds) == 2 else text[bounds[0] :]


@function("substring-before", 2)
def _substring_before(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """substring-before(text, mark)."""
    text, mark = _texts(scope, arguments)
    return text.partition(mark)[0] if mark and mark in text else ""


@function("substring-after", 2)
def _substring_after(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """substring-after(text, mark)."""
    text, mark = _texts(scope, arguments)
    return text.partition(mark)[2] if mark else text


@function("substring", 2, 3)
def _substring(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """substring(text, place from 1, length): rounded as XPath 1.0, section 4.2 says."""
    text = to_string(arguments[0](scope))
    start, *length = (to_number(argument(scope)) for argument in arguments[1:])
    begin = math.floor(start + 0.5) if math.isfinite(start) else start
    end = math.inf
    if length:
        end = begin + (math.floor(length[0] + 0.5) if math.isfinite(length[0]) else length[0])
    return "".join(one for place, one in enumerate(text, 1) if begin <= place < end)


@function("string-length", 0, 1)
def _string_length(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """string-length(text)."""
    return float(len(to_string(arguments[0](scope) if arguments else [scope.node])))


@function("normalize-space", 0, 1)
def _normalize_space(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """normalize-space(text)."""
    return " ".join(to_string(arguments[0](scope) if arguments else [scope.node]).split())


@function("translate", 3)
def _translate(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """translate(text, from, to): characters without a partner are dropped."""
    text, old, new = _texts(scope, arguments)
    table: dict[int, str | None] = {}
    for place, character in enumerate(old):
        table.setdefault(ord(character), new[place] if place < len(new) else None)
    return text.translate(table)


@written("regex", 2, 2)
def _regex(arguments: tuple[Syntax, ...], compiled: Compile) -> Closure:
    """regex(text, pattern): whether the whole text matches, as in JavaRosa."""
    subject, pattern = map(compiled, arguments)
    if isinstance(arguments[1], Literal):
        java_pattern(arguments[1].value)  # refused before anybody is asked

    def evaluate(scope: Scope) -> Value:
        try:
            return java_pattern(to_string(pattern(scope)))(to_string(subject(scope)))
        except ExpressionError:  # a pattern that was calculated
            return False

    return evaluate


@function("uuid", 0, 1)
def _uuid(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """uuid(): a random UUID; uuid(length): so many random characters, at most a thousand."""
    random = scope.session.random
    if arguments:
        length = min(whole(arguments[0](scope)), _LONGEST_ID)
        return "".join(random.choice(_LETTERS) for _place in range(length))
    return str(UUID(int=random.getrandbits(128), version=4))


_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONGEST_ID = 1000
