"""What every criterion does, in words for the planner, with its unit."""

from surveykit.text import _


def meanings() -> dict[str, str]:
    """A sentence for every criterion, in the order of the criteria sheet."""
    return _size() | _forecast() | _decision() | _place_and_provider() | _cost() | _effort()


def _size() -> dict[str, str]:
    return {
        "min_dwellings": _("Dwellings of the site from which an hour of its own is thinkable."),
        "min_response_share": _(
            "Share of occupied dwellings that must be interviewed before a verdict. "
            "Empty: 0.5 below 50 dwellings, 0.3 up to 200, 0.2 above."
        ),
        "max_attempts": _("Attempts per dwelling, at different times of day."),
        "suppress_below": _("Smaller numbers of households are not shown in reports."),
        "block_min": _("Dwellings that a block must have at least."),
    }


def _forecast() -> dict[str, str]:
    return {
        "dk_factor": _("Interest of those who do not know, as a share of the site's mean."),
        "calibration": _("Share of the stated visits that is expected to come."),
        "calibration_low": _("Share of the stated visits that comes in the cautious forecast."),
        "calibration_high": _("Share of the stated visits that comes in the optimistic forecast."),
        "campaign": _(
            "Reach of the announcement: 1 full series, 0.6 flyer and notice twice, "
            "0.3 single flyer, 0.1 notice only."
        ),
        "k_not_reached": _("Interest of households never reached, compared with interviewed ones."),
        "k_refused": _("Interest of households that declined, compared with interviewed ones."),
        "capture_weekly": _("Share of the concerns that wait for a weekly hour."),
        "capture_fortnightly": _("Share of the concerns that wait for a fortnightly hour."),
        "capture_monthly": _("Share of the concerns that wait for a monthly hour."),
        "capture_cooperative_monthly": _(
            "Share of the concerns that wait for a monthly hour at a partner's."
        ),
        "capture_cooperative_weekly": _(
            "Share of the concerns that wait for a weekly hour at a partner's."
        ),
    }


def _decision() -> dict[str, str]:
    return {
        "min_visitors": _("Visits per session from which an hour of its own is worth holding."),
        "min_low": _("Visits per session in the cautious forecast; below: start on trial."),
        "minutes_per_visit": _("Minutes per visit."),
        "open_hours": _("Length of a session in hours."),
        "util_max": _("Share of a session that talks may fill; above: longer or more often."),
        "coop_min_visits13": _("Visits in 13 weeks from which an offer at a partner's is made."),
        "coop_min_households": _(
            "Households with a probability of 4 and more from which it is made too."
        ),
        "trial_months": _("Length of a trial in months."),
        "outreach_min_monthly": _(
            "Visits per monthly session from which a trial without a partner is offered."
        ),
    }


def _place_and_provider() -> dict[str, str]:
    return {
        "max_metres": _("Longest walk in metres."),
        "min_share_within": _("Share of occupied dwellings that must lie within the longest walk."),
        "landlord_seat_allowed": _("Whether an hour may be held at the landlord's seat."),
        "landlord_seat_reason": _(
            "The reason, in writing, if the landlord's seat is allowed. Shown in the report."
        ),
        "step_free_required": _("Whether the place must be step-free."),
        "private_room_required": _("Whether there must be a room with a closed door."),
        "landlord_accept_min": _(
            "Share of those asked who must accept the landlord as the only provider."
        ),
        "self_org_helpers": _("Households that would help, for a self-organised hour."),
        "self_org_helper_share": _(
            "Share of interviewed households that would help, for a self-organised hour."
        ),
        "self_org_acceptance": _("Share of those asked who accept tenants as the provider."),
        "interpreter_min": _(
            "Households of one language that want an interpreter, for every second session."
        ),
        "print_language_share": _("Share of interviews in a language from which it is printed."),
        "print_language_households": _(
            "Households that speak a language from which it is printed too."
        ),
        "home_visit_share": _("Share of households that need or want home visits."),
        "appointment_share": _("Share of households that want appointments."),
    }


def _cost() -> dict[str, str]:
    return {
        "hours_setup": _("Hours of setting up and clearing per session."),
        "hours_preparation": _("Hours of preparation per session."),
        "hours_preparation_cooperative": _("Hours of preparation per session at a partner's."),
        "hours_follow_up_per_visit": _("Hours of letters and calls per visit."),
        "hours_cooperative": _("Hours of own staff per session at a partner's."),
        "staff_rate": _("Staff, in euros per hour."),
        "room_rate": _("Room, in euros per hour, as long as no suitable place is known."),
        "interpreter_share": _("Share of the sessions that are interpreted."),
        "interpreter_rate": _("Interpreter, in euros per hour."),
        "interpreter_travel": _("Interpreter's travel, in euros per session."),
        "refreshments": _("Coffee and the like, in euros per session."),
        "print_rounds": _("Flyers to every dwelling, rounds per year."),
        "flyer_cost": _("A flyer, in euros."),
        "poster_rounds": _("Posters at every entrance, rounds per year."),
        "poster_cost": _("A poster, in euros."),
        "once_hours": _("Staff hours once, before the first session."),
        "once_hours_cooperative": _("Staff hours once, before the first session at a partner's."),
        "once_translations": _("Translations, in euros, once."),
    }


def _effort() -> dict[str, str]:
    return {
        "attempts_per_dwelling": _("Attempts per dwelling on average, to plan the survey."),
        "minutes_per_attempt": _("Minutes per attempt."),
        "minutes_per_interview": _("Minutes per interview with notes."),
        "interviewers": _("People who go together."),
        "risk_max": _("Risk of a wrong verdict at which it counts as decided."),
    }
