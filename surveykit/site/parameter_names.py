"""What every criterion is called, short enough for a list; the code is for the workbook."""

from surveykit.text import _


def parameter_names() -> dict[str, str]:
    """A name in words for every criterion."""
    return _of_forecast() | _of_decision() | _of_place_and_provider() | _of_cost()


def with_code(name: str) -> str:
    """The name in words, and the code by which the workbook and the command know it."""
    words = parameter_names().get(name, "")
    return f"{words} ({name})" if words else name


def _of_forecast() -> dict[str, str]:
    return {
        "min_dwellings": _("Dwellings for an hour of its own"),
        "min_response_share": _("Least share interviewed"),
        "max_attempts": _("Most attempts per dwelling"),
        "suppress_below": _("Least number shown"),
        "block_min": _("Least dwellings of a block"),
        "dk_factor": _("Weight of “don't know”"),
        "calibration": _("Share that comes"),
        "calibration_low": _("Share that comes, cautious"),
        "calibration_high": _("Share that comes, optimistic"),
        "campaign": _("Reach of the announcement"),
        "k_not_reached": _("Weight of those not reached"),
        "k_refused": _("Weight of those who declined"),
        "capture_weekly": _("Capture, weekly"),
        "capture_fortnightly": _("Capture, every two weeks"),
        "capture_monthly": _("Capture, monthly"),
        "capture_cooperative_monthly": _("Capture at a partner's, monthly"),
        "capture_cooperative_weekly": _("Capture at a partner's, weekly"),
    }


def _of_decision() -> dict[str, str]:
    return {
        "min_visitors": _("Least visits per session"),
        "min_low": _("Least visits, cautious"),
        "minutes_per_visit": _("Minutes per visit"),
        "open_hours": _("Length of a session"),
        "util_max": _("Fullest session"),
        "coop_min_visits13": _("Least visits at a partner's"),
        "coop_min_households": _("Least households likely to come"),
        "trial_months": _("Length of a trial"),
        "outreach_min_monthly": _("Least visits without a partner"),
        "attempts_per_dwelling": _("Attempts per dwelling, planned"),
        "minutes_per_attempt": _("Minutes per attempt"),
        "minutes_per_interview": _("Minutes per interview"),
        "interviewers": _("People in a team"),
        "risk_max": _("Risk that may be left"),
    }


def _of_place_and_provider() -> dict[str, str]:
    return {
        "max_metres": _("Longest walk"),
        "min_share_within": _("Least share within reach"),
        "landlord_seat_allowed": _("Landlord's seat allowed"),
        "landlord_seat_reason": _("Reason for the landlord's seat"),
        "step_free_required": _("Step-free required"),
        "private_room_required": _("Closed room required"),
        "landlord_accept_min": _("Least consent to the landlord"),
        "self_org_helpers": _("Helpers for a self-organised hour"),
        "self_org_helper_share": _("Share of helpers"),
        "self_org_acceptance": _("Consent to tenants as provider"),
        "interpreter_min": _("Households for an interpreter"),
        "print_language_share": _("Share for printing a language"),
        "print_language_households": _("Households for printing it"),
        "home_visit_share": _("Share for home visits"),
        "appointment_share": _("Share for appointments"),
    }


def _of_cost() -> dict[str, str]:
    return {
        "hours_setup": _("Setting up and clearing"),
        "hours_preparation": _("Preparation"),
        "hours_preparation_cooperative": _("Preparation at a partner's"),
        "hours_follow_up_per_visit": _("Letters and calls per visit"),
        "hours_cooperative": _("Own staff at a partner's"),
        "staff_rate": _("Staff, an hour"),
        "room_rate": _("Room, an hour"),
        "interpreter_share": _("Share of interpreted sessions"),
        "interpreter_rate": _("Interpreter, an hour"),
        "interpreter_travel": _("Interpreter's travel"),
        "refreshments": _("Refreshments"),
        "print_rounds": _("Rounds of flyers"),
        "flyer_cost": _("Price of a flyer"),
        "poster_rounds": _("Rounds of posters"),
        "poster_cost": _("Price of a poster"),
        "once_hours": _("Hours before the start"),
        "once_hours_cooperative": _("Hours before it, at a partner's"),
        "once_translations": _("Translations, once"),
    }
