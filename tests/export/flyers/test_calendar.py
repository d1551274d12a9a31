"""The event in the code: short, plain, and read the same by any phone."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.assess.hour.plan import Plan
from surveykit.export import qr
from surveykit.export.flyers import flyer_languages
from surveykit.export.flyers.calendar import LARGEST, vevent
from surveykit.site.model import Organiser, Site
from tests.export.flyers.conftest import room

PLAN = Plan("we", time(15), time(18), "weekly", "P1", (date(2027, 1, 13), date(2027, 1, 20)))


def site(label: str = "Laden", address: str = "Ring 3", phone: str = "030 23125 303") -> Site:
    return Site(
        name="S",
        label="Siedlung",
        town="00001 Auenstadt",
        languages=("de",),
        organiser=Organiser(name="Büro", phone=phone),
        blocks=(),
        buildings=(),
        dwellings=(),
        places=(room("P1", label, address),),
        distances=(),
        partners=(),
        partner_hours=(),
    )


def unescaped(value: str) -> str:
    """A TEXT value as a phone reads it (RFC 5545, section 3.3.11)."""
    out, escaped = [], False
    for character in value:
        if escaped:
            out.append("\n" if character in "nN" else character)
        elif character != "\\":
            out.append(character)
        escaped = character == "\\" and not escaped
    return "".join(out)


def fields(event: str) -> dict[str, str]:
    """Names and values of the event's lines."""
    assert event.endswith("\r\n")
    pairs = (line.split(":", 1) for line in event.split("\r\n")[1:-2])
    return {name: unescaped(value) for name, value in pairs}


def test_the_event_is_the_next_date_in_floating_local_time() -> None:
    assert vevent(site(), PLAN, "de") == (
        "BEGIN:VEVENT\r\n"
        "SUMMARY:Sprechstunde für Mieterinnen und Mieter (jede Woche)\r\n"
        "DTSTART:20270113T150000\r\n"
        "DTEND:20270113T180000\r\n"
        "LOCATION:Laden\\, Ring 3\\, 00001 Auenstadt\r\n"
        "DESCRIPTION:030 23125 303\r\n"
        "END:VEVENT\r\n"
    )


def test_special_characters_are_escaped_and_line_breaks_leave() -> None:
    event = vevent(site(label="A;B,C\\D\r\nEND:VEVENT"), PLAN, "en")
    assert event.count("\r\n") == 7
    assert fields(event)["LOCATION"] == "A;B,C\\D END:VEVENT, Ring 3, 00001 Auenstadt"


def test_the_telephone_number_goes_first_then_the_town_then_the_long_title() -> None:
    kept = []
    for length in range(1, 160):
        event = fields(vevent(site("x" * length), PLAN, "de"))
        kept.append(
            (
                "DESCRIPTION" in event,
                "Auenstadt" in event["LOCATION"],
                "Mieterinnen" in event["SUMMARY"],
                "Ring 3" in event["LOCATION"],
            )
        )
        assert "jede Woche" in event["SUMMARY"]
    assert list(dict.fromkeys(kept)) == [
        (True, True, True, True),
        (False, True, True, True),
        (False, False, True, True),
        (False, False, False, True),
        (False, False, False, False),
    ]


@given(
    label=st.text(min_size=1, max_size=150),
    address=st.text(max_size=150),
    phone=st.text(max_size=60),
    language=st.sampled_from(flyer_languages()),
    rhythm=st.sampled_from(["weekly", "monthly_2", "monthly_last"]),
)
def test_whatever_the_place_is_called_the_code_stays_readable(
    label: str, address: str, phone: str, language: str, rhythm: str
) -> None:
    plan = Plan("tu", time(14), time(15), rhythm, "P1", PLAN.dates)  # type: ignore[arg-type]
    event = vevent(site(label, address, phone), plan, language)
    assert len(event.encode()) <= LARGEST
    assert qr.version(qr.matrix(event)) <= 10
    assert list(fields(event))[:4] == ["SUMMARY", "DTSTART", "DTEND", "LOCATION"]


def test_a_plan_without_a_date_has_no_event() -> None:
    with pytest.raises(ValueError, match="date"):
        vevent(site(), Plan("we", time(15), time(18), "weekly", "P1", ()), "de")
