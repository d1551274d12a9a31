"""Where the bundled forms and example sites lie."""

from pathlib import Path

_IN_THE_WHEEL = Path(__file__).parent / "forms"
_IN_THE_CHECKOUT = Path(__file__).parents[1] / "forms"

FORMS = _IN_THE_WHEEL if _IN_THE_WHEEL.is_dir() else _IN_THE_CHECKOUT
"""The ten questionnaires, `NAME.xlsx`."""

IDEA_STATUS = FORMS / "desk" / "idea_status.xlsx"
"""The form of what becomes of an idea; a project takes it in with its first decision."""

SITES = FORMS / "sites"
"""The three example sites, `A.xlsx`, with their made-up responses."""
