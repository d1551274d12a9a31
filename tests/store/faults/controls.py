"""Programs that are broken on purpose: the study of power cuts must see what each of them loses."""

import random
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from .ledger import quick_keys
from .power import STYLES, Recording, Style, cut, memory
from .table import Line


@dataclass(frozen=True)
class Broken:
    """One who leaves out `deaf` operations, or for whom the value of a name is another."""

    name: str
    deaf: Collection[str] = ()
    patch: tuple[str, object] | None = None
    moments: Callable[[Recording], Sequence[int]] = lambda recording: recording.moments
    styles: Sequence[Style] = STYLES


CONTROLS = (
    Broken("syncs do nothing", deaf={"sync", "sync file"}),
    Broken("a WAL is synced now and then", patch=("surveykit.store.connect._FULL", 1)),
    Broken(
        "a WAL is given room without a sync",
        deaf={"sync file"},
        moments=lambda recording: recording.beginnings,
        styles=[Style("names kept, what lay there before shown", 0, 1, dirty=1)],
    ),
    Broken(
        "the name of a new project is not synced",
        deaf={"sync folder"},
        moments=lambda recording: recording.creation,
        styles=[Style("data kept, names lost", 1, 0)],
    ),
)


def controls(images: int) -> Iterator[Line]:
    """The same day of work, which each of them does; none of these lines may be sound."""
    for broken in CONTROLS:
        chance = random.Random(1)  # noqa: S311 - to be repeated, not to be secret
        line = Line(f"control: {broken.name}", control=True)
        with (
            tempfile.TemporaryDirectory(dir=memory()) as folder,
            quick_keys(),
            pytest.MonkeyPatch.context() as patch,
        ):
            if broken.patch:
                patch.setattr(*broken.patch)
            recording = Recording(Path(folder), broken.deaf)
            for _style, found in cut(
                recording, broken.moments(recording), images, chance, broken.styles
            ):
                line.add(found)
        yield line
