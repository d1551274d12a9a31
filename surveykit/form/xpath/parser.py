"""Tokens → syntax tree: the grammar of XPath 1.0 by recursive descent."""

from surveykit.form.xpath.syntax import (
    RANKS,
    Call,
    Filter,
    Literal,
    Negation,
    Number,
    Operation,
    Path,
    Step,
    Syntax,
)
from surveykit.form.xpath.tokens import ExpressionError, Token, tokenize
from surveykit.text import _

AXES = frozenset(
    {
        "ancestor",
        "ancestor-or-self",
        "attribute",
        "child",
        "descendant",
        "descendant-or-self",
        "following-sibling",
        "parent",
        "preceding-sibling",
        "self",
    }
)
_SIGNS = ("operator", "symbol")
_NODE_TYPES = frozenset({"node", "text", "comment"})
_DEEPEST = 120
"""Each bracket counts two, each operator within another one. No author nests deeper (the deepest
of 1,500 real forms: 14 brackets); a file made to exhaust the stack does."""
_MOST_STEPS = 500
"""No form has groups in groups so deep."""


def parse(source: str, *, references: bool = False) -> Syntax:
    """The meaning of an expression; with `references` one that may hold `${question}`.

    Raises:
        ExpressionError: the expression breaks the grammar; says what stands where.
    """
    return _Parser(tokenize(source, references=references)).whole()


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._signs = [one.text if one.kind in _SIGNS else "" for one in tokens] + [""]
        """What tokens are in the grammar: nothing but themselves, or "" for all others."""
        self._at = 0
        self._depth = 0

    def whole(self) -> Syntax:
        if self._next.kind == "end":
            raise ExpressionError(_("The expression is empty."), _("Write one or clear the cell."))
        result = self._expression()
        if self._next.kind != "end":
            raise self._unexpected()
        return result

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += 1
        return token

    def _sees(self, text: str, ahead: int = 0) -> bool:
        return self._signs[self._at + ahead] == text

    def _accept(self, text: str) -> bool:
        if self._signs[self._at] == text:
            self._at += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise self._unexpected(wanted=text)

    def _unexpected(self, wanted: str = "") -> ExpressionError:
        token = self._next
        if token.kind == "end":
            what = _("The expression ends too early.")
        else:
            what = _("“{text}” at position {position} does not belong there.").format(
                text=token.text, position=token.position
            )
        mend = _("Check brackets, commas and operators.")
        if wanted:
            mend = _("“{wanted}” is missing.").format(wanted=wanted)
        return ExpressionError(what, mend)

    def _expression(self) -> Syntax:
        self._deeper(2)
        result = self._operation(0)
        self._depth -= 2
        return result

    def _operation(self, loosest: int) -> Syntax:
        """Operands as far as their operators bind at least as tightly as the rank `loosest`."""
        left = self._unary()
        while (rank := self._rank()) >= loosest:
            self._deeper(1)
            rest = []
            while self._rank() == rank:
                operator = self._take().text
                rest.append((operator, self._operation(rank + 1)))
            left = Operation(left, tuple(rest))
            self._depth -= 1
        return left

    def _rank(self) -> int:
        """The rank of the operator that comes next; -1 if none comes."""
        return RANKS.get(self._next.text, -1) if self._next.kind == "operator" else -1

    def _deeper(self, levels: int) -> None:
        self._depth += levels
        if self._depth > _DEEPEST:
            raise ExpressionError(
                _("The expression is nested too deeply."),
                _("Split it into several calculations."),
            )

    def _unary(self) -> Syntax:
        minus = 0
        while self._accept("-"):
            minus += 1
        operand = self._union()
        for _sign in range(minus % 2 or min(minus, 2)):  # the others take each other away
            operand = Negation(operand)
        return operand

    def _union(self) -> Syntax:
        first, rest = self._path(), []
        while self._accept("|"):
            rest.append(("|", self._path()))
        return Operation(first, tuple(rest)) if rest else first

    def _path(self) -> Syntax:
        if self._starts_a_primary():
            return self._after_a_primary(self._primary())
        if self._accept("//"):
            steps = (Step("descendant-or-self", "node()"), *self._steps())
            return Path(steps, absolute=True)
        if self._accept("/"):
            return Path(self._steps() if self._starts_a_step() else (), absolute=True)
        if not self._starts_a_step():
            raise self._unexpected()
        return Path(self._steps())

    def _starts_a_primary(self) -> bool:
        token = self._next
        if token.kind in ("number", "literal") or self._sees("("):
            return True
        return token.kind == "name" and self._sees("(", 1) and token.text not in _NODE_TYPES

    def _starts_a_step(self) -> bool:
        return self._next.kind == "name" or self._signs[self._at] in (".", "..", "@")

    def _primary(self) -> Syntax:
        token = self._take()
        if token.kind == "number":
            return Number(float(token.text))
        if token.kind == "literal":
            return Literal(token.text)
        if token.kind == "name":
            return Call(token.text, self._arguments())
        inner = self._expression()
        self._expect(")")
        return inner

    def _arguments(self) -> tuple[Syntax, ...]:
        self._expect("(")
        if self._accept(")"):
            return ()
        arguments = [self._expression()]
        while self._accept(","):
            arguments.append(self._expression())
        self._expect(")")
        return tuple(arguments)

    def _after_a_primary(self, primary: Syntax) -> Syntax:
        predicates = self._predicates()
        if predicates:
            primary = Filter(primary, predicates)
        if self._accept("//"):
            steps = (Step("descendant-or-self", "node()"), *self._steps())
            return Path(steps, start=primary)
        if self._accept("/"):
            return Path(self._steps(), start=primary)
        return primary

    def _steps(self) -> tuple[Step, ...]:
        steps = [self._step()]
        while True:
            if self._accept("//"):
                steps.append(Step("descendant-or-self", "node()"))
            elif not self._accept("/"):
                return tuple(steps)
            steps.append(self._step())
            if len(steps) > _MOST_STEPS:
                raise ExpressionError(
                    _("A path of more than {most} steps leads nowhere.").format(most=_MOST_STEPS),
                    _("Name the question instead."),
                )

    def _step(self) -> Step:
        if self._accept("."):
            return Step("self", "node()", self._predicates())
        if self._accept(".."):
            return Step("parent", "node()", self._predicates())
        axis = "child"
        if self._accept("@"):
            axis = "attribute"
        elif self._next.kind == "name" and self._sees("::", 1):
            axis = self._axis()
        return Step(axis, self._test(), self._predicates())

    def _axis(self) -> str:
        name = self._take().text
        self._expect("::")
        if name not in AXES:
            raise ExpressionError(
                _("ODK knows no axis “{name}”.").format(name=name),
                _("Use one of these: {axes}.").format(axes=", ".join(sorted(AXES))),
            )
        return name

    def _test(self) -> str:
        if self._next.kind != "name":
            raise self._unexpected()
        name = self._take().text
        if name in _NODE_TYPES and self._accept("("):
            self._expect(")")
            return f"{name}()"
        return name.rpartition(":")[2]

    def _predicates(self) -> tuple[Syntax, ...]:
        predicates = []
        while self._accept("["):
            predicates.append(self._expression())
            self._expect("]")
        return tuple(predicates)
