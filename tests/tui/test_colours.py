"""Terminals with 16 colours or none: everything is readable, and what matters stands out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyte
import pytest
import zxingcpp
from pyte.screens import Char
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from surveykit.asking.phone_codes import contact_code
from surveykit.bundled import SITES
from surveykit.errors import SurveykitError
from surveykit.site.workbook import read_site
from surveykit.tui.colours import colours
from surveykit.tui.themes import NAMES, styles
from tests.tui.in_a_terminal import PYTHON, Terminal
from tests.tui.raster import picture

PROGRAM = [PYTHON, "-m", "surveykit", "--language", "en", "interview"]
SIXTEEN = {"TERM": "xterm-16color", "COLORTERM": ""}

ORDER = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
XTERM = (  # XTerm-col.ad, as xterm is delivered
    "000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5",
    "7f7f7f", "ff0000", "00ff00", "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff",
)  # fmt: skip
VGA = (  # drivers/tty/vt/vt.c of Linux, whose grounds are those of the first row only
    "000000", "aa0000", "00aa00", "aa5500", "0000aa", "aa00aa", "00aaaa", "aaaaaa",
    "555555", "ff5555", "55ff55", "ffff55", "5555ff", "ff55ff", "55ffff", "ffffff",
)  # fmt: skip
PALETTES = {"xterm": (XTERM, XTERM), "VGA": (VGA, VGA), "Linux console": (VGA, VGA[:8] * 2)}
"""Letters and grounds."""

Look = tuple[str, str]
"""Letter and ground as six hexadecimal digits."""


def number(name: str) -> int:
    """The colour among the 16; pyte misspells one of them."""
    plain = name.replace("bfight", "bright").removeprefix("bright")
    return ORDER.index(plain) + 8 * (plain != name)


def look(cell: Char, palette: str) -> Look:
    """What the terminal makes of a cell: bold letters turn bright."""
    letters, grounds = PALETTES[palette]
    ink = number(cell.fg)
    return letters[ink + 8 if cell.bold and ink < 8 else ink], grounds[number(cell.bg)]


def contrast(one: Look) -> float:
    """Ratio of the luminances, WCAG 2.2."""
    lower, higher = sorted(_luminance(colour) for colour in one)
    return (higher + 0.05) / (lower + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    light = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def cells(terminal: Terminal) -> Iterator[Char]:
    """Every cell of the screen, line by line."""
    for y in range(terminal.screen.lines):
        for x in range(terminal.screen.columns):
            yield terminal.screen.buffer[y][x]


def words_of(terminal: Terminal, words: str) -> list[Char]:
    """The cells of these words, as soon as they stand in a line of their own."""
    terminal.until(words)
    [y] = [y for y, line in enumerate(terminal.screen.display) if words in line]
    x = terminal.screen.display[y].index(words)
    return [terminal.screen.buffer[y][x + n] for n in range(len(words))]


def decoded(terminal: Terminal, shades: Mapping[str, str]) -> str:
    """What a camera reads from the screen."""
    strips = []
    for y in range(terminal.screen.lines):
        row = [terminal.screen.buffer[y][x] for x in range(terminal.screen.columns)]
        styles = [Style(color=f"#{shades[c.fg]}", bgcolor=f"#{shades[c.bg]}") for c in row]
        strips.append(Strip([Segment(c.data, s) for c, s in zip(row, styles, strict=True)]))
    (code,) = zxingcpp.read_barcodes(picture(strips).convert("L"))
    return code.text


def walk(terminal: Terminal, theme: int) -> Iterator[str]:
    """Go through the main screens in the theme of this number; says what stands there."""
    # Lines come from the top: what is waited for stands low on the screen, that all of it is there.
    terminal.until("? help")
    terminal.press(*["t"] * theme, "?")
    terminal.until("Arrows scroll")
    yield "help"
    terminal.press("escape")
    terminal.until("S desk")
    yield "doors"
    terminal.press("s")
    terminal.until("E export")
    yield "desk"
    terminal.press("escape")
    terminal.until("S desk")
    terminal.press("enter")
    terminal.until("Guten Tag")
    terminal.press("enter")
    terminal.until("question 3")
    yield "question"
    terminal.press("1", "backspace")
    terminal.until("● ja")
    yield "chosen"
    terminal.press("enter")
    terminal.until("question 4")
    terminal.press("enter")
    terminal.until("Please answer this question.")
    yield "complaint"
    terminal.press("n")
    terminal.until("Note on:")
    yield "field"
    terminal.press("escape")
    terminal.until("question 4")
    terminal.press("escape")
    terminal.until("QR code for the resident")
    [line] = [line for line in terminal.screen.display if "QR code" in line]
    terminal.press(next(word for word in line.split() if word != "›"))
    terminal.until("What shall the phone take along?")
    terminal.press("1")
    terminal.until("Any key closes this.")
    yield "code"


def insist_on_readable(drawn: Iterable[Char]) -> None:
    """Contrast of WCAG 2.2, level AA, for every letter; nothing that turns grey or green."""
    for cell in drawn:
        dark = cell.fg in ("black", "blue")
        assert not (cell.bold and dark), cell
        assert not cell.italics, cell
        for palette in PALETTES:
            assert cell.data == " " or contrast(look(cell, palette)) >= 4.5, (palette, cell)


def insist_on_standing_out(drawn: Iterable[Char], paper: str) -> None:
    """A ground that differs by its light, not only by its hue."""
    for cell in drawn:
        for palette, (_letters, grounds) in PALETTES.items():
            ground = grounds[number(cell.bg)], grounds[number(paper)]
            assert contrast(ground) >= 3, (palette, cell)


def in_the_code() -> tuple[str, ...]:
    """What the code on whom to call may say."""
    return tuple(contact_code(read_site(SITES / "A.xlsx")).texts)


@pytest.mark.parametrize("theme", NAMES)
def test_every_screen_is_readable_in_16_colours(project_file: Path, theme: str) -> None:
    paper = "brightwhite" if theme == "sun" else "black"
    shades = {name: XTERM[number(name)] for name in (*ORDER, *(f"bright{n}" for n in ORDER))}
    with Terminal([*PROGRAM, str(project_file)], environment=SIXTEEN) as terminal:
        for place in walk(terminal, NAMES.index(theme)):
            insist_on_readable(cells(terminal))
            match place:
                case "doors":
                    insist_on_standing_out(words_of(terminal, "A-3-0-1"), paper)
                    assert words_of(terminal, "› ")
                case "chosen":
                    insist_on_standing_out(words_of(terminal, "● ja"), paper)
                    assert words_of(terminal, "━─")
                case "complaint":
                    words = words_of(terminal, "Please answer this question.")
                    insist_on_standing_out(words, paper)
                case "code":
                    modules = [cell for cell in cells(terminal) if cell.data in "▀▄"]
                    assert {(cell.fg, cell.bg) for cell in modules} == {("black", "brightwhite")}
                    assert decoded(terminal, shades) in in_the_code()
    assert not re.search(rb"\x1b\[[0-9;]*[34]8;[25]", terminal.sent)


@pytest.mark.parametrize("theme", NAMES)
def test_every_role_is_readable_in_16_colours(theme: str) -> None:
    for style in styles(theme, "standard").values():
        screen = pyte.Screen(1, 1)
        pyte.Stream(screen).feed(style.render("x", color_system=ColorSystem.STANDARD))
        insist_on_readable([screen.buffer[0][0]])


def test_without_colours_what_matters_is_reversed(project_file: Path) -> None:
    with Terminal([*PROGRAM, str(project_file)], environment={"NO_COLOR": "1"}) as terminal:
        for place in walk(terminal, 0):
            if place == "code":
                break
            assert {(cell.fg, cell.bg) for cell in cells(terminal)} == {("default", "default")}
            match place:
                case "doors":
                    assert all(cell.reverse for cell in words_of(terminal, "A-3-0-1"))
                    assert not any(cell.reverse for cell in words_of(terminal, "A-3-0-2"))
                case "chosen":
                    assert all(cell.reverse for cell in words_of(terminal, "● ja"))
                    assert not any(cell.reverse for cell in words_of(terminal, "○ nein"))
                case "complaint":
                    words = words_of(terminal, "Please answer this question.")
                    assert all(cell.reverse and cell.underscore for cell in words)
        for paper in "000000", "ffffff":
            shades = {"black": "000000", "brightwhite": "ffffff", "default": paper}
            assert decoded(terminal, shades) in in_the_code()


@pytest.mark.parametrize(
    "environment",
    [
        {"TERM": "xterm-16color", "COLORTERM": ""},
        {"TERM": "linux", "COLORTERM": ""},
        {"TERM": "xterm", "COLORTERM": ""},
        {"NO_COLOR": "1"},
        {"TERM": "vt220", "COLORTERM": ""},
    ],
    ids=str,
)
def test_the_first_frame_has_the_colours_of_the_app(
    project_file: Path, environment: dict[str, str]
) -> None:
    with Terminal([*PROGRAM, str(project_file)], environment=environment) as terminal:
        terminal.until("? help")
        at_once = seen(terminal)
        terminal.press("?")
        terminal.until("Arrows scroll")
        terminal.press("escape")
        terminal.until("? help")
        assert seen(terminal) == at_once


def seen(terminal: Terminal) -> list[tuple[object, ...]]:
    """All lines but the last, of which the end may still be on its way; blanks have no ink."""
    drawn = list(cells(terminal))[: -terminal.screen.columns]
    return [
        (cell.data, cell.bg, cell.reverse, *(() if cell.data == " " else (cell.fg, cell.bold)))
        for cell in drawn
    ]


@pytest.mark.parametrize(
    ("shown", "environment"),
    [
        ("truecolor", {"TERM": "xterm-256color", "COLORTERM": "truecolor"}),
        ("truecolor", {"TERM": "xterm", "COLORTERM": "24bit"}),
        ("256", {"TERM": "xterm-256color"}),
        ("256", {"TERM": "xterm"}),
        ("256", {"TERM": "xterm-kitty"}),
        ("256", {"TERM": "alacritty"}),
        ("256", {"TERM": "putty"}),
        ("256", {"TERM": "screen"}),
        ("256", {"TERM": "tmux"}),
        ("256", {"TERM": "vte", "COLORTERM": "gnome-terminal"}),
        ("256", {"TERM": "xterm", "NO_COLOR": ""}),
        ("256", {"TERM": "linux", "TEXTUAL_COLOR_SYSTEM": "256"}),
        ("standard", {"TERM": "linux"}),
        ("standard", {"TERM": "screen.linux"}),
        ("standard", {"TERM": "xterm-16color"}),
        ("standard", {"TERM": "cygwin"}),
        ("standard", {"TERM": "ansi"}),
        ("standard", {"TERM": "xterm", "TEXTUAL_COLOR_SYSTEM": "standard"}),
        ("none", {"TERM": "vt100"}),
        ("none", {"TERM": "xterm-mono"}),
        ("none", {"TERM": "linux-m"}),
        ("none", {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}),
    ],
    ids=str,
)
def test_a_terminal_gets_the_colours_it_has(shown: str, environment: dict[str, str]) -> None:
    assert colours(environment, windows=False) == shown


def test_a_console_of_windows_has_all_colours() -> None:
    assert colours({}, windows=True) == "truecolor"
    assert colours({"NO_COLOR": "1"}, windows=True) == "none"


def test_a_choice_that_nobody_knows_is_told_with_those_there_are() -> None:
    with pytest.raises(
        SurveykitError, match=r"TEXTUAL_COLOR_SYSTEM.*16.*\n.*standard.*256.*truecolor"
    ):
        colours({"TEXTUAL_COLOR_SYSTEM": "16"}, windows=False)
