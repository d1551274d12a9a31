"""What an expression is evaluated against: a node, and the session around it."""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Protocol

from surveykit.form.tree import Element


class Session(Protocol):
    """What expressions may ask of the filled-in form they belong to."""

    @property
    def document(self) -> Element:
        """The node above the root of the main instance, where absolute paths start."""

    @property
    def random(self) -> Random:
        """Where `random()`, `uuid()` and `randomize()` get their numbers."""

    @property
    def language(self) -> str | None:
        """The form's own name for the language on screen; None if it has but one."""

    def now(self) -> datetime:
        """The present moment, with the device's offset from UTC."""

    def secondary(self, name: str) -> Element | None:
        """The root of a list of choices; None if the form declares none of this name."""

    def itext(self, key: str) -> str:
        """A text of the form in the language on screen; empty if there is none."""

    def choice_label(self, node: Element, value: str) -> str:
        """What a choice of the question `node` is called in the language on screen."""


@dataclass(slots=True)
class Scope:
    """The context of XPath 1.0, section 1; `current` is the node the expression belongs to.

    Outside predicates `position` is 0.
    """

    node: Element
    session: Session
    current: Element
    position: int = 0
    size: int = 1
