"""What a planner should know about a site though nothing is wrong with the workbook."""

from collections.abc import Iterator

from surveykit.site.cells import plain
from surveykit.site.criteria import Criteria
from surveykit.site.model import Place, Site
from surveykit.text import _
from surveykit.text.sentences import filled


def notices(site: Site) -> tuple[str, ...]:
    """Sentences for the planner: places that are not eligible, gaps, unlikely values."""
    return (
        *(sentence for place in site.places for sentence in _place(place, site.criteria)),
        *_places(site),
        *_partners(site),
        *_organiser(site),
        *_criteria(site),
    )


def paper_notice(site: Site) -> str:
    """What stops every sheet from being printed, before anybody has been asked; "" if nothing.

    Whoever is asked gets a card with the erasure code and the address of who answers for it.
    """
    if site.organiser.publisher_address or site.organiser.address:
        return ""
    return _(
        "The organiser's postal address is missing: without it nothing can be printed, not even "
        "the cards for the erasure code. Fill in organiser_address or publisher_address before "
        "you make the project."
    )


def _place(place: Place, criteria: Criteria) -> Iterator[str]:
    """Why a place is not eligible; rules: planner criteria, place eligibility."""
    reasons = [
        reason
        for reason, holds in {
            _("landlord's seat"): place.landlord_seat and not criteria.landlord_seat_allowed,
            _("not neutral"): not place.neutral,
            _("not step-free"): criteria.step_free_required and not place.step_free,
            _("no private room"): criteria.private_room_required and not place.private_room,
        }.items()
        if holds
    ]
    if reasons:
        text = _("{place} ({name}) is not eligible: {reasons}.")
        yield text.format(place=place.label, name=place.name, reasons=", ".join(reasons))
    if place.landlord_seat and criteria.landlord_seat_allowed:
        text = _("{place} ({name}) is the landlord's seat, allowed because: {reason}")
        yield text.format(place=place.label, name=place.name, reason=criteria.landlord_seat_reason)


def _places(site: Site) -> Iterator[str]:
    """Walks nobody measured: to them a dwelling counts as too far away."""
    measured = {(distance.building, distance.place) for distance in site.distances}
    for place in site.places:
        missing = [
            building.label
            for building in site.buildings
            if (building.name, place.name) not in measured
        ]
        if missing:
            text = _("The walk to {place} is missing for: {buildings}.")
            yield filled(text, {"place": place.label, "buildings": ", ".join(missing)})


def _partners(site: Site) -> Iterator[str]:
    """Partners that cannot take part as they are described."""
    labels = {partner.name: partner.label for partner in site.partners}
    with_hours = {hour.partner for hour in site.partner_hours}
    for hour in site.partner_hours:
        if not hour.place:
            text = _("{partner} has an hour outside the site: it cannot be shared.")
            yield text.format(partner=labels[hour.partner])
        if hour.mean_visits > hour.capacity:
            text = _("{partner} has more visits today ({visits}) than room ({capacity}).")
            visits, capacity = plain(hour.mean_visits), plain(hour.capacity)
            yield text.format(partner=labels[hour.partner], visits=visits, capacity=capacity)
    for name, label in labels.items():
        if name not in with_hours:
            yield _("{partner} has no hour that could be shared.").format(partner=label)


def _organiser(site: Site) -> Iterator[str]:
    """What the flyers will lack."""
    organiser = site.organiser
    if words := paper_notice(site):
        yield words
    if not organiser.contact_name:
        yield _("No contact person is named: flyers will name the organiser only.")
    if not (organiser.publisher and organiser.publisher_address and organiser.printer):
        yield _("The imprint is incomplete: press laws ask for publisher and printer on flyers.")
    if not site.region:
        yield _("No federal state is given: only nationwide holidays are avoided.")


def _criteria(site: Site) -> Iterator[str]:
    """Costs that look forgotten."""
    if len(site.languages) > 1 and site.criteria.interpreter_share == 0:
        yield _(
            "Several languages are spoken, but no session is interpreted (interpreter_share): "
            "the costs are without interpreters."
        )
