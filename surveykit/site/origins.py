"""In what unit every criterion is, and where its default and its range come from."""

from surveykit.text import _


def unit(name: str) -> str:
    """The unit in a word or two; empty for yes or no, and for texts."""
    return {criterion: word for word, names in _units() for criterion in names}.get(name, "")


def origin(name: str) -> str:
    """A sentence on what speaks for the default; where nothing was measured it says so."""
    return _origins().get(name) or _("Judgement of practitioners; no figure in the sources.")


def _units() -> tuple[tuple[str, tuple[str, ...]], ...]:
    share = _("share from 0 to 1")
    return (
        (_("dwellings"), ("min_dwellings", "block_min")),
        (_("attempts"), ("max_attempts", "attempts_per_dwelling")),
        (_("households"), (
            "suppress_below", "coop_min_households", "self_org_helpers", "interpreter_min",
            "print_language_households")),
        (share, (
            "min_response_share", "dk_factor", "calibration", "calibration_low",
            "calibration_high", "campaign", "k_not_reached", "k_refused", "capture_weekly",
            "capture_fortnightly", "capture_monthly", "capture_cooperative_monthly",
            "capture_cooperative_weekly", "util_max", "min_share_within", "landlord_accept_min",
            "self_org_helper_share", "self_org_acceptance", "print_language_share",
            "home_visit_share", "appointment_share", "interpreter_share", "risk_max")),
        (_("visits per session"), ("min_visitors", "min_low", "outreach_min_monthly")),
        (_("visits in 13 weeks"), ("coop_min_visits13",)),
        (_("minutes"), ("minutes_per_visit", "minutes_per_attempt", "minutes_per_interview")),
        (_("hours"), (
            "open_hours", "hours_setup", "hours_preparation", "hours_preparation_cooperative",
            "hours_follow_up_per_visit", "hours_cooperative", "once_hours",
            "once_hours_cooperative")),
        (_("months"), ("trial_months",)),
        (_("metres"), ("max_metres",)),
        (_("€ per hour"), ("staff_rate", "room_rate", "interpreter_rate")),
        ("€", (
            "interpreter_travel", "refreshments", "flyer_cost", "poster_cost",
            "once_translations")),
        (_("rounds a year"), ("print_rounds", "poster_rounds")),
        (_("people"), ("interviewers",)),
    )  # fmt: skip


def _origins() -> dict[str, str]:
    return _of_size_and_forecast() | _of_decision() | _of_place_and_cost()


def _of_size_and_forecast() -> dict[str, str]:
    shares = _("Rarer sessions lose urgent concerns, and a guest slot is less visible. Judgement.")
    calibration = _(
        "People overstate: of those who had promised to come to a municipal evening in Bochum four "
        "in five came, but they were one in ten of those invited. To be replaced by the "
        "site's own visits."
    )
    return {
        "min_dwellings": _(
            "At a lively 0.8 visits per dwelling and year, 33 visits for a monthly hour take 41 "
            "dwellings. Judgement."
        ),
        "min_response_share": _(
            "Handbooks ask for one in ten in activating surveys; a forecast per session needs more."
        ),
        "max_attempts": _("More annoys; fewer misses those who work."),
        "suppress_below": _(
            "Federal employment statistics hide below 10; small sites need a lower, safe value."
        ),
        "calibration": calibration,
        "calibration_low": calibration,
        "calibration_high": calibration,
        "campaign": _(
            "Hattersheim, 372 households, one flyer, telephone only: 0.027 enquiries per household "
            "and year."
        ),
        "k_not_reached": _("Those never reached are less interested, not without any. Judgement."),
        "k_refused": _("Who declines an interview rarely comes to an hour. Judgement."),
        "capture_weekly": shares,
        "capture_fortnightly": shares,
        "capture_monthly": shares,
        "capture_cooperative_monthly": shares,
        "capture_cooperative_weekly": shares,
        "risk_max": _("Simulation of made-up sites; see the sheet of the method."),
    }


def _of_decision() -> dict[str, str]:
    return {
        "min_visitors": _(
            "With 3 visits on average one session in twenty stays empty, with 2 one in seven, with "
            "1 more than one in three. A seniors' council in Stuhr keeps a weekly hour going "
            "with three to four."
        ),
        "min_low": _("Below it even the cautious forecast bears an hour out only on trial."),
        "minutes_per_visit": _("Berlin plans 20 minutes per talk; care and forms take longer."),
        "open_hours": _("Usual length in all examples: 2 to 3 hours."),
        "trial_months": _(
            "Time for word of mouth; Dormagen called its hours unknown after a year."
        ),
    }


def _of_place_and_cost() -> dict[str, str]:
    return {
        "max_metres": _("About 10 minutes with a walker at 0.8 metres a second."),
        "landlord_seat_allowed": _("Hard rule: neutral ground."),
        "step_free_required": _("The target group."),
        "private_room_required": _("Personal situations."),
        "self_org_helpers": _("Three people can share a year without burning out."),
        "interpreter_min": _("Cost against access."),
        "staff_rate": _("40 to 75 €: a full post in care is about 41 € an hour before overhead, "
                        "Berlin pays 67 to 74 €, Hagen paid about 73 €."),
        "room_rate": _("0 to 15 €: Düren took 3 € an hour, Innsbruck nothing or 9.60 €."),
        "interpreter_rate": _("Berlin: 25 € per 45 minutes; Düsseldorf 30 to 75 €."),
    }  # fmt: skip
