"""The flyer as reportlab sets it: paragraphs one below the other, boxes, bullets and a QR path."""

from functools import cache
from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from surveykit.export.qr import QUIET, Modules, matrix

ACCENT, TINT = HexColor("#0b4f6c"), HexColor("#e6f0f4")
WIDTH, HEIGHT = 148 * mm, 210 * mm
SIDE, TOP, BOTTOM = 9 * mm, 12 * mm, 7 * mm
MODULE = 0.52 * mm
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2068\u2069"))


@cache
def modules(text: str) -> Modules:
    return matrix(text)


class Printer:
    """Draws flyer after flyer into one file."""

    def __init__(self, path: Path, fonts: Path) -> None:
        for name in ("NotoSans-Regular", "NotoSans-Bold", "NotoSansArabic-Regular",
                     "NotoSansArabic-Bold"):  # fmt: skip
            pdfmetrics.registerFont(TTFont(name, str(fonts / f"{name}.ttf")))
        self._canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))

    def flyer(self, text: dict[str, Any], mark: str, code: str) -> None:
        self._text = text
        self._front()
        self._canvas.showPage()
        self._back(mark, code)
        self._canvas.showPage()

    def save(self) -> None:
        self._canvas.save()

    def _front(self) -> None:
        text = self._text
        self._head(text["author"])
        y = HEIGHT - TOP
        y = self._set(text["headline"], 25, y, bold=True, colour=ACCENT)
        y = self._set(text["sub"], 13, y) - 7
        when, where = text["when"].split("\n"), text["where"].split("\n")
        top = y
        self._canvas.setFillColor(TINT)
        self._canvas.roundRect(SIDE, y - 72 * mm, WIDTH - 2 * SIDE, 72 * mm, 3, stroke=0, fill=1)
        y = self._set("\n".join(when[:2]), 24, y - 9, bold=True, inset=9) - 3
        y = self._set(f"{when[2]} · {text['first']}", 13, y, inset=9) - 6
        y = self._dates(text["dates"], y) - 6
        y = self._set("\n".join(where), 24, y, bold=True, inset=9)
        y = self._set(text["hint"] + text["steps"], 13, y, inset=9)
        y = min(y, top - 72 * mm) - 7
        y = self._set(text["free"], 13, y, bold=True) - 7
        y = self._set(text["topics_intro"], 13, y, bold=True, colour=ACCENT) - 4
        for topic in text["topics"]:
            y = self._set(topic, 13, y, bullet=True)
        self._set(text["beyond"], 13, y - 7, bold=True, inset=5)

    def _back(self, mark: str, code: str) -> None:
        text, canvas = self._text, self._canvas
        self._head(text["headline"])
        y = HEIGHT - TOP
        canvas.setFillColor(TINT)
        canvas.rect(SIDE, y - 80 * mm, WIDTH - 2 * SIDE, 80 * mm, stroke=0, fill=1)
        half = (WIDTH - 2 * SIDE) / 2
        for column, (intro, items) in enumerate((("can_intro", "can"), ("cannot_intro", "cannot"))):
            at, room = SIDE + column * half + 9, half - 18
            below = self._set(text[intro], 12, y - 9, bold=True, colour=ACCENT, at=at, room=room)
            for item in text[items]:
                below = self._set(item, 12, below - 3, bullet=True, at=at, room=room)
        y -= 80 * mm + 7
        for key in ("promise", "confidentiality", "languages", "alternative"):
            y = self._set(text[key], 12, y) - 5
        self._code(modules(code), WIDTH - SIDE, y)
        room = WIDTH - 2 * SIDE - 34 * mm
        name, phone, *rest = text["contact"].split("\n")
        y = self._set(name, 12, y, room=room)
        y = self._set(phone, 18, y, bold=True, room=room)
        for line in (*rest, text["qr"], text["organiser"], text["partners"]):
            y = self._set(line, 12, y, room=room)
        canvas.setStrokeColor(ACCENT)
        canvas.line(SIDE, BOTTOM + 26, WIDTH - SIDE, BOTTOM + 26)
        canvas.setFillColor(black)
        canvas.setFont("NotoSans-Regular", 7.2)
        canvas.drawRightString(WIDTH - SIDE, BOTTOM + 17, mark)
        self._set(text["valid"], 9, BOTTOM + 25)
        self._set(text["imprint"], 7.2, BOTTOM + 14, german=True)

    def _head(self, words: str) -> None:
        self._set(words, 9.5, HEIGHT - 15, colour=ACCENT, room=70 * mm)
        self._set(self._text["name"], 9.5, HEIGHT - 15, bold=True, colour=ACCENT,
                  at=WIDTH - SIDE - 40 * mm, room=40 * mm)  # fmt: skip

    def _dates(self, dates: tuple[str, ...], y: float) -> float:
        width = (WIDTH - 2 * SIDE - 18) / len(dates)
        for place, day in enumerate(dates):
            x = SIDE + 9 + place * width
            self._canvas.setFillColor(white)
            self._canvas.roundRect(x, y - 22, width - 4, 22, 2, stroke=1, fill=1)
            self._canvas.setFillColor(black)
            self._canvas.setFont("NotoSans-Bold", 14)
            self._canvas.drawCentredString(x + width / 2 - 2, y - 16, day.translate(ISOLATES))
        return y - 22

    def _code(self, rows: Modules, right: float, top: float) -> None:
        side = (len(rows) + 2 * QUIET) * MODULE
        self._canvas.setFillColor(white)
        self._canvas.rect(right - side, top - side, side, side, stroke=0, fill=1)
        path = self._canvas.beginPath()
        for y, row in enumerate(rows, start=QUIET):
            start = None
            for x, dark in enumerate((*row, False)):
                if dark and start is None:
                    start = x
                elif not dark and start is not None:
                    path.rect(right - side + (start + QUIET) * MODULE, top - (y + 1) * MODULE,
                              (x - start) * MODULE, MODULE)  # fmt: skip
                    start = None
        self._canvas.setFillColor(black)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def _set(
        self, words: str, size: float, y: float, *, bold: bool = False, colour: Color = black,
        inset: float = 0, bullet: bool = False, at: float = SIDE, room: float = WIDTH - 2 * SIDE,
        german: bool = False,
    ) -> float:  # fmt: skip
        """A paragraph below `y`; returns where it ends."""
        if not words:
            return y
        arabic = self._text["rtl"] and not german
        font = f"{'NotoSansArabic' if arabic else 'NotoSans'}-{'Bold' if bold else 'Regular'}"
        style = ParagraphStyle(
            "flyer", fontName=font, fontSize=size, leading=1.2 * size, textColor=colour,
            alignment=TA_RIGHT if arabic else TA_LEFT, leftIndent=inset + (12 if bullet else 0),
            bulletIndent=inset, bulletFontName="NotoSans-Regular", bulletFontSize=size,
        )  # fmt: skip
        escaped = words.translate(ISOLATES).replace("&", "&amp;").replace("<", "&lt;")
        paragraph = Paragraph(
            escaped.replace("\n", "<br/>"), style, bulletText="•" if bullet else None
        )
        height = float(paragraph.wrap(room, HEIGHT)[1])
        paragraph.drawOn(self._canvas, at, y - height)
        return y - height
