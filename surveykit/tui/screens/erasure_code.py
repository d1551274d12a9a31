"""The erasure code after an interview: shown once, to be written onto the respondent's card."""

from textual.app import ComposeResult

from surveykit.asking.phone_codes import PhoneCode
from surveykit.text import _
from surveykit.tui.screens.phone_code import PhoneCodeScreen
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.widgets.bars import KeyBar, TopBar
from surveykit.tui.widgets.code_card import CodeCard


class ErasureCodeScreen(PlainScreen[None]):
    """Shows the code until the next key, then asks whether it was copied.

    Nothing keeps the code, so a key pressed too early must not lose it: only the answer to the
    question closes the screen, and Enter, which ended the interview, is no answer.
    """

    def __init__(
        self,
        code: str,
        purpose: str,
        alphabet: str = "",
        *,
        from_right: bool = False,
        for_phone: PhoneCode | None = None,
    ) -> None:
        super().__init__()
        self._for_phone = for_phone
        self._card = CodeCard(code, purpose, alphabet, from_right=from_right)
        self._keys = KeyBar(self._while_shown())

    def parts(self) -> ComposeResult:
        yield TopBar(_("Finished and saved."))
        yield self._card
        yield self._keys

    async def pressed(self, key: str, character: str | None) -> None:
        if not self._card.hidden and key.lower() == "q" and self._for_phone:
            self.app.push_screen(PhoneCodeScreen(self._for_phone))
        elif not self._card.hidden:
            self._show(hidden=True)
        elif key == "1":
            self.dismiss(None)
        elif key in ("2", "backspace", "left"):
            self._show(hidden=False)

    def _show(self, *, hidden: bool) -> None:
        self._card.hide(hidden)
        hidden_keys = [("1", _("go on")), ("2", _("show again"))]
        self._keys.show(hidden_keys if hidden else self._while_shown())

    def _while_shown(self) -> list[tuple[str, str]]:
        phone = [("Q", _("QR code"))] if self._for_phone else []
        return [*phone, (_("Any key"), _("hide the code"))]
