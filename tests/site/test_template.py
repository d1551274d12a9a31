from pathlib import Path

import pytest
from openpyxl import load_workbook

from surveykit.bundled import SITES
from surveykit.errors import SurveykitError
from surveykit.site.criteria import Criteria
from surveykit.site.meanings import meanings
from surveykit.site.model import Site
from surveykit.site.sheets import sheets
from surveykit.site.template import write_template
from surveykit.site.workbook import read_site
from surveykit.text import speaking
from tests.site.workbooks import faults_of

SHEETS = [
    "sites", "blocks", "buildings", "dwellings", "places", "distances", "partners",
    "partner_hours", "criteria",
]  # fmt: skip


@pytest.fixture
def template(tmp_path: Path) -> Path:
    write_template(tmp_path / "template.xlsx")
    return tmp_path / "template.xlsx"


def test_the_template_begins_with_instructions_and_has_all_sheets(template: Path) -> None:
    assert load_workbook(template).sheetnames[1:] == SHEETS


def test_every_heading_has_a_comment_and_stays_in_view(template: Path) -> None:
    workbook = load_workbook(template)
    for name in SHEETS:
        page = workbook[name]
        assert page.freeze_panes == "B2"
        assert all(cell.comment and len(cell.comment.text) > 20 for cell in page[1])


def test_choices_and_names_on_other_sheets_have_drop_downs(template: Path) -> None:
    workbook = load_workbook(template)

    def choices(sheet: str, cell: str) -> str | None:
        return next(
            (
                rule.formula1
                for rule in workbook[sheet].data_validations.dataValidation
                if cell in rule.sqref
            ),
            None,
        )

    assert choices("partner_hours", "C3") == '"mo,tu,we,th,fr,sa,su"'
    assert choices("buildings", "D3") == "blocks!$A$3:$A$5000"
    assert choices("dwellings", "C500") == "buildings!$A$3:$A$5000"
    assert choices("dwellings", "H3") == '"ja,nein"'
    assert choices("dwellings", "G3") is None
    assert len(str(choices("partners", "D3"))) <= 255  # Excel takes no more


def test_the_example_rows_of_the_template_are_not_read(template: Path) -> None:
    with speaking("en"):
        faults = faults_of(template)
    assert [(fault.sheet, fault.what) for fault in faults] == [
        (name, "There is no row on this sheet.") for name in SHEETS[:6]
    ]


def test_the_example_rows_make_a_workbook_that_could_be_used(template: Path) -> None:
    """But for the block, which would need more than the one dwelling shown."""
    workbook = load_workbook(template)
    for name in SHEETS[:-1]:
        key = workbook[name]["A2"]
        key.value = str(key.value).removeprefix("Beispiel: ")
    for cell in ("sites!K2", "sites!L2", "blocks!D2", "buildings!H2"):
        sheet, place = cell.split("!")
        workbook[sheet][place] = None
    workbook.save(template)
    with speaking("en"):
        faults = faults_of(template)
    assert [(fault.sheet, fault.cell) for fault in faults] == [("blocks", "A2")]


def test_the_template_speaks_english_too(tmp_path: Path) -> None:
    with speaking("en"):
        write_template(tmp_path / "template.xlsx")
    workbook = load_workbook(tmp_path / "template.xlsx")
    assert workbook.sheetnames[0] == "Instructions"
    assert workbook["places"]["A2"].value == "Example: L-P1"
    assert workbook["places"]["F2"].value == "yes"


@pytest.mark.parametrize("text", ["=1+1", "+49 30 23125", "-5", "@home", "=HYPERLINK(1)"])
def test_text_stays_text_whatever_it_begins_with(text: str, tmp_path: Path) -> None:
    plain = read_site(SITES / "A.xlsx")
    site = plain.model_copy(update={"label": text})
    write_template(tmp_path / "site.xlsx", site)
    cell = load_workbook(tmp_path / "site.xlsx")["sites"]["B2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert read_site(tmp_path / "site.xlsx") == site


def test_every_criterion_and_every_extra_survives_the_workbook(tmp_path: Path) -> None:
    plain = read_site(SITES / "A.xlsx")
    criteria = Criteria(
        min_response_share=0.123456789,
        landlord_seat_allowed=True,
        landlord_seat_reason="The only room.",
        step_free_required=False,
        campaign=0.6,
    )
    site = Site.model_validate(plain.model_dump() | {"criteria": criteria, "share_65plus": 33.3})
    write_template(tmp_path / "site.xlsx", site)
    assert read_site(tmp_path / "site.xlsx") == site


def test_a_team_without_languages_speaks_german(tmp_path: Path) -> None:
    speaking_turkish = read_site(SITES / "C.xlsx")
    write_template(tmp_path / "site.xlsx", speaking_turkish)
    workbook = load_workbook(tmp_path / "site.xlsx")
    cell = next(cell for cell in workbook["sites"][1] if cell.value == "team_languages")
    assert workbook["sites"].cell(2, cell.column).value == "de, tr"
    workbook["sites"].cell(2, cell.column).value = None
    workbook.save(tmp_path / "empty.xlsx")
    assert read_site(tmp_path / "empty.xlsx").team_languages == ("de",)


def test_every_criterion_is_explained() -> None:
    assert list(meanings()) == list(Criteria.model_fields)
    assert all(text.endswith(".") for text in meanings().values())


def test_every_column_is_explained_and_fills_a_field_of_the_model() -> None:
    for sheet in sheets():
        for column in sheet.columns:
            assert column.title
            assert column.meaning.endswith((".", ";"))
            assert column.name == column.name.casefold()


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SurveykitError, match=r"template\.xlsx"):
        write_template(tmp_path / "file" / "template.xlsx")


def test_a_workbook_filled_in_before_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "site.xlsx").write_bytes(b"hours of typing")
    with pytest.raises(SurveykitError, match=r"site\.xlsx"):
        write_template(tmp_path / "site.xlsx")
    assert (tmp_path / "site.xlsx").read_bytes() == b"hours of typing"
