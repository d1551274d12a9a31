"""Whatever pyxform refuses is told in our words, at its cell; all of it at once."""

from pathlib import Path

import pytest
from pyxform.errors import ErrorCode

from surveykit.errors import FaultyFileError
from surveykit.form import load
from surveykit.form.xlsform.refusals import _PLAIN, recognised

SURVEY = "type | name | label"
LISTS = ["list_name | name | label", "yn | yes | Yes", "yn | no | No"]
TEXT = "text | a | A"


def _markdown(**sheets: list[str]) -> str:
    """An XLSForm in Markdown: headings in line 2 of each sheet."""
    lines = []
    for name, rows in sheets.items():
        lines += [f"| {name} |", *(f"| | {row} |" for row in rows)]
    return "\n".join(lines)


def _told(folder: Path, **sheets: list[str]) -> list[tuple[str, str, str]]:
    path = folder / "form.md"
    path.write_text(_markdown(**sheets), encoding="utf-8")
    with pytest.raises(FaultyFileError) as refusal:
        load(path)
    assert all(fault.mend for fault in refusal.value.faults)
    return [(fault.sheet, fault.cell, fault.what) for fault in refusal.value.faults]


def _with(column: str, *rows: str) -> list[str]:
    return [f"{SURVEY} | {column}", *rows]


PARAMETERS = {
    "integer | a | A | n=1": [],
    "text | a | A | rows=x": ["“rows” is no whole number."],
    "text | a | A | rows": ["These are no parameters."],
    "text | a | A | columns=2": ["This type knows no parameter columns; it knows rows."],
    "image | a | A | max-pixels=x": ["“max-pixels” is no whole number."],
    "image | a | A | app=x": ["“app” is no name of an Android app."],
    "audio | a | A | quality=best": ["ODK knows no such quality."],
    "background-audio | a | A | quality=best": ["ODK knows no such quality."],
    "geopoint | a | A | capture-accuracy=x": ["“capture-accuracy” is no number."],
    "geopoint | a | A | warning-accuracy=x": ["“warning-accuracy” is no number."],
    "geopoint | a | A | allow-mock-accuracy=x": [
        "“allow-mock-accuracy” is neither true nor false."
    ],
    "geotrace | a | A | incremental=no": ["“incremental” can only be true."],
    "geopoint | a | A | reference-geometry=x": [
        "“reference-geometry” names neither a list nor a repeat."
    ],
    "select_one yn | a | A | randomize=x": ["“randomize” is neither true nor false."],
    "select_one yn | a | A | randomize=true seed=x": ["The seed is no number."],
    "select_one yn | a | A | seed=1": ["A seed alone does nothing."],
    "audit | | | track-changes=x": ["“track-changes” is neither true nor false."],
    "audit | | | identify-user=x": ["“identify-user” is neither true nor false."],
    "audit | | | track-changes-reasons=x": [
        "“track-changes-reasons” can only be on-form-edit."
    ],
    "audit | | | location-priority=balanced": [
        "Positions in the log need three parameters together."
    ],
    "audit | | | location-priority=x location-min-interval=1 location-max-age=1": [
        "ODK knows no such location-priority."
    ],
    "audit | | | location-priority=balanced location-min-interval=x location-max-age=1": [
        "“location-min-interval” is no whole number."
    ],
    "audit | | | location-priority=balanced location-min-interval=1 location-max-age=x": [
        "“location-max-age” is no whole number."
    ],
    "audit | | | location-priority=balanced location-min-interval=-1 location-max-age=1": [
        "“location-min-interval” is less than zero."
    ],
    "audit | | | location-priority=balanced location-min-interval=2 location-max-age=1": [
        "“location-max-age” is less than “location-min-interval”."
    ],
    "range | a | A | start=x": ["“start” is no number."],
    "range | a | A | step=0": ["“step” is zero."],
    "range | a | A | step=20": ["“step” is larger than the whole range."],
    "range | a | A | tick_interval=1.5": ["“tick_interval” is no multiple of “step”."],
    "range | a | A | placeholder=11": ["“placeholder” lies outside the range."],
    "range | a | A | tick_labelset=x": ["“tick_labelset” names no list of the sheet “choices”."],
    "range | a | A | tick_labelset=yn": ["A label of the range has a code that is no number."],
    "range | a | A | tick_labelset=far": ["A label lies outside the range."],
    "range | a | A | start=0 step=2 tick_labelset=one": [
        "A label does not stand at a step of the range."
    ],
}  # fmt: skip


@pytest.mark.parametrize("row", PARAMETERS)
def test_a_wrong_parameter_is_told_in_its_cell(tmp_path: Path, row: str) -> None:
    survey = _with("parameters", "text | first | F |", row, "text | b | B | columns=2")
    choices = [*LISTS, "far | 99 | Far", "one | 1 | One"]
    ours = [("survey", "row 4, parameters", what) for what in PARAMETERS[row]]
    other = "This type knows no parameter columns; it knows rows."
    assert _told(tmp_path, survey=survey, choices=choices) == [
        *ours,
        ("survey", "row 5, parameters", other),
    ]


RANGES = {
    "tick_labelset=three": "Without ticks, a range has labels at its two ends only.",
    "tick_labelset=inside": "Without ticks, labels can only stand at “start” and “end”.",
}


@pytest.mark.parametrize("parameters", RANGES)
def test_labels_of_a_range_without_ticks(tmp_path: Path, parameters: str) -> None:
    survey = _with("parameters | appearance", f"range | a | A | {parameters} | no-ticks")
    three = ["three | 1 | a", "three | 2 | b", "three | 10 | c"]
    inside = ["inside | 3 | a", "inside | 4 | b"]
    told = _told(tmp_path, survey=survey, choices=[LISTS[0], *three, *inside])
    assert told == [("survey", "row 3, parameters", RANGES[parameters])]


def test_ticks_that_do_not_go_with_an_appearance(tmp_path: Path) -> None:
    survey = _with("parameters | appearance", "range | a | A | tick_interval=1 | rating")
    assert [what for _sheet, _cell, what in _told(tmp_path, survey=survey)] == [
        "Ticks, a placeholder and labels do not go with this appearance."
    ]


ROWS: list[tuple[list[str], str, str]] = [
    ([SURVEY, "text | meta | A"], "row 3, name", "The name “meta” belongs to the program."),
    ([SURVEY, "begin_group | g | G", "begin_repeat | r | R", TEXT, "end_repeat | |",
      "end_group | |", "begin_repeat | r | R", TEXT, "end_repeat | |"], "row 8, name",
     "Another repeat of the form has the same name."),
    ([SURVEY, TEXT, "audit | log |"], "row 4, name", "This row is always called “audit”."),
    ([SURVEY, TEXT, "selct_one yn | b | B"], "row 4, type", "ODK knows no type “selct_one yn”."),
    ([SURVEY, TEXT, "select_one | b | B"], "row 4, type",
     "This does not say which choices to offer."),
    ([SURVEY, TEXT, "include | b | B"], "row 4, type",
     "Forms that include other forms cannot be used."),
    ([SURVEY, TEXT, "begin_loop | b | B", TEXT, "end_loop | |"], "row 4, type",
     "This loop does not say over which list it goes."),
    ([SURVEY, TEXT, "begin_loop over no | b | B", TEXT, "end_loop | |"], "row 4, type",
     "The sheet “choices” has no list “no”."),
    ([SURVEY, TEXT, "select_one_from_file a.txt | b | B"], "row 4, type",
     "A list from a file needs a file name that ends in .csv, .xml or .geojson."),
    ([SURVEY, TEXT, "select_one_external far | b | B"], "row 4, type",
     "The form has no sheet “external_choices”."),
    ([SURVEY, TEXT, "select_one_from_file yn.csv | b | B", "select_one yn | c | C"],
     "row 4, type", "A list and a file, or two files, are both called “yn”."),
    ([SURVEY, TEXT, "text | b |"], "row 4, label",
     "This question has no words: label and hint are missing."),
    ([SURVEY, "csv-external | x |", "xml-external | x |", TEXT], "row 4, name",
     "Row 3 has the same name."),
    ([SURVEY, "begin_group | g | G", "csv-external | x |", "end_group | |", "csv-external | x |",
      TEXT], "row 4, name", "Two files have the name “x”."),
    (_with("trigger", TEXT, "text | b | B | a"), "row 4, trigger",
     "The name of a question stands here without braces."),
    (_with("trigger", TEXT, "text | b | B | ${a} ${a}"), "row 4, trigger",
     "Several questions stand here without commas between them."),
    (_with("trigger", "begin_group | g | G |", TEXT, "end_group | | |", "text | b | B | ${g}"),
     "row 6, trigger", "The form has no question “g”."),
    (_with("trigger | calculation", "calculate | a | | | 1", "text | b | B | ${a} |"),
     "row 4, trigger", "“a” is not shown, so nobody can change it."),
    (_with("trigger | calculation", TEXT, "background-geopoint | b | | |"), "row 4, trigger",
     "A position in the background needs a trigger."),
    (_with("trigger | calculation", TEXT, "background-geopoint | b | | ${a} | 1"),
     "row 4, calculation", "A position in the background cannot be calculated."),
    (_with("relevant", "begin_group | g | G |", TEXT, "end_group | | |", TEXT,
           "text | b | B | ${a} = 1"), "row 7, relevant", "“a” can mean several questions."),
    (_with("hint", "text | a | A | ${x"), "row 3, hint", "A reference is not complete."),
    (_with("choice_filter", "select_one yn or_other | a | A | 1"), "row 3, choice_filter",
     "“or_other” and a choice filter do not go together."),
    ([SURVEY, "select_one_from_file a.csv or_other | a | A"], "row 3, type",
     "“or_other” needs a list in the sheet “choices”."),
    (_with("appearance | choice_filter", "begin_group | g | G | table-list |",
           "select_one yn | a | A | | 1", "end_group | | | |"), "row 4, choice_filter",
     "In a table of questions choices cannot be filtered."),
    (_with("appearance", "begin_group | g | G | table-list", "select_one yn | a | A |",
           "select_one ab | b | B |", "end_group | | |"), "row 5, type",
     "All questions of a table must have the same list, here “yn”."),
    ([SURVEY, "select_multiple sp | a | A"], "row 10, name",
     "The code of a choice must not hold a space where several can be chosen."),
    (_with("appearance", "select_one_from_file a.csv | a | A | search('a')"), "row 3, appearance",
     "A list from a file cannot be searched by search()."),
    (_with("appearance", "select_one yn | a | A | search('a')", "select_one yn | b | B |"),
     "row 3, appearance",
     "Another question has the same list without search(), which does not work."),
    (_with("big-image", "text | a | A | a.png"), "row 3, big-image",
     "A large picture needs a small one as well."),
]  # fmt: skip


@pytest.mark.parametrize(("survey", "cell", "what"), ROWS, ids=[what for _s, _c, what in ROWS])
def test_a_refused_row_is_told_in_its_cell(
    tmp_path: Path, survey: list[str], cell: str, what: str
) -> None:
    choices = [*LISTS, "ab | a | A", "ab | b | B", "sp | a b | A B"]
    told = _told(tmp_path, survey=survey, choices=choices)
    assert [(place, words) for _sheet, place, words in told] == [(cell, what)]


SHEETS: list[tuple[dict[str, list[str]], tuple[str, str, str]]] = [
    ({"survey": [SURVEY, "select_one yn | a | A"]},
     ("survey", "row 3, type", "The sheet “choices” has no list “yn”.")),
    ({"survey": [SURVEY, TEXT], "choices": ["list_name | label", "yn | Yes"]},
     ("choices", "row 5", "The column “name” is missing.")),
    ({"survey": [SURVEY, "select_one_external no | a | A"],
      "external_choices": ["list_name | name | label", "far | a | A"]},
     ("survey", "row 3, type", "The sheet “external_choices” has no list “no”.")),
    ({"survey": [SURVEY, TEXT], "settings": ["omit_instanceID | public_key", "yes | abc"]},
     ("settings", "row 6, omit_instanceID",
      "An encrypted form needs the instanceID that is left out here.")),
    ({"survey": [SURVEY, TEXT], "settings": ["name", "no name"]},
     ("settings", "row 6, name", "This is no name.")),
    ({"survey": [SURVEY, TEXT], "settings": ["instance_name", "${nobody}"]},
     ("settings", "row 6, instance_name", "The form has no question “nobody”.")),
    ({"survey": _with("save_to", "text | a | A | p")},
     ("survey", "row 3, save_to", "A property is saved here, but the form declares no entity.")),
    ({"survey": [SURVEY, TEXT], "choices": [*LISTS, "yn | no | Nope"]},
     ("choices", "row 8, name", "Row 7 has the same code.")),
    ({"survey": [SURVEY, "begin_repeat | r | R", TEXT, "end_repeat | |"],
      "settings": ["name", "r"]},
     ("survey", "row 3, name", "A repeat must not be called as the form itself.")),
    ({"survey": [SURVEY, TEXT], "choices": [*LISTS, "yn | dk | ${nobody}"]},
     ("choices", "row 8, label", "The form has no question “nobody”.")),
]  # fmt: skip


@pytest.mark.parametrize(("sheets", "told"), SHEETS, ids=[told[2] for _s, told in SHEETS])
def test_what_is_refused_in_other_sheets(
    tmp_path: Path, sheets: dict[str, list[str]], told: tuple[str, str, str]
) -> None:
    assert _told(tmp_path, **sheets) == [told]


ENTITIES: list[tuple[list[str], list[str], str]] = [
    (["list_name | label", "trees | ${a}"], ["text | a | A | p", "text | b | B | p"],
     "Row 3 saves to the same property “p”."),
    (["list_name | label", "trees | ${a}"], ["begin_group | g | G | p", "text | a | A |",
                                             "end_group | | |"],
     "A group or repeat cannot be saved as a property."),
    (["list_name | label", "trees | ${a}"], ["text | a | A | bush#p"],
     "The sheet “entities” has no list “bush”."),
    (["list_name | label", "trees |"], ["text | a | A |"],
     "A new entity of “trees” needs a label."),
    (["list_name | entity_id | create_if", "trees | ${a} | 1"], ["text | a | A |"],
     "When entities of “trees” are updated is missing."),
    (["list_name | update_if", "trees | 1"], ["text | a | A |"],
     "It is missing which entity of “trees” is updated."),
    (["list_name | label", "trees | ${a}", "bushes | 1"],
     ["begin_group | g | G |", "text | a | A |", "end_group | | |", "text | b | B | p"],
     "Of several entity lists this property names none."),
    (["list_name | label", "trees | ${a}"], ["text | a | A | trees#p#q"],
     "This has more than one “#”."),
    (["list_name | label", "trees | ${a}"], ["text | a | A | name"],
     "An entity has “name” and “label” already."),
    (["list_name | label", "trees | ${a}"], ["text | a | A | __p"],
     "This name must not begin with two underscores."),
    (["list_name | label", "tr.ees | ${a}"], ["text | a | A |"],
     "This name must not hold a full stop."),
    (["list_name | label", "trees | ${a}", "trees | ${a}"], ["text | a | A |"],
     "Another row has the same entity list."),
    (["list_name | label", "| ${a}"], ["text | a | A |"],
     "The name of the entity list is missing."),
    (["list_name | label | colour", "trees | ${a} | 1"], ["text | a | A |"],
     "The sheet “entities” has columns that nobody reads: 'colour'."),
    (["list_name | label", "trees | ${a}", "bushes | ${a}"],
     ["text | a | A | trees#p", "text | b | B | bushes#p"],
     "The group of this entity belongs to the entity of row 7 already."),
]  # fmt: skip


@pytest.mark.parametrize(("entities", "rows", "what"), ENTITIES, ids=[e[2] for e in ENTITIES])
def test_what_is_refused_about_entities(
    tmp_path: Path, entities: list[str], rows: list[str], what: str
) -> None:
    told = _told(tmp_path, survey=_with("save_to", *rows), entities=entities)
    assert [words for _sheet, _cell, words in told] == [what]
    assert told[0][1] or "columns" in what


NO_REFUSALS = {"LABEL_001", "HEADER_004", "NAMES_002", "NAMES_013"}
"""Codes of pyxform that only warn; `test_check.py` has what we tell instead."""


def test_every_code_of_pyxform_has_words() -> None:
    codes = {code.name for code in ErrorCode} - NO_REFUSALS
    assert codes <= recognised()


def test_every_other_message_has_words() -> None:
    assert {refusal.key for refusal in _PLAIN} <= recognised()
