"""What pyxform refuses, in our words: what is wrong and how to mend it.

The keys in capitals are those of `pyxform.errors.ErrorCode`, the others those of `refusals.py`.
Words in braces are what pyxform's message names.
"""

from collections.abc import Mapping

from surveykit.text import _

Sentences = Mapping[str, tuple[str, str]]


def sentences() -> Sentences:
    """What is wrong and how to mend it, by the key of the message."""
    return {
        **_headings(),
        **_names(),
        **_references(),
        **_lists(),
        **_files_and_tables(),
        **_questions(),
        **_parameters(),
        **_devices(),
        **_audit(),
        **_ranges(),
        **_entities(),
        **_places_of_entities(),
        "unknown": (
            _("The converter for XLSForms refuses this: {message}"),
            _("The rules are explained on xlsform.org."),
        ),
    }


def _headings() -> Sentences:
    twice = _("Delete or rename one of the two columns.")
    first_row = _("Write the headings into the first row; xlsform.org lists them.")
    return {
        "HEADER_001": (_("The column “{header}” has no heading."), first_row),
        "HEADER_002": (
            _("The headings “{other}” and “{header}” mean the same column."),
            twice,
        ),
        "HEADER_003": (_("The column {missing} is missing."), first_row),
        "HEADER_005": (
            _("The sheet “entities” has columns that nobody reads: {columns}."),
            _("Mend their headings or delete them."),
        ),
        "no_id": (_("The form has no id."), _("Write one, for instance: door_survey.")),
        "encryption": (
            _("An encrypted form needs the instanceID that is left out here."),
            _("Delete “omit_instanceID”."),
        ),
    }


def _names() -> Sentences:
    letters = _("Use letters, digits, “_”, “-” and “.”; begin with a letter.")
    own = _("Give each question its own name.")
    other = _("Choose another name.")
    return {
        "NAMES_001": (_("Another question of this group has the same name."), own),
        "NAMES_003": (_("A repeat must not be called as the form itself."), other),
        "NAMES_004": (_("Another repeat of the form has the same name."), other),
        "NAMES_005": (_("The name “meta” belongs to the program."), other),
        "NAMES_006": (_("The code of the choice is missing."), _("Give it one.")),
        "NAMES_007": (
            _("Another choice of the list has the same code."),
            _("Give each choice of a list its own code."),
        ),
        "NAMES_008": (_("This is no name."), letters),
        "NAMES_009": (_("A name in the form is no name."), letters),
        "NAMES_010": (_("This name must not begin with two underscores."), other),
        "NAMES_011": (_("This name must not hold a full stop."), other),
        "NAMES_012": (_("An entity has “name” and “label” already."), other),
        "NAMES_014": (
            _("Another row has the same entity list."),
            _("Give each entity list one row."),
        ),
        "NAMES_015": (_("The name of the entity list is missing."), _("Give it one.")),
        "no_name": (_("The name is missing."), _("Give it one.")),
        "no_type": (_("The type is missing."), _("Choose one.")),
        "many_such_names": (_("Several questions are called “{value}”."), own),
        "no_such_name": (
            _("The form has no question “{value}”."),
            _("Mend the name between the braces."),
        ),
    }


def _references() -> Sentences:
    braces = _("Write ${{name}} with the name of one question between the braces.")
    return {
        "PYREF_001": (_("A reference is not complete."), braces),
        "PYREF_002": (
            _("Several questions stand here without commas between them."),
            _("Write a comma between them: ${{a}}, ${{b}}."),
        ),
        "PYREF_003": (
            _("The form has no question “{q}”."),
            _("Mend the name between the braces; a group is no question."),
        ),
        "PYREF_004": (
            _("“{q}” can mean several questions."),
            _("Give each of them its own name."),
        ),
        "INTERNAL_001": (
            _("The converter for XLSForms cannot read a “trigger”."),
            _("Write ${{name}} of the question that starts it, or several with commas."),
        ),
        "INTERNAL_002": (
            _("The converter for XLSForms cannot read a reference in “{path}”."),
            braces,
        ),
        "hidden_trigger": (
            _("“{trigger}” is not shown, so nobody can change it."),
            _("Name a question that is asked."),
        ),
        "background_trigger": (
            _("A position in the background needs a trigger."),
            _("Write into “trigger” which question starts it."),
        ),
        "background_calculation": (
            _("A position in the background cannot be calculated."),
            _("Empty the cell."),
        ),
    }


def _lists() -> Sentences:
    add = _("Add the list or mend its name.")
    return {
        "no_list": (_("The sheet “choices” has no list “{value}”."), add),
        "no_choices": (
            _("The form has no sheet “choices”."),
            _("Add it, with the columns list_name, name and label."),
        ),
        "no_external_sheet": (
            _("The form has no sheet “external_choices”."),
            _("Add it, with the columns list_name and name, or use “select_one”."),
        ),
        "no_external_list": (_("The sheet “external_choices” has no list “{value}”."), add),
        "select_without_list": (
            _("This does not say which choices to offer."),
            _("Write the list behind the type, for instance: select_one yes_no."),
        ),
        "loop_no_list": (
            _("This loop does not say over which list it goes."),
            _("Write for instance: begin_loop over fruits."),
        ),
        "code_with_space": (
            _("The code of a choice must not hold a space where several can be chosen."),
            _("Write “_” instead of the space."),
        ),
        "other_filter": (
            _("“or_other” and a choice filter do not go together."),
            _("Put “other” into the list, or empty the filter."),
        ),
        "other_choices": (_("“or_other” needs a list in the sheet “choices”."), add),
        "none_choices": (_("The list of this question is empty."), add),
    }


def _files_and_tables() -> Sentences:
    other_list = _("Take another list, or another name for the file.")
    one_way = _("Use search() for all questions with this list, or give this one its own list.")
    return {
        "file_name": (
            _("A list from a file needs a file name that ends in .csv, .xml or .geojson."),
            _("Write for instance: select_one_from_file houses.csv."),
        ),
        "table_filter": (
            _("In a table of questions choices cannot be filtered."),
            _("Empty the filter, or take the appearance “table-list” from the group."),
        ),
        "table_lists": (
            _("All questions of a table must have the same list, here “{first}”."),
            _("Use that list, or take the question out of the table."),
        ),
        "file_twice": (_("Two files have the name “{value}”."), other_list),
        "source_twice": (
            _("A list and a file, or two files, are both called “{value}”."),
            other_list,
        ),
        "search_file": (
            _("A list from a file cannot be searched by search()."),
            _("Use “choice_filter”, or a list of the sheet “choices”."),
        ),
        "search_list": (
            _("Another question has the same list without search(), which does not work."),
            one_way,
        ),
    }


def _questions() -> Sentences:
    words = _("Write what is to be asked.")
    return {
        "SURVEY_001": (
            _("Nothing is open that could end here."),
            _("Delete the row or add the beginning."),
        ),
        "SURVEY_002": (
            _("The group or repeat that begins here is never closed."),
            _("Add the row that ends it."),
        ),
        "unknown_type": (
            _("ODK knows no type “{value}”."),
            _("The types are listed on xlsform.org; the most common are text, integer,"
              " select_one, select_multiple and date."),
        ),
        "include": (
            _("Forms that include other forms cannot be used."),
            _("Copy the questions into this form."),
        ),
        "no_calculation": (_("Nothing is calculated here."), _("Write the calculation.")),
        "no_label": (_("This question has no words: label and hint are missing."), words),
        "big_image": (
            _("A large picture needs a small one as well."),
            _("Fill in the column “image” too."),
        ),
        "media_type": (
            _("ODK knows no media of the kind “{value}”."),
            _("Use image, big-image, audio or video."),
        ),
    }  # fmt: skip


def _parameters() -> Sentences:
    whole = _("Write a whole number.")
    drop = _("Delete it or mend its name.")
    return {
        "SURVEY_003": (
            _("“incremental” can only be true."),
            _("Write incremental=true, or nothing."),
        ),
        "SURVEY_004": (
            _("These are no parameters."),
            _("Write name=value, with a space between two of them."),
        ),
        "SURVEY_005": (
            _("This type knows no parameter {rejected}; it knows {accepted}."),
            drop,
        ),
        "SURVEY_006": (
            _("“reference-geometry” names neither a list nor a repeat."),
            _("Name a list, an attached file without its ending, or ${{repeat}}."),
        ),
        "whole_number": (_("“{key}” is no whole number."), whole),
        "not_negative": (_("“{key}” is less than zero."), whole),
        "seed": (
            _("The seed is no number."),
            _("Write a number, or ${{name}} of a question that holds one."),
        ),
        "seed_alone": (
            _("A seed alone does nothing."),
            _("Write randomize=true before it."),
        ),
    }


def _devices() -> Sentences:
    metres = _("Write metres as a number.")
    return {
        "SURVEY_007": (_("“capture-accuracy” is no number."), metres),
        "SURVEY_008": (_("“warning-accuracy” is no number."), metres),
        "SURVEY_009": (
            _("“allow-mock-accuracy” is neither true nor false."),
            _("Write true or false."),
        ),
        "app": (
            _("“app” is no name of an Android app."),
            _("Write it as in org.example.app; this program does not use it."),
        ),
        "quality": (
            _("ODK knows no such quality."),
            _("Use voice-only, low, normal or external."),
        ),
    }


def _audit() -> Sentences:
    return {
        "audit_name": (_("This row is always called “audit”."), _("Empty the cell.")),
        "audit_switch": (_("“{key}” is neither true nor false."), _("Write true or false.")),
        "audit_reasons": (
            _("“track-changes-reasons” can only be on-form-edit."),
            _("Write track-changes-reasons=on-form-edit."),
        ),
        "audit_priority": (
            _("ODK knows no such location-priority."),
            _("Use no-power, low-power, balanced or high-accuracy."),
        ),
        "audit_age": (
            _("“location-max-age” is less than “location-min-interval”."),
            _("Write at least the same number."),
        ),
        "audit_all": (
            _("Positions in the log need three parameters together."),
            _("Write location-priority, location-min-interval and location-max-age."),
        ),
    }


def _ranges() -> Sentences:
    inside = _("Choose a value between “start” and “end”.")
    labels = _("Mend the list of labels in the sheet “choices”.")
    return {
        "RANGE_001": (_("“{name}” is no number."), _("Write a number.")),
        "RANGE_002": (_("“{name}” is zero."), _("Write a number above zero.")),
        "RANGE_003": (_("“{name}” is larger than the whole range."), _("Write a smaller number.")),
        "RANGE_004": (_("“{name}” is no multiple of “step”."), _("Write a multiple of the step.")),
        "RANGE_005": (_("“{name}” lies outside the range."), inside),
        "RANGE_006": (
            _("“tick_labelset” names no list of the sheet “choices”."),
            _("Add the list or mend its name."),
        ),
        "RANGE_007": (_("Without ticks, a range has labels at its two ends only."), labels),
        "RANGE_008": (
            _("Ticks, a placeholder and labels do not go with this appearance."),
            _("Empty the appearance, or use vertical or no-ticks."),
        ),
        "RANGE_009": (_("A label of the range has a code that is no number."), labels),
        "RANGE_010": (_("A label lies outside the range."), labels),
        "RANGE_011": (_("A label does not stand at a step of the range."), labels),
        "RANGE_012": (_("Without ticks, labels can only stand at “start” and “end”."), labels),
    }


def _entities() -> Sentences:
    return {
        "ENTITY_001": (
            _("A property is saved here, but the form declares no entity."),
            _("Add a sheet “entities” with the columns list_name and label, or empty the cell."),
        ),
        "ENTITY_002": (
            _("Row {other_row} saves to the same property “{saveto}”."),
            _("Change one of the two."),
        ),
        "ENTITY_003": (
            _("A group or repeat cannot be saved as a property."),
            _("Empty the cell, or move it to a question."),
        ),
        "ENTITY_004": (
            _("The sheet “entities” has no list “{dataset}”."),
            _("Add the list or mend its name."),
        ),
        "ENTITY_005": (
            _("A new entity of “{dataset}” needs a label."),
            _("Fill in the label, or an entity_id if entities are to be updated."),
        ),
        "ENTITY_006": (
            _("When entities of “{dataset}” are updated is missing."),
            _("Fill in update_if, or empty entity_id."),
        ),
        "ENTITY_007": (
            _("It is missing which entity of “{dataset}” is updated."),
            _("Fill in entity_id, or move update_if to create_if."),
        ),
        "ENTITY_008": (
            _("Of several entity lists this property names none."),
            _("Write the list before it: my_list#my_property."),
        ),
        "ENTITY_013": (_("This has more than one “#”."), _("Write my_list#my_property.")),
    }


def _places_of_entities() -> Sentences:
    scope = _("Copy the value by a “calculate” to where the entity is saved.")
    return {
        "ENTITY_009": (
            _("The group of this entity belongs to the entity of row {other_row} already."),
            _("Let each group or repeat save one entity."),
        ),
        "ENTITY_011": (
            _("Values of “{dataset}” come from different repeats."),
            scope,
        ),
        "ENTITY_012": (
            _("“{question}” stands in another repeat than the other values of “{dataset}”."),
            scope,
        ),
    }
