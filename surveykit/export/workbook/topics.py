"""What about: topics by area, what keeps people away, languages and help."""

from collections.abc import Iterable, Mapping

from surveykit.assess.questionnaire import NO_ANSWER
from surveykit.assess.result import Topic
from surveykit.assess.suppress import HIDDEN
from surveykit.export.workbook import style
from surveykit.export.workbook.charts import bars
from surveykit.export.workbook.page import Book, Page, Value
from surveykit.export.workbook.view import View
from surveykit.export.workbook.words import area_name
from surveykit.text import _

WORTH_A_CHART = 3
"""Topics with a number to show; fewer make no picture."""


def write_topics(book: Book, view: View) -> None:
    """The sheet of topics, barriers, languages and other ways."""
    page = book.page(_("Topics"), [52, 13, 13, 20])
    page.heading(_("What people want to talk about"), _note(view))
    _topics(page, view)
    page.section(_("What might keep people away"))
    _counts(page, view, "barriers", "barriers")
    page.section(_("Language people would rather speak there"))
    _counts(page, view, "lang", "langs")
    _interpreters(page, view)
    page.new_printed_page()
    page.section(_("Other good ways to get advice"))
    _counts(page, view, "alt", "alt")
    page.section(_("Who would help at the hour"))
    _counts(page, view, "help_will", "yes_maybe_no")
    page.section(_("Who could offer the hour"))
    _counts(page, view, "provider_ok", "provider")
    page.finish()


def _note(view: View) -> str:
    return _(
        "Number of households interviewed at the door; several answers are possible. {small}: "
        "fewer than {limit} households. {hidden}: hidden, else such a number could be calculated."
    ).format(small=view.small, limit=view.limit, hidden=HIDDEN)


def _topics(page: Page, view: View) -> None:
    topics = view.results.assessment.topics
    named = view.shown({topic.code: topic.households for topic in topics})
    firsts = {topic.code: topic.first for topic in topics}
    shown_firsts = view.shown(firsts, sum(firsts.values()))
    ordered = _by_area(topics)
    span = page.table(
        [_("Topic"), _("Households"), _("Most important"), _("Area")],
        (
            [topic.label, named[topic.code], shown_firsts[topic.code], area_name(topic.area)]
            for topic in ordered
        ),
        formats=["", style.WHOLE, style.WHOLE, ""],
    )
    if (asked := view.base("topics")) is not None:
        page.paragraph(
            _("{asked} households were asked and answered.").format(asked=asked), font=style.QUIET
        )
    _areas(page, view, ordered)
    if sum(isinstance(count, int) and count > 0 for count in named.values()) >= WORTH_A_CHART:
        chart = bars(
            page.sheet,
            title=_("Households by topic"),
            first=span.first,
            last=span.last,
            names=1,
            figures=2,
        )
        page.new_printed_page()
        page.chart(chart, lines=max(12, 2 + 3 * len(ordered) // 2))


def _by_area(topics: Iterable[Topic]) -> list[Topic]:
    """Areas in the form's order, within each the topic named most first."""
    found = list(topics)
    areas = list(dict.fromkeys(topic.area for topic in found))
    return sorted(found, key=lambda topic: (areas.index(topic.area), -topic.households))


def _areas(page: Page, view: View, topics: Iterable[Topic]) -> None:
    """Households that named at least one topic of an area."""
    codes: dict[str, set[str]] = {}
    for topic in topics:
        codes.setdefault(topic.area, set()).add(topic.code)
    counts = {
        area: sum(not of_area.isdisjoint(home.chosen("topics")) for home in view.households)
        for area, of_area in codes.items()
    }
    page.section(_("By area: households with at least one topic"))
    labels = {area: area_name(area) for area in counts}
    _table(page, labels, view.shown(counts), view.base("topics"))


def _counts(page: Page, view: View, question: str, list_name: str) -> None:
    """Every answer that was given, with the number of households and their share."""
    counts = view.counted(question)
    silent = counts.pop(NO_ANSWER, 0)
    order = [choice.code for choice in view.form.choices(list_name)]
    codes = sorted(counts, key=lambda code: (-counts[code], order.index(code)
                                             if code in order else len(order)))  # fmt: skip
    if not codes:
        page.paragraph(_("No answers."), font=style.QUIET)
        return
    labels = {code: view.label(list_name, code) for code in codes}
    ordered = {code: counts[code] for code in codes}
    if silent:
        ordered[NO_ANSWER] = silent
        labels[NO_ANSWER] = _("no answer (not in the share)")
    total = None if view.form.question(question).multiple else sum(ordered.values())
    _table(page, labels, view.shown(ordered, total), view.base(question))


def _table(
    page: Page, labels: Mapping[str, str], shown: Mapping[str, int | str], base: int | None
) -> None:
    """Answers with their households, and shares where nobody can calculate back from them."""
    page.table(
        [_("Answer"), _("Households"), _("Share")],
        ([labels[code], figure, _share(code, figure, base)] for code, figure in shown.items()),
        formats=["", style.WHOLE, style.PERCENT],
    )


def _share(code: str, figure: int | str, base: int | None) -> Value:
    if isinstance(figure, str) or base is None or code == NO_ANSWER:
        return None
    return figure / base


def _interpreters(page: Page, view: View) -> None:
    wanted = view.results.assessment.modifiers.interpreters
    if not wanted:
        return
    page.section(_("Households that ask for an interpreter"))
    labels = {code: view.label("langs", code) for code in wanted}
    _table(page, labels, view.shown(wanted), None)
