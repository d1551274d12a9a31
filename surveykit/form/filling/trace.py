"""Steps in, the state of every node after each of them out: to test a form by a program.

Steps and states are those of the drivers of ODK's own engines (`oracle.mjs`, `JrOracle.java`), so
that a program can compare all three.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Literal, NotRequired, TypedDict

from surveykit.errors import SurveykitError
from surveykit.form.errors import InvalidAnswerError
from surveykit.form.filling.instance import Instance
from surveykit.form.filling.snapshot import ONLY_LANGUAGE, Snapshots, State
from surveykit.form.filling.state import Rows
from surveykit.form.model import Form
from surveykit.form.tree import Element
from surveykit.text import _

Step = Mapping[str, object]
"""One thing to do, as JSON has it.

`{"set": ref, "value": v}`, `{"set": ref, "file": path}`, `{"addRepeat": series}`,
`{"removeRepeat": ref}` or `{"setLanguage": name}`.
"""

Labels = Literal["each", "final", "none"]
"""After which steps labels, hints and messages are told in every language."""


class Taken(TypedDict):
    """A step and what it led to; `error` says why it could not be taken."""

    step: Step
    error: NotRequired[str]
    nodes: list[State]


class Breach(TypedDict):
    """A question that keeps the form from being finished; `message` is None if the form has none.

    `condition` is `required` or `constraint`.
    """

    ref: str
    condition: str
    message: str | None


class Trace(TypedDict):
    """All that happened. `status` is `ready` or `pending`, `submission` the XML to be sent."""

    ok: Literal[True]
    languages: list[str]
    initial: list[State]
    steps: list[Taken]
    violations: list[Breach]
    status: str
    submission: str


DEVICE = {"deviceid": "oracle", "username": "oracle"}
"""What the device knows of itself in the drivers of ODK's engines."""


def trace(
    form: Form,
    steps: Sequence[Step],
    *,
    lists: Mapping[str, Rows | Element],
    now: Callable[[], datetime],
    language: str | None = None,
    labels: Labels = "final",
    random: Random | None = None,
) -> Trace:
    """Take the steps one after the other; one that cannot be taken is told and passed over.

    The same `now` and `random` give the same trace.
    """
    one = Instance(form, lists=lists, now=now, language=language, preloads=DEVICE, random=random)
    snapshots = Snapshots(one)
    initial = nodes = snapshots.take(words=_worded(labels, last=not steps))
    taken = []
    for left, step in zip(range(len(steps) - 1, -1, -1), steps, strict=True):
        error = _error_of(one, step)
        nodes = snapshots.take(words=_worded(labels, last=left == 0))
        told = Taken(step=step, nodes=nodes)
        taken.append(told if error is None else {**told, "error": error})
    breaches = list(_breaches(nodes))
    one.finalize()
    return Trace(
        ok=True,
        languages=list(form.languages) or [""],
        initial=initial,
        steps=taken,
        violations=breaches,
        status="pending" if breaches else "ready",
        submission=one.submission().decode(),
    )


def _worded(labels: Labels, *, last: bool) -> bool:
    return labels == "each" or (labels == "final" and last)


def _breaches(nodes: Sequence[State]) -> Iterator[Breach]:
    for node in nodes:
        condition = node.get("violation")
        if condition is not None:
            judged = node["constraint"] if condition == "constraint" else node["requiredOk"]
            yield Breach(ref=node["ref"], condition=condition, message=judged.get("message"))


def _error_of(one: Instance, step: Step) -> str | None:
    """Take a step; why it could not be taken, and what was perhaps meant."""
    try:
        _take(one, step)
    except InvalidAnswerError as error:
        return error.what
    except SurveykitError as error:
        return f"{error.what} {error.advice}"
    except KeyError as error:
        ref = str(error.args[0])
        what = _("The form has no “{ref}” now.").format(ref=ref)
        return " ".join(filter(None, (what, _called_alike(one, ref))))
    return None


def _called_alike(one: Instance, ref: str) -> str:
    """The nodes with the name of one that is not there."""
    name = re.sub(r"\[\d+\]$", "", ref).rpartition("/")[2]
    alike = [node.ref for node in one.nodes() if node.ref.rpartition("/")[2] == name]
    return _("Did you mean “{name}”?").format(name=alike[0]) if alike else ""


def _take(one: Instance, step: Step) -> None:
    match step:
        case {"set": str(ref)}:
            _set(one, _first(ref), step)
        case {"addRepeat": str(series)}:
            one.add_repeat(_first(series))
        case {"removeRepeat": str(ref)}:
            one.remove_repeat(ref)
        case {"setLanguage": str(name)}:
            one.language = language_of(one.form, name)
        case _:
            raise SurveykitError(
                _("This is no step."),
                advice=_("Steps are set, addRepeat, removeRepeat and setLanguage."),
            )


def _first(ref: str) -> str:
    """The ref without the positions that go without saying."""
    return ref.replace("[1]", "")


def _set(one: Instance, ref: str, step: Step) -> None:
    node = one.node(ref)
    if node.question is None or not node.question.shown:
        what = _("“{ref}” is no question that can be answered.").format(ref=ref)
        raise SurveykitError(what, advice=_("Set a question that the form shows."))
    if node.readonly:
        what = _("“{ref}” can only be read.").format(ref=ref)
        raise SurveykitError(what, advice=_("Set a question that the form shows."))
    one.set(ref, _file(step["file"]) if "file" in step else _text(step.get("value")))


def _file(path: object) -> str:
    """The name of a file that is there."""
    if not Path(str(path)).is_file():
        what = _("There is no file {file}.").format(file=path)
        raise SurveykitError(what, advice=_("Check name and folder."))
    return Path(str(path)).name


def _text(value: object) -> str:
    """A value of JSON as ODK stores it: lists with spaces between, whole numbers without point."""
    if value is None or value is False:
        return ""
    if value is True:
        return "true"
    if isinstance(value, list):
        return " ".join(map(_text, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def language_of(form: Form, name: str) -> str | None:
    """The language of a form by its name or its code: "Deutsch (de)", "de".

    Raises:
        SurveykitError: the form does not have it; says which it has.
    """
    for language in form.languages:
        if name == language or language.endswith(f"({name})"):
            return language
    if not form.languages and name in ("", ONLY_LANGUAGE):
        return None
    what = _("The form is not written in “{language}”.").format(language=name)
    languages = ", ".join(form.languages) or _("one language only")
    raise SurveykitError(what, advice=_("It has: {languages}.").format(languages=languages))
