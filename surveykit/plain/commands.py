"""Commands among the answers: `?`, `<` and words behind a colon."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from surveykit.asking.search import fold
from surveykit.errors import SurveykitError
from surveykit.text import _
from surveykit.text.clean import clean

AS_WRITTEN = "\\"
"""In front of a line that is an answer although it looks like a command."""


class Command(NamedTuple):
    """What a command does, in words and in deed."""

    words: str
    run: Callable[[], None]


Commands = Mapping[str, Command]
"""By what is typed: `?`, `<`, `:pause`."""


def command_in(line: str, commands: Commands) -> Command | None:
    """The command that this line is, or begins unmistakably; None for an answer.

    Raises SurveykitError for a word behind a colon that is no command.
    """
    typed = clean(line)
    folded = {fold(word): command for word, command in commands.items()}
    if command := folded.get(fold(typed)):
        return command
    if not re.fullmatch(r":[^\W\d_]+", typed):
        return None
    meant = [command for word, command in folded.items() if word.startswith(fold(typed))]
    if len(meant) == 1:
        return meant[0]
    raise SurveykitError(
        _("There is no command {word}.").format(word=typed),
        advice=_("? tells the commands. With \\ in front it is an answer."),
    )


def answer_in(line: str) -> str:
    """The answer, without what says that it is one."""
    behind = line.removeprefix(AS_WRITTEN)
    return behind if behind[:1] in ("?", "<", ":", AS_WRITTEN) else line


def told(commands: Commands) -> str:
    """All commands in one sentence each, one a line."""
    return "\n".join(f"{word}  {command.words}" for word, command in commands.items())
