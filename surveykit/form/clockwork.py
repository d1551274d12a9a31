"""What in a form tells when it was filled in, though nobody was asked."""

import re

from surveykit.form.model import Form

_CLOCK = re.compile(r"\b(now|today)\s*\(")
_STAMPS = frozenset({"start", "end", "today"})
"""Types that the clock fills in."""


def told_by_the_clock(form: Form) -> frozenset[str]:
    """The refs of all nodes whose value is made from the present moment, however indirectly."""
    graph = form.definition.graph
    calculations = {
        place: rule for place, rule in enumerate(graph.rules) if rule.kind == "calculate"
    }
    events = [event for event in form.definition.events if event.value is not None]
    found = {question.ref for question in form.questions if question.type in _STAMPS}
    found |= {rule.path for rule in calculations.values() if _CLOCK.search(rule.expression.source)}
    found |= {event.target for event in events if event.value and _CLOCK.search(event.value.source)}
    waiting = list(found)
    while waiting:
        path = waiting.pop()
        made = {
            calculations[place].path
            for place, _kept in graph.readers.get(path, ())
            if place in calculations
        }
        for event in events:
            if event.value and path in {read.path for read in event.value.reads}:
                made.add(event.target)
        waiting += made - found
        found |= made
    return frozenset(found)
