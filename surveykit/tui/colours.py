"""How many colours the terminal shows, as its variables tell.

Terminals that are known to show no more than 16 get those, all others at least 256: many that
call themselves `xterm`, `screen` or `putty` have them, whatever the terminal database says.
"""

import re
from collections.abc import Mapping
from typing import Literal, get_args

from surveykit.errors import SurveykitError
from surveykit.text import _

Colours = Literal["none", "standard", "256", "truecolor"]
"""All but `none` as Textual calls them; `standard` are the 16."""

CHOICE = "TEXTUAL_COLOR_SYSTEM"
"""The variable in which Textual takes a choice from outside."""

_NO_COLOURS = re.compile(r"vt\d|.*-(m|mono)$")
_SIXTEEN = re.compile(r"(screen\.)?(linux|cygwin)|ansi|pcansi|cons25|wsvt25|hurd|.*-16color$")


def colours(environment: Mapping[str, str], *, windows: bool) -> Colours:
    """What may be sent to this terminal; raises SurveykitError for a choice that nobody knows.

    On Windows every console in which Textual runs has all colours.
    """
    if environment.get("NO_COLOR"):
        return "none"
    chosen = environment.get(CHOICE) or "auto"
    if chosen != "auto":
        return _known(chosen)
    if windows or environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "truecolor"
    term = environment.get("TERM", "")
    if _NO_COLOURS.match(term):
        return "none"
    return "standard" if _SIXTEEN.match(term) else "256"


def _known(chosen: str) -> Colours:
    for known in get_args(Colours)[1:]:
        if chosen == known:
            return known  # type: ignore[no-any-return]
    raise SurveykitError(
        _("{variable} is “{value}”, which are no colours.").format(variable=CHOICE, value=chosen),
        advice=_("Set it to standard (for 16 colours), 256 or truecolor, or leave it out."),
    )
