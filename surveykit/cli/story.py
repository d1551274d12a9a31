"""A trace in lines for people: what each step changed, and what is missing at the end."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from surveykit.text import _, ngettext
from surveykit.text.clean import clean

if TYPE_CHECKING:
    from surveykit.form.filling.snapshot import State
    from surveykit.form.filling.trace import Trace

_INDENT = "    "
_MOST_CHOICES = 12


def story(trace: "Trace") -> Iterator[str]:
    """The whole trace."""
    yield _("At the beginning")
    yield from _indented(_beginning(trace["initial"]))
    before = trace["initial"]
    for number, taken in enumerate(trace["steps"], start=1):
        yield f"{number}. {clean(json.dumps(taken['step'], ensure_ascii=False))}"
        changes = list(_changes(before, taken["nodes"]))
        if "error" in taken:
            changes.insert(0, _("Not done: {reason}").format(reason=taken["error"]))
        yield from _indented(changes or [_("Nothing changes.")])
        before = taken["nodes"]
    yield _("At the end")
    yield from _indented(_end(trace))


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (_INDENT + clean(line) for line in lines)


def _beginning(nodes: Sequence["State"]) -> Iterator[str]:
    found = [f"{node['ref']} = “{node['value']}”" for node in nodes if node.get("value")]
    yield from found or [_("Every answer is empty.")]


def _end(trace: "Trace") -> Iterator[str]:
    if trace["status"] == "ready":
        yield _("The form can be finished.")
    for breach in trace["violations"]:
        yield f"{breach['ref']}: {breach['message'] or _rule(breach['condition'])}"


def _rule(condition: str) -> str:
    """What the program says where the form says nothing."""
    if condition == "required":
        return _("Please answer this question.")
    return _("The form does not accept this answer.")


def _changes(before: Sequence["State"], after: Sequence["State"]) -> Iterator[str]:
    """A line for every node that changed, was added or taken away.

    What goes for a whole group or repeat is told of it, not of everything inside.
    """
    gone = {node["ref"]: node for node in before}
    turned: set[str] = set()
    for node in after:
        ref = node["ref"]
        old = gone.pop(ref, None)
        inherited = _around(ref) in turned
        if old is None or old["relevant"] != node["relevant"]:
            turned.add(ref)
        notes = list(_differences(old, node, inherited=inherited))
        if notes:
            yield f"{ref}: {'; '.join(notes)}"
    for ref in gone:
        if _around(ref) not in gone:
            yield _("{ref}: taken away").format(ref=ref)


def _around(ref: str) -> str:
    return ref.rpartition("/")[0]


def _differences(old: "State | None", new: "State", *, inherited: bool) -> Iterator[str]:
    value = new.get("value", "")
    if old is None:
        if not inherited:
            yield _("added")
        if value:
            yield f"“{value}”"
        return
    if old["relevant"] != new["relevant"] and not inherited:
        yield _("asked now") if new["relevant"] else _("not asked any more")
    if old.get("value", "") != value:
        yield f"“{old.get('value', '')}” → “{value}”"
    if old["required"] != new["required"]:
        yield _("must be answered now") if new["required"] else _("need not be answered any more")
    if old["readonly"] != new["readonly"]:
        yield _("can only be read now") if new["readonly"] else _("can be answered now")
    yield from _offers(old, new)
    if new.get("violation") == "constraint" != old.get("violation"):
        yield new["constraint"].get("message") or _rule("constraint")


def _offers(old: "State", new: "State") -> Iterator[str]:
    """The choices, if there are others now."""
    codes = [choice["value"] for choice in new.get("choices", ())]
    if codes != [choice["value"] for choice in old.get("choices", ())]:
        shown = ", ".join(codes[:_MOST_CHOICES]) + (" …" if len(codes) > _MOST_CHOICES else "")
        yield ngettext("{n} choice: {codes}", "{n} choices: {codes}", len(codes)).format(
            n=len(codes), codes=shown
        )
