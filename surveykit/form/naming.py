"""What an answer is called in a record: `age`, inside repeats `house[1]/person[2]/age`."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

_PLACE = re.compile(r"\[([0-9]{1,9})\]/")


def short_names(refs: Iterable[str], repeats: Collection[str]) -> dict[str, str]:
    """Refs without positions → names, each once inside the same repeat.

    The name is the last part of the ref. Where several groups have it, it is the path from the
    innermost of `repeats` on, or from the root: "mother/age" and "father/age".
    """
    homes = {ref: next(_around(ref, repeats), f"/{ref.split('/')[1]}") for ref in refs}
    lasts = {ref: ref.rpartition("/")[2] for ref in homes}
    times = Counter((homes[ref], last) for ref, last in lasts.items())
    return {
        ref: last if times[homes[ref], last] == 1 else ref.removeprefix(f"{homes[ref]}/")
        for ref, last in lasts.items()
    }


def homes(ref: str, repeats: Mapping[str, str]) -> tuple[str, ...]:
    """What keys call the repeats around a ref, the outermost first: ("house", "person").

    `repeats` are the names of the repeats by ref.
    """
    return tuple(repeats[home] for home in reversed([*_around(ref, repeats)]))


def split_key(key: str) -> tuple[tuple[str, ...], tuple[int, ...], str]:
    """A key → its repeats, the positions in them, the name: (("house", "person"), (1, 2), "age").

    The first two are empty outside of repeats.
    """
    *around, name = _PLACE.sub("\n", key).split("\n")
    return tuple(around), tuple(map(int, _PLACE.findall(key))), name


def _around(ref: str, repeats: Collection[str]) -> Iterator[str]:
    """The repeats around a ref, the innermost first."""
    above = ref.rpartition("/")[0]
    while above:
        if above in repeats:
            yield above
        above = above.rpartition("/")[0]
