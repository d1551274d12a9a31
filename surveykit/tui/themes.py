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


def themes() -> Iterator[Theme]:
    """Every theme, to be registered before the first stylesheet is read."""
    from textual.theme import Theme

    for name, look in _LOOKS.items():
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


@cache
def styles(name: str) -> Mapping[Role, Style]:
    """How every role is painted in this theme."""
    look = _LOOKS[name]
    return {
        "text": Style(color=look.ink, bgcolor=look.paper),
        "strong": Style(color=look.ink, bgcolor=look.paper, bold=True),
        "quiet": Style(color=look.quiet, bgcolor=look.paper, italic=True),
        "rule": Style(color=look.accent, bgcolor=look.paper, bold=True),
        "cap": Style(color=look.ink, bgcolor=look.cap, bold=True),
        "chosen": Style(color=look.paper, bgcolor=look.chosen, bold=True),
        "complaint": Style(color=look.paper, bgcolor=look.accent, bold=True),
        "field": Style(color=look.ink, bgcolor=look.field),
        "caret": Style(color=look.paper, bgcolor=look.ink),
        "bar": Style(color=look.bar_ink, bgcolor=look.bar),
        "key": Style(color=look.bar_ink, bgcolor=look.bar, bold=True),
        # The modules of a QR code: cameras read dark on light, whatever the theme.
        "light": Style(color="#000000", bgcolor="#ffffff"),
        "dark": Style(color="#ffffff", bgcolor="#000000"),
    }
