"""Attendance beside the forecast, in whole sentences and words for tables."""

from collections.abc import Iterator

from surveykit.assess.launched.attendance import Indicator, Light
from surveykit.assess.launched.learning import Review
from surveykit.assess.result import Span
from surveykit.assess.words.names import format_name
from surveykit.text import _, day, ngettext, number, percent


def review_lines(review: Review) -> Iterator[str]:
    """The whole review for a terminal."""
    yield headline(review)
    yield ""
    yield from session_lines(review)
    yield ""
    yield from comparison(review)
    yield ""
    yield _("How it goes")
    yield from (f"  {indicator_sentence(indicator)}" for indicator in review.indicators)
    if review.advice:
        yield ""
        yield advice_sentence(review.advice)


def headline(review: Review) -> str:
    """How many came to how many sessions."""
    return ngettext(
        "{visits} visits in {n} session held, {format}.",
        "{visits} visits in {n} sessions held, {format}.",
        len(review.held),
    ).format(
        visits=number(review.visits), n=number(len(review.held)), format=format_name(review.format)
    )


def comparison(review: Review) -> Iterator[str]:
    """What was expected, whether it came, and the calibration that it speaks for."""
    yield _("Expected: {expected} visits per session (cautious {low}, optimistic {high}).").format(
        expected=number(review.expected.point, 1),
        low=number(review.expected.low, 1),
        high=number(review.expected.high, 1),
    )
    yield _("In all {visits} came; {expected} were expected ({low} to {high}): {result}.").format(
        visits=number(review.visits),
        expected=number(review.total.point, 1),
        low=number(review.total.low, 1),
        high=number(review.total.high, 1),
        result=standing(review.visits, review.total),
    )
    learned = review.learned
    yield _(
        "Calibration: {before} so far; this attendance speaks for {mean} (with 90 % between {low} "
        "and {high}). For the next decision of this site write {mean} into its workbook, sheet "
        "criteria, calibration."
    ).format(
        before=number(learned.before, 2),
        mean=number(learned.mean, 2),
        low=number(learned.low, 2),
        high=number(learned.high, 2),
    )


def standing(visits: float, band: Span) -> str:
    """Whether it lies within the expected band."""
    if visits < band.low:
        return _("fewer than the cautious forecast")
    return _("more than the optimistic forecast") if visits > band.high else _("within the band")


def indicator_name(indicator: Indicator) -> str:
    """What a target of the operation is called."""
    return {
        "visits": _("visits per session, last three months"),
        "empty": _("empty sessions"),
        "cancelled": _("cancelled sessions"),
        "beyond_flat": _("visits with topics beyond the flat"),
        "kept": _("promised replies given in time"),
        "left": _("left without a talk"),
        "utilisation": _("time filled with talks"),
    }[indicator.name]


def indicator_value(indicator: Indicator) -> str:
    """`2.4`, or a share as per cent."""
    return number(indicator.value, 1) if indicator.name == "visits" else percent(indicator.value)


def light_name(light: Light) -> str:
    """How it stands."""
    return {
        Light.GREEN: _("good"),
        Light.AMBER: _("watch it"),
        Light.RED: _("act"),
    }[light]


def indicator_sentence(indicator: Indicator) -> str:
    """One target with its value and how it stands."""
    return (
        f"{indicator_name(indicator)}: {indicator_value(indicator)} – {light_name(indicator.light)}"
    )


def advice_sentence(advice: str) -> str:
    """The help to a decision."""
    return {
        "keep": _("Keep it as it is."),
        "more": _("Offer it more often, or with a second person: talks fill the time."),
        "slot": _("Change time or place and announce it again; after three more months, if no "
                  "more come, make it a slot inside a partner's hour."),
        "merge": _("Make it a slot inside a partner's hour, or stop."),
    }[advice]  # fmt: skip


def session_lines(review: Review) -> Iterator[str]:
    """One line a session, drawn."""
    for session in review.sessions:
        if not session.held:
            yield _("{day}  cancelled").format(day=day(session.day))
            continue
        yield _("{day}  {visits} {bar} {result}").format(
            day=day(session.day),
            visits=f"{session.visits:>3}",
            bar="#" * min(session.visits, 30),
            result=standing(session.visits, review.expected),
        )
