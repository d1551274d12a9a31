"""What can leave the program: each export with what it holds, where it goes, and what forbids it.

Telling needs no writing; nothing here makes a file before `Exports.write` is called.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from surveykit import printing, publishing, signing
from surveykit.errors import SurveykitError
from surveykit.export.exporters import EXPORTERS
from surveykit.text import _, ngettext, number

if TYPE_CHECKING:
    from surveykit.export.results import Results
    from surveykit.workflow import Project

Group = Literal["", "hour", "doors", "data"]
"""Where an export is listed: at once, with the prints of the hour or for the doors, with data."""

PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Offer:
    """One export, in the language in use."""

    key: str
    """A kind of `EXPORTERS` or of what is printed, or `public`."""
    group: Group
    name: str
    holds: Sequence[str]
    """What stands in it, in sentences."""
    folder: Path
    internal: bool = False
    """Single households' answers: must not leave the team."""
    refusal: str = ""
    """Why it cannot be written now; empty if it can."""
    languages: Sequence[str] = ()
    """Of what is printed."""
    asks: Sequence[tuple[str, str]] = ()
    """Facts that are missing and can be told: their names, and what they are."""


def group_names() -> dict[Group, str]:
    """What the groups are called, in their order."""
    return {
        "hour": _("Print: flyers, posters, notices of the hour …"),
        "doors": _("Print: cards and sheets for the doors …"),
        "data": _("Files of the answers for other programs …"),
    }


@dataclass(frozen=True, slots=True)
class Exports:
    """Everything that one assessment can be exported as; files go beside the project."""

    project: "Project"
    results: "Results"
    told: dict[str, str] = field(default_factory=dict)
    """Facts for the printer that stand in no workbook, by their names."""

    @property
    def folder(self) -> Path:
        """Exports are never read back."""
        return self.project.path.parent / "exports"

    def offers(self, group: Group) -> tuple[Offer, ...]:
        """What the group holds."""
        from surveykit.desk.prints import print_offers

        if group in ("hour", "doors"):
            return tuple(print_offers(self.project, self.results, self.folder, self.told, group))
        found = (
            _of_exporter("xlsx", self.results, self.folder),
            _public(self.project, self.results, self.folder),
            *(
                _of_exporter(kind, self.results, self.folder)
                for kind in EXPORTERS
                if kind != "xlsx"
            ),
        )
        return tuple(one for one in found if one.group == group)

    def again(self, offer: Offer) -> Offer:
        """The same offer with what is known now."""
        return next(one for one in self.offers(offer.group) if one.key == offer.key)

    def tell(self, name: str, text: str) -> None:
        """A fact for the printer; raises SurveykitError for what cannot be one."""
        from surveykit.export.flyers import read_facts

        self.told.update(read_facts([f"{name}={text}"]))

    def preview(self, offer: Offer, language: str) -> Sequence[str]:
        """What is printed, roughly: its words in their order."""
        from surveykit.desk.prints import preview

        return preview(self.project, self.results, offer, self.told, language)

    def write(self, offer: Offer, today: date) -> tuple[Path, ...]:
        """Write it, all or nothing; returns its files."""
        from surveykit.ideas import registered

        chosen = offer.languages, [offer.key]
        if offer.group == "hour":
            ideas = registered(self.project)
            return printing.flyers(self.results, self.folder, *chosen, told=self.told, ideas=ideas)
        if offer.group == "doors":
            return printing.cards(self.project, self.folder, today, *chosen, told=self.told)
        if offer.key == PUBLIC:
            return publishing.publish(self.project, self.results, self.folder, ("xlsx", "csv"))
        return publishing.export(self.results, self.folder, [offer.key])


def _of_exporter(kind: str, results: "Results", folder: Path) -> Offer:
    exporter = EXPORTERS[kind]
    refusal = ""
    if not all(find_spec(package) for package in exporter.packages):
        refusal = _("Two more packages are needed: pyreadstat and pandas.")
    if kind == "ics" and results.plan is None:
        refusal = printing.no_hour(results)
    name, *holds = _words().get(kind, (kind,))
    if exporter.internal:
        holds.append(_interviews(len(results.households)))
    if kind == "ics" and (doubt := signing.undecided(results)):
        holds.append(doubt)
    if kind == "xlsx":
        holds.append(_("The sheets of single answers say “internal only” on every page."))
    return Offer(
        key=kind,
        group="data" if exporter.internal else "",
        name=name,
        holds=holds,
        folder=folder / f"{results.site.name}-internal" if exporter.internal else folder,
        internal=exporter.internal,
        refusal=refusal,
    )


def _interviews(count: int) -> str:
    told = ngettext("{n} interview at a door.", "{n} interviews at doors.", count)
    return told.format(n=number(count))


def _public(project: "Project", results: "Results", folder: Path) -> Offer:
    refusal = ""
    try:
        publishing.insist_on_publishable(project, results)
    except SurveykitError as error:
        refusal = f"{error.what} {error.advice}"
    holds = (
        _("A workbook and a table for residents, the town and the press: small numbers are "
          "hidden, so that none can be calculated."),
        _("What is written here is kept in the project: beside it, later files must not tell what "
          "a few households said. So write it when it is to be passed on, not to try it out."),
    )  # fmt: skip
    name = _("Results to pass on (Excel and CSV)")
    return Offer(PUBLIC, "", name, holds, folder, refusal=refusal)


def _words() -> dict[str, tuple[str, str]]:
    """Name and content of every kind."""
    return {
        "xlsx": (
            _("Excel workbook of the results"),
            _("Summary, calculation, parameters, method, doors and rates, times, places, partners, "
              "costs, topics, ideas, answers, codebook, log, texts of the flyers."),
        ),
        "csv": (_("Table of the answers (CSV)"), _("A row for every interview.")),
        "jsonl": (_("Answers for programs (JSON lines)"), _("A line for every interview.")),
        "spss": (_("File for SPSS"), _("A row for every interview, with labels.")),
        "stata": (_("File for Stata"), _("A row for every interview, with labels.")),
        "codebook": (
            _("Codebook with the table"),
            _("What every variable and code means, for people and as a data package."),
        ),
        "openrosa": (
            _("Submissions for ODK Central or KoboToolbox"), _("A file for every interview."),
        ),
        "ics": (
            _("Calendar file of the hour"),
            _("The dates of the hour, for telephones and calendars."),
        ),
    }  # fmt: skip
