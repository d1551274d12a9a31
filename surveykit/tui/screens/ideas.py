"""The residents' ideas by place: duplicates joined by hand, each from open to answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from surveykit.asking.page import Page, choose, fill_in
from surveykit.text import _
from surveykit.tui.screens.asking import AskScreen, menu

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.assess.voices.ideas import IdeaStatus, RegisteredIdea
    from surveykit.workflow import Project


class IdeasScreen(AskScreen):
    """A list that one goes on choosing from; Esc leaves it."""

    def __init__(self, project: Project, clock: Callable[[], datetime]) -> None:
        super().__init__(_("Ideas by place"), choose(_("One moment …"), []))
        self._project, self._clock = project, clock
        self._found: dict[str, RegisteredIdea] = {}

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self._look)

    async def taken(self, answer: str | None) -> None:
        if idea := self._found.get(answer or ""):
            self.app.push_screen(self._actions(idea), partial(self._act, idea))

    async def look_again(self) -> None:
        """Ideas that came in since."""
        await self._look()

    async def _look(self) -> None:
        from surveykit.ideas import registered

        found = await self.errand(lambda: registered(self._project)) or ()
        self._found = {one.key: one for one in found}
        self.ask(self._list())

    def _list(self) -> Page:
        if not self._found:
            limit = self._project.site.criteria.suppress_below
            hint = _("Ideas are shown from {limit} interviews on.").format(limit=limit)
            return choose(_("Nobody has told an idea yet."), [], hint)
        hint = _("Enter: how it stands, or the same as another one.")
        answers = [(key, self._told(one)) for key, one in self._found.items()]
        return choose(_("Which idea?"), answers, hint)

    def _told(self, found: RegisteredIdea) -> str:
        """`Hof, Haus 2: Mehr Licht (<5, offen)`."""
        from surveykit.assess.suppress import cell
        from surveykit.assess.words.ideas import status_words

        idea = found.idea
        place = ", ".join(part for part in (self._place(idea.where), idea.spot) if part)
        households = cell(idea.count, self._project.site.criteria.suppress_below)
        return f"{place}: {idea.text} ({households}, {status_words(found)})"

    def _place(self, where: str) -> str:
        from surveykit.assess.estimate.questionnaire import shown_language
        from surveykit.fieldwork.record import DOOR_FORM

        form = self._project.forms[DOOR_FORM]
        choices = {choice.code: choice for choice in form.choices("where")}
        return choices[where].label(shown_language(form)) if where in choices else where

    def _actions(self, found: RegisteredIdea) -> AskScreen:
        from surveykit.assess.voices.ideas import IdeaStatus
        from surveykit.assess.words.ideas import status_name

        answers = [(str(status), status_name(status)) for status in IdeaStatus]
        answers.append(("join", _("the same as another idea …")))
        if found.others:
            answers.append(("part", _("take apart: each idea for itself")))
        texts = [found.idea.text, *(other.text for other in found.others)]
        return menu(_("Ideas by place"), " / ".join(texts), answers, found.answer)

    async def _act(self, found: RegisteredIdea, chosen: str | None) -> None:
        from surveykit.assess.voices.ideas import IdeaStatus
        from surveykit.ideas import part

        if chosen == "part":
            await self._write(lambda: part(self._project, found, self._clock()))
        elif chosen == "join":
            self.app.push_screen(self._targets(found), partial(self._join, found))
        elif chosen == IdeaStatus.OPEN:
            await self._decide(found, IdeaStatus.OPEN, "")
        elif chosen:
            question = _("What was answered or agreed? One sentence, no names.")
            screen = AskScreen(_("Ideas by place"), fill_in(question, value=found.answer))
            self.app.push_screen(screen, partial(self._decide, found, IdeaStatus(chosen)))

    def _targets(self, found: RegisteredIdea) -> AskScreen:
        """The other ideas, those at the same place first."""
        others = [one for one in self._found.values() if one.key != found.key]
        others.sort(key=lambda one: one.idea.where != found.idea.where)
        answers = [(one.key, self._told(one)) for one in others]
        answers.append(("", _("None of these")))
        return menu(_("Ideas by place"), _("The same as which idea?"), answers, found.idea.text)

    async def _join(self, found: RegisteredIdea, key: str | None) -> None:
        from surveykit.ideas import join

        if same := self._found.get(key or ""):
            await self._write(lambda: join(self._project, found, same, self._clock()))

    async def _decide(self, found: RegisteredIdea, status: IdeaStatus, answer: str | None) -> None:
        from surveykit.ideas import decide

        if answer is not None:
            await self._write(lambda: decide(self._project, found, status, answer, self._clock()))

    async def _write(self, work: Callable[[], None]) -> None:
        if await self.managed(work):
            await self._look()
