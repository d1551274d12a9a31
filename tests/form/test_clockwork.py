"""Which values tell when a form was filled in, though nobody was asked."""

from pathlib import Path

from surveykit.form.clockwork import told_by_the_clock

from .building import form, question


def test_what_comes_from_the_clock_is_followed_through_calculations_and_events(
    tmp_path: Path,
) -> None:
    one = form(
        tmp_path,
        {"type": "start", "name": "start"},
        question("date", "born"),
        {"type": "calculate", "name": "birthday", "calculation": "${born}"},
        {"type": "calculate", "name": "begun", "calculation": "${start}"},
        {"type": "calculate", "name": "again", "calculation": "concat(${begun}, '')"},
        {"type": "calculate", "name": "once", "calculation": "now()", "trigger": "${born}"},
        {"type": "begin repeat", "name": "visit", "label": "Visit"},
        {"type": "calculate", "name": "deadline", "calculation": "date(today() + 7)"},
        {"type": "calculate", "name": "kind", "calculation": "if(${born} > ${deadline}, 1, 0)"},
        {"type": "end repeat"},
    )
    assert told_by_the_clock(one) == {
        "/data/start", "/data/begun", "/data/again", "/data/once", "/data/visit/deadline",
        "/data/visit/kind",
    }  # fmt: skip
