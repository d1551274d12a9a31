"""One form that has every type and appearance, in German and English."""

from collections.abc import Sequence
from pathlib import Path

from surveykit.form import Form, load
from tests.form.building import Cells, workbook

DE, EN = "label::Deutsch (de)", "label::English (en)"


def asks(kind: str, name: str, german: str, english: str, **cells: str) -> dict[str, str]:
    """A row of the survey sheet in both languages."""
    return {"type": kind, "name": name, DE: german, EN: english, **cells}


def choices(list_name: str, *labels: tuple[str, str]) -> list[dict[str, str]]:
    """A list of choices with the codes a, b, c …"""
    return [
        {"list_name": list_name, "name": "abcdefghijklmnop"[n], DE: german, EN: english}
        for n, (german, english) in enumerate(labels)
    ]


def steps(bounds: str) -> dict[str, str]:
    """The parameters of a range: start, end and step."""
    return {"parameters": "start={} end={} step={}".format(*bounds.split())}


CHOICES: Sequence[Cells] = (
    *choices("yn", ("Ja", "Yes"), ("Nein", "No")),
    *choices("colour", ("Rot", "Red"), ("Grün", "Green"), ("Blau", "Blue")),
    *choices("agree", ("gar nicht", "not at all"), ("teils", "partly"), ("voll", "fully")),
    *({"list_name": "town", "name": f"t{n}", DE: f"Ort {n}", EN: f"Town {n}"} for n in range(40)),
    *(
        {
            "list_name": "slot", "name": f"{day}_{band}", DE: f"{name}, {span} Uhr",
            EN: f"{english}, {span}", "day": day, "band": band, "start": start, "end": end,
        }
        for day, name, english in (("mo", "Montag", "Monday"), ("tu", "Dienstag", "Tuesday"))
        for band, span, start, end in (
            ("1", "9–12", "09:00", "12:00"), ("2", "15–18", "15:00", "18:00"),
        )
    ),
)  # fmt: skip

SURVEY: Sequence[Cells] = (
    asks("note", "hello", "Guten Tag", "Good day", **{"image": "gruss.png"}),
    asks("text", "name", "Wie heißen Sie?", "What is your name?", **{
        "guidance_hint::Deutsch (de)": "Vorname genügt.",
        "guidance_hint::English (en)": "First name will do.",
    }),
    asks("text", "story", "Erzählen Sie", "Tell me", appearance="multiline", parameters="rows=4"),
    asks("text", "pin", "Geheimzahl", "Secret number", appearance="masked"),
    asks("text", "phone", "Telefon", "Telephone", appearance="numbers"),
    asks("text", "page", "Seite", "Page", appearance="url", default="https://example.org"),
    asks("integer", "people", "Wie viele?", "How many?"),
    asks("integer", "rooms", "Zimmer", "Rooms", appearance="counter"),
    asks("integer", "rent", "Miete", "Rent", appearance="thousands-sep"),
    asks("decimal", "area", "Fläche", "Area"),
    asks("date", "day", "Tag", "Day"),
    asks("date", "plain_day", "Tag ohne Kalender", "Day, no calendar", appearance="no-calendar"),
    asks("date", "month", "Monat", "Month", appearance="month-year"),
    asks("date", "built", "Baujahr", "Year", appearance="year"),
    asks("time", "clock", "Uhrzeit", "Time"),
    asks("dateTime", "moment", "Zeitpunkt", "Moment"),
    asks("select_one yn", "yes", "Ja oder nein?", "Yes or no?"),
    asks("select_one yn", "fast", "Schnell?", "Quick?", appearance="quick"),
    asks("select_one agree", "agree", "Einverstanden?", "Agreed?", appearance="likert"),
    asks("select_one colour", "column", "Farbe breit", "Colour, wide", appearance="columns-2"),
    asks("select_one colour", "small", "Farbe klein", "Colour, minimal", appearance="minimal"),
    asks("select_one town", "town", "Welcher Ort?", "Which town?"),
    asks("select_one town", "on_map", "Ort auf der Karte", "Town on the map", appearance="map"),
    asks("select_multiple colour", "colours", "Welche Farben?", "Which colours?"),
    asks("select_multiple town", "towns", "Orte?", "Towns?", appearance="autocomplete"),
    asks("select_multiple slot", "slots", "Wann?", "When?", appearance="slot-grid"),
    asks("select_one colour or_other", "other", "Andere Farbe?", "Other colour?"),
    asks("rank colour", "order", "Reihenfolge", "Order"),
    asks("range", "grade", "Wie gut?", "How good?", **steps("0 10 2")),
    asks("range", "share", "Anteil", "Share", **steps("0 1 0.25"), appearance="vertical no-ticks"),
    asks("range", "stars", "Sterne", "Stars", **steps("1 5 1"), appearance="rating"),
    asks("range", "pick", "Wählen", "Pick", **steps("-2 2 1"), appearance="picker"),
    asks("acknowledge", "seen", "Verstanden?", "Understood?"),
    asks("trigger", "seen_too", "Auch?", "Too?"),
    asks("geopoint", "place", "Wo?", "Where?", appearance="placement-map"),
    asks("geotrace", "way", "Weg", "Way"),
    asks("geoshape", "plot", "Grundstück", "Plot"),
    asks("barcode", "code", "Strichcode", "Barcode"),
    asks("image", "photo", "Foto", "Photo"),
    asks("image", "sign", "Unterschrift", "Signature", appearance="signature"),
    asks("audio", "sound", "Ton", "Sound"),
    asks("video", "film", "Film", "Film"),
    asks("file", "paper", "Datei", "File"),
    asks("text", "fixed", "Fest", "Fixed", default="So bleibt es", read_only="yes"),
    asks("begin_group", "group", "Zusammen", "Together", appearance="field-list"),
    asks("select_one yn", "first", "Erstens?", "First?"),
    asks("select_one town", "second", "Zweitens?", "Second?", appearance="minimal"),
    asks("integer", "third", "Drittens?", "Third?"),
    asks("end_group", "", "", ""),
    asks("begin_group", "table", "Wie gut ist", "How good is", appearance="table-list"),
    asks("select_one agree", "light", "das Licht?", "the light?"),
    asks("select_one agree", "noise", "die Ruhe?", "the quiet?"),
    asks("end_group", "", "", ""),
    asks("begin_repeat", "person", "Person", "Person"),
    asks("text", "who", "Wer?", "Who?"),
    asks("begin_repeat", "pet", "Tier", "Pet"),
    asks("text", "animal", "Welches Tier?", "Which animal?"),
    asks("end_repeat", "", "", ""),
    asks("end_repeat", "", "", ""),
    asks("begin_repeat", "counted", "Zimmer", "Room", repeat_count="2"),
    asks("text", "use", "Wozu?", "What for?"),
    asks("end_repeat", "", "", ""),
    asks("text", "last", "Noch etwas?", "Anything else?"),
)  # fmt: skip


def all_controls(folder: Path) -> Form:
    """The form, written to a workbook and read again."""
    path = workbook(
        folder / "all_controls.xlsx", SURVEY, CHOICES,
        form_id="all_controls", form_title="Alles", default_language="Deutsch (de)",
    )  # fmt: skip
    return load(path)
