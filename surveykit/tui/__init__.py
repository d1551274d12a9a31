"""The terminal app: shows state, passes on what was pressed, decides nothing."""

import os

from surveykit.tui.colours import CHOICE, colours

COLOURS = colours(os.environ, windows=os.name == "nt")
"""What this terminal shows."""

# Textual reads both when it is imported. An empty NO_COLOR asks for nothing, but it would take the
# colours away; and where there are none, a QR code still needs black and white.
if not os.environ.get("NO_COLOR"):
    os.environ.pop("NO_COLOR", None)
if COLOURS != "truecolor":
    os.environ.setdefault(CHOICE, "standard" if COLOURS == "none" else COLOURS)
