"""What came in and what was corrected: who asks later why a figure changed finds it here."""

from surveykit.export.results import Results
from surveykit.export.workbook import style
from surveykit.export.workbook.page import Book, Value
from surveykit.export.workbook.parameters import criterion_value
from surveykit.fieldwork.corrections import Change
from surveykit.text import _, ngettext


def write_log(book: Book, results: Results) -> None:
    """A sheet each of handovers, corrections and decisions, where there are any."""
    if results.handovers:
        _write_handovers(book, results)
    if results.changes or results.conflicts:
        _write_corrections(book, results)
    if results.decisions:
        _write_decisions(book, results)


def _write_handovers(book: Book, results: Results) -> None:
    page = book.page(_("Handovers"), [36, 13, 12, 12, 10, 10, 13, 68], landscape=True)
    page.heading(
        _("Handovers taken in"),
        _("Internal only. Merging adds and never overwrites. Left out is what was erased on "
          "request; what was there and what is new adds up, or a file is not taken in. Counted are "
          "questionnaires, also corrections and those that ended before the questions; interviews "
          "are told on the sheet on doors."),
    )  # fmt: skip
    page.filtered(
        "Handovers",
        [
            _("File"),
            _("Taken in on"),
            _("Questionnaires before"),
            _("Questionnaires in it"),
            _("New"),
            _("Left out"),
            _("New attempts at doors"),
            "SHA-256",
        ],
        (
            [one.file, one.day, one.before, one.held, one.new, one.left_out, one.attempts,
             one.sha256]
            for one in results.handovers
        ),
        formats=["", style.day_format(), *[style.WHOLE] * 5, ""],
    )  # fmt: skip
    page.finish()
    page.footer("center", _("Internal only"))


def _write_corrections(book: Book, results: Results) -> None:
    page = book.page(_("Corrections"), [36, 10, 12, 10, 36, 50], landscape=True)
    page.heading(
        _("Corrections and conflicts settled"),
        _("Internal only. Every version is kept; the last one counts. Which interview it was "
          "only the code on the respondent's card tells."),
    )  # fmt: skip
    if results.conflicts:
        page.paragraph(
            ngettext(
                "{n} interview has corrections that contradict each other and are not settled.",
                "{n} interviews have corrections that contradict each other and are not settled.",
                results.conflicts,
            ).format(n=results.conflicts),
            font=style.WARNING,
        )
    titles = {id_: form.title for id_, form in results.forms.items()}
    page.filtered(
        "Corrections",
        [
            _("Form"),
            _("Month"),
            _("Versions settled"),
            _("Counts"),
            _("Reason"),
            _("Questions with another answer"),
        ],
        ([titles.get(one.form, one.form), *_told(one)] for one in results.changes),
        formats=["", "", style.WHOLE, "", "", ""],
    )
    page.finish()
    page.footer("center", _("Internal only"))


def _write_decisions(book: Book, results: Results) -> None:
    page = book.page(_("Decisions"), [13, 28, 12, 12, 68], landscape=True)
    page.heading(
        _("Parameters changed while the survey was on"),
        _("The site workbook says what held at the beginning. Taking a change back is a change "
          "too, so that nothing is lost."),
    )  # fmt: skip
    page.filtered(
        "Decisions",
        [_("Day"), _("Parameter"), _("Before"), _("Value"), _("Reason")],
        (
            [one.day, one.criterion, criterion_value(one.before), criterion_value(one.value),
             one.reason]
            for one in results.decisions
        ),
        formats=[style.day_format(), "", "General", "General", ""],
    )  # fmt: skip
    page.finish()


def _told(one: Change) -> list[Value]:
    return [
        one.month,
        one.settled or None,
        _("yes") if one.stands else _("no"),
        one.reason or _("no reason was given"),
        ", ".join(one.questions),
    ]
