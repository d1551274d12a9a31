"""The screens of all tests have every colour, in whatever terminal the tests are run."""

import os

os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
os.environ.pop("NO_COLOR", None)
