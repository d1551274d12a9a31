"""A draft → the filled-in form: every step once more, in the order in which it was done."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from random import Random

from surveykit.form import Form, Instance, RepeatError
from surveykit.form.state import Rows
from surveykit.store import Draft

ADDED, REMOVED = "+", "-"
"""What a draft keeps instead of an answer where a repeat grew or shrank."""


def replayed(
    form: Form, lists: Mapping[str, Rows], draft: Draft, clock: Callable[[], datetime]
) -> Instance:
    """The form as the draft has it; from now on with this clock.

    Until then the clock stands at the beginning, and chance is that of this draft, so that
    what was once decided by them stays. What no longer fits the form is passed over.
    """
    live = False
    began = draft.began.astimezone(clock().tzinfo)
    instance = Instance(
        form,
        lists=lists,
        now=lambda: clock() if live else began,
        language=draft.language or None,
        random=Random(draft.id.int),  # noqa: S311 - to be the same again, not to be secret
    )
    for ref, text in draft.answers:
        with suppress(KeyError, RepeatError):
            _repeat_step(instance, ref, text)
    live = True
    return instance


def _repeat_step(instance: Instance, ref: str, text: str) -> None:
    """Do a step of a draft once more."""
    asked = instance.form.at(re.sub(r"\[\d+\]", "", ref))
    if asked or text not in (ADDED, REMOVED):
        instance.restore(ref, text)
    elif text == ADDED:
        instance.add_repeat(ref)
    else:
        instance.remove_repeat(ref)
