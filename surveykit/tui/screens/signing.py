"""The decision on the hour: what holds, who signs, and why if it is not what was proposed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from surveykit.asking.page import choose, fill_in
from surveykit.text import _
from surveykit.tui.screens.asking import AskScreen

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.asking.page import Page
    from surveykit.export.results import Results
    from surveykit.workflow import Project


class DecideScreen(AskScreen):
    """Asks what is decided, by whom and why; Esc leaves everything as it was."""

    def __init__(self, project: Project, results: Results, clock: Callable[[], datetime]) -> None:
        from surveykit import signing

        self._project, self._results, self._clock = project, results, clock
        hint = "\n".join((results.report.headline, *signing.standing(results)))
        answers = [*signing.choices(results).items()]
        super().__init__(_("Decide"), choose(_("What is decided?"), answers, hint))
        self._verdict, self._signer = "", ""

    async def taken(self, answer: str | None) -> None:
        """The verdict, then the name, then the reason; what must be said is asked once more."""
        if not self._verdict:
            self._verdict = answer or ""
            self.ask(self._who())
        elif not self._signer:
            self._signer = answer or ""
            if self._signer:
                self.ask(self._why())
            else:
                self.ask(self._who(), _("A decision is signed with a name."))
        elif answer or self._as_proposed:
            await self._sign(answer or "")
        else:
            self.ask(self._why(), _("This is not what the program proposes."))

    @property
    def _as_proposed(self) -> bool:
        return self._verdict == self._results.assessment.verdict

    def _who(self) -> Page:
        hint = _("It stands in the project and on the workbook, with today's date.")
        return fill_in(_("Who decides? First name and name"), hint)

    def _why(self) -> Page:
        if self._as_proposed:
            return fill_in(_("Anything to add?"), _("Enter alone: as proposed, for its reasons."))
        return fill_in(_("Why is it not what the program proposes? One sentence."))

    async def _sign(self, reason: str) -> None:
        from surveykit.signing import sign

        today = self._clock().astimezone().date()
        verdict, name = self._verdict, self._signer
        work = partial(sign, self._project, self._results, verdict, name, reason, today)
        if await self.managed(work):
            self.dismiss("")
