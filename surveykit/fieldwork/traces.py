"""What must not be kept of an interview: whatever leads to a door, a laptop or a name unasked."""

import re
from collections.abc import Mapping

from surveykit.fieldwork.record import (
    IDENTIFYING_TYPES,
    PERSONAL_FORMS,
    WHEN_FILLED_IN,
    Mode,
)
from surveykit.form import Form
from surveykit.form.clockwork import told_by_the_clock

ROUTING = frozenset({"contact_wish"})
"""Asked to go on with another form, and not kept: who left a name on that day would be known."""

_UNASKED = frozenset({"calculate", "hidden"})
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")


def without_traces(form: Form, answers: Mapping[str, str], mode: Mode) -> dict[str, str]:
    """The answers without what would lead from them to a door, a laptop or a name.

    What tells when, with what or by whom a form was filled in is left out. A day is kept of what
    the team fills in at its desk; elsewhere one that is calculated from the clock becomes the
    first of its month, and in a personal form nothing calculated is kept at all. What was asked
    is kept, a position too.
    """
    personal = form.id in PERSONAL_FORMS
    left_out = IDENTIFYING_TYPES | (_UNASKED if personal else set())
    left_out |= WHEN_FILLED_IN if personal or mode is not Mode.DESK else set()
    by_clock = told_by_the_clock(form)
    kept = {}
    for name, text in answers.items():
        question = form.answered_by(name)
        if question and question.type not in left_out and name not in ROUTING:
            made = question.type in _UNASKED and question.ref in by_clock
            kept[name] = _coarse(text, mode) if made and _MOMENT.fullmatch(text) else text
    return kept


def _coarse(moment: str, mode: Mode) -> str:
    return moment[:10] if mode is Mode.DESK else f"{moment[:7]}-01"
