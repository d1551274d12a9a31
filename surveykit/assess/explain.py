"""The steps of the rules and what would flip them, each as a whole sentence."""

from surveykit.assess.names import figure, rhythm_name, verdict_name
from surveykit.assess.result import Doors, Flip, Format, Reason
from surveykit.assess.suppress import cell
from surveykit.text import _, number, percent

_DIGITS = {"raw_total": 1, "calibration": 2, "cautious": 2, "partner_free": 1}
"""Decimals shown of a quantity; others are whole numbers."""


def reason_sentence(reason: Reason, doors: Doors, *, suppress_below: int) -> str:
    """One step of the rules with the numbers compared."""
    rule, _colon, rhythm = reason.rule.partition(":")
    holds, fails = _steps()[rule]
    households = rule == "coop_households"
    return (holds if reason.holds else fails).format(
        value=cell(int(reason.value), suppress_below) if households else figure(reason.value),
        limit=figure(reason.limit),
        share=percent(doors.response_share, 1),
        rhythm=rhythm_name(Format(rhythm)) if rhythm else "",
    )


def flip_sentence(flip: Flip) -> str:
    """What would have to change for another verdict."""
    falls, rises = _changes()[flip.quantity]
    digits = _DIGITS.get(flip.quantity, 0)
    return (falls if flip.limit <= flip.now else rises).format(
        verdict=verdict_name(flip.becomes),
        now=number(flip.now, digits),
        limit=number(flip.limit, digits),
    )


def _steps() -> dict[str, tuple[str, str]]:
    """By rule: the sentence if the step holds, and if it does not."""
    return {
        "data": (
            _("{value} interviews, {share} of the occupied dwellings (at least {limit})."),
            _("Only {value} interviews, {share} of the occupied dwellings; {limit} are needed."),
        ),
        "size": (
            _("{value} dwellings (at least {limit})."),
            _("{value} dwellings (fewer than {limit})."),
        ),
        "demand": (
            _("{value} visits per session if held {rhythm} (at least {limit})."),
            _("{value} visits per session if held {rhythm} (fewer than {limit})."),
        ),
        "cautious": (
            _("Cautiously reckoned {value} visits per session (at least {limit})."),
            _("Cautiously reckoned {value} visits per session (fewer than {limit})."),
        ),
        "coop_demand": (
            _("{value} visits expected in 13 weeks (at least {limit})."),
            _("{value} visits expected in 13 weeks (fewer than {limit})."),
        ),
        "coop_households": (
            _("{value} households with a probability of 4 or more (at least {limit})."),
            _("{value} households with a probability of 4 or more (fewer than {limit})."),
        ),
        "partner": (
            _("A suitable partner's hour has room for {value} visits; {limit} are expected."),
            _("No suitable partner's hour has room for the {limit} visits expected."),
        ),
        "outreach": (
            _("{value} visits per monthly session (at least {limit}): "
              "a trial, if a room and funding are certain."),
            _("{value} visits per monthly session (fewer than {limit}): too few for a trial."),
        ),
    }  # fmt: skip


def _changes() -> dict[str, tuple[str, str]]:
    """By quantity: the sentence for a fall below the limit, and for a rise to it."""
    return _changes_of_demand() | _changes_of_the_site()


def _changes_of_demand() -> dict[str, tuple[str, str]]:
    return {
        "raw_total": (
            _("Becomes „{verdict}“ if raw visits fall from {now} below {limit}."),
            _("Becomes „{verdict}“ if raw visits rise from {now} above {limit}."),
        ),
        "calibration": (
            _("Becomes „{verdict}“ if less than {limit} of the raw visits come, not {now}."),
            _("Becomes „{verdict}“ if more than {limit} of the raw visits come, not {now}."),
        ),
        "cautious": (
            _("Becomes „{verdict}“ if the cautious forecast falls from {now} below {limit}."),
            _("Becomes „{verdict}“ if the cautious forecast rises from {now} to {limit}."),
        ),
        "households_likely": (
            _("Becomes „{verdict}“ if fewer than {limit} households are likely to come."),
            _("Becomes „{verdict}“ if {limit} households are likely to come."),
        ),
    }


def _changes_of_the_site() -> dict[str, tuple[str, str]]:
    asking = _("As things stand „{verdict}“, once {limit} households are interviewed, not {now}.")
    return {
        "interviews": (asking, asking),
        "dwellings": (
            _("Becomes „{verdict}“ with fewer than {limit} dwellings instead of {now}."),
            _("Becomes „{verdict}“ with {limit} dwellings or more instead of {now}."),
        ),
        "partner_free": (
            _("Becomes „{verdict}“ if the partner has room for fewer than {limit} visits."),
            _("Becomes „{verdict}“ if a suitable partner has room for {limit} visits."),
        ),
    }
