"""The steps of the rules and what would flip them, each as a whole sentence."""

from surveykit.assess.result import Doors, Flip, Format, Reason
from surveykit.assess.suppress import cell
from surveykit.assess.words.names import figure, format_name, rhythm_name, verdict_name
from surveykit.text import _, ngettext, number, percent

_DIGITS = {"raw_total": 1, "calibration": 2, "cautious": 2, "partner_free": 1}
"""Decimals shown of a quantity; others are whole numbers."""


def rule_name(rule: str) -> str:
    """A step of the decision in words."""
    kind, _colon, rhythm = rule.partition(":")
    if kind == "demand":
        return _("Expected visits per session reach the minimum, {rhythm}").format(
            rhythm=format_name(Format(rhythm))
        )
    return {
        "data": _("Enough households interviewed"),
        "size": _("Enough dwellings for an hour of one's own"),
        "cautious": _("Cautious forecast reaches its minimum"),
        "coop_demand": _("Visits in 13 weeks, for a slot inside a partner's hour"),
        "coop_households": _("Households likely to come, for a slot inside a partner's hour"),
        "partner": _("A suitable partner's hour has room for the visits"),
        "outreach": _("Enough visits for a monthly trial, if a room and money are certain"),
    }.get(kind, rule)


def reason_sentence(reason: Reason, doors: Doors, *, suppress_below: int) -> str:
    """One step of the rules with the numbers compared."""
    rule, _colon, rhythm = reason.rule.partition(":")
    households = rule == "coop_households"
    value = cell(int(reason.value), suppress_below) if households else figure(reason.value)
    limit = figure(reason.limit)
    holds, fails = _steps(_plural(value), _plural(limit))[rule]
    return (holds if reason.holds else fails).format(
        value=value,
        limit=limit,
        share=percent(doors.response_share, 1),
        rhythm=rhythm_name(Format(rhythm)) if rhythm else "",
    )


def flip_sentence(flip: Flip, verdict: str) -> str:
    """What would have to change for another verdict than the present `verdict`."""
    limit = number(flip.limit, _DIGITS.get(flip.quantity, 0))
    falls, rises = _changes(_plural(limit))[flip.quantity]
    if (verdict, flip.becomes) == ("cooperative", "outreach"):
        rises = _overflows().get(flip.quantity, rises)
    return (falls if flip.limit <= flip.now else rises).format(
        verdict=verdict_name(flip.becomes),
        now=number(flip.now, _DIGITS.get(flip.quantity, 0)),
        limit=limit,
    )


def _plural(shown: str) -> int:
    """The number that chooses singular or plural, by what is shown: `1.00` and `<5` are plural."""
    return 1 if shown == "1" else 2


def _steps(n: int, least: int) -> dict[str, tuple[str, str]]:
    """By rule: the sentence if the step holds, and if it does not.

    `n` and `least` choose the plural of the value and of the limit.
    """
    return _steps_of_size(n) | _steps_of_demand(n) | _steps_to_a_partner(n, least)


def _steps_of_size(n: int) -> dict[str, tuple[str, str]]:
    return {
        "data": (
            ngettext("{value} interview, {share} of the occupied dwellings (at least {limit}).",
                     "{value} interviews, {share} of the occupied dwellings (at least {limit}).",
                     n),
            ngettext(
                "Only {value} interview, {share} of the occupied dwellings; {limit} are needed.",
                "Only {value} interviews, {share} of the occupied dwellings; {limit} are needed.",
                n),
        ),
        "size": (
            ngettext("{value} dwelling (at least {limit}).",
                     "{value} dwellings (at least {limit}).", n),
            ngettext("{value} dwelling (fewer than {limit}).",
                     "{value} dwellings (fewer than {limit}).", n),
        ),
    }  # fmt: skip


def _steps_of_demand(n: int) -> dict[str, tuple[str, str]]:
    return {
        "demand": (
            ngettext("{value} visit per session if held {rhythm} (at least {limit}).",
                     "{value} visits per session if held {rhythm} (at least {limit}).", n),
            ngettext("{value} visit per session if held {rhythm} (fewer than {limit}).",
                     "{value} visits per session if held {rhythm} (fewer than {limit}).", n),
        ),
        "cautious": (
            ngettext("Cautiously reckoned {value} visit per session (at least {limit}).",
                     "Cautiously reckoned {value} visits per session (at least {limit}).", n),
            ngettext("Cautiously reckoned {value} visit per session (fewer than {limit}).",
                     "Cautiously reckoned {value} visits per session (fewer than {limit}).", n),
        ),
        "coop_demand": (
            ngettext("{value} visit expected in 13 weeks (at least {limit}).",
                     "{value} visits expected in 13 weeks (at least {limit}).", n),
            ngettext("{value} visit expected in 13 weeks (fewer than {limit}).",
                     "{value} visits expected in 13 weeks (fewer than {limit}).", n),
        ),
        "coop_households": (
            ngettext("{value} household with a probability of 4 or more (at least {limit}).",
                     "{value} households with a probability of 4 or more (at least {limit}).", n),
            ngettext("{value} household with a probability of 4 or more (fewer than {limit}).",
                     "{value} households with a probability of 4 or more (fewer than {limit}).",
                     n),
        ),
    }  # fmt: skip


def _steps_to_a_partner(n: int, least: int) -> dict[str, tuple[str, str]]:
    return {
        "partner": (
            ngettext(
                "A suitable partner's hour has room for {value} visit; {limit} are expected.",
                "A suitable partner's hour has room for {value} visits; {limit} are expected.", n),
            ngettext("No suitable partner's hour has room for the {limit} visit expected.",
                     "No suitable partner's hour has room for the {limit} visits expected.",
                     least),
        ),
        "outreach": (
            ngettext("{value} visit per monthly session (at least {limit}): "
                     "a trial, if a room and funding are certain.",
                     "{value} visits per monthly session (at least {limit}): "
                     "a trial, if a room and funding are certain.", n),
            ngettext(
                "{value} visit per monthly session (fewer than {limit}): too few for a trial.",
                "{value} visits per monthly session (fewer than {limit}): too few for a trial.", n),
        ),
    }  # fmt: skip


def _changes(n: int) -> dict[str, tuple[str, str]]:
    """By quantity: the sentence for a fall below the limit, and for a rise to it.

    `n` chooses the plural of the limit.
    """
    return _changes_of_demand(n) | _changes_of_the_site(n)


def _changes_of_demand(n: int) -> dict[str, tuple[str, str]]:
    return {
        "raw_total": (
            _("Becomes “{verdict}” if raw visits fall from {now} below {limit}."),
            _("Becomes “{verdict}” if raw visits rise from {now} above {limit}."),
        ),
        "calibration": (
            _("Becomes “{verdict}” if the share that comes (calibration) falls from {now} below "
              "{limit}."),
            _("Becomes “{verdict}” if the share that comes (calibration) rises from {now} above "
              "{limit}."),
        ),
        "cautious": (
            _("Becomes “{verdict}” if the cautious forecast falls from {now} below {limit}."),
            _("Becomes “{verdict}” if the cautious forecast rises from {now} to {limit}."),
        ),
        "households_likely": (
            ngettext("Becomes “{verdict}” if not even {limit} household is likely to come.",
                     "Becomes “{verdict}” if fewer than {limit} households are likely to come.",
                     n),
            ngettext("Becomes “{verdict}” if {limit} household is likely to come.",
                     "Becomes “{verdict}” if {limit} households are likely to come.", n),
        ),
    }  # fmt: skip


def _overflows() -> dict[str, str]:
    """By quantity: why a rise of the demand ends a cooperative slot."""
    return {
        "raw_total": _(
            "Becomes “{verdict}” if raw visits rise from {now} above {limit}, because the "
            "partner's hour is full then."
        ),
        "calibration": _(
            "Becomes “{verdict}” if the share that comes (calibration) rises from {now} above "
            "{limit}, because the partner's hour is full then."
        ),
    }


def _changes_of_the_site(n: int) -> dict[str, tuple[str, str]]:
    asking = ngettext(
        "As things stand “{verdict}”, once {limit} household is interviewed, not {now}.",
        "As things stand “{verdict}”, once {limit} households are interviewed, not {now}.",
        n,
    )
    return {
        "interviews": (asking, asking),
        "dwellings": (
            _("Becomes “{verdict}” with fewer than {limit} dwellings instead of {now}."),
            _("Becomes “{verdict}” with {limit} dwellings or more instead of {now}."),
        ),
        "partner_free": (
            _("Becomes “{verdict}” if the partner has room for fewer than {limit} visits."),
            _("Becomes “{verdict}” if a suitable partner has room for {limit} visits."),
        ),
    }
