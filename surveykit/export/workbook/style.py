"""Colours, type and number formats of every sheet."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from surveykit.text import language

FACE = "Arial"
INK = "0B4F6C"
PALE = "E6F0F5"
RULE = "C4D3DB"
ALERT = "A3261E"
GREY = "5A6670"
HEAT = ("FFFFFF", "6FB1CC")
"""Colours of no and of full coverage; black text stays readable on both."""
SERIES = ("9DB4C0", INK, "6FB1CC", "D98A29")

WHOLE = "#,##0"
ONE = "#,##0.0"
TWO = "#,##0.00"
FOUR = "0.0000"
PERCENT = r"0\ %"
PERCENT_1 = r"0.0\ %"
EURO = '#,##0\\ "€"'
EURO_CENT = '#,##0.00\\ "€"'
METRES = '#,##0\\ "m"'
CLOCK = "hh:mm"
TEXT = "@"

BODY = Font(name=FACE, size=10)
STRONG = Font(name=FACE, size=10, bold=True)
QUIET = Font(name=FACE, size=9, color=GREY)
WARNING = Font(name=FACE, size=10, bold=True, color=ALERT)
TITLE = Font(name=FACE, size=16, bold=True, color=INK)
SECTION = Font(name=FACE, size=12, bold=True, color=INK)
VERDICT = Font(name=FACE, size=14, bold=True, color="FFFFFF")
HEADER = Font(name=FACE, size=10, bold=True, color="FFFFFF")

DARK_FILL = PatternFill("solid", fgColor=INK)
PALE_FILL = PatternFill("solid", fgColor=PALE)
CHANGED_FILL = PatternFill("solid", fgColor="FFF1CC")
UNDERLINE = Border(bottom=Side("hair", color=RULE))
_EDGE = Side("thin", color=RULE)
BOX = Border(_EDGE, _EDGE, _EDGE, _EDGE)

WRAPPED = Alignment(wrap_text=True, vertical="top")
INDENTED = Alignment(horizontal="left", wrap_text=True, vertical="top", indent=1)
BESIDE_NUMBERS = Alignment(horizontal="left", vertical="top", indent=1)
MIDDLE = Alignment(wrap_text=True, vertical="center")
LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="top", indent=1)
RIGHT_WRAPPED = Alignment(horizontal="right", vertical="center", wrap_text=True, indent=1)
MIDDLE_INDENTED = Alignment(horizontal="left", wrap_text=True, vertical="center", indent=1)
UPRIGHT = Alignment(text_rotation=90, vertical="bottom", horizontal="center")


def day_format() -> str:
    """How dates stand in cells, in the language in use."""
    return "dd.mm.yyyy" if language() == "de" else "yyyy-mm-dd"


def moment_format() -> str:
    """How days with a time of day stand in cells."""
    return f"{day_format()} {CLOCK}"
