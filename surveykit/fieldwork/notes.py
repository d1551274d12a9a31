"""What an interviewer notes beside a question: never read out, never an answer.

ODK keeps such comments in its audit log, or in text questions made for them. Here they belong
to the record: they go with it into handovers, corrections and internal exports, and are erased
with it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NOTED = "#"
"""Behind a ref: this step of a draft is a note on the question, not an answer."""

_REMOVED = "-"
_INSTANCE = re.compile(r"(?P<series>.+)\[(?P<place>\d+)\]")


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A note on one question, which is named as in the answers."""

    question: str
    text: str


def notes_after(steps: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The notes by ref that stand after the steps of a draft."""
    notes: dict[str, str] = {}
    for ref, text in steps:
        if ref.endswith(NOTED):
            notes = with_note(notes, ref.removesuffix(NOTED), text)
        elif text == _REMOVED and ref.endswith("]"):
            notes = without_instance(notes, ref)
    return notes


def with_note(notes: Mapping[str, str], ref: str, text: str) -> dict[str, str]:
    """The notes with this one in the place of what was noted before; an empty text is none."""
    return {key: said for key, said in {**notes, ref: text}.items() if said}


def without_instance(notes: Mapping[str, str], ref: str) -> dict[str, str]:
    """The notes once an instance of a repeat is gone: those behind it move up by one.

    `ref` is that of the instance, counted from 1: `/data/child[2]`.

    Raises:
        ValueError: `ref` is no instance.
    """
    gone = _INSTANCE.fullmatch(ref)
    if gone is None:
        raise ValueError(f"{ref} is no instance of a repeat")
    series, place = gone["series"], int(gone["place"])
    later = re.compile(re.escape(series) + r"\[(\d+)\](/.*)")
    kept: dict[str, str] = {}
    for key, text in notes.items():
        found = later.fullmatch(key)
        if found is None or int(found[1]) < place:
            kept[key] = text
        elif int(found[1]) > place:
            kept[f"{series}[{int(found[1]) - 1}]{found[2]}"] = text
    return kept
