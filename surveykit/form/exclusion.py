"""Tell an answer that excludes the others from one answer too many."""

from collections.abc import Sequence

from surveykit.form.instance import Instance


def going_with(instance: Instance, ref: str, code: str, others: Sequence[str]) -> tuple[str, ...]:
    """Those of `others` that the form accepts together with this code, each by itself.

    None means that the code excludes them all. Changes nothing.
    """
    return tuple(other for other in others if instance.accepts(ref, f"{other} {code}"))
