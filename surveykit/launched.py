"""After the launch: sessions and visits come in, and are held against the survey.

Sheets and visits are filled in on screen like any form of the desk, or come from a table. They are
records without a door, a name or a key in common with any interview.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from surveykit.entering import enter
from surveykit.errors import Fault, FaultyFileError, SurveykitError
from surveykit.fieldwork.record import Mode, Record
from surveykit.files import reason
from surveykit.form import Form, InvalidAnswerError
from surveykit.text import _
from surveykit.text.clean import clean

if TYPE_CHECKING:
    from surveykit.assess.launched.learning import Review
    from surveykit.assess.result import Format
    from surveykit.site.model import Site
    from surveykit.workflow import Project

KEYS: Mapping[str, tuple[str, ...]] = {
    "session_sheet": ("date", "place"),
    "visit_log": ("date", "seq"),
    "followup": ("session_date", "seq"),
}
"""The forms of the open hour, and what tells one of their sheets from another."""

_FILLED_BY_THE_FORM = frozenset({"calculate", "note", "start", "end", "today", "hidden"})
_BEYOND = ""
"""Stands for the name of cells that have none."""

_LIMIT = 10_000_000
"""Bytes. A table of sessions is a few thousand; something else was meant."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What a table brought."""

    new: int
    known: int
    """Lines that were in the project already, with the same answers."""


def enter_table(project: "Project", form_id: str, table: Path, now: datetime) -> Entered:
    """Enter every line of a CSV table through the form, all or none.

    The first line names the questions; choices may be codes or the words of the form. Raises
    FaultyFileError with all faults at once.
    """
    form = project.forms[form_id]
    lines = [*_lines(table)]
    found, faults = _records(project.site, form, lines, now)
    standing = {_key(form, one): one for one in project.records(form_id)}
    new = []
    for line, record in found:
        known = standing.setdefault(_key(form, record), record)
        if known is record:
            new.append(record)
        elif known.answers != record.answers:
            faults.append(_twice(line, form, record))
    if faults:
        raise FaultyFileError(table, faults)
    project.add_records(new)
    return Entered(new=len(new), known=len(found) - len(new))


def attendance(project: "Project", now: datetime, kind: "Format | None" = None) -> "Review":
    """The visit log beside the survey's forecast.

    Raises:
        SurveykitError: there is no session yet, or no survey to compare with.
    """
    from surveykit.assess.launched.attendance import dated
    from surveykit.evaluating import attendance

    found = attendance(project, now.date(), kind)
    if found is not None:
        return found
    if dated(project.records()):
        raise SurveykitError(
            _("There are too few interviews at doors to compare the visits with."),
            advice=_("Open the project that holds the survey of this site."),
        )
    raise SurveykitError(
        _("There is no session yet in this project."),
        advice=_("Fill in the session sheet (key F in the round), or read a table: "
                 "surveykit visits PROJECT FILE.csv"),
    )  # fmt: skip


def _lines(table: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines that are not empty, by their number, as a spreadsheet or a program wrote them."""
    try:
        if table.stat().st_size > _LIMIT:
            raise SurveykitError(
                _("{file} is too large for a table of sessions.").format(file=table),
                advice=_("Save the one sheet as CSV and give that file."),
            )
        content = table.read_bytes()
    except OSError as error:
        raise SurveykitError(
            _("{file}: {reason}.").format(file=table, reason=reason(error)),
            advice=_("Give the path of a table, FILE.csv."),
        ) from error
    text = _decoded(table, content)
    head = text.partition("\n")[0]
    rows = csv.DictReader(
        StringIO(text, newline=""), delimiter=max(";,\t", key=head.count), restkey=_BEYOND
    )
    empty = True
    try:
        for row in rows:
            answers = {clean(name): _cell(value) for name, value in row.items()}
            if any(answers.values()):
                empty = False
                yield rows.line_num, answers
    except csv.Error as error:  # a quotation mark that is never closed swallows the rest
        raise SurveykitError(
            _("{file} is no CSV table.").format(file=table),
            advice=_("Save it in the spreadsheet as “CSV UTF-8”."),
        ) from error
    if empty:
        raise SurveykitError(
            _("{file}: no session stands in this table.").format(file=table),
            advice=_("Write one in each line, below a line with the names of the questions."),
        )


def _cell(value: str | list[str] | None) -> str:
    """What stands in a cell, or in all those behind the last column that has a name."""
    return clean(" ".join(value) if isinstance(value, list) else value or "")


def _decoded(table: Path, content: bytes) -> str:
    """UTF-8, or what German Excel calls CSV without further words."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" not in content:
            return content.decode("cp1252", errors="replace")
        raise SurveykitError(
            _("{file} is no CSV table.").format(file=table),
            advice=_("Save it in the spreadsheet as “CSV UTF-8”."),
        ) from error


def _records(
    site: "Site", form: Form, lines: Sequence[tuple[int, dict[str, str]]], now: datetime
) -> tuple[list[tuple[int, Record]], list[Fault]]:
    """The lines as records, and what is wrong with the others."""
    known = {question.name: question for question in form.questions}
    faults = [_nameless(line, beyond) for line, answers in lines
              if (beyond := answers.pop(_BEYOND, ""))]  # fmt: skip
    heading = {name for _line, answers in lines for name in answers}
    faults += [
        Fault("", "", name, _("The form has no such question."), _("Delete or rename the column."))
        for name in sorted(heading - known.keys())
    ]
    asked = {name for name in heading & known.keys()
             if known[name].type not in _FILLED_BY_THE_FORM}  # fmt: skip
    found: list[tuple[int, Record]] = []
    for line, answers in lines:
        given = {name: _coded(site, form, name, answers[name]) for name in asked if answers[name]}
        try:
            record = enter(form, site, given, mode=Mode.DESK, clock=lambda: now, minutes=0,
                           record_id=uuid4())  # fmt: skip
        except InvalidAnswerError as error:
            name = error.ref.rpartition("/")[2]
            given_as, mend = answers.get(name, ""), _mend(site, form, name) or _("Mend this cell.")
            faults.append(Fault(_where(line), name, given_as, error.what, mend))
        else:
            found.append((line, record))
    return found, faults


def _nameless(line: int, text: str) -> Fault:
    return Fault(
        _where(line), "", text, _("No question stands above this cell."),
        _("Name the column, or put a text with a comma or semicolon in quotes."),
    )  # fmt: skip


def _mend(site: "Site", form: Form, name: str) -> str:
    """The answers that a question offers; empty for one without a list."""
    listed = form.question(name).list_name
    places = [place.label for place in site.places] if listed == "places.csv" else []
    offered = places or [choice.code for choice in form.choices(listed)]
    return _("One of: {answers}.").format(answers=", ".join(offered)) if offered else ""


def _coded(site: "Site", form: Form, name: str, text: str) -> str:
    """The codes of the choices that a cell names, by code or in words; else the text itself."""
    question = form.question(name)
    if not question.list_name:
        return text
    codes = {place.label.casefold(): place.name for place in site.places}
    for choice in form.choices(question.list_name):
        codes |= {choice.label(shown).casefold(): choice.code for shown in form.languages}
        codes[choice.code.casefold()] = choice.code
    parts = [part.strip() for part in text.replace(",", ";").split(";")]
    if question.multiple and text.casefold() not in codes:
        return " ".join(codes.get(part.casefold(), part) for part in parts if part)
    return codes.get(text.casefold(), text)


def _key(form: Form, record: Record) -> tuple[str, ...]:
    return tuple(record.answers.get(name, "") for name in KEYS[form.id])


def _twice(line: int, form: Form, record: Record) -> Fault:
    names = KEYS[form.id]
    return Fault(
        _where(line), names[0], " ".join(_key(form, record)),
        _("There is another sheet of this day already, with other answers."),
        _("Correct that one, or give this one the right day and number."),
    )  # fmt: skip


def _where(line: int) -> str:
    return _("line {n}").format(n=line)
