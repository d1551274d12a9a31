"""Where ODK's two engines differ from each other, and which of them we follow.

Every difference has a name and a reason; `explain` finds the name, or none if a node differs
without a reason. `surveykit.form` follows JavaRosa, which Collect runs in the field, and the
ODK XForms specification above both.
"""

import math
from collections.abc import Collection

from .recordings import State

REASONS = {
    "irrelevant answers": "Web Forms empties what becomes irrelevant and calls it valid. JavaRosa "
    "keeps it until submission, and so do we: it is there again when the question is.",
    "order of choices": "Web Forms sorts several choices as the list is sorted. JavaRosa keeps "
    "them in the order in which they were chosen, and so do we.",
    "dropped one step later": "A choice that the filter no longer offers is dropped by JavaRosa "
    "when the question is shown next, in these recordings after the step. We drop it at once.",
    "dropped for good": "Web Forms brings a dropped choice back when the filter offers it again. "
    "In JavaRosa it is gone, and so with us.",
    "times with an offset": "decimal-time() of Web Forms cannot read the times that Collect "
    "stores (10:30:00.000Z) and gives no number. JavaRosa can, and so can we.",
    "noise of the clock": "JavaRosa takes the time of day as the fraction of the days since 1970 "
    "and so loses five digits; open_hours is 4.999999999970896 instead of 5.",
    "exponents": "JavaRosa and JavaScript write 5.0E-4 and 1.9e-8 for very small and very large "
    "numbers. XPath 1.0, section 4.2, knows no exponents; the value is the same.",
    "almost nothing": "JavaRosa writes a number as whole when less than 1e-9 is behind the point, "
    "and so do we; Web Forms writes all of it.",
}

FROM_TIMES = {"/data/closed", "/data/open_hours", "/data/staff_hours"} | {
    "/data/visits_per_open_hour"
}
"""Nodes of the session sheet that are calculated or checked with decimal-time()."""


def explain(
    engine: str, ref: str, field: str, ours: State, said: State, dropped: Collection[str]
) -> str | None:
    """The name of the reason why an engine shows something else in a field of a node.

    `dropped` are the refs of questions whose filter has already taken back a choice.
    """
    if field in ("constraint_ok", "required_ok"):
        return _of_a_rule(engine, ref, field, ours, said, dropped)
    if field != "value":
        return None
    return _of_a_value(engine, ref, ours, said, dropped)


def _of_a_rule(
    engine: str, ref: str, field: str, ours: State, said: State, dropped: Collection[str]
) -> str | None:
    """A rule comes out differently because the answer differs."""
    if engine == "web_forms" and not ours["relevant"]:
        return "irrelevant answers"
    if engine == "web_forms" and ref in FROM_TIMES and field == "constraint_ok":
        return "times with an offset"
    return _of_a_value(engine, ref, ours, said, dropped)


def _of_a_value(
    engine: str, ref: str, ours: State, said: State, dropped: Collection[str]
) -> str | None:
    mine, theirs = ours["value"], said["value"]
    offered = ours["choices"].split()
    if mine == theirs:
        return None
    if engine == "web_forms" and not ours["relevant"] and theirs == "":
        return "irrelevant answers"
    if engine == "web_forms" and _sorted(mine, offered) == theirs:
        return "order of choices"
    if engine == "javarosa" and "choices" in said and _offered(theirs, offered) == mine:
        return "dropped one step later"
    if engine == "web_forms" and ref in dropped and _offered(theirs, offered) == theirs:
        return "dropped for good"
    if engine == "web_forms" and ref in FROM_TIMES and theirs in ("", "NaN"):
        return "times with an offset"
    return _of_a_number(engine, ref, mine, theirs)


def _of_a_number(engine: str, ref: str, mine: str, theirs: str) -> str | None:
    try:
        one, other = float(mine), float(theirs)
    except ValueError:
        return None
    if "e" in theirs.lower() and math.isclose(one, other, rel_tol=1e-15):
        return "exponents"
    if engine == "javarosa" and ref in FROM_TIMES and math.isclose(one, other, abs_tol=1e-8):
        return "noise of the clock"
    if engine == "web_forms" and abs(one - other) < 1e-9 and one.is_integer():
        return "almost nothing"
    return None


def _sorted(value: str, offered: list[str]) -> str:
    chosen = value.split()
    return " ".join(code for code in offered if code in chosen)


def _offered(value: str, offered: list[str]) -> str:
    return " ".join(code for code in value.split() if code in offered)
