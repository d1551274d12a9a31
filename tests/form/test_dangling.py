"""An XForm that names what it does not have is refused, as by JavaRosa, and told what it is."""

from pathlib import Path

import pytest

from surveykit.form.check import check

FORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model><instance>
 <data id="t"><age/><person><name/></person></data></instance>
 <instance id="towns"><root><item><name>a</name></item></root></instance>
 <bind id="known" nodeset="/data/age"/>HEAD</model></h:head><h:body>BODY</h:body></h:html>"""
LABEL = "<label>How old?</label>"
PERSON = '<group><repeat nodeset="/data/person">{}</repeat></group>'


def _told(folder: Path, body: str, head: str = "") -> list[tuple[str, str, str]]:
    path = folder / "form.xml"
    path.write_text(FORM.replace("HEAD", head).replace("BODY", body), encoding="utf-8")
    return [(one.value, one.what, one.mend) for one in check(path).faults]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            f'<input ref="/data/agee">{LABEL}</input>',
            (
                "/data/agee",
                "The form has no place for the answer to this question.",
                "Did you mean “/data/age”?",
            ),
        ),
        (
            f'<input ref="/other/age">{LABEL}</input>',
            (
                "/other/age",
                "The form has no place for the answer to this question.",
                "Did you mean “/data/age”?",
            ),
        ),
        (
            f"<input>{LABEL}</input>",
            (
                "How old?",
                "This <input> names no node: “ref” is missing.",
                "Name a node of the main instance.",
            ),
        ),
        (
            f'<input bind="unknown">{LABEL}</input>',
            (
                "How old?",
                "There is no <bind> with the id “unknown”.",
                "Mend the id, or name the node by “ref”.",
            ),
        ),
        (
            '<group ref="/data/nobody"><label>G</label></group>',
            (
                "/data/nobody",
                "The form has no node for this group.",
                "Name a node of the main instance.",
            ),
        ),
        (
            PERSON.format(f'<input ref="/data/age">{LABEL}</input>'),
            (
                "/data/age",
                "This stands inside the repeat /data/person, but its node does not.",
                "Move it out of the repeat, or its node into it.",
            ),
        ),
        (
            f'<select1 ref="/data/age">{LABEL}</select1>',
            (
                "/data/age",
                "This question offers no choices.",
                "Give it an <itemset> or some <item>.",
            ),
        ),
        (
            f'<select1 ref="/data/age">{LABEL}<itemset nodeset="instance(\'town\')/root/item">'
            '<value ref="name"/><label ref="name"/></itemset></select1>',
            ("town", "The form has no list “town”.", "Did you mean “towns”?"),
        ),
    ],
)
def test_what_the_body_names(tmp_path: Path, body: str, told: tuple[str, str, str]) -> None:
    assert _told(tmp_path, body) == [told]


def test_what_the_head_names(tmp_path: Path) -> None:
    head = '<bind id="x" type="int"/><setvalue event="odk-instance-load" ref="/data/ag" value="1"/>'
    assert [(value, what) for value, what, _mend in _told(tmp_path, "", head)] == [
        ("x", "A <bind> names no node: “nodeset” is missing."),
        ("/data/ag", "A <setvalue> sets a node that the form does not have."),
    ]


@pytest.mark.parametrize(
    "body",
    [
        f'<input bind="known">{LABEL}</input>',
        f'<group>{LABEL}<input ref="/data/age">{LABEL}</input></group>',
        PERSON.format(f'<input ref="/data/person/name">{LABEL}</input>'),
    ],
)
def test_a_form_that_has_what_it_names(tmp_path: Path, body: str) -> None:
    assert _told(tmp_path, body) == []
