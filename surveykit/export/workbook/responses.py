"""The answers themselves, one row per record and per instance of a repeat: for the team only."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from surveykit.assess.estimate.questionnaire import shown_language
from surveykit.export.cells import LONGEST_SHEET_NAME, LONGEST_TEXT, storable
from surveykit.export.columns import Column, Kind, Value, columns, removed_questions
from surveykit.export.tables import Row, Table
from surveykit.export.workbook import style
from surveykit.export.workbook.page import ZERO_OR_ONE, Book, Page
from surveykit.form.model import in_language
from surveykit.text import _

_NOTES = 130
"""Digits of a sheet at least, so that the notes above a small table are printed whole."""
_SHORTEST = 6
"""Letters of a form's id that a sheet's name keeps at least."""


def write_responses(book: Book, tables: Iterable[Sequence[Table]]) -> None:
    """The sheets of every form that has records, with its repeats."""
    for found in tables:
        sheets = [(table, columns(table)) for table in found]
        pages = [_open(book, table, fields) for table, fields in sheets]
        names = [page.sheet.title for page in pages]
        for page, (table, fields) in zip(pages, sheets, strict=True):
            book.cut += _too_long(table)
            written = _write(page, table, fields, names, 0)
            while written < len(table.rows):  # more than a sheet can hold
                written += _write(_open(book, table, fields), table, fields, names, written)


def _too_long(table: Table) -> int:
    """Texts that must be cut."""
    if all(
        2 * seen.longest <= LONGEST_TEXT for seen in (*table.seen.values(), *table.noted.values())
    ):
        return 0
    texts = (text for row in table.rows for text in (*row.answers.values(), *row.notes.values()))
    return sum(storable(text)[1] for text in texts if 2 * len(text) > LONGEST_TEXT)


def _open(book: Book, table: Table, fields: Sequence[Column]) -> Page:
    widths = [_width(field, table) for field in fields]
    room = _NOTES - sum(widths)
    return book.page(_sheet_name(table), [*widths, room] if room > 0 else widths, landscape=True)


def _sheet_name(table: Table) -> str:
    """With the form and the repeat; of a long name the repeat tells more than the rest."""
    name = _("Responses {form}").format(form=table.called)
    if len(name) <= LONGEST_SHEET_NAME or not table.repeats:
        return name
    form, repeat = table.form.id, table.repeats[-1]
    room = LONGEST_SHEET_NAME - (len(table.called) - len(form) - len(repeat))
    repeat = _shortened(repeat, room - min(len(form), _SHORTEST))
    return f"{_shortened(form, room - len(repeat))} – {repeat}"


def _shortened(name: str, room: int) -> str:
    """The name with its middle left out; names often differ at their ends."""
    if len(name) <= room:
        return name
    end = (room - 1) // 2
    return f"{name[: room - 1 - end]}…{name[len(name) - end :]}"


def _write(
    page: Page, table: Table, fields: Sequence[Column], names: Sequence[str], begin: int
) -> int:
    """Write one sheet with the rows from `begin` on, as many as it can hold; returns how many."""
    page.put(1, _("Internal only: check free texts before passing on. Every row is one "
                  "household's answers; this sheet must not leave the team."),
             font=style.WARNING)  # fmt: skip
    page.row += 1
    for line in _about(table, names):
        page.put(1, line, font=style.QUIET)
        page.row += 1
    top = page.row
    count = min(len(table.rows) - begin, page.book.longest - top)
    page.streamed(
        "Repeat" if table.repeats else "Responses",
        [field.name for field in fields],
        _values(fields, islice(table.rows, begin, begin + count)),
        count,
        formats=[_format(field) for field in fields],
    )
    _dress_header(page, top, fields)
    page.sheet.freeze_panes = f"B{top + 1}"
    page.sheet.print_title_cols = "A:A"
    page.sheet.page_setup.fitToWidth = max(1, round(sum(page.widths) / 280))
    page.sheet.page_setup.pageOrder = "overThenDown"
    page.finish()
    page.footer("center", _("Internal only"))
    return count


def _values(fields: Sequence[Column], rows: Iterable[Row]) -> Iterator[list[Value]]:
    reads = [field.read for field in fields]
    for row in rows:
        yield [read(row) for read in reads]


def _about(table: Table, names: Sequence[str]) -> Iterator[str]:
    """What a sheet says of itself; `names` are those of all sheets of the form."""
    if table.repeats:
        yield f"{table.form.title} – {_title(table)}"
        yield _("One row for each “{repeat}”. The column “interview” is the number of the "
                "interview on the sheet “{sheet}”.").format(
            repeat=" / ".join(table.repeats), sheet=names[0])  # fmt: skip
    else:
        yield table.form.title
        if len(names) > 1:
            yield _("What is asked several times stands on sheets of its own: {sheets}.").format(
                sheets=" · ".join(names[1:])
            )
    if gone := removed_questions(table):
        yield _("Last columns, questions no longer in the newest version of the form: "
                "{names}.").format(names=", ".join(gone))  # fmt: skip


def _title(table: Table) -> str:
    """What the form calls the repeat in the language in use; its name if it does not."""
    paths = {
        (*table.form.repeats_around(one.path), table.form.names[one.path]): one.path
        for one in table.form.definition.repeats
    }
    section = table.form.definition.sections.get(paths.get(table.repeats, ""))
    words = section and in_language(section.labels, shown_language(table.form))
    return (words and words.plain) or table.repeats[-1]


def _width(column: Column, table: Table) -> float:
    if column.kind in (Kind.FLAG, Kind.RANK):
        return 3.3
    if column.kind is not Kind.TEXT:
        return 16 if column.kind is Kind.MOMENT else 11
    name = column.of.name if column.of else column.name
    seen = table.seen.get(name) or table.noted.get(name.removesuffix(".note"))
    longest = seen.longest if seen else 0
    return min(max(longest + 2, 8), 28)


def _format(column: Column) -> str:
    match column.kind:
        case Kind.TEXT:
            return ""
        case Kind.NUMBER:
            return "General"
        case Kind.COUNT | Kind.FLAG | Kind.RANK:
            return ZERO_OR_ONE
        case Kind.MINUTES:
            return style.WHOLE
        case Kind.DAY:
            return style.day_format()
        case Kind.CLOCK:
            return style.CLOCK
        case Kind.MOMENT:
            return style.moment_format()


def _dress_header(page: Page, row: int, fields: Sequence[Column]) -> None:
    """Upright names, so that a column of 0 and 1 can be narrow."""
    for position in range(1, len(fields) + 1):
        page.sheet.cell(row, position).alignment = style.UPRIGHT
    longest = max(len(field.name) for field in fields)
    page.sheet.row_dimensions[row].height = min(max(145, 5.6 * longest), 300)
