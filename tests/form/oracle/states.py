"""What an engine shows of a node, ours or one of ODK's, under the same names."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from surveykit.form import Instance, Node
from tests.form.recordings import State, Words

CONTAINERS = ("repeat-range", "root")
"""Nodes of Web Forms that are no nodes of the instance, by the beginning of their type."""

Told = Mapping[str, object]
"""A node as a driver describes it."""


def state_of(node: Told) -> State:
    """What a driver says about a node; what it does not say is left out."""
    state: dict[str, object] = {
        key: node[key] for key in ("relevant", "required", "readonly", "value") if key in node
    }
    if "constraint" in node:
        for key, name in (("constraint", "constraint_ok"), ("requiredOk", "required_ok")):
            state[name] = cast("Mapping[str, object]", node[key])["valid"]
    elif "constraintOk" in node:
        state["constraint_ok"], state["required_ok"] = node["constraintOk"], node["requiredOk"]
    if "choices" in node:
        choices = cast("Iterable[Mapping[str, str]]", node["choices"])
        state["choices"] = " ".join(choice["value"] for choice in choices)
    return cast("State", state)


def words_of(node: Told) -> Words:
    """Labels, hints, choices' labels and messages in every language."""
    found: dict[str, object] = {key: node[key] for key in ("label", "hint") if key in node}
    choices = cast("Iterable[Mapping[str, object]]", node.get("choices", ()))
    found["choices"] = [choice.get("label", {}) for choice in choices]
    messages = dict(cast("Mapping[str, str]", node.get("messages", {})))
    for rule in ("requiredOk", "constraint"):
        broken = node.get(rule)
        if isinstance(broken, dict) and not broken["valid"]:
            messages = messages or broken.get("messages", {})
    found["messages"] = messages
    return cast("Words", found)


def our_state(node: Node) -> State:
    """What our engine shows of a node."""
    return State(
        relevant=node.relevant,
        required=node.required,
        readonly=node.readonly,
        value=node.value,
        constraint_ok=node.constraint_ok,
        required_ok=node.required_ok,
        choices=" ".join(option.value for option in node.choices),
    )


def our_words(instance: Instance) -> dict[str, Words]:
    """Labels, hints, choices and messages of every node in every language, by ref."""
    found: dict[str, Words] = {}
    before = instance.language
    for language in instance.form.languages or (None,):
        instance.language = language
        key = language or "default"
        for node in instance.nodes():
            words = found.setdefault(node.ref, Words(label={}, hint={}, choices=[], messages={}))
            words["label"][key], words["hint"][key] = node.label, node.hint
            words["messages"][key] = node.message
            options = node.choices
            words["choices"] = words["choices"] or [{} for _option in options]
            for labels, option in zip(words["choices"], options, strict=True):
                labels[key] = option.label
    instance.language = before
    return found


class Snapshots:
    """The nodes an engine showed, step by step: all of them each time."""

    def __init__(self, answer: Mapping[str, Any]) -> None:
        self._steps: list[Mapping[str, Any]] = [{"nodes": answer["initial"]}, *answer["steps"]]
        self.errors = {
            at: str(step["error"]) for at, step in enumerate(self._steps) if "error" in step
        }
        self.last = _nodes(self._steps[-1])

    def __iter__(self) -> Iterator[dict[str, State]]:
        """After every step: all nodes by ref."""
        for step in self._steps:
            yield {str(node["ref"]): state_of(node) for node in _nodes(step)}


def _nodes(step: Mapping[str, Any]) -> list[Told]:
    return [node for node in step["nodes"] if is_node(node)]


def is_node(node: Told) -> bool:
    """Whether it is a node of the instance, and no series of repeats as Web Forms lists them."""
    return not str(node.get("type", "")).startswith(CONTAINERS)
