"""ODK XPath: parse, compile to closures, function library.

Read `expression.py` first: `compile_expression` is what the rest of the engine calls.
"""

from surveykit.form.xpath.expression import Expression, check_expression, compile_expression
from surveykit.form.xpath.scope import Scope, Session
from surveykit.form.xpath.tokens import ExpressionError
from surveykit.form.xpath.values import Value, to_boolean, to_number, to_string

__all__ = [
    "Expression",
    "ExpressionError",
    "Scope",
    "Session",
    "Value",
    "check_expression",
    "compile_expression",
    "to_boolean",
    "to_number",
    "to_string",
]
