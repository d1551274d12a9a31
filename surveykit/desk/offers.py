"""What can leave the program: each export with what it holds, where it goes, and what forbids it.

Telling needs no writing; nothing here makes a file before `write` is called.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit import printing, workflow
from surveykit.errors import SurveykitError
from surveykit.export.exporters import EXPORTERS
from surveykit.export.flyers import flyer_text, languages_to_print, missing_facts
from surveykit.text import _, day, ngettext, number

if TYPE_CHECKING:
    from surveykit.export.results import Results
    from surveykit.workflow import Project

FLYERS, CARDS, PUBLIC = "flyers", "cards", "public"


@dataclass(frozen=True, slots=True)
class Offer:
    """One export, in the language in use."""

    key: str
    """A kind of `EXPORTERS`, `public`, `flyers` or `cards`."""
    name: str
    holds: Sequence[str]
    """What stands in it, in sentences."""
    folder: Path
    internal: bool
    """Single households' answers: must not leave the team."""
    refusal: str = ""
    """Why it cannot be written now; empty if it can."""
    languages: Sequence[str] = ()
    """Of what is printed."""


def offers(project: "Project", results: "Results", folder: Path) -> tuple[Offer, ...]:
    """Everything that can be exported, the usual first."""
    return (
        _of_exporter("xlsx", results, folder),
        _public(project, results, folder),
        _flyers(results, folder),
        _cards(project, folder),
        *(_of_exporter(kind, results, folder) for kind in EXPORTERS if kind != "xlsx"),
    )


def write(project: "Project", results: "Results", offer: Offer, today: date) -> tuple[Path, ...]:
    """Write it, all or nothing; returns its files."""
    match offer.key:
        case "flyers":
            return printing.flyers(results, offer.folder, offer.languages)
        case "public":
            return workflow.publish(project, results, offer.folder, ("xlsx", "csv"))
        case "cards":
            return printing.cards(project, offer.folder, today, offer.languages)
        case kind:
            folder = offer.folder.parent if offer.internal else offer.folder
            return workflow.export(results, folder, [kind])


def preview(results: "Results", offer: Offer, language: str) -> Sequence[str]:
    """The flyer in one language, roughly as its front says it."""
    if offer.key != FLYERS or results.plan is None:
        return ()
    try:
        said = flyer_text(language, results.site, results.plan, as_of=results.made_on)
    except SurveykitError as error:
        return (error.what, error.advice)
    lines = [said.headline, said.sub, "", *said.when.split("\n"), said.first,
             " · ".join(said.dates), "", *said.where.split("\n"), said.free, "",
             said.topics_intro, *(f"• {topic}" for topic in said.topics), "",
             *said.contact.split("\n"), said.organiser, "", said.imprint]  # fmt: skip
    return lines


def _of_exporter(kind: str, results: "Results", folder: Path) -> Offer:
    exporter = EXPORTERS[kind]
    refusal = ""
    if not all(find_spec(package) for package in exporter.packages):
        refusal = _("Two more packages are needed: pyreadstat and pandas.")
    if kind == "ics" and results.plan is None:
        refusal = _("There is no hour to announce: the verdict proposes none.")
    name, sentence = _words().get(kind, (kind, ""))
    apart = folder / f"{results.site.name}-internal"
    holds = [sentence, *_numbers(results, internal=exporter.internal)]
    if kind == "xlsx":
        holds.append(_("The sheets of single answers say “internal only” on every page."))
    return Offer(
        kind, name, [one for one in holds if one], apart if exporter.internal else folder,
        exporter.internal, refusal,
    )  # fmt: skip


def _public(project: "Project", results: "Results", folder: Path) -> Offer:
    refusal = ""
    try:
        workflow.insist_on_publishable(project, results)
    except SurveykitError as error:
        refusal = f"{error.what} {error.advice}"
    holds = (
        _("A workbook and a table for residents, the town and the press: small numbers are "
          "hidden, so that none can be calculated."),
        _("What is written here is kept in the project: beside it, later files must not tell what "
          "a few households said. So write it when it is to be passed on, not to try it out."),
    )  # fmt: skip
    name = _("Results to pass on (Excel and CSV)")
    return Offer(PUBLIC, name, holds, folder, internal=False, refusal=refusal)


def _words() -> dict[str, tuple[str, str]]:
    """Name and content of every kind; one without words here is told by its code."""
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


def _numbers(results: "Results", *, internal: bool) -> list[str]:
    if not internal:
        return []
    interviews = len(results.households)
    return [
        ngettext("{n} interview at a door.", "{n} interviews at doors.", interviews).format(
            n=number(interviews)
        )
    ]


def _flyers(results: "Results", folder: Path) -> Offer:
    plan = results.plan
    name = _("Flyers of the hour (PDF)")
    if plan is None:
        refusal = _("There is no hour to announce: the verdict proposes none.")
        return Offer(FLYERS, name, (), folder, internal=False, refusal=refusal)
    chosen = languages_to_print((), results.assessment.modifiers.flyer_languages)
    missing = missing_facts(results.site, plan)
    told = [
        _languages(chosen),
        _("Two pages of A5 each: front with day, time, place and QR code, back with what is done "
          "there and what is not."),
        _("Dates: {dates}.").format(dates=", ".join(map(day, plan.dates[:6]))),
    ]  # fmt: skip
    lacks = _("Missing in the site workbook: {facts}.").format(facts="; ".join(missing))
    return Offer(FLYERS, name, told, folder, internal=False,
                 refusal=lacks if missing else "", languages=chosen)  # fmt: skip


def _cards(project: "Project", folder: Path) -> Offer:
    from surveykit.assess.result import ALWAYS_PRINTED

    spoken = [code.replace("_", "-") for code in project.site.languages]
    chosen = languages_to_print((), (*ALWAYS_PRINTED, *spoken))
    told = [_languages(chosen), _("Eight cards on a page of A4, to be cut; a line for the code.")]
    return Offer(CARDS, _("Cards for erasure codes (PDF)"), told, folder, internal=False,
                 languages=chosen)  # fmt: skip


def _languages(chosen: Sequence[str]) -> str:
    from surveykit.assess.words.names import language_name

    return _("Languages: {languages}.").format(languages=", ".join(map(language_name, chosen)))
