"""The sheet of sites: what is known of a site as a whole, in one row."""

from surveykit.site.columns import Column, Sheet
from surveykit.text import _

LANGUAGE_CODE = "[a-z]{2,3}(_[a-z]+)?"
"""`de`, `dgs`, `de_simple`."""

REGIONS = (
    "BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH",
)  # fmt: skip


def sites() -> Sheet:
    """The site: house, people, organiser, imprint."""
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


def site_id() -> Column:
    """The column that says on other sheets to which site a row belongs."""
    return Column("site_id", "text", _("Site"),
                  _("Short name of the site. May stay empty where there is only one."),
                  required=False, example="L")  # fmt: skip
