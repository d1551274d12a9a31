"""The sheets of where an hour could be held and beside whom: places, walks, partners, hours."""

from typing import get_args

from surveykit.site.columns import Column, Sheet
from surveykit.site.model import DAYS, Access, PartnerClass, Rhythm
from surveykit.site.sheets.sites import site_id
from surveykit.text import _


def places() -> Sheet:
    """Rooms, with how one gets in and when they may be used."""
    meaning = _("Rooms where an hour could be held.")
    columns = (*_place_columns(), *_room_columns())
    return Sheet("places", meaning, columns, unique=("name",), skipped=("kind", "special"))


def _place_columns() -> tuple[Column, ...]:
    return (
        Column("name", "key", _("Short name"),
               _("Short name of the place without blanks."),
               "name", example="L-P1"),
        Column("label", "text", _("Name"),
               _("Name of the place as residents know it."),
               "label", example="Nachbarschaftsraum", width=32),
        site_id(),
        Column("kind", "choice", _("Kind"),
               _("place. Rows with special (any, none, no answer) are added by the program."),
               required=False, choices=("place", "special"), example="place"),
        Column("address", "text", _("Address"),
               _("Street and number."),
               "address", example="Lindenhof 2", width=24),
    )  # fmt: skip


def _room_columns() -> tuple[Column, ...]:
    return (
        Column("step_free", "yes_no", _("Step-free"),
               _("Whether one gets in and to the room without a step."),
               "step_free", example="yes"),
        Column("accessible_toilet", "yes_no", _("Accessible toilet"),
               _("Whether there is a toilet for people in wheelchairs."),
               "accessible_toilet", example="yes", width=17),
        Column("landlord_seat", "yes_no", _("Landlord's seat"),
               _("Whether the landlord or the caretaker has an office here."),
               "landlord_seat", example="no", width=14),
        Column("neutral", "yes_no", _("Neutral"),
               _("Whether nobody is kept away by what else the place is used for."),
               "neutral", example="yes"),
        Column("private_room", "yes_no", _("Private room"),
               _("Whether a talk can be held behind a closed door."),
               "private_room", example="yes", width=14),
        Column("seats", "whole", _("Seats"),
               _("Number of seats."),
               "seats", low=0, high=100_000, example=16),
        Column("rent_eur_h", "number", _("Rent"),
               _("Rent in euros per hour; 0 if it is free."),
               "rent_eur_h", low=0, high=10_000, example=6),
        Column("usable", "hours", _("Usable"),
               _("When the room may be used: Mo–Fr 9–18 / Mi, Fr 10–17 / täglich 9–20 / "
                 "Mo–Fr ab 16:30 / immer. Several are separated by a semicolon."),
               "usable", example="täglich 9–20", width=22),
        Column("hint", "text", _("Way in"),
               _("The way in, as printed on the flyer: Entrance from the courtyard, bell 2."),
               "hint", required=False, example="Eingang vom Hof", width=28, extra=True),
    )  # fmt: skip


def distances() -> Sheet:
    """The walk of every building to every place, in metres."""
    columns = (
        Column("building", "reference", _("Building"),
               _("The building one walks from."),
               "building", refers_to="buildings", example="L-1"),
        Column("place", "reference", _("Place"),
               _("The place one walks to."),
               "place", refers_to="places", example="L-P1"),
        Column("metres", "whole", _("Metres"),
               _("Walk in metres from the front door to the place."),
               "metres", low=0, high=100_000, example=90),
    )  # fmt: skip
    meaning = _("The walk from every building to every place.")
    return Sheet("distances", meaning, columns, unique=("building", "place"))


def partners() -> Sheet:
    """Organisations; their hours stand on a sheet of their own."""
    columns = (
        Column("partner", "key", _("Short name"),
               _("Short name of the partner without blanks."),
               "name", example="L-K1"),
        site_id(),
        Column("label", "text", _("Name"),
               _("Name of the organisation."),
               "label", example="Seniorenberatung", width=44),
        Column("partner_class", "choice", _("Class"),
               _("What kind of organisation it is."),
               "partner_class", choices=get_args(PartnerClass), example="welfare", width=20),
        Column("contact", "text", _("Contact"),
               _("Telephone number or other contact of the organisation."),
               "contact", required=False, example="030 23125 202", width=20),
    )  # fmt: skip
    meaning = _("Organisations that could share an hour of theirs.")
    return Sheet("partners", meaning, columns, unique=("partner",), may_be_empty=True)


def partner_hours() -> Sheet:
    """When and where a partner is there, and for how many there is room."""
    columns = (
        Column("partner", "reference", _("Partner"),
               _("The partner who holds the hour."),
               "partner", refers_to="partners", example="L-K1"),
        Column("place", "reference", _("Place"),
               _("The place. Empty if the partner sits outside the site."),
               "place", required=False, refers_to="places", example="L-P1"),
        Column("day", "day", _("Day"),
               _("Day of the week. The German mo, di, mi, do, fr, sa, so are read as well."),
               "day", choices=DAYS, example="mo"),
        Column("from", "time", _("From"),
               _("Begin, for instance 14:00."),
               "start", example="10:00"),
        Column("to", "time", _("To"),
               _("End, for instance 16:00."),
               "end", example="12:00"),
        Column("rhythm", "choice", _("Rhythm"),
               _("How often. monthly_2 is the second such weekday of each month."),
               "rhythm", choices=get_args(Rhythm), example="weekly", width=14),
        Column("access", "choice", _("Access"),
               _("open: everybody can come. appointment: by appointment."),
               "access", choices=get_args(Access), example="open", width=14),
        Column("mean_visits", "number", _("Visits today"),
               _("Visits per hour held, today, on average."),
               "mean_visits", low=0, high=1000, example=2),
        Column("capacity", "number", _("Room for"),
               _("Visits per hour held that the partner could take."),
               "capacity", low=0, high=1000, example=5),
    )  # fmt: skip
    meaning = _("The partners' existing hours.")
    unique = ("partner", "place", "rhythm", "day", "from")
    return Sheet("partner_hours", meaning, columns, unique, may_be_empty=True)
