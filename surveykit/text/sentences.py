"""Sentences with names from outside in them."""

from collections.abc import Mapping
from string import Formatter

from surveykit.text.clean import without_controls


def filled(sentence: str, facts: Mapping[str, str]) -> str:
    """The sentence with each {placeholder} replaced; facts are inserted as they are, never read.

    Where a fact ends in a full stop, as “Mieterrat e. V.” or a sentence that somebody typed, the
    full stop behind it is left out. Raises KeyError for a fact that is missing.
    """
    parts: list[str] = []
    for literal, name, _spec, _conversion in Formatter().parse(sentence):
        stopped = literal.startswith(".") and without_controls("".join(parts[-1:])).endswith(".")
        parts.append(literal[1:] if stopped else literal)
        parts.append("" if name is None else facts[name])
    return "".join(parts)
