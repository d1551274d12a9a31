"""The terminal app: shows state, passes on what was pressed, decides nothing."""

import os

# Textual reads this when it is imported. In the 16 colours of a bare `xterm` bold black is
# painted grey, so the least is 256; a terminal that names more keeps them.
if not os.environ.get("COLORTERM") and "256" not in os.environ.get("TERM", "") and os.name != "nt":
    os.environ.setdefault("TEXTUAL_COLOR_SYSTEM", "256")
