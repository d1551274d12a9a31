"""What only KoboToolbox knows is written out as its own server does.

The tables are those that kpi itself has in `kpi/utils/xlsform_preprocessors`.
"""

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from surveykit.form import load
from surveykit.form.check import check
from surveykit.form.codebook import codebook

from .building import Cells, begin, question, workbook

CHOICES = (
    {"list_name": "yn", "name": "yes", "label": "Yes"},
    {"list_name": "yn", "name": "no", "label": "No"},
    {"list_name": "car_bike_tv", "name": "car", "label": "Car"},
    {"list_name": "car_bike_tv", "name": "bike", "label": "Bike"},
)
MATRIX = (
    question("begin_kobomatrix", "m1", **{"kobo--matrix_list": "car_bike_tv"}),
    question("select_one yn", "q1", required="true"),
    question("text", "q2", required="true", relevant="${q1} = 'yes'"),
    {"type": "end_kobomatrix"},
)
SCORE = (
    question("begin_score", "s", required="true", **{"kobo--score-choices": "yn"}),
    question("score__row", "r1"),
    {"type": "score__row", "label": "How is it?"},
    {"type": "end_score"},
)
RANK = (
    question(
        "begin_rank",
        "rnk",
        **{"kobo--rank-items": "car_bike_tv", "kobo--rank-constraint-message": "Twice!"},
    ),
    question("rank__level", "n1"),
    question("rank__level", "n2"),
    {"type": "end_rank"},
)


def _form(folder: Path, *survey: Cells) -> Path:
    return workbook(folder / "form.xlsx", survey, CHOICES, form_id="t")


def _sent(path: Path) -> list[str]:
    """The paths of the submission."""
    root = ElementTree.fromstring(begin(load(path)).submission())  # noqa: S314 - our own
    found = []

    def walk(node: ElementTree.Element, path: str) -> None:
        for child in node:
            name = child.tag.rpartition("}")[2]
            if name != "meta":
                found.append(f"{path}{name}")
                walk(child, f"{path}{name}/")

    walk(root, "")
    return found


def test_a_matrix_is_a_group_for_each_choice(tmp_path: Path) -> None:
    path = _form(tmp_path, *MATRIX)
    assert _sent(path) == [
        "m1_header", "m1_header/m1_header_note", "m1_header/m1_header_q1", "m1_header/m1_header_q2",
        "m1_car", "m1_car/m1_car_note", "m1_car/m1_car_q1",
        "m1_bike", "m1_bike/m1_bike_note", "m1_bike/m1_bike_q1",
    ]  # fmt: skip
    instance = begin(load(path))
    instance.answer("/data/m1_bike/m1_bike_q1", "yes")
    assert instance.node("/data/m1_bike/m1_bike_q2").relevant
    assert not instance.node("/data/m1_car/m1_car_q2").relevant
    labels = [variable.labels[""] for variable in codebook(load(path))]
    assert labels == ["Car – Q1", "Car – Q2", "Bike – Q1", "Bike – Q2"]


def test_a_rating_is_a_table_with_the_choices_as_columns(tmp_path: Path) -> None:
    path = _form(tmp_path, *SCORE)
    assert _sent(path) == ["s", "s/s_header", "s/r1", "s/How_is_it"]
    assert [variable.name for variable in codebook(load(path))] == ["r1", "How_is_it"]
    assert [one.condition for one in begin(load(path)).violations()] == ["required", "required"]


def test_a_ranking_takes_nothing_twice(tmp_path: Path) -> None:
    path = _form(tmp_path, *RANK)
    assert _sent(path) == ["rnk", "rnk/rnk_label", "rnk/n1", "rnk/n2"]
    instance = begin(load(path))
    instance.answer("/data/rnk/n1", "car")
    instance.answer("/data/rnk/n2", "bike")
    assert instance.violations() == ()
    instance.set("/data/rnk/n2", "car")
    assert [one.message for one in instance.violations()] == ["Twice!"]


def test_nothing_is_to_be_said_of_them(tmp_path: Path) -> None:
    checked = check(_form(tmp_path, *MATRIX, *SCORE, *RANK))
    assert (checked.faults, checked.notices) == ((), ())


@pytest.mark.parametrize(
    ("survey", "told"),
    [
        (MATRIX[:-1], ("A2", "This matrix is never closed.")),
        (MATRIX[-1:], ("A2", "No matrix is open here.")),
        (
            (MATRIX[0] | {"kobo--matrix_list": ""}, *MATRIX[1:]),
            ("D2", "It is missing which list of choices belongs to it."),
        ),
        (
            (MATRIX[0] | {"kobo--matrix_list": "cars"}, *MATRIX[1:]),
            ("D2", "The sheet “choices” has no list “cars”."),
        ),
        (
            (SCORE[0], question("text", "x"), *SCORE[1:]),
            ("A3", "Inside a rating, KoboToolbox takes rows of the type “score__row” only."),
        ),
        (
            (*MATRIX[:2], question("text", "x", relevant="${nobody} = 1"), *MATRIX[2:]),
            ("F4", "The form has no question “nobody”."),
        ),
    ],
)
def test_each_fault_stands_in_its_cell_once(
    tmp_path: Path, survey: Sequence[Cells], told: tuple[str, str]
) -> None:
    checked = check(_form(tmp_path, question("text", "first"), *survey)).faults
    row = int(told[0][1:]) + 1
    assert [(one.cell, one.what) for one in checked] == [(f"{told[0][0]}{row}", told[1])]


def test_what_kobotoolbox_keeps_for_itself_is_told_once_and_harms_nothing(tmp_path: Path) -> None:
    survey = question("select_one yn", "a", **{"$kuid": "x1", "kobo--locking-profile": "core"})
    choices = [{**row, "$autovalue": row["name"]} for row in CHOICES[:2]]
    checked = check(workbook(tmp_path / "form.xlsx", [survey], choices, form_id="t"))
    assert checked.faults == ()
    assert [(one.sheet, one.what.partition(": ")[2]) for one in checked.notices] == [
        ("survey", "$kuid, kobo--locking-profile."),
        ("choices", "$autovalue."),
    ]
