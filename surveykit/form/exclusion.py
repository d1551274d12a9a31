"""Tell an answer that excludes the others from one answer too many."""

from collections.abc import Sequence

from surveykit.form.errors import InvalidAnswerError
from surveykit.form.instance import Instance


def going_with(instance: Instance, ref: str, code: str, others: Sequence[str]) -> tuple[str, ...]:
    """Those of `others` that the form accepts together with this code, each by itself.

    None means that the code excludes them all. Changes nothing.
    """
    recorded = instance.node(ref).value
    accepted = []
    for other in others:
        try:
            instance.answer(ref, f"{other} {code}")
        except InvalidAnswerError:
            continue
        accepted.append(other)
        instance.set(ref, recorded)
    return tuple(accepted)
