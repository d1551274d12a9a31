"""The expressions of a form: understood once, evaluated thousands of times."""

from functools import lru_cache

from surveykit.form.xpath.compile import compile_syntax
from surveykit.form.xpath.functions import Closure
from surveykit.form.xpath.parser import parse
from surveykit.form.xpath.reads import Read, reads_of
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.syntax import Syntax
from surveykit.form.xpath.values import Nodes, Value, to_boolean, to_string


class Expression:
    """An expression that belongs to the node at `path` ("/data/main/prob").

    It is compiled when it is evaluated for the first time: most of a long form's are never.
    """

    __slots__ = ("evaluate", "path", "source")

    def __init__(self, source: str, path: str) -> None:
        self.source = source
        self.path = path
        self.evaluate: Closure = self._compiled

    def __repr__(self) -> str:
        return f"<Expression {self.source!r} of {self.path}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Expression):
            return NotImplemented
        return (self.source, self.path) == (other.source, other.path)

    def __hash__(self) -> int:
        return hash((self.source, self.path))

    @property
    def syntax(self) -> Syntax:
        """What it says."""
        return _understood(self.source)[0]

    @property
    def reads(self) -> frozenset[Read]:
        """The paths whose answers or relevance it depends on."""
        return reads_of(self.syntax, self.path)

    def _compiled(self, scope: Scope) -> Value:
        _syntax, self.evaluate = _understood(self.source)
        return self.evaluate(scope)

    def boolean(self, scope: Scope) -> bool:
        """The value as truth."""
        return to_boolean(self.evaluate(scope))

    def string(self, scope: Scope) -> str:
        """The value as text."""
        return to_string(self.evaluate(scope))

    def nodes(self, scope: Scope) -> Nodes:
        """The nodes it points at; none if its value is no node."""
        value = self.evaluate(scope)
        return value if isinstance(value, list) else []


def compile_expression(source: str, path: str) -> Expression:
    """An expression that belongs to the node at `path`, and can be used.

    Raises:
        ExpressionError: broken grammar, an unknown function, a wrong number of arguments.
    """
    _understood(source)
    return Expression(source, path)


def check_expression(source: str) -> None:
    """See whether an expression of a workbook, with `${question}` in it, can be used.

    Raises:
        ExpressionError: broken grammar, an unknown function, a wrong number of arguments.
    """
    compile_syntax(parse(source, references=True))


@lru_cache(maxsize=4096)
def _understood(source: str) -> tuple[Syntax, Closure]:
    """What an expression says, and does: many questions of a form have the same one."""
    syntax = parse(source)
    return syntax, compile_syntax(syntax)
