"""The planner's parameters: tried out one by one, and kept with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from surveykit.errors import SurveykitError
from surveykit.text import _
from surveykit.tui.beside import Beside
from surveykit.tui.screens.asking import line, menu
from surveykit.tui.screens.plain import PlainScreen
from surveykit.tui.screens.reading import ReadingScreen
from surveykit.tui.widgets.bars import KeyBar, TopBar
from surveykit.tui.widgets.leaflet import Leaflet, Paragraph
from surveykit.tui.widgets.parameter_list import WIDEST, ParameterList

if TYPE_CHECKING:  # types only: the first frame does not wait for the project file
    from surveykit.deciding import Basis
    from surveykit.site.criteria import Criteria
    from surveykit.workflow import Project


class ParametersScreen(PlainScreen[None]):
    """What is tried changes nothing, and the verdict above the list follows at once."""

    def __init__(self, project: Project, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._project, self._clock = project, clock
        self._basis: Basis | None = None
        self._typed: dict[str, str] = {}
        self._tried: Criteria = project.site.criteria
        self._list, self._verdict = ParameterList(), Leaflet([("quiet", _("One moment …"))])
        self._reckoning = Beside(self, self._reckon, self._tell_verdict)

    def parts(self) -> ComposeResult:
        top = TopBar(self._project.site.label, _("parameters"))
        top.column = self._verdict.column = WIDEST
        yield top
        self._verdict.styles.height = 4
        yield self._verdict
        yield self._list
        yield KeyBar(
            [
                ("+ -", _("try")),
                ("Enter", _("type")),
                ("S", _("keep")),
                ("←", _("drop")),
                ("U", _("take back")),
                ("W", _("where from")),
                ("L", _("log")),
                ("Esc", _("back")),
            ],
            most=2,
        )

    def on_mount(self) -> None:
        self.call_after_refresh(self._look)

    async def pressed(self, key: str, character: str | None) -> None:
        commands = {
            "enter": self._ask_value,
            "s": self._ask_reason,
            "u": self._take_back,
            "w": self._tell,
            "l": self._log,
            "escape": self._leave,
        }
        if key in ("left", "backspace", "delete"):
            await self._drop()
        elif character in ("+", "-"):
            await self._step(1 if character == "+" else -1)
        elif command := commands.get(key.lower()):
            await command()
        else:
            self._list.press(key)

    async def look_again(self) -> None:
        """Somebody may have decided otherwise meanwhile."""
        await self._look()

    async def before_leaving(self) -> None:
        """What is being reckoned is not wanted any more; it touches no file."""
        self._reckoning.drop()

    async def _look(self) -> None:
        from surveykit.deciding import basis

        self._basis = await self.errand(lambda: basis(self._project))
        await self._try(self._typed)

    async def _show(self) -> None:
        """The list with what is tried, and beside it the verdict as soon as it is reckoned."""
        from surveykit.deciding import criteria

        project, tried = self._project, self._tried
        found = await self.errand(lambda: criteria(project.site, project.decisions(), tried=tried))
        self._list.show(found or (), {*self._typed})
        if self._basis:
            self._verdict.show([("strong", _("Reckoning … Esc: never mind"))])
            self._reckoning.want((self._basis, tried))

    @staticmethod
    def _reckon(wish: tuple[Basis, Criteria]) -> tuple[str, ...]:
        """Two assessments, in a thread."""
        from surveykit.deciding import verdicts_told

        return verdicts_told(*wish)

    def _tell_verdict(self, told: tuple[str, ...]) -> None:
        self._verdict.show([("text", told[0]), *(("strong", one) for one in told[1:])])

    async def _ask_value(self) -> None:
        if not (one := self._list.marked):
            return
        told = _("{unit}; default {default}").format(unit=one.unit or "–", default=one.default)
        span = _("allowed {range}").format(range=one.range) if one.range else ""
        hint = "\n".join(filter(None, (one.meaning, ", ".join(filter(None, (told, span))))))

        async def typed(text: str | None) -> None:
            if text is not None:
                await self._try({**self._typed, one.name: text})

        value = self._typed.get(one.name, one.value)
        self.app.push_screen(
            line(_("parameters"), f"{one.title} ({one.name})", hint, value=value), typed
        )

    async def _try(self, typed: dict[str, str], *, held: bool = False) -> None:
        """Take these values if they can be, else say everything that is wrong with them.

        With a key `held` down it is said beside the list: a page would swallow the next keys.
        """
        from surveykit.deciding import judged

        try:
            self._tried = judged(self._project.site, typed)
        except SurveykitError as error:
            if held:
                self._reckoning.drop()
                self._verdict.show([("strong", error.what)])
            else:
                self.tell(error)
            return
        now = self._project.site.criteria
        self._typed = {
            name: text
            for name, text in typed.items()
            if getattr(self._tried, name) != getattr(now, name)
        }
        await self._show()

    async def _step(self, by: int) -> None:
        """A step up or down from what is tried, as far as the value may go."""
        from surveykit.deciding import stepped

        if one := self._list.marked:
            text = stepped(self._tried, one.name, by)
            if text is not None:
                await self._try({**self._typed, one.name: text}, held=True)

    async def _drop(self) -> None:
        """The marked parameter as it holds; the others stay tried if they can without it."""
        if (one := self._list.marked) and one.name in self._typed:
            await self._try({name: text for name, text in self._typed.items() if name != one.name})

    async def _take_back(self) -> None:
        """Try the value before the last change of the marked parameter."""
        from surveykit.deciding import before

        if one := self._list.marked:
            name = one.name
            text = await self.errand(lambda: before(self._project, name))
            if text is not None:
                await self._try({**self._typed, name: text})

    async def _ask_reason(self) -> None:
        from surveykit.site.parameter_names import with_code

        if not self._typed:
            hint = _("Nothing is tried. Enter: another value for the marked parameter.")
            self.app.push_screen(ReadingScreen(_("parameters"), [("strong", hint)]))
            return
        tried = ", ".join(f"{with_code(name)} = {text}" for name, text in self._typed.items())
        hint = _("{values}. It stands in the log and in the workbook; no names.").format(
            values=tried
        )
        self.app.push_screen(line(_("parameters"), _("Why? One sentence"), hint), self._keep)

    async def _keep(self, reason: str | None) -> None:
        from surveykit.deciding import keep

        if reason is None:
            return
        today, tried = self._clock().astimezone().date(), self._tried
        if await self.managed(lambda: keep(self._project, tried, reason, today)):
            self._typed = {}
            await self._look()

    async def _tell(self) -> None:
        """All that is known of the marked parameter."""
        from surveykit.deciding import told

        if one := self._list.marked:
            lines: list[Paragraph] = [
                ("strong", f"{one.title} ({one.name}) = {one.value} {one.unit}"),
                ("text", one.meaning),
                ("text", ""),
                ("text", _("default: {value}").format(value=one.default)),
                ("text", _("allowed {range}").format(range=one.range or "–")),
                ("text", one.origin),
            ]
            if one.decision:
                lines += [("text", ""), ("text", told(one.decision))]
            self.app.push_screen(ReadingScreen(_("Where it comes from"), lines))

    async def _log(self) -> None:
        from surveykit.deciding import told

        log = await self.errand(self._project.decisions) or ()
        lines: list[Paragraph] = [("text", told(one)) for one in log]
        nothing: Paragraph = ("strong", _("No parameter was changed in this project."))
        self.app.push_screen(ReadingScreen(_("log"), lines or [nothing]))

    async def _leave(self) -> None:
        """First stop reckoning; then, if something is tried, ask."""
        reckoning = self._reckoning.busy
        await self.before_leaving()
        if reckoning and self._typed:
            self._verdict.show([("quiet", _("Not reckoned."))])
        elif self._typed:
            answers = [("yes", _("Yes, drop them")), ("no", _("No"))]
            question = _("Drop the values that were only tried?")
            self.app.push_screen(menu(_("parameters"), question, answers), self._left)
        else:
            self.dismiss(None)

    async def _left(self, sure: str | None) -> None:
        if sure == "yes":
            self.dismiss(None)
