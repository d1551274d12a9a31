"""What is no fault of an XLSForm but worth knowing, and shows in its cells only."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from surveykit.errors import Fault
from surveykit.form.xform.notice_words import columns
from surveykit.form.xlsform.cell_notices import Formulas, changed_cells
from surveykit.form.xlsform.expression_notices import doubtful_expressions
from surveykit.form.xlsform.headings import (
    CHOICES,
    SETTINGS,
    SHEETS,
    SURVEY,
    TRANSLATED,
    base,
    known_columns,
    language,
)
from surveykit.form.xlsform.kobo import READ_OF_A_MATRIX, for_kobo_alone, of_kobo, written_out
from surveykit.form.xlsform.sheets import Book, Flaw, Row, unnamed
from surveykit.form.xlsform.survey_checks import YES, begins_or_ends
from surveykit.form.xlsform.value_notices import doubtful_values
from surveykit.text import _, ngettext
from surveykit.text.clean import clean, short

_REMARKS = ("note", "comment", "remark", "bemerk", "kommentar", "_", "#")
"""Beginnings of headings that authors give to columns of their own."""


_OUR_STYLE = ("", "pages")
"""Styles of a form that are those of this program."""
_NONE_OF_IT = re.compile(r"-?0+(?:\.0+)?|-\d+(?:\.\d+)?")
"""A number of repetitions that is 0 or less."""


def sheet_notices(book: Book, formulas: Formulas) -> Iterator[Fault]:
    """All of them, in the order of the sheets; the `formulas` are those of the workbook."""
    yield from _misspelt_sheets(book)
    yield from map(book.fault, changed_cells(book, formulas))
    in_survey = (_unread_columns, _columns_of_kobo, _left_of_matrix, _rows)
    plain = written_out(book)
    for doubts in (doubtful_expressions, doubtful_values):
        yield from map(book.fault, doubts(plain))
    elsewhere = (_without_effect, _unnamed_columns, _choices, _same_labels, _settings)
    for look in (*in_survey, *elsewhere):
        yield from map(book.fault, look(book))


def _misspelt_sheets(book: Book) -> Iterator[Fault]:
    for name in book.names:
        wanted = [sheet for sheet in SHEETS if sheet not in book.sheets]
        close = get_close_matches(name.strip().lower(), wanted, n=1, cutoff=0.75)
        if close and name.strip().lower() not in SHEETS and not name.startswith("_"):
            mend = _("Did you mean “{name}”?").format(name=close[0])
            yield Fault(clean(name), "", "", _("This sheet is not read."), mend)


def _unread_columns(book: Book) -> Iterator[Flaw]:
    for kind in (SURVEY, SETTINGS):
        sheet = book.sheets.get(kind)
        for column in sheet.columns if sheet else ():
            heading = column.heading.lower()
            known = base(column.name) in known_columns(kind) or of_kobo(column.heading)
            if known or heading.startswith(_REMARKS):
                continue
            close = get_close_matches(base(heading), known_columns(kind), n=1)
            mend = _("Did you mean “{name}”?").format(name=close[0]) if close else ""
            what = _("The column “{column}” is not read.").format(column=clean(column.heading))
            yield Flaw(kind, sheet.heading if sheet else 0, column.name, what, mend)


def _unnamed_columns(book: Book) -> Iterator[Flaw]:
    """Columns of choices that no expression can name, and that are therefore dropped."""
    sheet = book.sheets.get(CHOICES)
    for column in sheet.columns if sheet else ():
        if unnamed(column) and not for_kobo_alone(column.heading):
            what = _("The column “{column}” is not read: its heading is no name.")
            mend = _("Use letters, digits, “_”, “-” and “.”; begin with a letter.")
            if " " in column.heading:
                what = _("The column “{column}” is not read: its heading holds a space.")
                mend = _("Write “_” instead of the space.")
            what = what.format(column=clean(column.heading))
            yield Flaw(CHOICES, sheet.heading if sheet else 0, column.name, what, mend)


def _columns_of_kobo(book: Book) -> Iterator[Flaw]:
    """What KoboToolbox keeps for itself; it is told once for each sheet."""
    for kind, sheet in book.sheets.items():
        kept = [column for column in sheet.columns if for_kobo_alone(column.heading)]
        if kept:
            named = ", ".join(clean(column.heading) for column in kept)
            what = _("These columns are for KoboToolbox alone and are not read: {columns}.")
            what = what.format(columns=named)
            yield Flaw(kind, sheet.heading, kept[0].name, what, "")


def _without_effect(book: Book) -> Iterator[Flaw]:
    """Columns that ODK reads and that change nothing here; each sentence is told once."""
    sentences, told = columns(), set[str]()
    for kind in (SURVEY, SETTINGS):
        sheet = book.sheets.get(kind)
        for column in sheet.columns if sheet else ():
            what = sentences.get(base(column.name), "")
            cells = [row[column.name] for row in book.rows(kind)]
            used = any(cell not in _OUR_STYLE for cell in cells)
            if what and used and what not in told:
                told.add(what)
                yield Flaw(kind, sheet.heading if sheet else 0, column.name, what, "")


def _left_of_matrix(book: Book) -> Iterator[Flaw]:
    """Cells of a matrix that KoboToolbox leaves out when it writes the questions out."""
    inside = False
    for row in book.rows(SURVEY):
        inside = inside and row["type"] not in ("end_kobomatrix", "end kobomatrix")
        begins = row["type"] in ("begin_kobomatrix", "begin kobomatrix")
        read = READ_OF_A_MATRIX if inside else ("type", "name", "label", "kobo--matrix_list")
        for column in row.cells if inside or begins else ():
            if base(column) in known_columns(SURVEY) and base(column) not in read:
                what = _("Of a matrix KoboToolbox does not read this column.")
                yield Flaw(SURVEY, row.number, column, what, _("Empty the cell."))
        inside = inside or begins


def _rows(book: Book) -> Iterator[Flaw]:
    seen: list[dict[str, str]] = [{}]
    columns = book.sheets[SURVEY].columns if SURVEY in book.sheets else ()
    translated = any("::" in column.name for column in columns)
    for row in book.rows(SURVEY):
        edge = begins_or_ends(row)
        if not row["type"] and known_columns(SURVEY) & set(map(base, row.cells)):
            what = _("This row is not read: it has no type.")
            yield Flaw(SURVEY, row.number, "type", what, "")
        yield from _alike(row, seen[-1])
        if edge == ("begin", "repeat") and not _labelled(row):
            what = _("The repeat has no label; its name is shown instead.")
            yield Flaw(SURVEY, row.number, "label", what, "")
        yield from _never_finished(row)
        yield from _counted(row, edge)
        if "or_other" in row["type"] and translated:
            what = _("What “or_other” adds is in English in every language.")
            mend = _("Put a choice “other” into the list, and a question for its words.")
            yield Flaw(SURVEY, row.number, "type", what, mend)
        if edge and edge[0] == "begin":
            seen.append({})
        elif edge and seen[1:]:
            seen.pop()


def _alike(row: Row, seen: dict[str, str]) -> Iterator[Flaw]:
    """Names that differ by capital letters only, which many programs take for one."""
    name = row["name"]
    other = seen.setdefault(name.lower(), name)
    if name and other != name:
        what = _("“{other}” differs by capital letters only; some programs take both for one.")
        mend = _("Choose another name.")
        yield Flaw(SURVEY, row.number, "name", what.format(other=clean(other)), mend)


def _never_finished(row: Row) -> Iterator[Flaw]:
    if row["type"] == "note" and row["required"] in YES:
        what = _("A note cannot be answered: as it is required, the form can never be finished.")
        yield Flaw(SURVEY, row.number, "required", what, _("Empty the cell."))


def _counted(row: Row, edge: tuple[str, str] | None) -> Iterator[Flaw]:
    """A number of repetitions that asks for none."""
    if edge == ("begin", "repeat") and _NONE_OF_IT.fullmatch(row["repeat_count"]):
        what = _("The repeat is never asked: it is to come {n} times.")
        mend = _("Write at least 1, or empty the cell.")
        yield Flaw(SURVEY, row.number, "repeat_count", what.format(n=row["repeat_count"]), mend)


def _choices(book: Book) -> Iterator[Flaw]:
    used = " ".join(f"{row['type']} {row['parameters']}" for row in book.rows(SURVEY))
    named = set(re.findall(r"[^\s=,;]+", used)) | _named_in_expressions(book)
    named |= {row[column] for row in book.rows(SURVEY) for column in row.cells if of_kobo(column)}
    told: set[str] = set()
    for row in book.rows(CHOICES):
        name = row["list_name"]
        if name and name not in named | told:
            told.add(name)
            what, mend = _("No question offers this list."), _("Delete it, or mend its name.")
            yield Flaw(CHOICES, row.number, "list_name", what, mend)
    yield from _of_no_list(book)
    for row in book.rows(CHOICES):
        if row["list_name"] and row["name"] and not _labelled(row):
            what = _("The choice has no label; its code is shown instead.")
            yield Flaw(CHOICES, row.number, "label", what, "")


def _of_no_list(book: Book) -> Iterator[Flaw]:
    """Choices below the first one of their list, where its name was left out."""
    sheet = book.sheets.get(CHOICES)
    if sheet is None or sheet.column("list_name") is None:
        return
    lost = [row for row in sheet.rows if row["name"] and _labelled(row) and not row["list_name"]]
    if lost:
        what = ngettext(
            "This choice belongs to no list and is not read.",
            "From this choice on {n} of them belong to no list and are not read.",
            len(lost),
        )
        mend = _("Write the name of the list into every row.")
        yield Flaw(CHOICES, lost[0].number, "name", what.format(n=len(lost)), mend)


def _same_labels(book: Book) -> Iterator[Flaw]:
    """Choices of a list that look the same to whoever is to choose."""
    seen: dict[tuple[str, frozenset[tuple[str, str]]], Row] = {}
    for row in book.rows(CHOICES):
        words = frozenset(
            (column, text) for column, text in row.cells.items() if base(column) == "label"
        )
        others = {column for column in row.cells if base(column) not in ("label", "name")}
        if not words or others - {"list_name"}:
            continue  # what else stands there may tell them apart
        first = seen.setdefault((row["list_name"], words), row)
        if first["name"] != row["name"]:
            what = _("The choice “{code}” of row {row} has the same label.")
            what = what.format(code=short(first["name"]), row=first.number)
            yield Flaw(CHOICES, row.number, next(iter(words))[0], what, _("Change one of the two."))


def _named_in_expressions(book: Book) -> set[str]:
    cells = (text for row in book.rows(SURVEY) for text in row.cells.values() if "(" in text)
    return {name for text in cells for name in re.findall(r"['\"]([^'\"]+)['\"]", text)}


def _labelled(row: Row) -> bool:
    return any(base(column) in ("label", "image", "audio", "video") for column in row.cells)


def _settings(book: Book) -> Iterator[Flaw]:
    rows = book.rows(SETTINGS)
    spoken = {
        language(column.name)
        for sheet in book.sheets.values()
        for column in sheet.columns
        if base(column.name) in TRANSLATED
    } - {""}
    first = rows[0]["default_language"] if rows else ""
    if first and spoken and first not in spoken:
        what = _("No heading names this language; the headings name: {languages}.")
        what = what.format(languages=", ".join(map(short, sorted(spoken))))
        mend = _("Write it as in the headings.")
        yield Flaw(SETTINGS, rows[0].number, "default_language", what, mend)
    if rows[1:]:
        what = _("Only the first row of the settings is read.")
        yield Flaw(SETTINGS, rows[1].number, "", what, _("Delete the others."))
    if not any(row["form_id"] or row["id_string"] for row in rows[:1]):
        what = _("The form has no “form_id” and is called after its file.")
        mend = _("Write one: then the file may be renamed.")
        yield Flaw(SETTINGS, rows[0].number if rows else 0, "form_id", what, mend)
