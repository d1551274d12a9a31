"""What is wrong in an XForm, collected instead of raised, so that an author sees all of it."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element as Xml

from surveykit.errors import Fault
from surveykit.form.model import Event
from surveykit.form.xform.xml import local
from surveykit.form.xpath import (
    Expression,
    ExpressionError,
    check_expression,
    compile_expression,
)
from surveykit.text.clean import clean, short

_PLAIN = re.compile(r"(?:/[^\W\d][\w\-.]*)+")
_PREDICATE = re.compile(r"\[[^\[\]]*\]")
_CALL = re.compile(r"[\w:.\-]\s*\(")
_LATE = frozenset({"constraint", "label", "choice_filter"})
"""Parts that are evaluated when they are used: JavaRosa loads a form that calls there what it does
not know. All others are evaluated as soon as a form begins."""
_OLD_EVENTS = {"jr-insert": "odk-new-repeat"}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in an XForm: at which node, in which part of it, and what to do."""

    path: str
    part: str
    source: str
    what: str
    mend: str

    @property
    def fault(self) -> Fault:
        """As it is told where the form is no table: the node stands for the cell."""
        return Fault("", clean(self.path), short(self.source), clean(self.what), clean(self.mend))


class BrokenXFormError(ValueError):
    """An XForm that cannot be used, with all that was found."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(finding.what for finding in findings))
        self.findings = tuple(findings)


class Compiler:
    """Compiles expressions and remembers which ones it could not.

    Those of a form that was `checked` before are compiled when they are needed.
    """

    def __init__(self, *, checked: bool) -> None:
        self._checked = checked
        self.findings: list[Finding] = []

    def compile(self, source: str, path: str, part: str) -> Expression | None:
        """The expression, or None where there is none that can be used.

        That is noted, unless the rest of the form can do without (`unusable`).
        """
        late = part in _LATE
        if self._checked and not (late and _CALL.search(source)):
            return Expression(source, path)
        try:
            return compile_expression(source, path)
        except ExpressionError as error:
            finding = Finding(path, part, source.strip(), error.what, error.mend)
            if not (late and error.late) and finding not in self.findings:
                self.findings.append(finding)
            return None


def unusable(source: str) -> ExpressionError | None:
    """Why an expression can be read but not evaluated."""
    try:
        check_expression(source)
    except ExpressionError as error:
        return error if error.late else None
    return None


def plain_path(ref: str, base: str) -> str:
    """A path as the engine names nodes: absolute, without prefixes and white space."""
    if _PLAIN.fullmatch(ref):  # most often
        return ref
    plain = re.sub(r"\s", "", ref).removeprefix("current()/")
    steps = [step.rpartition(":")[2] for step in plain.split("/")]
    found = [] if not steps[0] else base.strip("/").split("/")
    for step in steps:
        if step == "..":
            del found[-1:]
        elif step not in ("", "."):
            found.append(step)
    return "/" + "/".join(found)


def read_event(xml: Xml, trigger: str, base: str, compiler: Compiler) -> Event:
    """A `setvalue` of the model, or of a control, whose path is `trigger`."""
    ref = xml.get("ref", "")
    target = plain_path(_PREDICATE.sub("", ref), base)
    place = compiler.compile(ref, base, "ref") if "[" in ref else None
    names = next((value for key, value in xml.items() if local(key) == "event"), "")
    # An empty expression clears the target; only where there is none, the text is the value.
    source = xml.get("value")
    text = (xml.text or "").strip() if source is None else ""
    value = (source and compiler.compile(source, target, "default")) or text
    happens = tuple(_OLD_EVENTS.get(name, name) for name in names.split())
    return Event(happens, target, value, trigger, place)
