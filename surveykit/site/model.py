"""A site: what the planner knows about the place before the first doorbell."""

from datetime import date, time, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, NonNegativeFloat, NonNegativeInt, PositiveInt

from surveykit.frozen import Frozen
from surveykit.site.criteria import Criteria

Day = Literal["mo", "tu", "we", "th", "fr", "sa", "su"]
DAYS: tuple[Day, ...] = ("mo", "tu", "we", "th", "fr", "sa", "su")

Rhythm = Literal[
    "weekly", "fortnightly", "monthly_1", "monthly_2", "monthly_3", "monthly_4", "monthly_last"
]
"""How often an hour is held; `monthly_2` is the second such weekday of each month."""

Access = Literal["open", "appointment"]

PartnerClass = Literal[
    "city", "welfare", "care", "tenants_association", "self", "church", "landlord", "other"
]


class Block(Frozen):
    """A building or group of buildings: the smallest place stored with an answer."""

    name: str
    label: str


class Building(Frozen):
    """One house, with one or more entrances."""

    name: str
    label: str
    block: str
    entrances: tuple[str, ...]
    floors: PositiveInt
    flats_per_entrance_floor: PositiveInt | None = None
    lift: bool
    step_free_entrance: bool
    owner: str = ""


class Dwelling(Frozen):
    """One flat of the frame: the unit that is sampled and counted."""

    name: str
    building: str
    block: str
    entrance: str
    floor: int
    """0 is the ground floor."""
    position: str
    occupied: bool


class Window(Frozen):
    """A stretch of one weekday, local time, end exclusive."""

    day: Day
    start: time
    end: time


class Place(Frozen):
    """A room where an hour could be held."""

    name: str
    label: str
    address: str
    hint: str = ""
    """The way in, as printed on the flyer: `Entrance from the courtyard, bell 2`."""
    step_free: bool
    accessible_toilet: bool
    landlord_seat: bool
    neutral: bool
    private_room: bool
    seats: NonNegativeInt
    rent_eur_h: NonNegativeFloat
    usable: str
    """When the room may be used, as the planner wrote it: `Mo–Fr 9–18`."""
    windows: tuple[Window, ...]
    """The same, read."""


class Distance(Frozen):
    """The walk from a building's front door to a place."""

    building: str
    place: str
    metres: NonNegativeInt


class Partner(Frozen):
    """An organisation with an hour of its own."""

    name: str
    label: str
    partner_class: PartnerClass
    contact: str = ""


class PartnerHour(Frozen):
    """A partner's existing hour; a cooperative slot could be part of it."""

    partner: str
    place: str = ""
    """Name of a place, or empty when the partner sits outside the site."""
    day: Day
    start: time
    end: time
    rhythm: Rhythm
    access: Access
    mean_visits: NonNegativeFloat
    """Visits per hour held, today."""
    capacity: NonNegativeFloat
    """Visits per hour held that the partner could take."""


class Organiser(Frozen):
    """Who answers for the survey and for everything printed."""

    name: str
    phone: str
    email: str = ""
    contact_name: str = ""
    """A person, named on the flyer."""
    address: str = ""
    publisher: str = ""
    publisher_address: str = ""
    printer: str = ""
    printer_address: str = ""


class Site(Frozen):
    """One site as the planner's workbook describes it; `read_site` has checked every name."""

    name: str
    label: str
    size: str = ""
    """Size class, for lists only: small, medium or large."""
    town: str
    quarter: str = ""
    region: str = ""
    """Federal state for public holidays, for instance `NW`; empty: nationwide holidays only."""
    built: int | None = None
    storeys: str = ""
    lift: str = ""
    entrance: str = ""
    owner: str = ""
    residents: NonNegativeInt | None = None
    share_65plus: float | None = Field(default=None, ge=0, le=100)
    languages: tuple[str, ...]
    """Codes of the languages spoken here, the most frequent first."""
    team_languages: tuple[str, ...] = ("de",)
    """Codes of the languages in which the team can hold the hour, as flyers promise."""
    team_hours: str = ""
    """When the team can hold the hour, as the planner wrote it; empty: at any time."""
    team_windows: tuple[Window, ...] = ()
    """The same, read."""
    result_until: str = ""
    """When the result is put up in the house, as printed: `15. Mai`."""
    organiser: Organiser
    first_session: date | None = None
    """First session, if it is fixed already; else computed from the decision's date."""
    criteria: Criteria = Criteria()

    blocks: tuple[Block, ...]
    buildings: tuple[Building, ...]
    dwellings: tuple[Dwelling, ...]
    places: tuple[Place, ...]
    distances: tuple[Distance, ...]
    partners: tuple[Partner, ...]
    partner_hours: tuple[PartnerHour, ...]

    @property
    def zone(self) -> tzinfo:
        """Its time zone: one for all federal states, wherever the laptop thinks it is."""
        return ZoneInfo("Europe/Berlin")

    def occupied(self, building: str | None = None) -> int:
        """Number of occupied dwellings, of the site or of one building."""
        return sum(
            dwelling.occupied and building in (None, dwelling.building)
            for dwelling in self.dwellings
        )

    def metres(self, building: str, place: str) -> int | None:
        """Walk in metres, or None where the workbook gives none."""
        for distance in self.distances:
            if (distance.building, distance.place) == (building, place):
                return distance.metres
        return None

    def form_lists(self) -> dict[str, list[dict[str, str]]]:
        """The lists that forms choose from, by file name as forms ask for them.

        Columns and rows are those of the workbook's sheets, as text; places end with the
        special answers any, none and no answer.
        """
        from surveykit.site.rows import form_lists

        return form_lists(self)
