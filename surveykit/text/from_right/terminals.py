"""What is known of terminals and right-to-left writing; what they say of themselves decides.

Tried: xterm, Alacritty and VTE (GNOME, Xfce, Mate) set what they are sent, VTE after an escape
sequence; Konsole turns by itself. Read, not tried: Windows Terminal and conhost turn nothing;
Apple's Terminal turns whole lines and mlterm turns what is turned, so neither is right.
"""

import os
from collections.abc import Mapping
from enum import Enum, auto

SETTING = "SURVEYKIT_RTL"
"""`program` or `terminal`: who turns, whatever the terminal says of itself."""

EXPLICIT, IMPLICIT = "\x1b[8l", "\x1b[8h"
"""Ask a terminal to set letters as they come, and to turn them again by itself (ECMA-48 BDSM)."""


class Terminal(Enum):
    """How a terminal takes letters that are written from the right."""

    PLAIN = auto()
    """Sets them as they come: the program turns them."""
    TURNS = auto()
    """Turns and joins them by itself, well."""
    WRONG = auto()
    """Turns them so that lines get mixed up, whatever is sent."""
    UNKNOWN = auto()
    """Nobody has tried; taken for one that sets them as they come."""


def this_terminal() -> Terminal:
    """The terminal that this program runs in."""
    return terminal_of(os.environ)


def terminal_of(environment: Mapping[str, str]) -> Terminal:
    """The terminal that says this of itself."""
    if asked := {"program": Terminal.PLAIN, "terminal": Terminal.TURNS}.get(
        environment.get(SETTING, "")
    ):
        return asked
    if environment.get("TMUX") or environment.get("STY") or environment.get("SSH_CONNECTION"):
        return Terminal.UNKNOWN  # what it runs in cannot be told, or may be attached elsewhere
    if environment.get("TERM_PROGRAM") == "Apple_Terminal" or environment.get("MLTERM"):
        return Terminal.WRONG
    if environment.get("KONSOLE_VERSION"):
        return Terminal.TURNS
    if {"VTE_VERSION", "XTERM_VERSION", "ALACRITTY_WINDOW_ID"} & environment.keys():
        return Terminal.PLAIN
    return Terminal.UNKNOWN


def takes_turns(environment: Mapping[str, str]) -> bool:
    """Whether the terminal turns by itself but can be asked to set letters as they come."""
    return "VTE_VERSION" in environment and terminal_of(environment) is Terminal.PLAIN
