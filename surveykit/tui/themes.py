"""Three looks: full sun, a dark stairwell, and the strongest contrast.

A role of painted text has its colours from here directly and not from the stylesheet: matching
eleven rules for every widget, three times before the first frame, would take longer than all the
rest of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.style import Style

from surveykit.tui.colours import Colours

if TYPE_CHECKING:  # the first frame does not wait for Textual
    from textual.theme import Theme

NAMES = ("sun", "dim", "contrast")
"""In the order in which the theme key steps through them."""


Role = Literal[
    "text", "strong", "quiet", "rule", "cap", "chosen", "complaint", "field", "caret", "bar", "key",
    "light", "dark",
]  # fmt: skip
"""What a text is for; the theme says what that looks like."""


class _Look(NamedTuple):
    """The colours of one theme."""

    paper: str
    ink: str
    accent: str
    """Points at something."""
    quiet: str
    cap: str
    """Behind a key."""
    field: str
    bar: str
    bar_ink: str
    chosen: str


_LOOKS: Mapping[str, _Look] = {
    "sun": _Look(
        paper="#ffffff", ink="#000000", accent="#003c96", quiet="#3c3c3c", cap="#d9d9d9",
        field="#f1f1f1", bar="#000000", bar_ink="#ffffff", chosen="#000000",
    ),
    "dim": _Look(
        paper="#100f0e", ink="#e9dfc9", accent="#d98f2b", quiet="#b8a98a", cap="#3b322a",
        field="#211d19", bar="#2c241c", bar_ink="#e9dfc9", chosen="#d98f2b",
    ),
    "contrast": _Look(
        paper="#000000", ink="#ffffff", accent="#ffe600", quiet="#ffffff", cap="#333333",
        field="#000000", bar="#ffe600", bar_ink="#000000", chosen="#ffe600",
    ),
}  # fmt: skip


_LOOKS_OF_16: Mapping[str, _Look] = {
    "sun": _Look(
        paper="#ffffff", ink="#000000", accent="#0000aa", quiet="#000000", cap="#00aaaa",
        field="#ffffff", bar="#000000", bar_ink="#ffffff", chosen="#000000",
    ),
    "dim": _Look(
        paper="#000000", ink="#aaaaaa", accent="#00aaaa", quiet="#aaaaaa", cap="#0000aa",
        field="#000000", bar="#0000aa", bar_ink="#aaaaaa", chosen="#00aaaa",
    ),
    "contrast": _Look(
        paper="#000000", ink="#ffffff", accent="#55ffff", quiet="#ffffff", cap="#0000aa",
        field="#000000", bar="#0000aa", bar_ink="#ffffff", chosen="#ffffff",
    ),
}  # fmt: skip
"""Exactly colours of the 16, as Rich counts them; every terminal has its own shade of each.

The Linux console paints a bright ground as its darker twin, so what stands on it must do on both.
"""

_DARK = ("#000000", "#0000aa")
"""Letters that turn grey or pale where bold means bright, as in the 16 colours of xterm."""

_LOOK_OF_NONE = _Look(*["ansi_default"] * 9)


def _looks(colours: Colours) -> Mapping[str, _Look]:
    if colours == "none":
        return dict.fromkeys(NAMES, _LOOK_OF_NONE)
    return _LOOKS_OF_16 if colours == "standard" else _LOOKS


def themes(colours: Colours) -> Iterator[Theme]:
    """Every theme, to be registered before the first stylesheet is read."""
    from textual.theme import Theme

    for name, look in _looks(colours).items():
        yield Theme(
            name=name,
            primary=look.accent,
            foreground=look.ink,
            background=look.paper,
            surface=look.paper,
            panel=look.cap,
            dark=name != "sun",
            variables={"paper": look.paper, "ink": look.ink},
        )


_CODE: Mapping[Role, Style] = {
    "light": Style(color="#000000", bgcolor="#ffffff"),
    "dark": Style(color="#ffffff", bgcolor="#000000"),
}
"""The modules of a QR code: cameras read dark on light, whatever the theme."""

_BARE: Mapping[Role, Style] = {
    "text": Style(),
    "strong": Style(bold=True),
    "quiet": Style(),
    "rule": Style(bold=True),
    "cap": Style(reverse=True),
    "chosen": Style(reverse=True, bold=True),
    "complaint": Style(reverse=True, bold=True, underline=True),
    "field": Style(),
    "caret": Style(reverse=True),
    "bar": Style(reverse=True),
    "key": Style(reverse=True, bold=True),
    **_CODE,
}
"""Without colours: the letters of the terminal, and their reverse for all that stands out."""


@cache
def styles(name: str, colours: Colours) -> Mapping[Role, Style]:
    """How every role is painted in this theme.

    With 16 colours nothing is italic: the Linux console would paint it green.
    """
    if colours == "none":
        return _BARE
    look, few = _looks(colours)[name], colours == "standard"

    def bold(ink: str, ground: str) -> Style:
        return Style(color=ink, bgcolor=ground, bold=not (few and ink in _DARK))

    return {
        "text": Style(color=look.ink, bgcolor=look.paper),
        "strong": bold(look.ink, look.paper),
        "quiet": Style(color=look.quiet, bgcolor=look.paper, italic=not few),
        "rule": bold(look.accent, look.paper),
        "cap": bold(look.ink, look.cap),
        "chosen": bold(look.paper, look.chosen),
        "complaint": bold(look.paper, look.accent),
        "field": Style(color=look.ink, bgcolor=look.field),
        "caret": Style(color=look.paper, bgcolor=look.ink),
        "bar": Style(color=look.bar_ink, bgcolor=look.bar),
        "key": bold(look.bar_ink, look.bar),
        **_CODE,
    }
