"""What about: topics by area, what keeps people away, languages and help."""

from collections.abc import Collection, Mapping

from surveykit.assess.estimate.questionnaire import NO_ANSWER
from surveykit.assess.suppress import HIDDEN
from surveykit.assess.voices.shares import CONFIDENCE, SiteShare
from surveykit.assess.voices.topics import by_area
from surveykit.assess.words.names import share_between
from surveykit.export.workbook import style
from surveykit.export.workbook.charts import bars
from surveykit.export.workbook.page import Book, Page, Span, Value
from surveykit.export.workbook.view import View
from surveykit.export.workbook.words import area_name
from surveykit.text import _, percent

WORTH_A_CHART = 3
"""Topics with a number to show; fewer make no picture."""


def write_topics(book: Book, view: View) -> None:
    """The sheet of topics, barriers, languages and other ways."""
    page = book.page(_("Topics"), [46, 12, 13, 17, 22])
    page.heading(_("What people want to talk about"), _note(view))
    if view.hides_forecast():
        page.paragraph(view.why_hidden(), font=style.STRONG)
    else:
        _tables(page, view)
    page.finish()


def _tables(page: Page, view: View) -> None:
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


def _note(view: View) -> str:
    return _(
        "Number of households interviewed at the door; several answers are possible. {small}: "
        "fewer than {limit} households. {hidden}: hidden, else such a number could be calculated. "
        "Whole site: the share if all its households were asked like these; in brackets where it "
        "lies with {confidence} certainty if those not interviewed think alike."
    ).format(small=view.small, limit=view.limit, hidden=HIDDEN, confidence=percent(CONFIDENCE))


def _topics(page: Page, view: View) -> None:
    grouped = by_area(view.results.assessment.topics)
    named = {area: {topic.code: topic.households for topic in found}
             for area, found in grouped.items()}  # fmt: skip
    areas, cells = view.unions({area: _households(view, codes) for area, codes in named.items()},
                               named)  # fmt: skip
    ordered = [topic for found in grouped.values() for topic in found]
    firsts = {topic.code: topic.first for topic in ordered}
    wholes = {topic.code: topic.households for topic in ordered}
    shown_firsts = view.parts(firsts, wholes, sum(firsts.values()))
    shown = {code: count for found in cells.values() for code, count in found.items()}
    of_site = view.site_shares("topics", shown)
    span = page.table(
        [_("Topic"), _("Households"), _("Most important"), _("Whole site"), _("Area")],
        (
            [topic.label, cells[topic.area][topic.code], shown_firsts[topic.code],
             _between(of_site.get(topic.code)), area_name(topic.area)]
            for topic in ordered
        ),
        formats=["", style.WHOLE, style.WHOLE, style.TEXT, ""],
    )  # fmt: skip
    if (asked := view.base("topics")) is not None:
        page.paragraph(
            _("{asked} households were asked and answered.").format(asked=asked), font=style.QUIET
        )
    page.section(_("By area: households with at least one topic"))
    names = {area: area_name(area) for area in areas}
    _table(page, names, areas, base=view.base("topics"), of_site=view.whole_site("topics", areas))
    if sum(isinstance(count, int) and count > 0 for count in shown.values()) >= WORTH_A_CHART:
        _chart(page, span)


def _chart(page: Page, span: Span) -> None:
    chart = bars(
        page.sheet,
        title=_("Households by topic"),
        first=span.first,
        last=span.last,
        names=1,
        figures=2,
    )
    page.new_printed_page()
    page.chart(chart, lines=max(12, 2 + 3 * (span.last - span.first + 1) // 2))


def _households(view: View, codes: Collection[str]) -> int:
    """Households that named at least one of the topics."""
    return sum(not home.chosen("topics").isdisjoint(codes) for home in view.households)


def _counts(page: Page, view: View, question: str, list_name: str) -> None:
    """Every answer that was given, with the number of households and their share."""
    shown = view.answers(question)
    counts = view.counted(question)
    order = [choice.code for choice in view.form.choices(list_name)]
    codes = sorted(shown, key=lambda code: (code == NO_ANSWER, -counts[code], order.index(code)
                                            if code in order else len(order)))  # fmt: skip
    if set(codes) <= {NO_ANSWER}:
        page.paragraph(_("No answers."), font=style.QUIET)
        return
    labels = {code: view.label(list_name, code) for code in codes}
    labels[NO_ANSWER] = _("no answer (not in the share)")
    _table(
        page,
        labels,
        {code: shown[code] for code in codes},
        base=view.base(question),
        of_site=view.site_shares(question, shown),
    )


def _table(
    page: Page,
    labels: Mapping[str, str],
    shown: Mapping[str, int | str],
    *,
    base: int | None,
    of_site: Mapping[str, SiteShare],
) -> None:
    """Answers with their households, and shares where nobody can calculate back from them."""
    page.table(
        [_("Answer"), _("Households"), _("Share"), _("Whole site")],
        (
            [labels[code], figure, _share(code, figure, base), _between(of_site.get(code))]
            for code, figure in shown.items()
        ),
        formats=["", style.WHOLE, style.PERCENT, style.TEXT],
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
    speakers = view.answers("lang")
    shown = view.parts(wanted, view.counted("lang"))
    for code, figure in shown.items():
        if isinstance(figure, int) and isinstance(speakers[code], str):
            shown[code] = HIDDEN  # else it would tell of the hidden number of speakers
    _table(page, labels, shown, base=None, of_site={})


def _between(found: SiteShare | None) -> Value:
    return None if found is None else share_between(found)
