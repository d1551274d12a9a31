"""Every sheet and column of the site workbook, in the order people fill them in.

Names and order of the columns follow the project's site tables, so that tables kept
elsewhere can be pasted in; `extra` columns come after them.
"""

from typing import get_args

from surveykit.site.columns import Column, Sheet
from surveykit.site.model import DAYS, Access, PartnerClass, Rhythm
from surveykit.text import _

LANGUAGE_CODE = "[a-z]{2,3}(_[a-z]+)?"
"""`de`, `dgs`, `de_simple`."""


def sheets() -> tuple[Sheet, ...]:
    """All sheets that are read, with their texts in the language in use."""
    return (
        _sites(),
        _blocks(),
        _buildings(),
        _dwellings(),
        _places(),
        _distances(),
        _partners(),
        _partner_hours(),
        _criteria(),
    )


def sheet(name: str) -> Sheet:
    """The sheet of this name."""
    return next(sheet for sheet in sheets() if sheet.name == name)


def _sites() -> Sheet:
    return Sheet(
        "sites",
        _("The site, in one row; several sites may stand below each other."),
        (
            *_site_columns(),
            *_house_columns(),
            *_people_columns(),
            *_organiser_columns(),
            *_imprint_columns(),
        ),
        unique=("name",),
    )


def _site_columns() -> tuple[Column, ...]:
    return (
        Column("name", "key", _("Short name"),
               _("Short name of the site without blanks. It never changes during a survey."),
               "name", example="L"),
        Column("label", "text", _("Name"),
               _("Name of the site as residents know it."),
               "label", example="Lindenhof", width=24),
        Column("size", "choice", _("Size"),
               _("Size class of the site, for lists only."),
               "size", required=False, choices=("small", "medium", "large"), example="medium"),
        Column("town", "text", _("Town"),
               _("Postcode and town."),
               "town", example="00001 Auenstadt", width=18),
        Column("quarter", "text", _("Quarter"),
               _("Quarter or district."),
               "quarter", required=False, example="Nordstadt", width=16),
    )  # fmt: skip


def _house_columns() -> tuple[Column, ...]:
    return (
        Column("built", "whole", _("Year built"),
               _("Year in which the buildings were built."),
               "built", required=False, low=1000, high=2200, example=1957),
        Column("storeys", "text", _("Storeys"),
               _("Storeys in words or figures, as a description."),
               "storeys", required=False, example="4"),
        Column("lift", "text", _("Lift"),
               _("Whether there are lifts, as a description."),
               "lift", required=False, example="no"),
        Column("entrance", "text", _("Entrances"),
               _("Steps and ramps at the entrances, as a description."),
               "entrance", required=False, example="2 Stufen", width=24),
        Column("owner", "text", _("Owner"),
               _("Who owns the buildings."),
               "owner", required=False, example="Genossenschaft", width=30),
    )  # fmt: skip


def _people_columns() -> tuple[Column, ...]:
    return (
        Column("dwellings", "whole", _("Dwellings"),
               _("Number of dwellings. A cross-check: it must agree with the sheet dwellings."),
               required=False, low=1, example=96),
        Column("vacant", "whole", _("Vacant"),
               _("Number of vacant dwellings. A cross-check: it must agree with dwellings."),
               required=False, low=0, example=2),
        Column("residents", "whole", _("Residents"),
               _("Number of residents, if known."),
               "residents", required=False, low=0, high=1_000_000, example=168),
        Column("share_65plus", "number", _("Share 65 and older"),
               _("Share of residents aged 65 and older in per cent, from 0 to 100."),
               "share_65plus", required=False, low=0, high=100, example=36),
        Column("langs", "words", _("Languages"),
               _("Codes of the languages spoken here, the most frequent first, with commas."),
               "languages", pattern=LANGUAGE_CODE, example="de, tr, ru", width=16),
    )  # fmt: skip


def _organiser_columns() -> tuple[Column, ...]:
    return (
        Column("organiser", "text", _("Organiser"),
               _("Who answers for the survey. Printed on everything."),
               "organiser.name", example="Nachbarschaftsverein Nordstadt", width=32),
        Column("organiser_contact", "text", _("Telephone"),
               _("Telephone number of the organiser. Printed on everything."),
               "organiser.phone", example="030 23125 202", width=18),
        Column("organiser_mail", "text", _("E-mail"),
               _("E-mail address of the organiser."),
               "organiser.email", required=False, example="nordstadt@example.org", width=24),
        Column("result_until", "text", _("Result until"),
               _("Day on which the result is put up in the house, as printed: 30 April."),
               "result_until", required=False, example="30. April", width=14),
        Column("contact_name", "text", _("Contact person"),
               _("A person, named on the flyer."),
               "organiser.contact_name", required=False, example="Frau Beispiel", width=20,
               extra=True),
        Column("organiser_address", "text", _("Address"),
               _("Address of the organiser."),
               "organiser.address", required=False, width=32, extra=True),
    )  # fmt: skip


def _imprint_columns() -> tuple[Column, ...]:
    return (
        Column("publisher", "text", _("Publisher"),
               _("Publisher for the imprint on flyers. Press laws ask for name and address."),
               "organiser.publisher", required=False, width=32, extra=True),
        Column("publisher_address", "text", _("Publisher's address"),
               _("Address of the publisher for the imprint."),
               "organiser.publisher_address", required=False, width=32, extra=True),
        Column("printer", "text", _("Printer"),
               _("Printing house for the imprint; who prints at the office writes Eigendruck."),
               "organiser.printer", required=False, example="Eigendruck", width=18, extra=True),
        Column("printer_address", "text", _("Printer's address"),
               _("Address of the printing house for the imprint."),
               "organiser.printer_address", required=False, width=32, extra=True),
        Column("region", "choice", _("Federal state"),
               _("Federal state, for its public holidays. Empty: nationwide holidays only."),
               "region", required=False, choices=REGIONS, example="NW", extra=True),
        Column("first_session", "date", _("First session"),
               _("Day of the first session if it is fixed already; else it is computed."),
               "first_session", required=False, width=14, extra=True),
        Column("team_languages", "words", _("Team's languages"),
               _("Codes of the languages the team speaks at the hour, with commas. Printed on the "
                 "flyers. Empty means de."),
               "team_languages", required=False, pattern=LANGUAGE_CODE, example="de, tr", width=16,
               extra=True),
        Column("team_hours", "hours", _("Team's hours"),
               _("When the team can hold the hour: Mo–Fr 9–18. Empty means at any time."),
               "team_hours", required=False, example="Mo–Fr 9–18", width=22, extra=True),
    )  # fmt: skip


REGIONS = (
    "BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH",
)  # fmt: skip


def _site_id() -> Column:
    return Column("site_id", "text", _("Site"),
                  _("Short name of the site. May stay empty where there is only one."),
                  required=False, example="L")  # fmt: skip


def _blocks() -> Sheet:
    columns = (
        Column("name", "key", _("Short name"),
               _("Short name of the block without blanks. It is the smallest place stored with "
                 "an answer; group small buildings into one block."),
               "name", example="L-1"),
        Column("label", "text", _("Name"),
               _("Name of the block as residents know it."),
               "label", example="Lindenhof 1", width=26),
        _site_id(),
        Column("dwellings", "whole", _("Dwellings"),
               _("Number of dwellings. A cross-check: it must agree with the sheet dwellings."),
               required=False, low=1, example=24),
    )  # fmt: skip
    meaning = _("The blocks: buildings or groups of buildings, each large enough to hide in.")
    return Sheet("blocks", meaning, columns, unique=("name",))


def _buildings() -> Sheet:
    columns = (
        Column("name", "key", _("Short name"),
               _("Short name of the building without blanks."),
               "name", example="L-1"),
        Column("label", "text", _("Address"),
               _("Street and number."),
               "label", example="Lindenhof 1", width=26),
        _site_id(),
        Column("block", "reference", _("Block"),
               _("The block the building belongs to."),
               "block", refers_to="blocks", example="L-1"),
        Column("entrances", "words", _("Entrances"),
               _("Short names of the entrances, separated by blanks: a b c."),
               "entrances", example="a b c"),
        Column("floors", "whole", _("Floors"),
               _("Number of floors with the ground floor."),
               "floors", low=1, high=200, example=4),
        Column("flats_per_entrance_floor", "whole", _("Dwellings per entrance and floor"),
               _("Dwellings on each floor of each entrance, if it is the same everywhere."),
               "flats_per_entrance_floor", required=False, low=1, high=100, example=2, width=24),
        Column("dwellings", "whole", _("Dwellings"),
               _("Number of dwellings. A cross-check: it must agree with the sheet dwellings."),
               required=False, low=1, example=24),
        Column("lift", "yes_no", _("Lift"),
               _("Whether there is a lift."),
               "lift", example="no"),
        Column("step_free_entrance", "yes_no", _("Step-free entrance"),
               _("Whether the entrance has no step or a ramp."),
               "step_free_entrance", example="no", width=20),
        Column("owner", "text", _("Owner"),
               _("Who owns the building."),
               "owner", required=False, example="Genossenschaft", width=20),
    )  # fmt: skip
    return Sheet("buildings", _("The buildings, one per row."), columns, unique=("name",))


def _dwellings() -> Sheet:
    columns = (
        Column("dwelling", "key", _("Dwelling"),
               _("Short name of the dwelling without blanks. Never the name of a person."),
               "name", example="L-1-a-0-1", width=16),
        _site_id(),
        Column("building", "reference", _("Building"),
               _("The building the dwelling is in."),
               "building", refers_to="buildings", example="L-1"),
        Column("block", "reference", _("Block"),
               _("The block. May stay empty: the building says it."),
               "block", required=False, refers_to="blocks", example="L-1"),
        Column("entrance", "text", _("Entrance"),
               _("One of the building's entrances."),
               "entrance", example="a"),
        Column("floor", "whole", _("Floor"),
               _("Floor of the dwelling; 0 is the ground floor."),
               "floor", low=-5, high=200, example=0),
        Column("position", "text", _("Position"),
               _("Where on the floor: 1, 2, left, right."),
               "position", example="1"),
        Column("occupied", "yes_no", _("Occupied"),
               _("Whether somebody lives there. Vacant dwellings stay in the list."),
               "occupied", example="yes"),
    )  # fmt: skip
    return Sheet("dwellings", _("Every dwelling, one per row."), columns, unique=("dwelling",))


def _places() -> Sheet:
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
        _site_id(),
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


def _distances() -> Sheet:
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


def _partners() -> Sheet:
    columns = (
        Column("partner", "key", _("Short name"),
               _("Short name of the partner without blanks."),
               "name", example="L-K1"),
        _site_id(),
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


def _partner_hours() -> Sheet:
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


def _criteria() -> Sheet:
    columns = (
        Column("key", "key", _("Criterion"),
               _("Name of the criterion. Do not change it."), width=30),
        Column("value", "any", _("Value"),
               _("Your value. Empty: the default holds."), required=False),
        Column("default", "note", _("Default"),
               _("The value that holds when you give none."), required=False),
        Column("range", "note", _("Range"),
               _("The least and the greatest value allowed."), required=False, width=14),
        Column("meaning", "note", _("Meaning"),
               _("What the criterion does, with its unit."), required=False, width=120),
    )  # fmt: skip
    meaning = _("The planner's criteria; every one has a default.")
    return Sheet("criteria", meaning, columns, unique=("key",), may_be_empty=True)
