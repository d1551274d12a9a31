"""Where and with whom: places, partners, and what stands against each."""

from collections.abc import Iterable, Iterator

from surveykit.assess.result import PartnerScore, PlaceScore, Proposal
from surveykit.assess.suppress import HIDDEN
from surveykit.assess.words.names import partner_result, place_result, weekday
from surveykit.export.workbook import style
from surveykit.export.workbook.page import Book, Page, Value
from surveykit.export.workbook.view import View
from surveykit.export.workbook.words import rhythm_name, window
from surveykit.site.model import PartnerHour, Place
from surveykit.text import _


def write_places(book: Book, view: View) -> None:
    """The sheet of proposals, places and partners."""
    page = book.page(_("Places and partners"), [30, 22, 13, 13, 13, 46], landscape=True)
    page.heading(
        _("Where and with whom"),
        _("Coverage: share of the expected visits from households to whom it suits."),
    )
    if view.hides_forecast():
        page.paragraph(view.why_hidden(), font=style.STRONG)
        page.section(_("Places"))
    elif view.results.assessment.proposals:
        page.paragraph(_("Times and places that fit together"), font=style.SECTION)
        _proposals(page, view)
        page.section(_("Places"))
    else:
        page.paragraph(_("Places"), font=style.SECTION)
    _places(page, view)
    page.new_printed_page()
    page.section(_("Partners' hours, for a cooperative slot"))
    _partners(page, view)
    page.row += 1
    page.paragraph(
        _("{hidden}: fewer than {limit} households stand behind this figure.").format(
            hidden=HIDDEN, limit=view.limit
        ),
        font=style.QUIET,
    )
    page.finish()


def _proposals(page: Page, view: View) -> None:
    page.table(
        [_("Place"), _("Day"), _("From"), _("To"), _("Visits per session"), _("Note")],
        (
            [
                _place_label(view, found.place),
                weekday(found.day),
                found.start,
                found.end,
                found.visits_per_session,
                _note(view, found),
            ]
            for found in view.results.assessment.proposals
        ),
        formats=["", "", style.CLOCK, style.CLOCK, style.ONE, ""],
        strong=[0],
    )


def _note(view: View, found: Proposal) -> str:
    if not found.conflict:
        return ""
    return _("room taken by {partner}").format(partner=_partner_label(view, found.conflict))


def _places(page: Page, view: View) -> None:
    scores = view.results.assessment.places
    page.table(
        [
            _("Place"),
            _("Address"),
            _("Coverage"),
            _("Longest walk"),
            _("Dwellings within {metres} m").format(metres=view.results.site.criteria.max_metres),
            _("Result"),
        ],
        (_place_row(view, score) for score in scores),
        formats=["", "", style.PERCENT_1, style.METRES, style.PERCENT, ""],
        strong=_eligible(scores),
    )


def _place_row(view: View, score: PlaceScore) -> list[Value]:
    place = next((found for found in view.results.site.places if found.name == score.place), None)
    few = view.hides_forecast() or view.is_small(view.suits("places", {score.place}))
    return [
        place.label if place else score.place,
        place.address if place else "",
        HIDDEN if few else score.coverage,
        _("unknown") if score.farthest_metres is None else score.farthest_metres,
        score.share_within,
        _with_toilet(place_result(score, view.results.site.criteria), place),
    ]


def _with_toilet(result: str, place: Place | None) -> str:
    """Criteria 5.6: a missing accessible toilet is reported, but is no obstacle."""
    if place is None or place.accessible_toilet:
        return result
    return _("{result}; no accessible toilet").format(result=result)


def _partners(page: Page, view: View) -> None:
    scores = view.results.assessment.partners
    page.table(
        [_("Partner"), _("Hour"), _("Rhythm"), _("Coverage"), _("Room for visits"), _("Result")],
        (_partner_row(view, score) for score in scores),
        formats=["", "", "", style.PERCENT_1, style.ONE, ""],
        strong=_eligible(scores),
    )


def _partner_row(view: View, score: PartnerScore) -> list[Value]:
    few = view.hides_forecast() or view.is_small(view.suits("slots", score.slots))
    return [
        _partner_label(view, score.hour.partner),
        _hour(view, score.hour),
        rhythm_name(score.hour.rhythm),
        HIDDEN if few else score.coverage,
        score.free,
        partner_result(score, view.results.assessment.places, view.results.site.criteria),
    ]


def _hour(view: View, hour: PartnerHour) -> str:
    when = f"{weekday(hour.day)} {window(hour.start, hour.end)}"
    return f"{when}, {_place_label(view, hour.place)}" if hour.place else when


def _eligible(scores: Iterable[PlaceScore | PartnerScore]) -> Iterator[int]:
    return (position for position, score in enumerate(scores) if score.eligible)


def _place_label(view: View, name: str) -> str:
    labels = {place.name: place.label for place in view.results.site.places}
    return labels.get(name, name)


def _partner_label(view: View, name: str) -> str:
    labels = {partner.name: partner.label for partner in view.results.site.partners}
    return labels.get(name, name)
