import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from surveykit.bundled import SITES
from surveykit.site.model import Site
from surveykit.site.template import write_template
from surveykit.site.workbook import read_site

DATA = Path(__file__).parent / "data"


@pytest.fixture(params=["A", "B", "C"])
def site(request: pytest.FixtureRequest) -> Site:
    return read_site(SITES / f"{request.param}.xlsx")


def table(name: str, site: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row.get("site_id", row["name"]) == site]


def test_the_examples_have_the_dwellings_of_the_project_s_tables() -> None:
    sites = [read_site(SITES / f"{name}.xlsx") for name in "ABC"]
    assert [len(site.dwellings) for site in sites] == [18, 96, 420]
    assert [site.occupied() for site in sites] == [17, 94, 408]
    assert [len(site.places) for site in sites] == [4, 6, 6]
    assert [len(site.partner_hours) for site in sites] == [4, 4, 9]
    assert [site.team_languages for site in sites] == [("de",), ("de",), ("de", "tr")]
    assert [site.criteria.interpreter_share for site in sites] == [0.10, 0.25, 0.50]


@pytest.mark.parametrize("name", ["sites", "blocks", "buildings", "places"])
def test_forms_get_exactly_the_lists_of_the_project_s_tables(site: Site, name: str) -> None:
    rows = [_in_one_language(row) for row in site.form_lists()[f"{name}.csv"]]
    assert rows == table(name, site.name)
    assert [list(row) for row in rows] == [list(row) for row in table(name, site.name)]


def _in_one_language(row: dict[str, str]) -> dict[str, str]:
    return {column: cell for column, cell in row.items() if "::" not in column}


def test_a_site_written_as_a_workbook_and_read_again_is_the_same(
    site: Site, tmp_path: Path
) -> None:
    write_template(tmp_path / "site.xlsx", site)
    assert read_site(tmp_path / "site.xlsx") == site


def test_the_same_site_gives_the_same_bytes(site: Site, tmp_path: Path) -> None:
    write_template(tmp_path / "one.xlsx", site)
    write_template(tmp_path / "two.xlsx", site)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_the_examples_are_what_the_program_writes_today(site: Site, tmp_path: Path) -> None:
    """If not: `write_template(path, read_site(path))` for each example, in German."""
    write_template(tmp_path / "site.xlsx", site)
    assert shown(SITES / f"{site.name}.xlsx") == shown(tmp_path / "site.xlsx")


def shown(path: Path) -> list[tuple[str, str, object, str]]:
    return [
        (page.title, cell.coordinate, cell.value, cell.comment.text if cell.comment else "")
        for page in load_workbook(path).worksheets
        for row in page.iter_rows()
        for cell in row
    ]


def test_the_responses_of_the_examples_name_blocks_and_places_of_their_site(site: Site) -> None:
    blocks = {block.name for block in site.blocks}
    places = {row["name"] for row in site.form_lists()["places.csv"]}
    path = SITES / f"{site.name}_responses.csv"
    with path.open(encoding="utf-8", newline="") as file:
        responses = list(csv.DictReader(file))
    assert {row["block"] for row in responses} <= blocks
    assert {place for row in responses for place in row["places"].split()} <= places


def test_the_doors_of_the_examples_add_up_to_their_dwellings(site: Site) -> None:
    with (SITES / f"{site.name}_doors.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    counts = {key: int(value) for key, value in row.items() if key != "site_id"}
    assert sum(counts.values()) == len(site.dwellings)
    assert counts["vacant"] == len(site.dwellings) - site.occupied()
