"""The titles of the forms that come along, in the language of the program.

A form has one title, and theirs is German.
"""

from surveykit.text import _, speaking


def title_words(form: str, title: str) -> str:
    """A form's title, translated if it is one of ours; one that was renamed keeps its name."""
    with speaking("de"):
        ours = _titles().get(form)
    return _titles()[form] if title == ours else title


def _titles() -> dict[str, str]:
    return {
        "door_interest": _("Interest in a tenants' consultation hour – interview at the door"),
        "hallway_quick": _("Short hallway survey (60 seconds)"),
        "contact_consent": _("Contact with consent (stored apart)"),
        "callback": _("Reply to the card"),
        "door_contact_sheet": _("Contact sheet (list of doors)"),
        "followup": _("Follow-up on an open matter"),
        "review_residents": _("Review after six months (residents)"),
        "review_team": _("Review after six months (team)"),
        "session_sheet": _("Day sheet of the consultation hour"),
        "visit_log": _("Visit sheet (one for each visit)"),
    }
