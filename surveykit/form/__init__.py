"""XLSForm → Form → a filled-in instance: the ODK engine.

`load` reads a workbook, `read_xform` a stored form. An `Instance` holds the answers to one form
and decides what is relevant, required and valid; an `Entry` walks through it page by page.
"""

from surveykit.form.entry import Entry, Page
from surveykit.form.errors import InvalidAnswerError, RepeatError
from surveykit.form.instance import Instance
from surveykit.form.load import load, read_xform
from surveykit.form.model import Choice, Form, Question
from surveykit.form.node import Node, Option, Violation

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
