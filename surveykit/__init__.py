"""surveykit: is a tenants' consultation hour wanted here, where and when?

Start reading at `setting_up.py`, `workflow.py`, `evaluating.py` and `publishing.py`: every errand
as a few calls in the order of the data flow.
"""

from datetime import date

__version__ = "0.1.0"

RELEASED = date(2026, 11, 1)
"""Of this version: no clock that stands right says an earlier day."""
