"""Arabic letters in the forms they have in a word, as characters of their own.

The forms are those that Unicode keeps for terminals and old fonts; which letter has which is read
from its character data. Letters without such forms, as some of Pashto and Sindhi, stay unjoined.
"""

import unicodedata
from functools import cache
from typing import NamedTuple

_LAM = "\u0644"
_TATWEEL, _NON_JOINER, _JOINER = "\u0640", "\u200c", "\u200d"
_BLOCKS = (range(0xFB50, 0xFC00), range(0xFE70, 0xFEFD))


class _Forms(NamedTuple):
    """By the name Unicode gives a form: `isolated`, `initial`, `medial`, `final`."""

    letters: dict[str, dict[str, str]]
    pairs: dict[str, dict[str, str]]
    """Lam with an alef behind it, written as one."""


def joined(text: str) -> str:
    """The text with its letters joined; it stays in the order in which it is read."""
    forms, out = _forms(), []
    letters = [*text]
    at = 0
    while at < len(letters):
        letter = letters[at]
        before = _neighbour(letters, at, -1)
        if letter == _LAM and (pair := forms.pairs.get("".join(letters[at : at + 2]))):
            kind = "final" if _joins_on(before) else "isolated"
            out.append(pair[kind])
            at += 2
            continue
        if letter not in (_NON_JOINER, _JOINER):
            out.append(_form(letter, before, _neighbour(letters, at, 1)))
        at += 1
    return "".join(out)


def _form(letter: str, before: str, behind: str) -> str:
    shapes = _forms().letters.get(letter)
    if shapes is None:
        return letter
    from_before = _joins_on(before) and "final" in shapes
    to_behind = _joins_on(letter) and _joins_back(behind)
    kinds = {
        (False, False): "isolated", (False, True): "initial",
        (True, True): "medial", (True, False): "final",
    }  # fmt: skip
    return shapes.get(kinds[from_before, to_behind], letter)


def _neighbour(letters: list[str], at: int, step: int) -> str:
    """The next letter on this side; marks above and below letters do not part them."""
    at += step
    while 0 <= at < len(letters):
        if unicodedata.category(letters[at]) != "Mn":
            return letters[at]
        at += step
    return ""


def _joins_on(letter: str) -> bool:
    """Whether a letter is tied to the one behind it."""
    return letter in (_TATWEEL, _JOINER) or "initial" in _forms().letters.get(letter, {})


def _joins_back(letter: str) -> bool:
    """Whether a letter is tied to the one before it."""
    return letter in (_TATWEEL, _JOINER) or "final" in _forms().letters.get(letter, {})


@cache
def _forms() -> _Forms:
    found = _Forms({}, {})
    for block in _BLOCKS:
        for code in block:
            kind, *parts = unicodedata.decomposition(chr(code)).split() or [""]
            letters = "".join(chr(int(part, 16)) for part in parts)
            if letters.startswith(_LAM) and len(letters) == 2:
                found.pairs.setdefault(letters, {})[kind.strip("<>")] = chr(code)
            elif len(letters) == 1:
                found.letters.setdefault(letters, {})[kind.strip("<>")] = chr(code)
    return found
