"""XLSForm → Form → a filled-in instance: the ODK engine.

`load` reads a workbook, `read_xform` a stored form. An `Instance` holds the answers to one form
and decides what is relevant, required and valid; an `Entry` walks through it page by page.
"""

from surveykit.form.errors import InvalidAnswerError, RepeatError
from surveykit.form.filling.entry import Entry, Page
from surveykit.form.filling.instance import Instance
from surveykit.form.filling.node import Node, Option, Violation
from surveykit.form.load import load, read_xform
from surveykit.form.model import Choice, Form, Question

__all__ = [
    "Choice",
    "Entry",
    "Form",
    "Instance",
    "InvalidAnswerError",
    "Node",
    "Option",
    "Page",
    "Question",
    "RepeatError",
    "Violation",
    "load",
    "read_xform",
]
