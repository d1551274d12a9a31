"""Nobody reads what was said who should not: hiding, and locking while nobody is there."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Timer
from typing import TYPE_CHECKING

from surveykit.asking.idleness import patience
from surveykit.asking.words import place_words
from surveykit.errors import SurveykitError
from surveykit.plain.dialogue import Dialogue
from surveykit.text import _, ngettext
from surveykit.workflow import needs_passphrase

if TYPE_CHECKING:
    from surveykit.workflow import Project

Moment = tuple[datetime, float]


class Privacy:
    """Hides what was said, and closes a protected project while the laptop lies untouched.

    `passphrase` asks for it. As in the screens the file is closed and its key gone until then.
    """

    def __init__(
        self,
        project: Project,
        dialogue: Dialogue,
        passphrase: Callable[[], str | None],
        clock: Callable[[], datetime],
        steady: Callable[[], float] = time.monotonic,
        wait: Callable[[float], object] = time.sleep,
    ) -> None:
        self._project, self._dialogue, self._passphrase = project, dialogue, passphrase
        self._clock, self._steady, self._wait = clock, steady, wait
        self._lockable = needs_passphrase(project.path)
        self._limit = project.lock_after
        self._locked = False
        self._lost = False  # gone, and not to be saved elsewhere, which was said
        dialogue.watch = self._watch

    def hide(self) -> None:
        """Push everything out of the window until Enter is pressed; a protected project is locked.

        Raises EOFError where nobody will press it.
        """
        self._lock()
        self._dialogue.say(_("Hidden. What was entered is safe."))
        if not self._locked:
            self._dialogue.read(_("Enter goes on:"))
        self._unlock()

    def _watch(self, read: Callable[[], str]) -> str | None:
        """Read a line; lock when nothing comes for too long, and then do not take what comes."""
        self._keep_up()
        since = self._clock(), self._steady()
        timer = Timer(self._limit.total_seconds(), self._lock)
        timer.daemon = True
        if self._lockable:
            timer.start()
        try:
            line = read()
        finally:
            timer.cancel()
            if self._lockable:
                timer.join()  # it may just be closing the file
        if self._lockable and not self._locked and self._passed(since) >= self._limit:
            self._lock()  # the laptop was asleep, and the timer with it
        if not self._locked:
            return line
        self._dialogue.say(_("Nobody was here for a while, so the project was locked."))
        self._unlock()
        return None

    def _keep_up(self) -> None:
        """Go on elsewhere with a project that is gone from its place, if that can be."""
        if not self._project.gone or self._lost:
            return
        try:
            self._project.save_elsewhere()
        except SurveykitError as error:
            self._lost = True
            self._dialogue.say(str(error))
            return
        self._dialogue.say(
            _("The project is no longer in its place."), place_words(self._project.path)
        )
        self._locked = True
        self._unlock()

    def _lock(self) -> None:
        self._dialogue.push_away()
        if self._lockable:
            self._project.lock()
            self._locked = True

    def _unlock(self) -> None:
        """Ask until the passphrase is right; wrong ones cost more and more time.

        The waiting comes behind the typing: before it, a terminal would show what is typed.
        """
        wrong = 0
        while self._locked:
            passphrase = self._passphrase() if self._lockable else None
            if seconds := patience(wrong):
                words = ngettext("Wait {n} second.", "Wait {n} seconds.", seconds)
                self._dialogue.say(words.format(n=seconds))
                self._wait(seconds)
            try:
                self._project.unlock(passphrase)
            except SurveykitError as error:
                wrong += 1
                self._dialogue.say(_("It stays locked.") + f" {error.advice}")
            else:
                self._locked = False

    def _passed(self, since: Moment) -> timedelta:
        """By the clock that says more: one of them may stand still in sleep, the other be set."""
        steady = timedelta(seconds=self._steady() - since[1])
        return max(self._clock() - since[0], steady)
