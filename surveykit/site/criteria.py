"""The planner's criteria: every number of the forecast and the decision, with its range.

Defaults, ranges and reasons: the planner criteria of the project. Shares and rates run from
0 to 1, money is euros, times are hours unless the name says minutes.
"""

from typing import Annotated, Self

from annotated_types import Ge, Le
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from surveykit.frozen import Frozen


def _number(low: float, high: float) -> object:
    return Field(ge=low, le=high)


Share = Annotated[float, _number(0, 1)]


class Criteria(Frozen):
    """What an hour must promise before it is worth holding, and what it costs."""

    # size and data
    min_dwellings: Annotated[int, _number(20, 80)] = 40
    min_response_share: Annotated[float | None, _number(0.1, 0.8)] = None
    """Share of occupied dwellings interviewed; None: by size, see `response_share_needed`."""
    max_attempts: Annotated[int, _number(2, 5)] = 3
    suppress_below: Annotated[int, _number(3, 10)] = 5
    block_min: Annotated[int, _number(8, 20)] = 10

    # forecast
    dk_factor: Share = 0.5
    calibration: Annotated[float, _number(0.05, 1)] = 0.35
    calibration_low: Annotated[float, _number(0.05, 1)] = 0.20
    calibration_high: Annotated[float, _number(0.05, 1)] = 0.60
    campaign: Annotated[float, _number(0.05, 1)] = 1.0
    k_not_reached: Annotated[float, _number(0.2, 0.7)] = 0.4
    k_refused: Annotated[float, _number(0, 0.3)] = 0.1
    capture_weekly: Annotated[float, _number(0.4, 1)] = 1.0
    capture_fortnightly: Annotated[float, _number(0.4, 1)] = 0.9
    capture_monthly: Annotated[float, _number(0.4, 1)] = 0.7
    capture_cooperative_monthly: Annotated[float, _number(0.4, 1)] = 0.6
    capture_cooperative_weekly: Annotated[float, _number(0.4, 1)] = 0.8

    # decision
    min_visitors: Annotated[float, _number(2, 5)] = 3.0
    min_low: Annotated[float, _number(1, 3)] = 2.0
    minutes_per_visit: Annotated[float, _number(15, 45)] = 25
    open_hours: Annotated[float, _number(1.5, 3)] = 2.0
    util_max: Annotated[float, _number(0.7, 0.95)] = 0.85
    coop_min_visits13: Annotated[float, _number(0, 10)] = 1.0
    coop_min_households: Annotated[int, _number(1, 20)] = 3
    trial_months: Annotated[int, _number(3, 12)] = 6
    outreach_min_monthly: Annotated[float, _number(0.5, 5)] = 2.0

    # place, provider, language
    max_metres: Annotated[int, _number(100, 2000)] = 500
    min_share_within: Share = 0.90
    landlord_seat_allowed: bool = False
    landlord_seat_reason: str = ""
    """Written reason, shown in the report; needed where the landlord's seat is allowed."""
    step_free_required: bool = True
    private_room_required: bool = True
    landlord_accept_min: Share = 0.50
    self_org_helpers: Annotated[int, _number(1, 20)] = 3
    self_org_helper_share: Share = 0.05
    self_org_acceptance: Share = 0.30
    interpreter_min: Annotated[int, _number(1, 50)] = 5
    print_language_share: Share = 0.03
    print_language_households: Annotated[int, _number(1, 50)] = 5
    home_visit_share: Share = 0.20
    appointment_share: Share = 0.20

    # cost
    hours_setup: Annotated[float, _number(0, 4)] = 0.5
    hours_preparation: Annotated[float, _number(0, 8)] = 0.5
    hours_preparation_cooperative: Annotated[float, _number(0, 8)] = 0.25
    hours_follow_up_per_visit: Annotated[float, _number(0, 4)] = 1 / 3
    hours_cooperative: Annotated[float, _number(0.5, 4)] = 1.0
    staff_rate: Annotated[float, _number(0, 200)] = 55
    room_rate: Annotated[float, _number(0, 100)] = 10
    """As long as no place is known where the hour can be held; else the place's own rent."""
    interpreter_share: Share = 0.0
    """Share of the sessions that are interpreted."""
    interpreter_rate: Annotated[float, _number(0, 200)] = 45
    interpreter_travel: Annotated[float, _number(0, 200)] = 10
    refreshments: Annotated[float, _number(0, 100)] = 6
    print_rounds: Annotated[int, _number(0, 52)] = 6
    flyer_cost: Annotated[float, _number(0, 5)] = 0.10
    poster_rounds: Annotated[int, _number(0, 52)] = 7
    poster_cost: Annotated[float, _number(0, 20)] = 0.60
    once_hours: Annotated[float, _number(0, 200)] = 12
    once_hours_cooperative: Annotated[float, _number(0, 200)] = 4
    once_translations: Annotated[float, _number(0, 5000)] = 300

    # survey effort
    attempts_per_dwelling: Annotated[float, _number(1, 5)] = 1.8
    minutes_per_attempt: Annotated[float, _number(0, 30)] = 2.5
    minutes_per_interview: Annotated[float, _number(1, 60)] = 7
    interviewers: Annotated[int, _number(1, 4)] = 2
    risk_max: Annotated[float, _number(0.01, 0.5)] = 0.10
    """Risk of a wrong verdict at which it counts as decided, and asking may stop."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if not self.calibration_low <= self.calibration <= self.calibration_high:
            raise PydanticCustomError(
                "calibration", "calibration must lie between calibration_low and calibration_high"
            )
        if self.landlord_seat_allowed and not self.landlord_seat_reason:
            raise PydanticCustomError(
                "landlord_seat_reason", "landlord_seat_allowed needs a landlord_seat_reason"
            )
        return self

    def response_share_needed(self, occupied: int) -> float:
        """Share of occupied dwellings that must be interviewed before a verdict."""
        if self.min_response_share is not None:
            return self.min_response_share
        if occupied < 50:
            return 0.50
        return 0.30 if occupied <= 200 else 0.20


def limits(name: str) -> tuple[float, float] | None:
    """The least and the greatest value of a criterion, both allowed; None: no number."""
    metadata = Criteria.model_fields[name].metadata
    low = [mark.ge for mark in metadata if isinstance(mark, Ge)]
    high = [mark.le for mark in metadata if isinstance(mark, Le)]
    if not low or not high:
        return None
    return float(str(low[0])), float(str(high[0]))


def default(name: str) -> bool | int | float | str | None:
    """The value that holds when the planner gives none."""
    value: bool | int | float | str | None = Criteria.model_fields[name].default
    return value
