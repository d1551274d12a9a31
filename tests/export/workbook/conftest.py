"""The workbooks of the example sites, written and read again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
from openpyxl import Workbook, load_workbook

from surveykit.export.results import Results
from surveykit.export.workbook import write_workbook
from surveykit.text import speaking
from tests.export.examples import of_records

Read: TypeAlias = Callable[[Results], Workbook]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Writes results in English and opens the workbook again."""

    def written(results: Results) -> Workbook:
        path = tmp_path / "results.xlsx"
        with speaking("en"):
            write_workbook(results, path)
        return load_workbook(path)

    return written


@pytest.fixture(scope="session")
def workbooks(
    results: dict[str, Results], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Workbook]:
    folder = tmp_path_factory.mktemp("workbooks")
    with speaking("en"):
        for name, found in results.items():
            write_workbook(found, folder / f"{name}.xlsx")
    return {name: load_workbook(folder / f"{name}.xlsx") for name in results}


@pytest.fixture
def with_answers(results: dict[str, Results]) -> Callable[[dict[str, str]], Results]:
    """Site A with other answers in its first record; everything else as it was."""

    def changed(answers: dict[str, str]) -> Results:
        first, *others = results["A"].records
        given = replace(first, answers={**first.answers, **answers})
        return of_records(results["A"], [given, *others])

    return changed
