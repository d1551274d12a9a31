"""Flyers, one sheet of A5 per language: for offices that cannot use the PDF."""

from io import BytesIO
from textwrap import shorten

from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.styles import Alignment, Font, PatternFill

from surveykit.assess.hour.plan import Plan
from surveykit.export.cells import LONGEST_SHEET_NAME
from surveykit.export.flyers import FlyerText, flyer_languages, flyer_text, missing_facts
from surveykit.export.flyers.calendar import vevent
from surveykit.export.qr import QUIET, matrix, png
from surveykit.export.results import Results
from surveykit.export.workbook import style
from surveykit.export.workbook.page import A5, Book, Page
from surveykit.text import _

EMU = 360_000
"""Drawing units of a centimetre."""
MODULE = 0.06
"""Centimetres; half a millimetre is needed, and the page may be printed a little smaller."""


def write_flyers(book: Book, results: Results) -> None:
    """The flyer of the decided hour in every language of the house; none without an hour."""
    if results.plan is None:
        return
    missing = missing_facts(results.site, results.plan)
    if missing:
        _say_what_is_missing(book, missing)
        return
    for code in flyer_languages():
        if code in results.assessment.modifiers.flyer_languages:
            words = flyer_text(code, results.site, results.plan, as_of=results.made_on)
            _write_flyer(book, words, _picture(results, results.plan, code))


def _say_what_is_missing(book: Book, missing: tuple[str, ...]) -> None:
    page = book.page(_("Flyers"), [80])
    page.heading(_("Flyers"))
    page.paragraph(_("The flyers cannot be printed yet. The site workbook does not say:"))
    for fact in missing:
        page.paragraph(f"• {fact}")
    page.finish()


def _write_flyer(book: Book, words: FlyerText, picture: tuple[bytes, float]) -> None:
    """One page; Excel makes it fit, and mirrors the columns where one reads from the right."""
    # Cut at a blank: a long name of a language stands whole on the flyer itself.
    name = shorten(
        _("Flyer {language}").format(language=words.name), LONGEST_SHEET_NAME, placeholder=""
    )
    page = book.page(name, [33, 33], paper=A5)
    page.sheet.sheet_view.rightToLeft = words.rtl
    block = _Block(page, words)
    block.across(words.name, 8)
    block.across(words.headline, 17, bold=True, colour=style.INK)
    block.across(words.sub, 10)
    block.pair(words.when, words.where, 12, bold=True, shaded=True)
    dates = " · ".join(words.dates)
    block.pair(f"{words.first}\n{dates}", _lines(words.hint, words.steps), 9, shaded=True)
    block.across(words.free, 10, bold=True)
    block.across(words.topics_intro, 9.5, bold=True, colour=style.INK)
    half = (len(words.topics) + 1) // 2
    block.pair(_listed(words.topics[:half]), _listed(words.topics[half:]), 9)
    block.across(words.beyond, 9.5, bold=True)
    block.pair(words.can_intro, words.cannot_intro, 9.5, bold=True, colour=style.INK)
    block.pair(_listed(words.can), _listed(words.cannot), 9)
    block.across(_lines(words.promise, words.confidentiality), 9)
    block.across(_lines(words.languages, words.alternative), 9)
    block.contact(picture)
    block.across(_lines(words.organiser, words.partners), 8)
    block.across(words.imprint, 6.5)
    _print_alone(page)


class _Block:
    """Writes the lines of one flyer, aligned as its language reads."""

    def __init__(self, page: Page, words: FlyerText) -> None:
        self._page, self._words = page, words
        side, order = ("right", 2) if words.rtl else ("left", 1)
        self._alignment = Alignment(
            horizontal=side, vertical="top", wrap_text=True, readingOrder=order
        )

    def across(self, text: str, size: float, *, bold: bool = False, colour: str = "000000") -> None:
        """A text over both columns."""
        if not text:
            return
        self._page.merge(1, 2)
        self._put(1, text, size, bold=bold, colour=colour)
        self._page.grow([(text, sum(self._page.widths))], size)
        self._page.row += 1

    def pair(
        self,
        first: str,
        second: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = "000000",
        shaded: bool = False,
    ) -> None:
        """Two texts side by side, the first where reading begins."""
        for column, text in ((1, first), (2, second)):
            fill = style.PALE_FILL if shaded else None
            self._put(column, text, size, bold=bold, colour=colour, fill=fill)
        self._page.grow(zip((first, second), self._page.widths, strict=True), size)
        self._page.row += 1

    def contact(self, picture: tuple[bytes, float]) -> None:
        """Whom to ask, beside the QR code with the words what it does."""
        png_bytes, side = picture
        page, words = self._page, self._words
        self._put(1, f"{words.contact}\n\n{words.qr}", 10, bold=True, colour="000000")
        image = Image(BytesIO(png_bytes))
        length = round(side * EMU)
        # Anchored in one cell with a size of its own, else rows and columns would stretch it.
        image.anchor = OneCellAnchor(
            AnchorMarker(col=1, row=page.row - 1, colOff=3 * EMU // 2, rowOff=EMU // 10),
            XDRPositiveSize2D(length, length),
        )
        page.sheet.add_image(image)
        page.sheet.row_dimensions[page.row].height = (side + 0.2) / 2.54 * 72
        page.row += 1

    def _put(
        self,
        column: int,
        text: str,
        size: float,
        *,
        bold: bool,
        colour: str,
        fill: PatternFill | None = None,
    ) -> None:
        font = Font(name=style.FACE, size=size, bold=bold, color=colour)
        self._page.put(column, text, font=font, alignment=self._alignment, fill=fill)


def _picture(results: Results, plan: Plan, language: str) -> tuple[bytes, float]:
    """The QR code of the next date, and the side it must have in centimetres."""
    modules = matrix(vevent(results.site, plan, language))
    return png(modules), (len(modules) + 2 * QUIET) * MODULE


def _print_alone(page: Page) -> None:
    """Nothing but the flyer on one sheet of paper, with narrow margins."""
    page.on_one_sheet()
    margins = page.sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = 0.35
    margins.header = margins.footer = 0
    page.footer("left", "")
    page.footer("right", "")
    page.finish()


def _listed(items: tuple[str, ...]) -> str:
    return "\n".join(f"• {item}" for item in items)


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
