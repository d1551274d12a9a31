"""The list of what can be exported, by a key each; every one has its own page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from surveykit.asking.page import choose
from surveykit.text import _
from surveykit.tui.screens.asking import AskScreen
from surveykit.tui.screens.offer import OfferScreen

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.desk.offers import Exports, Group, Offer

_GROUPS: dict[str, Group] = {"group:hour": "hour", "group:doors": "doors", "group:data": "data"}


class ExportsScreen(AskScreen):
    """Nothing is written from here."""

    def __init__(self, exports: Exports, clock: Callable[[], datetime], group: Group = "") -> None:
        super().__init__(_("export"), choose(_("One moment …"), []))
        self._exports, self._clock, self._group = exports, clock, group
        self._offers: dict[str, Offer] = {}

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self.look_again)

    async def look_again(self) -> None:
        """What is missing may have been told."""
        from surveykit.desk.offers import group_names

        found = await self.errand(lambda: self._exports.offers(self._group)) or ()
        self._offers = {one.key: one for one in found}
        answers = [(one.key, _name(one)) for one in found]
        if not self._group:
            names = group_names()
            answers += [(code, names[group]) for code, group in _GROUPS.items()]
        hint = _("Each is shown before it is written.")
        self.ask(choose(_("What is to be exported?"), answers, hint))

    async def taken(self, answer: str | None) -> None:
        """A page of its own, or the list of a group."""
        if offer := self._offers.get(answer or ""):
            self.app.push_screen(OfferScreen(self._exports, offer, self._clock), self._back)
        elif group := _GROUPS.get(answer or ""):
            self.app.push_screen(ExportsScreen(self._exports, self._clock, group), self._back)

    async def _back(self, _nothing: object) -> None:
        await self.look_again()


def _name(offer: Offer) -> str:
    if offer.asks:
        return _("{name} – something is missing").format(name=offer.name)
    if offer.refusal:
        return _("{name} – not possible now").format(name=offer.name)
    return offer.name
