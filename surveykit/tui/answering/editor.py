"""What every editor can do, and what a key may have done to it."""

from enum import Enum, auto
from typing import Protocol

from surveykit.asking.page import Asked


class Effect(Enum):
    """What a key did."""

    NOTHING = auto()
    """The key means nothing here; the screen may have a use for it."""
    MOVED = auto()
    """Only what is shown changed: a cursor, a letter in a field."""
    CHOSEN = auto()
    """The answer changed and should be recorded now."""
    CONFIRMED = auto()
    """The chosen answer was chosen again: on to the next question."""
    LEFT_ABOVE = auto()
    """The cursor would leave the question upwards."""
    LEFT_BELOW = auto()
    """The cursor would leave the question downwards."""
    ADD = auto()
    """Another instance of the repeat is wanted."""
    OPEN = auto()
    """The marked instance is to be opened."""
    REMOVE = auto()
    """The marked instance is to be removed."""


class Editor(Protocol):
    """The answer in the making."""

    asked: Asked

    @property
    def typing(self) -> bool:
        """Whether letters and figures are text now, so that they cannot be commands."""

    def press(self, key: str, character: str | None) -> Effect:
        """Take a key; `key` is Textual's name, `character` what it prints."""

    def enter(self) -> Effect:
        """Take Enter, as far as it means more than going on."""

    def text(self) -> str:
        """The answer to be recorded: what the form reads, or stores already."""

    def recorded(self) -> None:
        """What it held is recorded; from now on it holds nothing but the form's value."""

    def follow(self, before: "Editor") -> None:
        """Take over cursor and unrecorded answer from the same question's editor."""


class Reader:
    """A note, or an answer that cannot be changed: there is nothing to answer."""

    typing = False

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    def press(self, key: str, character: str | None) -> Effect:
        """Leave upwards and downwards; nothing else."""
        return {"up": Effect.LEFT_ABOVE, "down": Effect.LEFT_BELOW}.get(key, Effect.NOTHING)

    def enter(self) -> Effect:
        """Only on."""
        return Effect.NOTHING

    def text(self) -> str:
        """Notes keep their value."""
        return self.asked.value

    def recorded(self) -> None:
        """Nothing is ever recorded."""

    def follow(self, before: Editor) -> None:
        """Notes have no cursor."""
