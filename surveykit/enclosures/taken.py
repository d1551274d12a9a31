"""A file as a project takes it in: under a random name, without what it tells beside its content.

A camera writes into each picture when it was taken, with what, and often where to the metre; the
name tells a number that counts up. All of it could lead from an answer to a door.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from surveykit.enclosures import boxes, segments
from surveykit.enclosures.found import NoSuchEnclosureError
from surveykit.errors import SurveykitError
from surveykit.files import reason
from surveykit.text import _
from surveykit.text.clean import clean

LARGEST = 32 * 1024 * 1024
"""Bytes of one file: a picture at full size, half an hour of speech, seconds of film."""

_RANDOM = 8  # bytes of a name
_ENDING = re.compile(r"\.[a-z0-9]{1,5}")

_Silence = Callable[[bytes], bytes]

_KINDS: tuple[tuple[re.Pattern[bytes], str, _Silence], ...] = (
    (re.compile(rb"\xff\xd8\xff"), ".jpg", segments.jpeg),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), ".png", segments.png),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp", segments.webp),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), ".wav", segments.wav),
    (re.compile(rb"ID3|\xff[\xf2\xf3\xfa\xfb]"), ".mp3", segments.mp3),
    (re.compile(rb"....ftyp(hei|mif1|msf1|avif|avis)", re.DOTALL), "", boxes.picture),
    (re.compile(rb"....ftyp", re.DOTALL), "", boxes.film),
)
"""How a file of each kind begins, the ending it gets (its own where this is empty)."""


class OversizedEnclosureError(SurveykitError):
    """The file is larger than an answer may be."""

    def __init__(self, path: Path, size: int) -> None:
        super().__init__(
            _("{file} is too large: {size} MB; an answer may have {largest} MB.").format(
                file=clean(path.name), size=-(-size // 1_048_576), largest=LARGEST // 1_048_576
            ),
            advice=_("Take the picture at a smaller size, or a shorter film."),
        )


class UnreadablePictureError(SurveykitError):
    """The file is damaged, so that nobody can tell what stands in it beside the picture."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("{file} is damaged: it does not hang together.").format(file=clean(path.name)),
            advice=_("Copy it again from the camera or telephone, or take another picture."),
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """One file, ready to be stored."""

    name: str
    """Random, with the ending of its kind."""
    content: bytes
    silenced: bool
    """Whether time, place and device were taken out; of other kinds nobody knows what they tell."""

    @property
    def notice(self) -> str:
        """What became of it, in a sentence for the person who chose it."""
        if self.silenced:
            return _("Kept in the project, without the time, place and device that it told of.")
        return _("Kept in the project as it is; names, time and place may stand in it.")


def take(path: Path) -> Taken:
    """Read a file and take out what it tells beside its content; the file itself stays as it is.

    Raises:
        OversizedEnclosureError, UnreadablePictureError, NoSuchEnclosureError: it cannot be taken.
    """
    content = _read(path)
    for begins, ending, silence in _KINDS:
        if begins.match(content):
            try:
                return Taken(_name(ending or _ending(path)), silence(content), silenced=True)
            except (ValueError, IndexError, RecursionError) as error:
                raise UnreadablePictureError(path) from error
    return Taken(_name(_ending(path)), content, silenced=False)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise OversizedEnclosureError(path, path.stat().st_size)
    except OSError as error:
        raise NoSuchEnclosureError(path, reason(error)) from error
    return content


def _name(ending: str) -> str:
    return token_hex(_RANDOM) + ending


def _ending(path: Path) -> str:
    ending = path.suffix.lower()
    return ending if _ENDING.fullmatch(ending) else ""
