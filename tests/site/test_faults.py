from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveykit.site.workbook import read_site
from surveykit.text import speaking
from tests.site.workbooks import Edits, cells_of_a, faults_of, write_a

SINGLE_FAULTS: dict[str, tuple[str, str, object, str]] = {
    # what: sheet, cell, what is typed there, part of the complaint
    "empty required cell": ("sites", "D2", None, "must be filled in"),
    "blanks only": ("sites", "D2", " \u00a0 ", "must be filled in"),
    "unknown building": ("dwellings", "C5", "A-33", "no such name on the sheet buildings"),
    "unknown block": ("buildings", "D2", "Z", "no such name on the sheet blocks"),
    "unknown place": ("distances", "B3", "A-P9", "no such name on the sheet places"),
    "unknown partner": ("partner_hours", "A2", "A-K9", "no such name on the sheet partners"),
    "duplicate dwelling": ("dwellings", "A4", "A-3-0-1", "stands in A2 already"),
    "duplicate building": ("buildings", "A3", "A-3", "stands in A2 already"),
    "duplicate place": ("places", "A3", "A-P1", "stands in A2 already"),
    "duplicate distance": ("distances", "B3", "A-P1", "stands in B2 already"),
    "a block that there is not": ("dwellings", "D2", "B", "no such name on the sheet blocks"),
    "unknown entrance": ("dwellings", "E2", "7", "no such entrance"),
    "floor above the roof": ("dwellings", "F2", 9, "no such floor"),
    "dwellings of the site disagree": ("sites", "K2", 19, "dwellings has 18"),
    "vacant dwellings disagree": ("sites", "L2", 0, "dwellings has 1"),
    "dwellings of a block disagree": ("blocks", "D2", 17, "dwellings has 18"),
    "dwellings of a building disagree": ("buildings", "H2", 9, "dwellings has 8"),
    "another site": ("blocks", "C2", "B", "not the site of this workbook"),
    "unknown code": ("partners", "D2", "stadt", "none of the codes"),
    "unknown day": ("partner_hours", "C2", "someday", "none of the codes"),
    "unknown region": ("sites", "Z2", "XX", "none of the codes"),
    "neither yes nor no": ("places", "F2", "maybe", "neither yes nor no"),
    "window ends before it starts": ("partner_hours", "E2", "13:00", "ends before it starts"),
    "no time": ("partner_hours", "D2", "afternoon", "no time of day"),
    "no date": ("sites", "AA2", "soon", "no date"),
    "a day the calendar lacks": ("sites", "AA2", "31.02.2027", "no such day"),
    "a number for a date": ("sites", "AA2", 46000, "no date"),
    "number as text": ("places", "L2", "1,5", "stored as text"),
    "negative number as text": ("places", "L2", "−1,5", "stored as text"),
    "hyphen before a number as text": ("places", "L2", "-1.5", "stored as text"),
    "a letter before a number": ("places", "L2", "x5", "This is no number"),
    "no number": ("places", "K2", "many", "no number"),
    "no whole number": ("places", "K2", 1.5, "no whole number"),
    "number out of range": ("sites", "N2", 148, "out of range"),
    "a date for a short name": ("buildings", "A2", datetime(2027, 1, 3), "took this for a date"),  # noqa: DTZ001
    "blanks in a short name": ("places", "A2", "A P1", "no blanks"),
    "reserved short name": ("places", "A2", "none", "no place"),
    "hours nobody can read": ("places", "M2", "nach Absprache", "hours cannot be read"),
    "language twice": ("sites", "O2", "de, pl, de", "stands here twice"),
    "language in words": ("sites", "O2", "Deutsch", "cannot stand here"),
    "entrance twice": ("buildings", "E2", "3 3", "stands here twice"),
    "Excel's error": ("sites", "D2", "#REF!", "shows an error"),
    "formula without result": ("sites", "D2", "=A1", "no stored result"),
    "unknown criterion": ("criteria", "A3", "min_dwelings", "no such criterion"),
    "criterion out of range": ("criteria", "B2", 500, "out of range"),
    "criterion that is no number": ("criteria", "B2", "many", "no number"),
    "criteria at odds": ("criteria", "B8", 0.1, "not in order"),
    "reason missing": ("criteria", "B30", "ja", "nobody says why"),
    "value without heading": ("blocks", "G2", "note", "no heading"),
    "unknown column": ("blocks", "E1", "colour", "no such column"),
    "duplicated column": ("blocks", "E1", "label", "stands here twice"),
}


def test_a_language_written_out_is_told_its_code(tmp_path: Path) -> None:
    names = ("Deutsch", "Arabic", "Hochdeutsch")
    told = [
        fault.mend
        for name in names
        for fault in faults_of(write_a(tmp_path / "a.xlsx", {"sites": {"O2": name}}))
    ]
    assert "The code of Deutsch is de." in told[0]
    assert "The code of Arabic is ar." in told[1]
    assert "Codes are, for instance: de, en, tr" in told[2]


@pytest.fixture(autouse=True)
def _english() -> object:
    with speaking("en"):
        yield


@pytest.mark.parametrize("name", SINGLE_FAULTS)
def test_a_fault_is_named_with_its_place_and_a_way_to_mend_it(name: str, tmp_path: Path) -> None:
    sheet, cell, value, complaint = SINGLE_FAULTS[name]
    faults = faults_of(write_a(tmp_path / "site.xlsx", {sheet: {cell: value}}))
    found = [fault for fault in faults if complaint in fault.what]
    assert [fault.sheet for fault in found] == [sheet], faults
    assert found[0].mend.endswith((".", "?"))
    if name == "reason missing":
        assert found[0].cell == "B31"  # where the reason belongs
    else:
        assert found[0].cell == cell


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("A-33", "A-33"),
        (33.0, "33"),
        (1.5, "1.5"),
        (True, "TRUE"),
        (date(2027, 1, 3), "2027-01-03"),
    ],
)
def test_a_fault_shows_what_stands_in_the_cell(value: object, shown: str, tmp_path: Path) -> None:
    faults = faults_of(write_a(tmp_path / "site.xlsx", {"dwellings": {"C5": value}}))
    assert faults[0].value == shown


def test_all_faults_are_named_at_once_in_the_order_of_sheets_and_rows(tmp_path: Path) -> None:
    edits: Edits = {
        "sites": {"D2": None, "N2": 148},
        "buildings": {"F3": "many", "I2": "maybe"},
        "dwellings": {"A4": "A-3-0-1", "C5": "A-33"},
        "places": {"M2": "nach Absprache"},
        "partner_hours": {"E2": "13:00", "B4": "A-P9"},
        "criteria": {"B2": 500},
    }
    faults = faults_of(write_a(tmp_path / "site.xlsx", edits))
    assert [(fault.sheet, fault.cell, fault.value) for fault in faults] == [
        ("sites", "D2", ""),
        ("sites", "N2", "148"),
        ("buildings", "I2", "maybe"),
        ("buildings", "F3", "many"),
        ("dwellings", "A4", "A-3-0-1"),
        ("dwellings", "C5", "A-33"),
        ("places", "M2", "nach Absprache"),
        ("partner_hours", "E2", "13:00"),
        ("partner_hours", "B4", "A-P9"),
        ("criteria", "B2", "500"),
    ]
    assert all(fault.what and fault.mend for fault in faults)


def test_one_slip_gives_one_fault(tmp_path: Path) -> None:
    """An unknown building does not also make a block too small and the counts wrong."""
    path = write_a(tmp_path / "site.xlsx", {"dwellings": {"C5": "A-33"}})
    assert len(faults_of(path)) == 1


A_SECOND_BLOCK: dict[str, dict[str, object]] = {
    "blocks": {"A3": "A2", "B3": "Mühlgraben 5", "D2": None}
}


@pytest.mark.parametrize(
    ("edits", "place", "told"),
    [
        ({"buildings": {"D3": "A-9"}}, ("buildings", "D3"), "Do you mean A?"),
        (A_SECOND_BLOCK | {"buildings": {"D3": "A2"}}, ("buildings", "D3"), "10 of the 10 dwe"),
        ({"buildings": {"A3": "A-55"}}, ("buildings", "A3"), "Write A-5 here"),
        ({"buildings": {"A3": "A-3"}}, ("buildings", "A3"), "Write A-5 here"),
        ({"buildings": {"E3": "55"}}, ("buildings", "E3"), "otherwise: 5."),
        ({"buildings": {"F3": 1}}, ("buildings", "F3"), "otherwise: 1, 2, 3, 4."),
        ({"places": {"A2": "A-Q1"}}, ("places", "A2"), "Write A-P1 here"),
        ({"sites": {"A2": "Z"}}, ("sites", "A2"), "Write A here"),
        ({"distances": {"A2": "A-9"}}, ("distances", "A2"), "Do you mean A-"),
        ({"dwellings": {f"C{row}": "Hof" for row in range(2, 10)}}, ("dwellings", "C2"), "7 more"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_cell_against_many_is_told_once_and_nothing_that_follows_from_it(
    edits: Edits, place: tuple[str, str], told: str, tmp_path: Path
) -> None:
    (fault,) = faults_of(write_a(tmp_path / "site.xlsx", edits))
    assert (fault.sheet, fault.cell) == place
    assert told in str(fault)


def test_beside_a_slip_what_has_nothing_to_do_with_it_is_told(tmp_path: Path) -> None:
    edits: Edits = {
        "buildings": {"D3": "A-9", "A2": "A-33"},
        "dwellings": {"D2": "A2", "E15": "7"},
        "places": {"M2": "nach Absprache"},
    }
    faults = faults_of(write_a(tmp_path / "site.xlsx", edits))
    assert [(fault.sheet, fault.cell) for fault in faults] == [
        ("buildings", "A2"),
        ("buildings", "D3"),
        ("dwellings", "D2"),
        ("dwellings", "E15"),
        ("places", "M2"),
    ]


def test_one_dwelling_against_its_building_is_told_at_the_dwelling(tmp_path: Path) -> None:
    edits = A_SECOND_BLOCK | {"dwellings": {"D12": "A2"}}
    told = [
        (fault.sheet, fault.cell, fault.mend)
        for fault in faults_of(write_a(tmp_path / "site.xlsx", edits))
    ]
    assert ("dwellings", "D12", "Write A, or leave the cell empty.") in told


def test_a_block_that_is_too_small_is_told_to_group_buildings(tmp_path: Path) -> None:
    edits: Edits = {
        "blocks": {"A3": "A2", "B3": "Mühlgraben 3", "D2": None},
        "buildings": {"D2": "A2"},
        "dwellings": {f"D{row}": None for row in range(2, 20)},
    }
    (fault,) = faults_of(write_a(tmp_path / "site.xlsx", edits))
    assert (fault.sheet, fault.cell, fault.value) == ("blocks", "A3", "A2")
    assert "8 dwellings" in fault.what
    assert "Group buildings" in fault.mend


def test_the_least_size_of_a_block_is_a_criterion(tmp_path: Path) -> None:
    edits: Edits = {
        "blocks": {"A3": "A2", "B3": "Mühlgraben 3", "D2": None},
        "buildings": {"D2": "A2"},
        "dwellings": {f"D{row}": None for row in range(2, 20)},
        "criteria": {"B6": 8},
    }
    assert not faults_of(write_a(tmp_path / "site.xlsx", edits))


def test_a_place_and_a_building_need_a_distance(tmp_path: Path) -> None:
    rows = {f"{column}{row}": None for row in (2, 6) for column in "ABC"}
    (fault,) = faults_of(write_a(tmp_path / "site.xlsx", {"distances": rows}))
    assert (fault.sheet, fault.cell, fault.value) == ("places", "A2", "A-P1")
    rows = {f"{column}{row}": None for row in range(2, 6) for column in "ABC"}
    (fault,) = faults_of(write_a(tmp_path / "site.xlsx", {"distances": rows}))
    assert (fault.sheet, fault.cell, fault.value) == ("buildings", "A2", "A-3")


def test_a_workbook_with_two_sites_is_refused(tmp_path: Path) -> None:
    first = {cell: text for cell, text in cells_of_a()["sites"].items() if cell.endswith("2")}
    second = {cell.replace("2", "3"): text for cell, text in first.items()}
    edits: Edits = {"sites": second | {"A3": "Z"}}
    faults = faults_of(write_a(tmp_path / "site.xlsx", edits))
    assert {(fault.sheet, fault.cell, fault.value) for fault in faults} == {("sites", "A3", "Z")}


def test_missing_sheets_columns_and_rows_are_named(tmp_path: Path) -> None:
    path = write_a(tmp_path / "site.xlsx", {"places": {"E1": None}}, without=("partners",))
    faults = faults_of(path)
    assert ("places", "E2") in [(fault.sheet, fault.cell) for fault in faults]
    assert any("column address is missing" in fault.what for fault in faults)
    assert any("sheet partners is missing" in fault.what for fault in faults)

    dwellings = {cell: None for cell in cells_of_a()["dwellings"] if not cell.endswith("1")}
    dwellings |= {cell: None for cell in cells_of_a()["dwellings"] if cell[1:] == "11"}
    faults = faults_of(write_a(tmp_path / "site.xlsx", {"dwellings": dwellings}))
    assert [(fault.sheet, fault.what) for fault in faults] == [
        ("dwellings", "There is no row on this sheet.")
    ]


@pytest.mark.parametrize("sheet", sorted(cells_of_a()))
def test_any_column_may_be_missing_without_hiding_that(sheet: str, tmp_path: Path) -> None:
    headings = [cell for cell in cells_of_a()[sheet] if cell[-1] == "1" and cell[:-1].isalpha()]
    for heading in headings:
        name = cells_of_a()[sheet][heading]
        faults = faults_of(write_a(tmp_path / "site.xlsx", {sheet: {heading: f"my_{name}"}}))
        assert (sheet, heading, f"my_{name}") in [
            (fault.sheet, fault.cell, fault.value) for fault in faults
        ]


@pytest.mark.parametrize(
    ("sheet", "cell", "value"),
    [
        ("sites", "B2", "  Am\u00a0Mühlgraben 3–5 "),
        ("sites", "F2", 1962.0),
        ("buildings", "E2", 3.0),
        ("buildings", "F2", "4"),
        ("dwellings", "E2", 3),
        ("dwellings", "G2", 1.0),
        ("dwellings", "H2", "x"),
        ("dwellings", "H2", "Yes"),
        ("dwellings", "H2", True),
        ("dwellings", "D2", None),
        ("partner_hours", "C2", "Dienstag"),
        ("partner_hours", "D2", time(14)),
        ("partner_hours", "D2", "14 Uhr"),
        ("partner_hours", "D2", 14),
        ("partner_hours", "D2", 14 / 24),
        ("partner_hours", "D2", timedelta(hours=14)),
        ("partner_hours", "F2", "Weekly"),
        ("sites", "O2", "de,pl"),
        ("blocks", "D1", "Dwellings "),
        ("places", "L2", 0.0),
        ("criteria", "B2", 40),
        ("criteria", "B3", " "),
    ],
)
def test_what_has_one_meaning_is_taken(
    sheet: str, cell: str, value: object, tmp_path: Path
) -> None:
    plain = read_site(write_a(tmp_path / "plain.xlsx", {}))
    assert read_site(write_a(tmp_path / "site.xlsx", {sheet: {cell: value}})) == plain


def test_numbers_are_names_where_names_belong(tmp_path: Path) -> None:
    site = read_site(write_a(tmp_path / "site.xlsx", {"dwellings": {"A2": 12.0}}))
    assert site.dwellings[0].name == "12"


@pytest.mark.parametrize("value", ["14.01.2027", "2027-01-14", datetime(2027, 1, 14)])  # noqa: DTZ001
def test_dates_are_read(value: object, tmp_path: Path) -> None:
    site = read_site(write_a(tmp_path / "site.xlsx", {"sites": {"AA2": value}}))
    assert site.first_session == date(2027, 1, 14)


def test_special_rows_pasted_from_the_project_s_tables_are_skipped(tmp_path: Path) -> None:
    edits: Edits = {"places": {"A6": "any", "B6": "egal", "C6": "A", "D6": "special"}}
    assert len(read_site(write_a(tmp_path / "site.xlsx", edits)).places) == 4


def test_example_rows_are_skipped_wherever_they_stand(tmp_path: Path) -> None:
    edits: Edits = {"places": {"A6": "Beispiel: P"}, "distances": {"A10": "EXAMPLE: Z"}}
    assert not faults_of(write_a(tmp_path / "site.xlsx", edits))


def test_a_damaged_name_in_a_sheet_title_is_guessed(tmp_path: Path) -> None:
    path = write_a(tmp_path / "site.xlsx", {}, without=("partners",))
    from openpyxl import load_workbook

    workbook = load_workbook(path)
    workbook.create_sheet("partner")
    workbook.save(path)
    (fault, *_rest) = [fault for fault in faults_of(path) if fault.sheet == "partners"]
    assert fault.mend == "Rename the sheet partner."


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.sampled_from(["A-3", "=1/0", "#N/A", "24:00", "9-9", "x", "none", "Beispiel:", "1e5", "²"]),
    st.datetimes(min_value=datetime(1900, 3, 1)),  # noqa: DTZ001
    st.times(),
    st.timedeltas(timedelta(0), timedelta(days=3)),
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_typed_into_a_cell_is_read_or_named_as_a_fault(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    sheet = data.draw(st.sampled_from(sorted(cells_of_a())))
    cell = data.draw(st.sampled_from(sorted(cells_of_a()[sheet])))
    path = tmp_path_factory.mktemp("one") / "site.xlsx"
    faults = faults_of(write_a(path, {sheet: {cell: data.draw(anything)}}))
    assert all(fault.sheet and fault.what and fault.mend for fault in faults)
    assert faults or read_site(path).form_lists()["sites.csv"]
