"""The press: a Typst layout and what it is filled with in, a PDF out.

Our fonts and nothing else, so that every computer prints the same, and no character that they
lack is left out in silence.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.errors import SurveykitError
from surveykit.text import _

if TYPE_CHECKING:
    from typst import Fonts, TypstError

_HERE = Path(__file__).parent
_NO_GLYPH = re.compile(r'the text `?"(.+?)"`? could not be displayed')


class Press:
    """One sheet on the press: measured first, then printed."""

    def __init__(self, layout: str, data: Mapping[str, object], *, named: str) -> None:
        """Set `data` in the file `layout`, which reads it from `sys.inputs.sheet`.

        `named` is what the sheet is called in a refusal. Raises SurveykitError where Typst is not
        available.
        """
        try:
            import typst
        except ImportError as error:
            raise SurveykitError(
                _("PDF files cannot be made on this computer: Typst is not available for it."),
                advice=_(
                    "Print on another computer, or the sheet “Flyers” of the workbook instead; "
                    "what stands on a card can be written on plain paper."
                ),
            ) from error
        self._layout, self._named = _HERE / layout, named
        self._fault = typst.TypstError
        self._compiler = typst.Compiler(
            str(self._layout),
            root=str(_HERE),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"sheet": json.dumps(data)},
        )

    def measured(self, label: str) -> str:
        """What the layout says under this label of how it came out, as JSON."""
        try:
            return self._compiler.query(label, field="value")
        except self._fault as error:
            raise self._not_printed(error) from error

    def printed(self, month: date, *, tagged: bool = True) -> bytes:
        """The sheet as PDF/A-2a and PDF/UA-1, dated by the first of `month`.

        Raises SurveykitError if our fonts lack a character. Without tags it is for the printer
        alone, and nobody tells of such a character.
        """
        try:
            pdf = self._compiler.compile(
                format="pdf",
                pdf_standards=["a-2a", "ua-1"] if tagged else [],
                pdf_tags=tagged,
                timestamp=datetime(month.year, month.month, 1, tzinfo=UTC),
            )
        except self._fault as error:
            raise self._not_printed(error) from error
        if not isinstance(pdf, bytes):
            raise TypeError("Typst returned no PDF")
        return pdf

    def _not_printed(self, error: "TypstError") -> SurveykitError:
        """Characters without a glyph if Typst complains of them, else a fault in the layout."""
        complaint = f"{error.message}\n{error.diagnostic}"
        found = dict.fromkeys("".join(_NO_GLYPH.findall(complaint)))
        if not found:
            return SurveykitError(
                _("The layout {file} does not work: {complaint}").format(
                    file=self._layout, complaint=complaint.partition("\n")[0]
                ),
                advice=_("Undo the last change to the layout or to the flyer texts."),
            )
        return SurveykitError(
            _("{sheet} cannot be printed: no font for {characters}.").format(
                sheet=self._named,
                characters=", ".join(f"“{one}” (U+{ord(one):04X})" for one in found),
            ),
            advice=_("Write it in other characters in the site workbook."),
        )


@cache
def _fonts() -> "Fonts":
    """Our four Noto files."""
    from typst import Fonts

    return Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(_HERE / "fonts")],
    )
