"""Three looks: full sun, a dark stairwell, and the strongest contrast.

Textual derives what is not named here from `primary` and the like; the variables are ours.
"""

from collections.abc import Iterator

from textual.theme import Theme

NAMES = ("sun", "dim", "contrast")
"""In the order in which the theme key steps through them."""


def themes() -> Iterator[Theme]:
    """Every theme, to be registered before the first stylesheet is read."""
    yield _theme(
        "sun", "#ffffff", "#000000", "#003c96", cap="#d9d9d9", quiet="#3c3c3c", bar="#000000"
    )
    yield _theme(
        "dim", "#100f0e", "#e9dfc9", "#d98f2b", cap="#3b322a", quiet="#b8a98a", bar="#2c241c"
    )
    yield _theme(
        "contrast", "#000000", "#ffffff", "#ffe600", cap="#333333", quiet="#ffffff", bar="#ffe600"
    )


def _theme(
    name: str, paper: str, ink: str, accent: str, *, cap: str, quiet: str, bar: str
) -> Theme:
    """A theme from its paper and ink, the colour that points, and three greys."""
    chosen = ink if name == "sun" else accent
    return Theme(
        name=name,
        primary=accent,
        foreground=ink,
        background=paper,
        surface=paper,
        panel=cap,
        dark=name != "sun",
        variables={
            "paper": paper,
            "ink": ink,
            "accent-ink": accent,
            "quiet": quiet,
            "cap": cap,
            "cap-ink": ink,
            "field": {"sun": "#f1f1f1", "dim": "#211d19", "contrast": "#000000"}[name],
            "chosen": chosen,
            "chosen-ink": paper,
            "bar": bar,
            "bar-ink": ink if name == "dim" else paper,
        },
    )
