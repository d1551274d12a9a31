"""What a form knows before anything is asked: defaults, the clock, the device."""

from collections.abc import Iterable, Mapping

from surveykit.form.filling.state import State
from surveykit.form.filling.stored import given
from surveykit.form.model import Bind
from surveykit.form.tree import Element
from surveykit.form.xpath.functions.dates import stamp


class Preloads:
    """Fills in new nodes. `known` holds `uid` and the properties of the device."""

    def __init__(self, state: State, known: Mapping[str, str]) -> None:
        self._state = state
        self._known = known

    def fill(self, start: Element) -> None:
        """Give a new node and all below it their first values."""
        binds = self._state.form.definition.binds
        for node in start.walk():
            bind = binds.get(node.path)
            node.put((bind and self._preloaded(bind)) or self._default(node))

    def _preloaded(self, bind: Bind) -> str:
        match bind.preload, bind.preload_parameters:
            case "timestamp", "start":
                return stamp(self._state.now())
            case "date", "today":
                return self._state.now().date().isoformat()
            case "property", name:
                return self._known.get(name, "")
            case "uid", _:
                return self._known["uid"]
        return ""

    def _default(self, node: Element) -> str:
        question = self._state.form.at(node.path)
        if node.text and question and question.coded:
            return " ".join(self._chosen(node, multiple=question.multiple))
        return node.text and given(node.text, node.kind, self._state.now)

    def _chosen(self, node: Element, *, multiple: bool) -> Iterable[str]:
        """The codes of a first answer; of choices written into the control, those there are."""
        itemset = self._state.form.definition.itemsets.get(node.path)
        codes = node.text.split() if multiple else [node.text]
        if itemset is None or not itemset.written_out:
            return codes
        return (code for code in codes if code in self._state.codes(node))
