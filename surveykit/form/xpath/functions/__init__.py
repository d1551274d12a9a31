"""The function library: every function of ODK XPath by name.

Each module holds a group of the ODK documentation. To add a function, write it with
`@function` in the module of its group; the docstring gives its ODK signature.
"""

from surveykit.form.xpath.functions import dates, logic, nodesets, numbers, selects, strings
from surveykit.form.xpath.functions.registry import Closure, compile_call, known

__all__ = ["Closure", "compile_call", "known"]

GROUPS = (logic, selects, nodesets, strings, numbers, dates)
