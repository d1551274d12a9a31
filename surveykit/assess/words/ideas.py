"""Ideas and what becomes of them, in words."""

from surveykit.assess.voices.ideas import IdeaStatus, RegisteredIdea
from surveykit.text import _


def status_name(status: IdeaStatus) -> str:
    """How far an idea has come."""
    return {
        IdeaStatus.OPEN: _("not answered yet"),
        IdeaStatus.PASSED_ON: _("passed on"),
        IdeaStatus.ANSWERED: _("answered"),
    }[status]


def status_words(found: RegisteredIdea) -> str:
    """The same, with a word where two laptops decided differently."""
    name = status_name(found.status)
    return _("{status}, contradicting").format(status=name) if found.contradicting else name
