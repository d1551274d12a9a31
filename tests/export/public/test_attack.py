"""Whoever has the public workbooks and an integer program learns of no hidden number."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from surveykit.export.public.publication import Publication, publication
from surveykit.export.public.published import TooAlikeError
from surveykit.export.public.workbook import build
from surveykit.text import speaking

from .attack import SILENT, Program, knowledge
from .conftest import Survey

seeds = st.integers(0, 10**6)


def read(found: Publication) -> Workbook:
    """The workbook as a file that was opened again."""
    file = BytesIO()
    build(found).save(file)
    return load_workbook(file)


def weak(program: Program) -> list[object]:
    """Hidden numbers with fewer than three values."""
    solved = program.solved()
    return [cell for cell in program.hidden if len(solved.values(cell)) < 3]


@settings(max_examples=8)
@given(seed=seeds, households=st.integers(5, 45))
def test_no_hidden_number_of_a_workbook_has_fewer_than_three_values(
    survey: Survey, seed: int, households: int
) -> None:
    with speaking("en"):
        workbook = read(publication(survey(seed, households)))
    program = knowledge([workbook], [households])
    assert program.hidden
    assert weak(program) == []


@settings(max_examples=3)
@given(seed=seeds, households=st.integers(8, 40), more=st.integers(5, 25))
def test_two_workbooks_together_tell_no_hidden_number_either(
    survey: Survey, seed: int, households: int, more: int
) -> None:
    with speaking("en"):
        first = publication(survey(seed, households))
        later = publication(survey(seed, households + more), [first.published])
        workbooks = [read(first), read(later)]
    program = knowledge(workbooks, [households, households + more])
    assert weak(program) == []
    solved = program.solved()
    for cell in [cell for cell in program.bounds if cell[0].startswith("+")]:
        name, line = cell
        if name.endswith("by building"):
            continue
        values = solved.values(cell)
        few = len(values) < 3 and min(values) < 5 and not (line == SILENT and values == {0})
        assert not few, cell


@settings(max_examples=10)
@given(seed=seeds, households=st.integers(5, 40), more=st.integers(1, 4))
def test_a_workbook_with_few_more_households_is_refused(
    survey: Survey, seed: int, households: int, more: int
) -> None:
    with speaking("en"):
        first = publication(survey(seed, households))
        with pytest.raises(TooAlikeError) as caught:
            publication(survey(seed, households + more), [first.published])
    assert f"Results of {households} households were published" in caught.value.what
