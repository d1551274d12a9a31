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
    events = form.definition.events
    found = {question.ref for question in form.questions if question.type in _STAMPS}
    found |= {rule.path for rule in calculations.values() if _CLOCK.search(rule.expression.source)}
    found |= {event.target for event in events if _CLOCK.search(event.source)}
    waiting = list(found)
    while waiting:
        path = waiting.pop()
        made = {calculations[place].path for place in graph.reading(path) if place in calculations}
        made |= {event.target for event in events if path in {read.path for read in event.reads}}
        waiting += made - found
        found |= made
    return frozenset(found)
