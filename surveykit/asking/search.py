"""Find answers in a long list by a few letters: case and accents do not count."""

import unicodedata
from collections.abc import Sequence


def fold(text: str) -> str:
    """The text as it is searched: without case, accents and white space at its ends."""
    lower = text.casefold().strip()
    if lower.isascii():
        return lower
    return "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))


def searched(label: str, code: str) -> str:
    """What a query may match: the words of the label, and the code behind them."""
    return f"{fold(label)} {fold(code)}"


def matching(folded: Sequence[str], query: str, among: Sequence[int]) -> Sequence[int]:
    """The places where all words of the query occur: at the beginning, then of a word, then in it.

    The list in its order where nothing is typed.
    """
    words = query.split()
    if not words:
        return range(len(folded))
    found = sorted(among) if isinstance(among, list) else among
    for word in words:
        found = [n for n in found if word in folded[n]]
    begins: list[int] = []
    inside: list[int] = []
    others: list[int] = []
    at_the_beginning, of_a_word = words[0], f" {words[0]}"
    for n in found:
        text = folded[n]
        if text.startswith(at_the_beginning):
            begins.append(n)
        elif of_a_word in text:
            inside.append(n)
        else:
            others.append(n)
    return begins + inside + others
