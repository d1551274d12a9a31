"""The function library: every function of ODK XPath by name.

Each module holds a group of the ODK documentation. To add a function, write it with
`@function` in the module of its group; the docstring gives its ODK signature.
"""

from surveykit.form.xpath.functions import (
    codes,
    dates,
    geography,
    logic,
    nodesets,
    numbers,
    repeats,
    selects,
    strings,
)
from surveykit.form.xpath.functions.registry import (
    PASSING_ON,
    Closure,
    Compile,
    compile_call,
    known,
)

__all__ = ["PASSING_ON", "Closure", "Compile", "compile_call", "known"]

GROUPS = (logic, selects, repeats, nodesets, strings, codes, numbers, dates, geography)
