"""What an assessment says: values only, every number a screen, a sheet or a flyer shows.

Visits are persons per 13 weeks or per session held; shares run from 0 to 1; money is euros.
"""

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import TYPE_CHECKING

from surveykit.site.model import Day, PartnerHour

if TYPE_CHECKING:  # made of the values below
    from surveykit.assess.coverage.missing import Missing
    from surveykit.assess.hour.crowding import Crowding
    from surveykit.assess.hour.weekly import Weekly
    from surveykit.assess.verdict.outlook import Outlook
    from surveykit.assess.voices.modifiers import Modifiers

ALWAYS_PRINTED = ("de", "de-simple", "en", "ar")
"""Flyers are made in these languages whatever is spoken in the house."""


class Format(StrEnum):
    """A way to hold the hour."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    COOPERATIVE = "cooperative_monthly"
    COOPERATIVE_WEEKLY = "cooperative_weekly"


def format_of(verdict: str) -> Format | None:
    """The format that a verdict proposes: weekly of `trial:weekly`; None if it proposes none."""
    kind, _, rhythm = verdict.partition(":")
    if kind in ("regular", "trial"):
        return Format(rhythm)
    return Format.COOPERATIVE if kind == "cooperative" else None


@dataclass(frozen=True, slots=True)
class Slot:
    """A time band of the questionnaire, for instance `we_3`: Wednesday 15 to 18."""

    code: str
    label: str
    day: Day
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Span:
    """A forecast with its cautious and its optimistic calibration."""

    point: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Doors:
    """Dwellings of the frame by what is known of them; up to `not_reached` they add up."""

    dwellings: int
    vacant: int
    interviewed: int
    refused: int
    not_reached: int
    """Occupied, neither interviewed nor refused: what `k_not_reached` counts for."""
    not_tried: int = 0
    """Of those not reached: nobody has been there yet."""

    @property
    def not_met(self) -> int:
        """Tried, but neither interviewed nor refused."""
        return self.not_reached - self.not_tried

    @property
    def occupied(self) -> int:
        """Dwellings in scope."""
        return self.dwellings - self.vacant

    @property
    def response_share(self) -> float:
        """Interviewed per occupied dwelling; 0 where nobody lives."""
        return self.interviewed / self.occupied if self.occupied else 0.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """Expected visits, step by step as the criteria calculate them (section 5.2)."""

    raw_interviewed: float
    mean: float
    """Raw visits per interviewed household."""
    raw_not_reached: float
    raw_refused: float
    raw_total: float
    visits_13_weeks: Span
    per_session: dict[Format, Span]
    empty_risk: dict[Format, float]
    """Chance that a session stays empty, e^(-visits per session)."""
    households_known: int
    """Interviewed households that told how likely they are to come."""
    households_likely: int
    """Those of them with a probability of 4 or more out of 10."""
    uncertain: bool = False
    """Only hallway answers exist: half their mean, for orientation."""


@dataclass(frozen=True, slots=True)
class SlotScore:
    """How many of the expected visits come from households that can come then."""

    slot: Slot
    raw_visits: float
    coverage: float
    factor: float
    """Multiplies visits per session when this slot is chosen: 0.5 + 0.5 · coverage / best."""


class Obstacle(StrEnum):
    """Why a place, a time there, or a partner's hour is not eligible; in the order of reports."""

    LANDLORD_PARTNER = "landlord_partner"
    NO_PLACE = "no_place"
    NOT_STEP_FREE = "not_step_free"
    LANDLORD_SEAT = "landlord_seat"
    NOT_NEUTRAL = "not_neutral"
    NO_PRIVATE_ROOM = "no_private_room"
    TOO_FAR = "too_far"
    NO_CAPACITY = "no_capacity"
    ROOM_SHUT = "room_shut"
    """Not open long enough then."""
    HOST_ABSENT = "host_absent"
    ROOM_TAKEN = "room_taken"
    NOBODY = "nobody"
    """No interviewed household can come then and there."""


@dataclass(frozen=True, slots=True)
class PlaceScore:
    """One place, eligible if nothing stands against it."""

    place: str
    coverage: float
    farthest_metres: int | None
    share_within: float
    """Occupied dwellings within the criteria's `max_metres`."""
    obstacles: tuple[Obstacle, ...]

    @property
    def eligible(self) -> bool:
        """True if the hour may be held here."""
        return not self.obstacles


@dataclass(frozen=True, slots=True)
class PartnerScore:
    """One partner's hour as the frame of a cooperative slot."""

    hour: PartnerHour
    slots: tuple[str, ...]
    """Codes of the bands that the window touches by at least 60 minutes."""
    coverage: float
    free: float
    """Visits per hour held that fit in beside today's."""
    obstacles: tuple[Obstacle, ...]
    of_best: float = 0.0
    """Its coverage as a share of that of the best time for which a suitable room is free."""

    @property
    def eligible(self) -> bool:
        """True if the cooperative slot could be held here."""
        return not self.obstacles


@dataclass(frozen=True, slots=True)
class Cost:
    """A year of one format."""

    format: Format
    staff_hours: float
    """Per session."""
    per_session: float
    running: float
    print: float
    once: float
    first_year: float
    visits: float
    per_visit: float | None
    """Running and print per visit; None without visits."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A time and a place that fit together; the first of the list is the one to take."""

    slot: str
    """Code of the band, or empty for a partner's hour that touches none."""
    place: str
    day: Day
    start: time
    end: time
    visits_per_session: float
    conflict: str = ""
    """Name of the partner who uses the room then; such a proposal comes only as a notice."""
    partner: str = ""
    """Name of the partner inside whose hour a cooperative slot would lie."""


@dataclass(frozen=True, slots=True)
class Flip:
    """What would have to change for another verdict.

    `quantity` names what changes while all else stays, `now` its value today, `limit` the value
    at which it flips: `raw_total` raw visits, `dwellings`, `interviews`, `calibration`,
    `cautious` visits per session in the cautious forecast, `households_likely`, `partner_free`
    visits that a partner's hour can still take.
    """

    quantity: str
    now: float
    limit: float
    becomes: str
    """The verdict beyond the limit."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the decision rules, whether it held, and the numbers compared."""

    rule: str
    """`data`, `size`, `demand:weekly` (`:fortnightly`, `:monthly`), `cautious`, `coop_demand`,
    `coop_households`, `partner`, `outreach`."""
    holds: bool
    value: float
    limit: float
    risk: float = 0.0
    """Probability that it would turn out the other way with every household known."""


@dataclass(frozen=True, slots=True)
class Share:
    """A count among those asked."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0 where nobody was asked."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of the questionnaire: households that named it."""

    code: str
    label: str
    area: str
    beyond_flat: bool
    households: int
    first: int
    """Households for which it is the most important one."""


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea in the respondent's words, at its place."""

    text: str
    where: str
    spot: str
    count: int


@dataclass(frozen=True, slots=True)
class Hallway:
    """Hallway answers, shown apart and never added to the forecast."""

    interviews: int
    mean: float | None
    """Raw visits of those who told how likely they are to come; None where nobody did."""
    known: int = 0
    """How many that were."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A block with doors still to try, where the survey must go on."""

    block: str
    open: int
    """Dwellings that may still be tried: nothing is final and attempts are left."""
    untried: int
    """Those of them never tried."""
    times: tuple[str, ...]
    """Times of day at which nobody has tried here: `morning`, `midday`, `afternoon`, `evening`,
    `saturday`."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole answer for one site."""

    verdict: str
    """`regular:<rhythm>`, `trial:<rhythm>`, `cooperative`, `continue_survey`, `outreach`,
    `none_now`."""
    reasons: tuple[Reason, ...]
    doors: Doors
    response_share_needed: float
    interviews_needed: int
    """The same in interviews; large sites need at least 60."""
    forecast: Forecast
    slots: tuple[SlotScore, ...]
    """Best first."""
    places: tuple[PlaceScore, ...]
    """In the planner's order."""
    partners: tuple[PartnerScore, ...]
    """Eligible ones first, best first; the rest in the planner's order."""
    proposals: tuple[Proposal, ...]
    """Times and places for the verdict's format, best first, at most five; then the better ones
    whose room is taken. With `cooperative`: the eligible partners' hours."""
    costs: tuple[Cost, ...]
    cost_ratio: float | None
    """Cost per visit of the proposed regular hour over that of the cooperative slot."""
    modifiers: "Modifiers"
    flips: tuple[Flip, ...]
    topics: tuple[Topic, ...]
    ideas: tuple[Idea, ...]
    hallway: Hallway
    survey_hours: float
    """Hours of work of all interviewers together, with the interviews held so far."""
    survey_cost: float
    changed_criteria: dict[str, tuple[object, object]]
    """Criteria that differ from their defaults: name → (default, value)."""
    outlook: "Outlook"
    """How sure the verdict is."""
    gaps: tuple[Gap, ...] = ()
    """Where doors are still open; empty when every door has its final outcome."""
    surplus_interviews: int = 0
    """Interviews beyond the number of homes interviewed: some household was asked twice."""
    contradictions: int = 0
    """Corrections that contradict another one of the same interview; they are not counted."""
    weekly: "Weekly | None" = None
    """Fixed weekly times that together reach most visits."""
    crowding: "dict[Format, Crowding]" = field(default_factory=dict)
    """By format: how often nobody comes to a session, and how often more than there is time for."""
    households_by_block: dict[str, int] = field(default_factory=dict)
    """Occupied dwellings; empty where answers and doors do not add up by block."""
    leaning: float = 0.0
    """How unevenly the interviews lie over the blocks; adds to the uncertainty of shares."""
    missing: "Missing | None" = None
    """Whom the interviews speak too little of; None without a contact sheet."""

    @property
    def format(self) -> Format | None:
        """The format that the verdict proposes, if it proposes one."""
        return format_of(self.verdict)

    @property
    def partner(self) -> PartnerScore | None:
        """The partner for a cooperative slot, if one is eligible."""
        return self.partners[0] if self.partners and self.partners[0].eligible else None
