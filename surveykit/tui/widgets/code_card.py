"""An erasure code to be copied and read aloud, once; then a question whether it was."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.geometry import Size

from surveykit.asking.erasure_card import alphabet_words, spelled
from surveykit.text import _
from surveykit.tui.typography import MARGIN, measure_of, set_line, wrap
from surveykit.tui.widgets.drawing.large import enlarged
from surveykit.tui.widgets.painted import Line, Painted, Role, Run

_INDENT = 2
_LEAST_HEIGHT = 15
"""Lines that the large letters and what is said about them take."""


class CodeCard(Painted):
    """Shows the code and hides it again; what is hidden stands nowhere on the screen."""

    def __init__(self, code: str, purpose: str, alphabet: str, *, from_right: bool) -> None:
        """`purpose` says whose code it is, `alphabet` in the respondent's language what it has."""
        super().__init__()
        self._code, self._purpose = code, purpose
        self._alphabet, self._from_right = alphabet, from_right
        self.hidden = False

    def hide(self, hidden: bool) -> None:  # noqa: FBT001 - like a switch
        """Take the code off the screen, or show it once more."""
        self.hidden = hidden
        self.repaint()

    def lines(self, size: Size) -> Sequence[Line]:
        """The code with how to say it, or what there is to do without it."""
        measure = measure_of(size.width)
        return _question(measure) if self.hidden else self._shown(size, measure)

    def _shown(self, size: Size, measure: int) -> list[Line]:
        drawn = enlarged(self._code)
        large = cell_len(drawn[0]) + _INDENT <= size.width and size.height >= _LEAST_HEIGHT
        lines: list[Line] = [(), *_paragraph("strong", self._purpose, measure), ()]
        if large:
            lines += [(Run(" " * _INDENT), Run(row, "strong")) for row in drawn] + [()]
        for group, said in spelled(self._code):
            lines.append((Run(" " * MARGIN), Run(" ".join(group), "strong"), Run(f"    {said}")))
        lines.append(())
        lines += _paragraph("quiet", alphabet_words(), measure)
        for text in wrap(self._alphabet, measure) if self._alphabet else ():
            set_text = set_line(text, measure, from_right=self._from_right)
            lines.append((Run(" " * MARGIN), Run(set_text, "quiet")))
        return lines


def _question(measure: int) -> list[Line]:
    lines: list[Line] = [
        (),
        *_paragraph("strong", _("Is the code on the respondent's card?"), measure),
    ]
    lines += [*_paragraph("quiet", _("Afterwards nobody can look it up again."), measure), ()]
    for key, words in (
        ("1", _("Yes, or no card is wanted: go on")),
        ("2", _("Show the code again")),
    ):
        lines.append((Run(" " * MARGIN), Run(f" {key} ", "cap"), Run(f" {words}")))
    return lines


def _paragraph(role: Role, text: str, measure: int) -> list[Line]:
    return [(Run(" " * MARGIN), Run(line, role)) for line in wrap(text, measure)]
