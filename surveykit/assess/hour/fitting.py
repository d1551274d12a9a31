"""Which times, places and partners' hours suit the households, and what an hour there would be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surveykit.assess.estimate.formats import OWN
from surveykit.assess.estimate.households import Household
from surveykit.assess.hour.costs import costs
from surveykit.assess.hour.crowding import Crowding, crowding, talks
from surveykit.assess.hour.partners import beside_best, room_for_more, score_partners
from surveykit.assess.hour.places import score_places
from surveykit.assess.hour.proposals import own_proposals, partner_proposals
from surveykit.assess.hour.slots import score_slots
from surveykit.assess.hour.weekly import Weekly, weekly
from surveykit.assess.result import (
    Cost,
    Forecast,
    Format,
    PartnerScore,
    PlaceScore,
    Proposal,
    Slot,
    SlotScore,
)
from surveykit.site.model import Site


@dataclass(frozen=True, slots=True)
class Fitting:
    """What suits the households, for the visits that are expected of them."""

    site: Site
    forecast: Forecast
    slots: tuple[SlotScore, ...]
    places: tuple[PlaceScore, ...]
    partners: tuple[PartnerScore, ...]
    weekly: Weekly

    @property
    def partner_free(self) -> float | None:
        """Visits per session that the best partner's hour can still take; None without one."""
        return room_for_more(self.partners)

    def proposals(self, kind: Format | None) -> tuple[Proposal, ...]:
        """Times and places for the format that the verdict proposes, best first.

        If it proposes none: for a monthly hour of one's own.
        """
        if kind is not Format.COOPERATIVE:
            return self._own(kind)
        return partner_proposals(
            self.partners,
            slots=self.slots,
            visits=self.forecast.per_session[kind].point,
            criteria=self.site.criteria,
        )

    def costs(self, kind: Format | None) -> tuple[Cost, ...]:
        """Euros a year of every format, an hour of one's own in the room proposed first for it.

        As long as there is no room to propose, rent is what the criteria say.
        """
        rents = {place.name: place.rent_eur_h for place in self.site.places}
        rooms = (rents[proposal.place] for proposal in self._own(kind))
        return costs(self.site, self.forecast, rent=next(rooms, self.site.criteria.room_rate))

    def crowding(self, uncertainty: Mapping[Format, float]) -> dict[Format, Crowding]:
        """Of every format; a partner's hour has time for as many as the best one can still take.

        `uncertainty` is the variance of the visits expected per session.
        """
        own = talks(self.site.criteria)
        free = own if self.partner_free is None else max(self.partner_free, 0.0)
        return {
            kind: crowding(visits.point, uncertainty[kind], own if kind in OWN else free)
            for kind, visits in self.forecast.per_session.items()
        }

    def _own(self, kind: Format | None) -> tuple[Proposal, ...]:
        visits = self.forecast.per_session[kind if kind in OWN else Format.MONTHLY].point
        return own_proposals(self.site, slots=self.slots, places=self.places, visits=visits)


def fitting(
    site: Site, slots: Sequence[Slot], households: Sequence[Household], forecast: Forecast
) -> Fitting:
    """Look through the questionnaire's time bands, the places and the partners' hours."""
    places = score_places(site, households)
    partners = score_partners(
        site,
        households,
        slots=slots,
        places=places,
        visits=forecast.per_session[Format.COOPERATIVE].point,
    )
    scores = score_slots(slots, households)
    fixed = weekly(site, slots, places, households)
    return Fitting(site, forecast, scores, places, beside_best(partners, scores, fixed), fixed)
