"""Ideas in the residents' words, bundled at their place."""

from surveykit.export.workbook import style
from surveykit.export.workbook.page import Book, Page
from surveykit.export.workbook.view import View
from surveykit.text import _, ngettext


def write_ideas(book: Book, view: View) -> None:
    """The sheet of ideas by place; as a table, so that it can be filtered by place."""
    page = book.page(_("Ideas by place"), [30, 30, 52, 16], landscape=True)
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
    ideas = view.results.assessment.ideas
    page.paragraph(
        ngettext("{n} different idea.", "{n} different ideas.", len(ideas)).format(n=len(ideas))
    )
    page.filtered(
        "Ideas",
        [_("Place"), _("Where exactly"), _("Idea"), _("Households")],
        (
            [
                view.label("where", idea.where) if idea.where else _("no answer"),
                idea.spot,
                idea.text,
                view.small if view.is_small(idea.count) else idea.count,
            ]
            for idea in ideas
        ),
        formats=["", "", "", style.WHOLE],
    )
