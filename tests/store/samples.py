"""Values to store: a site of two dwellings, a form of one question, and records at hand."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.record import Mode, Record
from surveykit.form import Form, read_xform
from surveykit.site.model import Site
from tests.site.court import court, flat

NOW = datetime(2027, 1, 14, 17, 5, tzinfo=UTC)
TODAY = date(2027, 1, 14)
PASSPHRASE = "correct horse battery staple"  # noqa: S105

_XFORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
  <h:head>
    <h:title>One question</h:title>
    <model>
      <instance>
        <data id="{id}" version="{version}"><note/><meta><instanceID/></meta></data>
      </instance>
      <bind nodeset="/data/note" type="string"/>
    </model>
  </h:head>
  <h:body><input ref="/data/note"><label>{label}</label></input></h:body>
</h:html>
"""


def a_form(version: str = "2027010101", *, id_: str = "note", label: str = "What?") -> Form:
    return read_xform(_XFORM.format(id=id_, version=version, label=label).encode())


def a_site(name: str = "court", label: str = "The Court", flats: tuple[str, ...] = ("A1",)) -> Site:
    return court(*map(flat, flats), name=name, label=label)


def a_record(
    note: str = "fine",
    *,
    id_: UUID | None = None,
    supersedes: tuple[str, ...] = (),
    form: str = "note",
) -> Record:
    return Record(
        id=id_ or uuid4(),
        form=form,
        form_version="2027010101",
        mode=Mode.DOOR,
        day=TODAY,
        minutes=4,
        language="de",
        answers={"note": note},
        supersedes=supersedes,
    )


def an_attempt(
    outcome: Outcome = Outcome.INTERVIEW, *, dwelling: str = "A1", undoes: UUID | None = None
) -> Attempt:
    at = None if outcome is Outcome.INTERVIEW else NOW
    return Attempt(uuid4(), dwelling, outcome, at, undoes=undoes)
