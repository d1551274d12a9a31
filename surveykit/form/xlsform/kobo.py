"""Questions that only KoboToolbox knows: matrix, rating and ranking.

Its server writes them out as groups of ordinary questions before it hands a form to pyxform; so
do we, with the same names, so that the same data come out (`xlsform_preprocessors` in kpi).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from surveykit.form.xlsform.headings import CHOICES, SURVEY, base, language
from surveykit.form.xlsform.sheets import Book, Column, Flaw, Row, Sheet
from surveykit.text import _
from surveykit.text.clean import short

_EDGE = re.compile(r"(begin|end)[ _](kobomatrix|score|rank)")
_LISTS = {
    "kobomatrix": "kobo--matrix_list",
    "score": "kobo--score-choices",
    "rank": "kobo--rank-items",
}
_MESSAGE = "kobo--rank-constraint-message"
_ROWS = {"score": "score__row", "rank": "rank__level"}
"""The type of the rows that a rating or a ranking may hold; a matrix holds any question."""
_WIDTH = re.compile(r"w(\d+)")
READ_OF_A_MATRIX = ("type", "name", "label", "appearance", "required", "relevant", "constraint")
_TAKEN_ALONG = ("required", "relevant", "constraint")
"""What KoboToolbox leaves of a column of a matrix, besides type, name and label."""

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Group:
    """A matrix, rating or ranking: its first row, what stands in it, whether it ends."""

    kind: str
    begin: Row
    inside: tuple[Row, ...]
    ends: bool


def for_kobo_alone(column: str) -> bool:
    """Whether KoboToolbox keeps something of its own in a column, by its heading."""
    heading = column.lower()
    return heading.startswith(("$", "hxl", "kobo--locking")) or heading == "kobo--lock_all"


def of_kobo(column: str) -> bool:
    """Whether a column is one of KoboToolbox, read or not."""
    return for_kobo_alone(column) or base(column.lower()) in (*_LISTS.values(), _MESSAGE)


def written_out(book: Book) -> Book:
    """The form with ordinary questions only; each row keeps the number of the one it is for."""
    sheet = book.sheets.get(SURVEY)
    if sheet is None or not any(_EDGE.fullmatch(row["type"]) for row in sheet.rows):
        return book
    rows = tuple(row for part in _parts(sheet.rows) for row in _written(part, book))
    there = {column.name for column in sheet.columns}
    missing = [Column(name, name, "") for name in _names(rows) if name not in there]
    survey = replace(sheet, rows=rows, columns=(*sheet.columns, *missing))
    return replace(book, sheets={**book.sheets, SURVEY: survey})


def kobo_flaws(book: Book) -> Iterator[Flaw]:
    """What is wrong with these questions themselves; what they are made of is checked later."""
    listed = {row["list_name"] for row in book.rows(CHOICES)}
    for part in _parts(book.rows(SURVEY)):
        if isinstance(part, _Group):
            yield from _group_flaws(part, book.sheets[SURVEY], listed)
        elif found := _EDGE.fullmatch(part["type"]):
            what = _("No {kind} is open here.").format(kind=_words(found[2]))
            yield _flaw(part, "type", what, _("Delete the row or add the beginning."))


def _group_flaws(group: _Group, sheet: Sheet, listed: set[str]) -> Iterator[Flaw]:
    begin, column = group.begin, _LISTS[group.kind]
    name = begin[column]
    if not group.ends:
        what = _("This {kind} is never closed.").format(kind=_words(group.kind))
        yield _flaw(begin, "type", what, _("Add a row “end_{kind}”.").format(kind=group.kind))
    if not name:
        what = _("It is missing which list of choices belongs to it.")
        mend = _("Write the name of the list into a column “{column}”.").format(column=column)
        yield _flaw(begin, column if sheet.column(column) else "type", what, mend)
    elif name not in listed:
        what = _("The sheet “choices” has no list “{name}”.").format(name=short(name))
        yield _flaw(begin, column, what, _("Add the list or mend its name."))
    wanted = _ROWS.get(group.kind)
    for row in group.inside:
        if wanted and row["type"] != wanted:
            what = _("Inside a {kind}, KoboToolbox takes rows of the type “{type}” only.")
            what = what.format(kind=_words(group.kind), type=wanted)
            mend = _("Move the row behind “end_{kind}”.").format(kind=group.kind)
            yield _flaw(row, "type", what, mend)
        elif not wanted and re.match(r"begin|end", row["type"]):
            what = _("Inside a matrix there can be no group and no repeat.")
            yield _flaw(row, "type", what, _("Move the row behind “end_kobomatrix”."))


def _flaw(row: Row, column: str, what: str, mend: str) -> Flaw:
    return Flaw(SURVEY, row.number, column, what, mend)


def _words(kind: str) -> str:
    return {"kobomatrix": _("matrix"), "score": _("rating"), "rank": _("ranking")}[kind]


def _parts(rows: Sequence[Row]) -> Iterator[Row | _Group]:
    """The rows, with those of a matrix, rating or ranking taken together."""
    left = iter(rows)
    for row in left:
        edge = _EDGE.fullmatch(row["type"])
        if not edge or edge[1] == "end":
            yield row
            continue
        inside, ends = [], False
        for one in left:
            if ends := one["type"] in (f"end_{edge[2]}", f"end {edge[2]}"):
                break
            inside.append(one)
        yield _Group(edge[2], row, tuple(inside), ends)


def _written(part: Row | _Group, book: Book) -> Iterator[Row]:
    if isinstance(part, Row):
        if not _EDGE.fullmatch(part["type"]):
            yield part
        return
    writers: Mapping[str, Callable[[_Group], Iterator[Row]]] = {
        "score": _score,
        "rank": _rank,
        "kobomatrix": lambda group: _matrix(group, book),
    }
    yield from writers[part.kind](part)


def _score(group: _Group) -> Iterator[Row]:
    """A rating: a table whose columns are the choices."""
    begin, listed = group.begin, group.begin[_LISTS["score"]]
    name = _name(begin)
    kind = f"select_one {listed}" if listed else "text"
    yield _opening(begin, name)
    header = {"type": kind, "name": f"{name}_header", "appearance": "label"}
    yield Row(begin.number, {**_without(begin, "required", "relevant"), **header})
    for row in group.inside:
        if row["type"] != _ROWS["score"]:
            yield row
            continue
        cells = {"appearance": "list-nolabel", **_without(row), "type": kind, "name": _name(row)}
        required = {"required": "yes"} if begin["required"] else {}
        yield Row(row.number, {**cells, **required})
    yield Row(_last(group), {"type": "end_group"})


def _rank(group: _Group) -> Iterator[Row]:
    """A ranking: one list for each place; none may be chosen twice."""
    begin, listed = group.begin, group.begin[_LISTS["rank"]]
    name = _name(begin)
    kind = f"select_one {listed}" if listed else "text"
    messages = {
        "::".join(filter(None, ("constraint_message", language(column)))): text
        for column, text in begin.cells.items()
        if base(column.lower()) == _MESSAGE
    }
    yield _opening(begin, name)
    note = {"type": "note", "name": f"{name}_label"}
    yield Row(begin.number, {**_without(begin, "required", "relevant"), **note})
    before: list[str] = []
    for row in group.inside:
        if row["type"] != _ROWS["rank"]:
            yield row
            continue
        here = _name(row)
        cells = {"appearance": "minimal", **_without(row), "type": kind, "name": here}
        cells |= {"required": "yes", **messages}
        if before:
            cells["constraint"] = " and ".join(f"${{{here}}} != ${{{one}}}" for one in before)
        before.append(here)
        yield Row(row.number, cells)
    yield Row(_last(group), {"type": "end_group"})


def _matrix(group: _Group, book: Book) -> Iterator[Row]:
    """A matrix: a group of questions for each choice, and one with the headings."""
    begin = group.begin
    name = _name(begin)
    asked = [row for row in group.inside if not re.match(r"begin|end", row["type"])]
    total = f"w{1 + sum(map(_width, asked))} field-list"
    head = f"{name}_header"
    yield Row(begin.number, {"type": "begin_group", "name": head, "appearance": total})
    yield _note(begin.number, f"{head}_note", _labels(begin, "**{}**"), "w1")
    for row in asked:
        labels = _labels(row, "**{}**")
        yield _note(row.number, f"{head}_{_name(row)}", labels, f"w{_width(row)}")
    yield Row(_last(group), {"type": "end_group"})
    items = [one for one in book.rows(CHOICES) if one["list_name"] == begin[_LISTS["kobomatrix"]]]
    for item in items if begin[_LISTS["kobomatrix"]] else ():
        home = f"{name}_{item['name']}"
        yield Row(begin.number, {"type": "begin_group", "name": home, "appearance": total})
        yield _note(begin.number, f"{home}_note", _labels(item, "##### {}"), "w1")
        for row in asked:
            yield _cell(row, home, item, asked)
        yield Row(_last(group), {"type": "end_group"})


def _cell(row: Row, home: str, item: Row, asked: Sequence[Row]) -> Row:
    """What a matrix asks in one column for one choice.

    KoboToolbox hides these labels in its grid; here they are read, and name the choice.
    """
    select = row["type"].startswith("select")
    look = "horizontal-compact" if select else "no-label"
    cells = {
        "type": row["type"],
        "name": f"{home}_{_name(row)}",
        "appearance": f"w{_width(row)} {look}",
        **{
            column: f"{_in_language(item, column)} – {text}"
            for column, text in _labels(row, "{}").items()
        },
    }
    for column in _TAKEN_ALONG:
        text = row[column]
        for one in asked:
            text = text.replace(f"${{{_name(one)}}}", f"${{{home}_{_name(one)}}}")
        cells |= {column: text} if text else {}
    return Row(row.number, cells)


def _in_language(item: Row, column: str) -> str:
    """The label of a choice in the language of a column, or in any."""
    labels = _labels(item, "{}")
    return labels.get(column) or next(iter(labels.values()), item["name"])


def _note(number: int, name: str, labels: Cells, width: str) -> Row:
    return Row(number, {"type": "note", "name": name, "appearance": width, **labels})


def _labels(row: Row, template: str) -> Cells:
    return {
        column: template.format(text)
        for column, text in row.cells.items()
        if base(column) == "label"
    }


def _opening(begin: Row, name: str) -> Row:
    relevant = {"relevant": begin["relevant"]} if begin["relevant"] else {}
    cells = {"type": "begin_group", "name": name, "appearance": "field-list", **relevant}
    return Row(begin.number, cells)


def _without(row: Row, *columns: str) -> Cells:
    """The cells of a row that an ordinary question has, too."""
    return {
        column: text
        for column, text in row.cells.items()
        if column not in columns and not of_kobo(column)
    }


def _width(row: Row) -> int:
    found = _WIDTH.fullmatch(row["appearance"])
    return int(found[1]) if found else 2


def _name(row: Row) -> str:
    """The name of a row; one without gets it from its label, as in KoboToolbox."""
    label = next(iter(_labels(row, "{}").values()), "")
    made = re.sub(r"[^a-zA-Z0-9_]+", "_", label.strip()).strip("_")[:40]
    made = f"_{made}" if made[:1].isdigit() else made
    return row["name"] or row["$autoname"] or made or f"row_{row.number}"


def _last(group: _Group) -> int:
    return group.inside[-1].number if group.inside else group.begin.number


def _names(rows: Sequence[Row]) -> list[str]:
    return [*dict.fromkeys(column for row in rows for column in row.cells)]
