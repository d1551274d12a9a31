"""Functions give what their specifications, JavaRosa's and Collect's own tests say."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from surveykit.form import Instance, read_xform
from surveykit.form.xpath import ExpressionError, compile_expression
from surveykit.form.xpath.functions import known

from .building import begin, form, question
from .oracle.record_expressions import xform

ODK = """
true false not boolean boolean-from-string if once coalesce checklist weighted-checklist current
position last selected selected-at count-selected jr:choice-name jr:itext count count-non-empty
sum max min indexed-repeat instance pulldata randomize id name local-name string concat join
contains starts-with ends-with substr substring substring-before substring-after string-length
normalize-space translate regex digest base64-decode uuid number int round floor ceiling pow log
log10 abs sqrt exp exp10 pi sin cos tan asin acos atan atan2 random today now date date-time
decimal-date-time decimal-time format-date format-date-time area distance geofence intersects
extract-signed
"""
"""Every function that the ODK documentation, its XForms specification or Web Forms name."""
OF_JAVAROSA = {"is-selected", "enclosed-area", "version", "depend"}
"""Undocumented ones of JavaRosa. None of all of them reaches a file, a network or a program."""

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)


def _value(expression: str, *, now: datetime = NOON, language: str | None = None) -> str:
    source = xform([expression]).replace("English (en)", language or "English (en)")
    one = Instance(read_xform(source.encode()), lists={}, now=lambda: now)
    return one.node("/data/c0").value


def test_there_are_the_functions_of_odk_and_no_others() -> None:
    assert known() == set(ODK.split()) | OF_JAVAROSA


@pytest.mark.parametrize(
    ("call", "owner"),
    [
        ("cht:difference-in-months(., .)", "Community Health Toolkit"),
        ("difference-in-months(., .)", "Community Health Toolkit"),
        ("add-date(., 1)", "Community Health Toolkit"),
        ("z-score('bmi', ., .)", "Community Health Toolkit"),
        ("to-bikram-sambat(.)", "Community Health Toolkit"),
        ("count-if(., . > 1)", "SurveyCTO"),
        ("comment-status(.)", "OpenClinica"),
    ],
)
def test_a_function_of_another_program_is_refused_with_its_owner(call: str, owner: str) -> None:
    with pytest.raises(ExpressionError, match=owner):
        compile_expression(call, "/data/q")


@pytest.mark.parametrize("call", ["open('/etc/passwd')", "document('x')", "eval('1')", "doc('x')"])
def test_no_other_function_is_known(call: str) -> None:
    with pytest.raises(ExpressionError, match="knows no function"):
        compile_expression(call, "/data/q")


@pytest.mark.parametrize(
    ("seed", "order"),
    [("42", "AFCBDE"), ("-42", "EDAFBC"), ("1", "BFEACD"), ("11111111", "ACDBFE"), ("0", "CBEAFD")],
)
def test_a_seed_gives_the_order_of_javarosas_own_tests(seed: str, order: str) -> None:
    letters = "".join(f"<item><name>{letter}</name></item>" for letter in "ABCDEF")
    source = xform([f"concat(randomize(instance('six')/root/item/name, {seed}))"])
    source = source.replace(
        "</model>", f'<instance id="six"><root>{letters}</root></instance></model>'
    )
    one = Instance(read_xform(source.encode()), lists={}, now=lambda: NOON)
    assert one.node("/data/c0").value == order


def test_choices_come_in_the_order_in_which_javarosa_shows_them(tmp_path: Path) -> None:
    """Recorded from JavaRosa, whose seeds may be numbers, dates and any text."""
    orders = {
        "seed=42": "afjbiegdhc",
        "seed=-5": "dcajfgehib",
        "seed=1.5": "gfeachidbj",
        "seed=${whole}": "dbgfcjiahe",
        "seed=${words}": "ahidfgcbje",
        "seed=${moment}": "gacijbefdh",
    }
    moment = "once(decimal-date-time('2026-06-15T10:11:12Z'))"
    one = begin(
        form(
            tmp_path,
            question("integer", "whole"),
            question("text", "words"),
            question("calculate", "moment", calculation=moment),
            *(
                question("select_one ten", f"q{place}", parameters=f"randomize=true {seed}")
                for place, seed in enumerate(orders)
            ),
            choices=[{"list_name": "ten", "name": name, "label": name} for name in "abcdefghij"],
        )
    )
    one.set("/data/whole", "7")
    one.set("/data/words", "hello")
    for place, order in enumerate(orders.values()):
        choices = one.node(f"/data/q{place}").choices
        assert "".join(choice.value for choice in choices) == order


PERSONS = "".join(
    f"<person><name>{name}</name>"
    + "".join(f"<pet><kind>{kind}</kind>{{of_a_pet}}</pet>" for kind in pets)
    + "{of_a_person}</person>"
    for name, pets in (("Ada", ("cat", "dog")), ("Bo", ("ant",)), ("Cy", ("emu", "hen")))
)


@pytest.mark.parametrize(
    ("inside", "expression", "values"),
    [
        ("person", "indexed-repeat(/data/person/name, /data/person, 2)", "Bo Bo Bo"),
        ("person", "indexed-repeat(../name, .., 1)", "Ada Ada Ada"),
        ("person", "indexed-repeat(current()/../name, /data/person, 3)", "Cy Cy Cy"),
        (
            "person",
            "indexed-repeat(/data/person/name, /data/person, position(..) - 1)",
            "Ada Ada Bo",
        ),
        ("person", "indexed-repeat(/data/person/pet/kind, /data/person/pet, 1)", "cat ant emu"),
        ("person", "indexed-repeat(../pet/kind, ../pet, 2)", "dog - hen"),
        ("pet", "indexed-repeat(/data/person/pet/kind, /data/person, 1)", "cat dog cat cat dog"),
        ("pet", "indexed-repeat(../kind, .., 1)", "cat cat ant emu emu"),
        ("pet", "position(..)", "1 2 1 1 2"),
        ("pet", "position(../..)", "1 1 2 3 3"),
        (
            "pet",
            "indexed-repeat(/data/person/pet/kind, /data/person, 1, /data/person/pet, 2)",
            "dog dog dog dog dog",
        ),
    ],
)
def test_within_repeats_positions_are_as_javarosa_counts_them(
    inside: str, expression: str, values: str
) -> None:
    """Recorded from JavaRosa; Web Forms counts all pets of all persons in one row."""
    place = "/data/person" if inside == "person" else "/data/person/pet"
    nodes = PERSONS.format(
        of_a_person="<c/>" * (inside == "person"), of_a_pet="<c/>" * (inside == "pet")
    )
    source = (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">'
        f'<h:head><h:title>T</h:title><model><instance><data id="t">{nodes}</data></instance>'
        f'<bind nodeset="{place}/c" type="string" calculate="{expression}"/></model></h:head>'
        '<h:body><repeat nodeset="/data/person"><input ref="/data/person/name"/>'
        '<repeat nodeset="/data/person/pet"><input ref="/data/person/pet/kind"/></repeat>'
        "</repeat></h:body></h:html>"
    )
    one = Instance(read_xform(source.encode()), lists={}, now=lambda: NOON)
    found = [node.value or "-" for node in one.nodes() if node.ref.endswith("/c")]
    assert found == values.split()


@pytest.mark.parametrize(
    "call",
    [
        "indexed-repeat(1 + 1, /data/person, 2)",
        "indexed-repeat(/data/person/name, /data/person[1], 2)",
        "indexed-repeat(/data/person/name, 'person', 2)",
        "indexed-repeat(/data/person/name, /data/person, 2, /data/person/pet)",
    ],
)
def test_a_repeat_that_is_no_name_is_refused(call: str) -> None:
    with pytest.raises(ExpressionError, match=r"Write: indexed-repeat"):
        compile_expression(call, "/data/q")


@pytest.mark.parametrize(
    ("line", "crosses"),
    [
        ("0 0", False),
        ("0 0; 1 0", False),
        ("0 0; 1 1; 2 0", False),
        ("0 0; 1 1; 2 0; 0 0", False),
        ("1 1; 1 3; 2 3; 2 2; 0 2", True),
        ("1 1; 1 3; 2 3; 2 2; 0 2; 1 1", True),
        ("1 1; 1 2; 3 3; 0 3", False),
        ("0 0; 1 1; 2 0; -1 0", True),
        ("0 0; 0 1; 0 0.5", True),
        ("0 0; 0 1; 0 -1", True),
        ("0 0; 0 1; 0 0", True),
    ],
)
def test_lines_cross_themselves_as_in_collects_own_tests(line: str, crosses: bool) -> None:
    assert _value(f"intersects('{line}')") == ("1" if crosses else "0")


RFC_8032 = (
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
)
"""Public key, message and signature of the tests 2 and 3 in section 7.1."""


def _extracted(key: bytes, signed: bytes) -> str:
    texts = b64encode(signed).decode(), b64encode(key).decode()
    return _value(f"extract-signed('{texts[0]}', '{texts[1]}')")


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_a_signed_message_comes_out_only_with_its_signature(
    key: str, message: str, signature: str
) -> None:
    signed = bytes.fromhex(signature + message)
    public = bytes.fromhex(key)
    assert _extracted(public, signed) == bytes.fromhex(message).decode(errors="replace")
    for place in (0, 31, 32, 63, 64):
        forged = bytearray(signed)
        forged[place] ^= 1
        assert _extracted(public, bytes(forged)) == ""
    assert _extracted(bytes(32), signed) == ""
    assert _extracted(public[:31], signed) == ""
    assert _extracted(public, signed[:63]) == ""


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("English (en)", "Jun Fri"),
        ("Deutsch (de)", "Juni Fr."),
        ("Français (fr)", "juin ven."),
        ("العربية (ar)", "يونيو الجمعة"),
        ("Klingon (tlh)", "Jun Fri"),
        ("Kurmancî", "Jun Fri"),
    ],
)
def test_months_and_days_are_named_in_the_language_of_the_form(language: str, names: str) -> None:
    """Names of Unicode's CLDR; the screen's language where a form does not tell its code."""
    assert _value("format-date('2026-06-05', '%b %a')", language=language) == names


BERLIN = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("decimal-date-time('2026-01-15')", "20467.958333333332"),
        ("decimal-date-time('2026-01-15T10:00:00Z')", "20468.416666666668"),
        ("decimal-date-time('2026-01-15T10:00:00+01:00')", "20468.375"),
        ("decimal-date-time('2026-07-15T10:00:00+02:00')", "20649.333333333332"),
        ("decimal-date-time(date(20468))", "20467.958333333332"),
        ("format-date-time('2026-01-15T23:30:00Z', '%Y-%m-%d %H:%M')", "2026-01-16 00:30"),
        ("date-time('2026-01-15T23:30:00Z')", "2026-01-16T00:30:00.000+01:00"),
        ("number(date('2026-01-15T23:30:00Z'))", "20469"),
        ("date-time(20468.5)", "2026-01-15T13:00:00.000+01:00"),
        ("format-date-time(20468.5, '%H:%M')", "13:00"),
        ("decimal-time(20468.5)", "0.5"),
    ],
)
def test_moments_are_those_of_the_clock_on_the_wall(expression: str, value: str) -> None:
    """Recorded from JavaRosa with the time zone Europe/Berlin, in winter."""
    assert _value(expression, now=datetime(2026, 11, 23, 12, tzinfo=BERLIN)) == value


def test_once_keeps_what_was_there() -> None:
    one = Instance(
        read_xform(xform(["once(concat(/data/a, 'x'))"]).encode()), lists={}, now=lambda: NOON
    )
    one.set("/data/a", "1")
    one.set("/data/a", "2")
    assert one.node("/data/c0").value == "x"


def test_random_texts_have_the_length_and_letters_that_are_asked_for() -> None:
    assert _value("string-length(uuid(1000000))") == "1000"
    assert _value("regex(uuid(500), '[0-9A-Z]+')") == "1"
    assert _value("regex(uuid(), '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}')") == "1"
