"""A QR code for the resident's phone, until a key closes it."""

from __future__ import annotations

from textual.app import ComposeResult

from surveykit.asking.phone_codes import PhoneCode
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.widgets.phone_card import PhoneCard


class PhoneCodeScreen(PlainScreen[None]):
    """Nothing but the code: every line that is not part of it would make it smaller."""

    def __init__(self, code: PhoneCode) -> None:
        super().__init__()
        self._code = code

    def parts(self) -> ComposeResult:
        yield PhoneCard(self._code)

    async def pressed(self, key: str, character: str | None) -> None:
        self.dismiss(None)

    def on_phone_card_clicked(self, _event: PhoneCard.Clicked) -> None:
        self.dismiss(None)
