"""Ideas in the residents' words, bundled at their place."""

from surveykit.assess.voices.ideas import RegisteredIdea, register
from surveykit.assess.words.ideas import status_words
from surveykit.export.workbook import style
from surveykit.export.workbook.page import Book, Page, Value
from surveykit.export.workbook.view import View
from surveykit.text import _, ngettext


def write_ideas(book: Book, view: View) -> None:
    """The sheet of ideas by place; as a table, so that it can be filtered by place."""
    page = book.page(_("Ideas by place"), [26, 24, 48, 13, 14, 40, 13], landscape=True)
    page.heading(
        _("Ideas by place"),
        _("Read before passing on: strike out names, flat numbers and illnesses of individuals. "
          "{small}: fewer than {limit} households.").format(small=view.small, limit=view.limit),
    )  # fmt: skip
    if view.hides_forecast():
        page.paragraph(view.why_hidden(), font=style.STRONG)
    else:
        _ideas(page, view)
    page.finish()


def _ideas(page: Page, view: View) -> None:
    found = register(view.results.assessment.ideas, view.results.records)
    page.paragraph(
        ngettext("{n} different idea.", "{n} different ideas.", len(found)).format(n=len(found))
    )
    page.filtered(
        "Ideas",
        [_("Place"), _("Where exactly"), _("Idea"), _("Households"), _("Status"), _("Answer"),
         _("Since")],
        (_row(view, one) for one in found),
        formats=["", "", "", style.WHOLE, "", "", style.day_format()],
    )  # fmt: skip


def _row(view: View, found: RegisteredIdea) -> list[Value]:
    idea = found.idea
    return [
        view.label("where", idea.where) if idea.where else _("no answer"),
        idea.spot,
        "\n".join((idea.text, *(other.text for other in found.others))),
        view.small if view.is_small(idea.count) else idea.count,
        status_words(found),
        found.answer,
        found.since,
    ]
