"""surveykit: is a tenants' consultation hour wanted here, where and when?

Start reading at `workflow.py`: every errand as a few calls in the order of the data flow.
"""

__version__ = "0.1.0"
