"""Words for people: message catalogues, the language of the screen, numbers and dates.

The source texts are English; German is the default catalogue. `_()` is called when a
text is shown, never when a module is imported: the language may change at any moment.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).parent / "catalogues"
DEFAULT = "de"

_chosen = [DEFAULT]
"""What the whole program speaks; the last one counts."""
_for_now: ContextVar[str] = ContextVar("language")
"""What is spoken inside a `with` block, as for one export, whatever the program speaks."""


def languages() -> tuple[str, ...]:
    """Codes of the languages the program speaks, the default first."""
    found = {path.parents[1].name for path in CATALOGUES.glob("*/LC_MESSAGES/surveykit.mo")}
    return (DEFAULT, *sorted((found | {"en"}) - {DEFAULT}))


def language() -> str:
    """Code of the language in use, for instance `de`."""
    return _for_now.get(_chosen[-1])


def use(code: str) -> None:
    """Speak this language from now on, in every thread; an unknown code means the default."""
    _chosen[:] = [code if code in languages() else DEFAULT]


def next_language() -> str:
    """Code of the language after the one in use, going round."""
    spoken = languages()
    return spoken[(spoken.index(language()) + 1) % len(spoken)]


def other_language() -> str:
    """The language that `next_language` names, in its own words."""
    with speaking(next_language()):
        return _("in English")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak another language inside a `with` block, as for one export."""
    token = _for_now.set(code)
    try:
        yield
    finally:
        _for_now.reset(token)


def _(message: str) -> str:
    """The message in the language in use."""
    return _catalogue(language()).gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The message in its singular or plural form for `n`."""
    return _catalogue(language()).ngettext(one, many, n)


def number(value: float, digits: int = 0) -> str:
    """A number as the language writes it, with exactly `digits` decimals."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=language())


def percent(share: float, digits: int = 0) -> str:
    """A share from 0 to 1 as per cent: 0.436 → `43,6 %`."""
    from babel.numbers import format_percent

    sign = "\N{NO-BREAK SPACE}%" if language() == "de" else "%"
    pattern = "0" + ("." + "0" * digits if digits else "") + sign
    return format_percent(share, format=pattern, locale=language())


def day(value: date) -> str:
    """A date as the language writes it: `14.01.2027`."""
    from babel.dates import format_date

    return format_date(value, format="medium", locale=language())


def weekday(value: date) -> str:
    """The name of a date's day of the week: `Donnerstag`."""
    from babel.dates import format_date

    return format_date(value, format="EEEE", locale=language())


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("surveykit", CATALOGUES, languages=[code], fallback=True)
