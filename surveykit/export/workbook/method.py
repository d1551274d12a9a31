"""How the result came about, so that anyone with the same inputs can repeat and check it."""

from collections.abc import Iterator, Mapping

from surveykit.assess.track_record import (
    CLAIMED,
    DECIDED,
    SAVED,
    SAVED_ERROR,
    SITES,
    TRACK_RECORD,
    WRONG_OF_DECIDED,
)
from surveykit.export.method import constants, method
from surveykit.export.summary import summary
from surveykit.export.workbook import style
from surveykit.export.workbook.page import Book, Page, Value
from surveykit.export.workbook.view import View
from surveykit.text import _, day, number, percent


def write_method(book: Book, view: View) -> None:
    """The sheet of inputs, steps and constants."""
    page = book.page(_("Method"), [38, 20, 20, 20, 20])
    page.heading(
        _("How to repeat this result"),
        _("The same inputs give the same result, on any laptop: surveykit assess PROJECT --json "
          "prints these numbers, and under method the hash below."),
    )  # fmt: skip
    page.facts(_facts(view), last=page.columns)
    page.section(_("Steps and sources"))
    for step in _steps():
        page.paragraph(f"• {step}")
    page.section(_("How often it is wrong"))
    _track_record(page)
    page.section(_("Constants"))
    page.paragraph(
        _("Numbers that no planner sets; those that one does stand on the sheet of parameters."),
        font=style.QUIET,
    )
    _constants(page, view)
    page.finish()


def _facts(view: View) -> Iterator[tuple[str, Value, str]]:
    results, found = view.results, view.results.sources
    made = method(results, summary(results))
    yield _("Program"), str(made["program"]), ""
    yield _("As of"), day(results.made_on), ""
    yield _("Form"), f"{found.form} {found.form_version}", ""
    yield _("Form, SHA-256"), found.form_sha256, ""
    yield _("Site and criteria, SHA-256"), found.site_sha256, ""
    yield _("Records read, corrections and hallway among them"), found.records, style.WHOLE
    yield _("Their revisions, SHA-256"), found.records_sha256, ""
    yield _("Lines of the contact sheet"), found.attempts, style.WHOLE
    yield _("These lines, SHA-256"), found.attempts_sha256, ""
    if results.decisions:
        yield (
            _("Parameters changed while the survey was on (sheet of decisions)"),
            len(results.decisions),
            style.WHOLE,
        )
    yield _("Result, SHA-256"), str(made["result_sha256"]), ""


def _steps() -> Iterator[str]:
    yield _("Raw visits of a household: probability on Juster's scale times visits in 13 weeks; "
            "the sheet of the calculation shows every step with its numbers.")  # fmt: skip
    yield _("Doors that stayed shut count with a share of the mean (k_not_reached, k_refused); "
            "the sum times calibration and campaign is what is expected in 13 weeks.")  # fmt: skip
    yield _("Visits per session: times capture, by sessions in 13 weeks.")
    yield _("How sure: posterior of the raw total of all households; interest and its strength "
            "from the answers, blocks partially pooled, those not heard by the same factors, each "
            "as uncertain as its range. Its constants stand under model.")  # fmt: skip
    yield _("The rules are tried in their order; the first one that holds gives the verdict.")
    yield _("Times and places: exact search for the sets that reach most, every block at its "
            "size; corrected by choosing again without each household.")  # fmt: skip
    yield _("Empty sessions and queues: negative binomial around the expectation, Poisson where "
            "it is taken as certain.")  # fmt: skip
    yield _("Response rates: AAPOR Standard Definitions, 10th edition (2023).")


def _track_record(page: Page) -> None:
    page.paragraph(
        _("Measured on {sites} made-up sites: is an hour of one's own worth holding? Material are "
          "errors where the truth is more than a fifth off the limit.").format(sites=number(SITES)),
        font=style.QUIET,
    )  # fmt: skip
    page.table(
        [_("Rule"), _("Error"), _("Material"), _("Doors tried"), _("Truth inside the 90 %")],
        [
            [_rule(found.rule), found.error, found.material, found.doors, found.coverage]
            for found in TRACK_RECORD
        ],
        formats=["", style.PERCENT_1, style.PERCENT_1, style.ONE, style.PERCENT_1],
        strong=[len(TRACK_RECORD) - 1],
    )
    page.paragraph(
        _("A fixed sample with as few material errors takes many more doors: {saved} of them are "
          "saved, with a standard error of {error}.").format(
            saved=percent(SAVED, 1), error=percent(SAVED_ERROR, 1)
        )
    )  # fmt: skip
    page.paragraph(
        _("With every verdict told apart {decided} of the sites are decided; of these {wrong} "
          "were wrong, and a risk of {claimed} was told.").format(
            decided=percent(DECIDED), wrong=percent(WRONG_OF_DECIDED, 1),
            claimed=percent(CLAIMED, 1),
        )
    )  # fmt: skip


def _rule(name: str) -> str:
    return {
        "(a)": _("one in five is likely to come, 40 doors"),
        "(a2)": _("mean times dwellings, 80 doors"),
        "(b2)": _("Wilson's interval after 40 doors, else all doors"),
        "(b3)": _("Wilson's interval (80 %) after every 5 doors"),
        "(c)": _("this assessment after every 5 doors, risk at most 10 %"),
    }[name.partition(" ")[0]]


def _constants(page: Page, view: View) -> None:
    page.table([_("Constant"), _("Value")], _rows(constants(view.results)), formats=["", "General"])


def _rows(found: Mapping[str, object]) -> Iterator[list[Value]]:
    for name, value in found.items():
        if isinstance(value, Mapping):
            for part, number in value.items():
                yield [f"{name} {part}", _short(number)]
        elif isinstance(value, int | float | str):
            yield [name, _short(value)]


def _short(value: Value) -> Value:
    """With the digits that people read; `assess --json` has them all."""
    return round(value, 4) if isinstance(value, float) else value
