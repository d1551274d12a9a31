"""What `setvalue` sets, in the spellings that forms have."""

from surveykit.form import read_xform

from .building import begin


def test_an_empty_expression_of_setvalue_clears_whatever_stands_between_the_tags() -> None:
    # JavaRosa takes the text only where there is no attribute `value`.
    form = read_xform(
        b"""<h:html xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/2002/xforms">
        <h:head><h:title>T</h:title><model><instance><d id="t"><a/><b>kept</b><c/></d></instance>
        <setvalue ref="/d/c" event="odk-instance-first-load">seven</setvalue></model></h:head>
        <h:body><input ref="/d/a"><label>A</label>
        <setvalue ref="/d/b" event="xforms-value-changed" value="">ignored</setvalue></input>
        </h:body></h:html>"""
    )
    one = begin(form)
    assert (one.node("/d/b").value, one.node("/d/c").value) == ("kept", "seven")
    one.set("/d/a", "x")
    assert one.node("/d/b").value == ""
