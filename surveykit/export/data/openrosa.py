"""The interviews as OpenRosa submissions, as an ODK server takes them: one archive per form.

A record holds answers only, so the form is filled in with them once more. What a record does not
keep, a submission made of it does not hold either: when, with what and by whom it was filled in.
Where the form makes something else of the same answers today, the file `differences.csv` in the
archive says so.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import StringIO
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid5
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from surveykit.export.data.dialect import Dialect, guarded
from surveykit.export.data.tables import INTERNAL
from surveykit.export.enclosed import safe_names
from surveykit.export.results import Results
from surveykit.export.tables import Table, tables_of
from surveykit.fieldwork.record import IDENTIFYING_TYPES, WHEN_FILLED_IN, Record
from surveykit.fieldwork.traces import without_traces
from surveykit.files import write_whole
from surveykit.form import Form, Instance
from surveykit.replaying import ref_of, refilled

_NAMESPACE = UUID("5c1f5a0e-6c5c-4b0e-8c5e-3f1e6f8a2d11")
_DATED = (1980, 1, 1, 0, 0, 0)
"""Of every file in an archive: not the day on which it was exported."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that the form makes differently of the others than it did then."""

    submission: str
    question: str
    recorded: str
    submitted: str


def write(results: Results, path: Path, _dialect: Dialect) -> tuple[Path, ...]:
    """Write an archive per form; written anew, it holds nothing of interviews erased meanwhile."""
    return tuple(_write(results, found[0], path) for found in tables_of(results))


def submission(results: Results, record: Record) -> tuple[bytes, list[Difference]]:
    """A record as a submission, and where it says something else than the record.

    It carries an id of its own, always the same for one record; the record's id is not to be told
    from it.
    """
    form = _form(results, record)
    name = _name(record)
    noon = datetime.combine(record.day, time(12), UTC)
    instance = refilled(form, results.site.form_lists(), record.answers, lambda: noon,
                        record.language, preloads={"uid": f"uuid:{name}"})  # fmt: skip
    _restore_made(instance, record)
    _leave_out_traces(instance, record)
    return instance.submission(), _differences(instance, record, f"{name}.xml")


def _write(results: Results, table: Table, folder: Path) -> Path:
    path = folder / f"{next(safe_names(table.form.id))}-{INTERNAL}-openrosa.zip"

    def fill(file: BinaryIO) -> None:
        differences: list[Difference] = []
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for row in sorted(table.rows, key=lambda row: _name(row.record)):
                xml, found = submission(results, row.record)
                archive.writestr(_entry(f"{_name(row.record)}.xml"), xml)
                differences += found
            if differences:
                archive.writestr(_entry("differences.csv"), _told(differences))

    write_whole(path, fill, private=True)
    return path


def _form(results: Results, record: Record) -> Form:
    """The form in the version of the record; the newest where that one is not held any more."""
    newest = results.forms[record.form]
    if results.form_in is None or newest.version == record.form_version:
        return newest
    try:
        return results.form_in(record.form, record.form_version)
    except KeyError:
        return newest


def _name(record: Record) -> str:
    return str(uuid5(_NAMESPACE, f"{record.id} {record.revision}"))


def _restore_made(instance: Instance, record: Record) -> None:
    """Put back what the form had made, from a clock or by chance, as it was recorded."""
    made = [key for key in record.answers if _type(instance.form, key) == "calculate"]
    refs = {ref_of(instance, key): record.answers[key] for key in made}
    for ref, text in refs.items():
        if instance.node(ref).value != text:
            instance.restore(ref, text)


def _type(form: Form, key: str) -> str:
    question = form.answered_by(key)
    return question.type if question else ""


def _leave_out_traces(instance: Instance, record: Record) -> None:
    """Empty what the clock of this export has filled in and no record holds."""
    traces = IDENTIFYING_TYPES | WHEN_FILLED_IN
    for node in list(instance.nodes()):
        question = node.question
        if question and question.type in traces and node.value:
            key_kept = question.name in record.answers
            if not key_kept:
                instance.restore(node.ref, "")


def _differences(instance: Instance, record: Record, name: str) -> list[Difference]:
    now: Mapping[str, str] = without_traces(instance.form, instance.answers(), record.mode)
    # A submission has no place for notes; so that nothing is lost unsaid they are told here.
    notes = [Difference(name, f"{one.question}.note", one.text, "") for one in record.notes]
    return notes + [
        Difference(name, key, record.answers.get(key, ""), now.get(key, ""))
        for key in sorted(record.answers.keys() | now.keys())
        if record.answers.get(key, "") != now.get(key, "")
    ]


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _DATED)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _told(differences: list[Difference]) -> str:
    out = StringIO(newline="")
    csv.writer(out).writerows(_lines(differences))
    return out.getvalue()


def _lines(differences: list[Difference]) -> Iterator[tuple[str, ...]]:
    yield "submission", "question", "recorded", "submitted"
    for one in differences:
        yield one.submission, guarded(one.question), guarded(one.recorded), guarded(one.submitted)
