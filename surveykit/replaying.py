"""A draft, or a finished record → the filled-in form.

Of a draft every step is done once more, in the order in which it was done; of a record, whose
order nobody kept, the answers are put back in the order of the form.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from random import Random

from surveykit.fieldwork.notes import NOTED, Note
from surveykit.form import Form, Instance, RepeatError
from surveykit.form.filling.state import Rows
from surveykit.form.naming import split_key
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
        if ref.endswith(NOTED):
            continue
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


def refilled(
    form: Form,
    lists: Mapping[str, Rows],
    answers: Mapping[str, str],
    clock: Callable[[], datetime],
    language: str = "",
    preloads: Mapping[str, str] | None = None,
) -> Instance:
    """The form with the answers of a record, as far as it knows them; what is made of them anew."""
    instance = Instance(form, lists=lists, now=clock, language=language or None, preloads=preloads)
    places = {question.ref: place for place, question in enumerate(form.questions)}
    known = [
        (places[question.ref], split_key(key)[1], key)
        for key in answers
        if (question := form.answered_by(key)) and question.type != "calculate"
    ]
    for _place, _positions, key in sorted(known):
        with suppress(KeyError, RepeatError):
            instance.restore(ref_of(instance, key), answers[key])
    return instance


def ref_of(instance: Instance, key: str) -> str:
    """Where the answer stands that a record keeps under this key; its repeats grow up to there.

    Raises:
        KeyError: the form has no such question.
        RepeatError: the form fixes how many instances there are, and this is none of them.
    """
    question = instance.form.answered_by(key)
    if question is None:
        raise KeyError(key)
    repeats = [one.path for one in instance.form.definition.repeats]
    around = sorted((path for path in repeats if question.ref.startswith(f"{path}/")), key=len)
    ref, done = "", 0
    for path, position in zip(around, split_key(key)[1], strict=True):
        series = ref + path[done:]
        while len(instance.repeats(series)) < position:
            instance.add_repeat(series)
        ref, done = f"{series}[{position}]", len(path)
    return ref + question.ref[done:]


def keyed(
    instance: Instance, notes: Mapping[str, str], others: Iterable[Note] = ()
) -> tuple[Note, ...]:
    """Notes by ref as a record keeps them, with those of `others` that the form does not know."""
    own = [Note(instance.key_of(ref), text) for ref, text in notes.items()]
    known = refs_of(instance, others)
    keys = {instance.key_of(ref) for ref in known}
    return tuple(sorted((*own, *(note for note in others if note.question not in keys))))


def refs_of(instance: Instance, notes: Iterable[Note]) -> dict[str, str]:
    """Notes of a record by the refs of their questions; without those the form does not know."""
    found: dict[str, str] = {}
    for note in notes:
        with suppress(KeyError, RepeatError):
            found[ref_of(instance, note.question)] = note.text
    return found
