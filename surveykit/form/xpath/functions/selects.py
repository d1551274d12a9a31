"""SELECT: chosen values and what they are called."""

from collections.abc import Sequence

from surveykit.form.xpath.functions.registry import Closure, function
from surveykit.form.xpath.paths import find_named
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.values import Value, to_string, whole


def _chosen(scope: Scope, argument: Closure) -> list[str]:
    return to_string(argument(scope)).split()


@function("is-selected", 2)
@function("selected", 2)
def _selected(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """selected(values separated by spaces, value); the empty value is in the empty list."""
    values, value = (to_string(argument(scope)).strip() for argument in arguments)
    return f" {value} " in f" {values} "


@function("selected-at", 2)
def _selected_at(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """selected-at(values, place counted from 0); empty beyond the end."""
    chosen, place = _chosen(scope, arguments[0]), whole(arguments[1](scope))
    return chosen[place] if 0 <= place < len(chosen) else ""


@function("count-selected", 1)
def _count_selected(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """count-selected(values)."""
    return float(len(_chosen(scope, arguments[0])))


@function("jr:choice-name", 2)
def _choice_name(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """jr:choice-name(value, 'path of the question'): its label in the language on screen.

    Empty if the question offers no such choice at present.
    """
    value, path = (to_string(argument(scope)) for argument in arguments)
    questions = find_named(scope, path.strip())
    return scope.session.choice_label(questions[0], value) if questions else ""


@function("jr:itext", 1)
def _itext(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """jr:itext(key): a text of the form in the language on screen."""
    return scope.session.itext(to_string(arguments[0](scope)))
