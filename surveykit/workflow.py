"""Every errand, spelled out as a few calls in the order of the data flow.

The command line and the terminal app call these functions and nothing below them.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from surveykit.bundled import FORMS, SITES
from surveykit.errors import FaultyFileError, SurveykitError
from surveykit.fieldwork.appointment import as_kept
from surveykit.fieldwork.attempt import INTERVIEWED, Attempt, Outcome
from surveykit.fieldwork.record import DOOR_FORM, Record
from surveykit.store import Copy, Merged, Project, ProjectExistsError, is_encrypted
from surveykit.store.errors import NoFolderError
from surveykit.text import _

if TYPE_CHECKING:  # the first screen needs none of this
    from surveykit.assess.launched.learning import Review
    from surveykit.assess.many import SiteResult
    from surveykit.assess.result import Assessment, Format
    from surveykit.assess.sources import Sources
    from surveykit.export.data.dialect import Dialect
    from surveykit.export.public.publication import Publication
    from surveykit.export.public.published import Published
    from surveykit.export.results import Results, Taken
    from surveykit.form import Form
    from surveykit.form.check import Checked
    from surveykit.site.model import Site
    from surveykit.store.care.recovery import Recovered
    from surveykit.store.care.verify import Findings
    from surveykit.store.keys.pair import PublicKey

__all__ = ["Project"]

LEAST_PASSPHRASE = 8
"""Characters."""


def write_template(path: Path) -> None:
    """Write an empty site workbook for the planner."""
    from surveykit.site.template import write_template

    write_template(path)


def check_site(workbook: Path) -> "tuple[Site, tuple[str, ...]]":
    """Read a site workbook; sentences on what is no fault but worth knowing.

    Raises FaultyFileError with all faults at once.
    """
    from surveykit.site.notices import notices
    from surveykit.site.workbook import read_site

    site = read_site(workbook)
    return site, notices(site)


def check_sites(workbook: Path) -> "tuple[tuple[Site, tuple[str, ...]], ...]":
    """The same for a workbook of several sites."""
    from surveykit.site.notices import notices
    from surveykit.site.workbook import read_sites

    return tuple((site, notices(site)) for site in read_sites(workbook))


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that protects nobody; a stolen laptop can be guessed at for years."""
    if len(passphrase) < LEAST_PASSPHRASE:
        raise SurveykitError(
            _("The passphrase is too short: {n} characters at least.").format(n=LEAST_PASSPHRASE),
            advice=_("Take three or four words that have nothing to do with each other."),
        )


def load_form(path: Path) -> "Form":
    """Read a form; raises FaultyFileError with all faults at once."""
    from surveykit.form import load

    return load(path, cache=_form_cache())


def check_form(path: Path, media: Path | None = None) -> "Checked":
    """Read a form and the lists beside it: all faults, and what else is worth knowing.

    Lists that a project supplies are not missed.
    """
    from surveykit.form.check import check
    from surveykit.site.rows import FORM_LISTS

    given = [f"{name}.csv" for name in FORM_LISTS]
    return check(path, cache=_form_cache(), media=media, given=given)


def _form_cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("surveykit") / "forms"


def new_project(
    path: Path,
    site_workbook: Path,
    *,
    passphrase: str | None,
    now: datetime,
    forms: Sequence[Path] = (),
    key: "PublicKey | None" = None,
) -> Project:
    """Make a project file from a site workbook, the bundled forms and the planner's own.

    A form of the planner's takes the place of a bundled one with its id. With the planner's
    public key contacts and handovers are sealed from the start.
    """
    if passphrase is not None:
        check_passphrase(passphrase)
    site, _notices = check_site(site_workbook)
    loaded = _all_forms(forms, site)
    return Project.create(path, site=site, forms=loaded, passphrase=passphrase, now=now, key=key)


def new_projects(
    path: Path,
    site_workbook: Path,
    *,
    passphrase: str | None,
    now: datetime,
    forms: Sequence[Path] = (),
    key: "PublicKey | None" = None,
) -> Iterator[Project]:
    """As `new_project`; of a workbook with several sites one each, in the folder `path`.

    They are named after their sites. None is made if one is there already.
    """
    if passphrase is not None:
        check_passphrase(passphrase)
    sites = [site for site, _notices in check_sites(site_workbook)]
    for file, site in _files_of_sites(path, sites):
        loaded = _all_forms(forms, site)
        with Project.create(
            file, site=site, forms=loaded, passphrase=passphrase, now=now, key=key
        ) as project:
            yield project


def _files_of_sites(path: Path, sites: "Sequence[Site]") -> "list[tuple[Path, Site]]":
    if len(sites) == 1:
        return [(path, sites[0])]
    if path.suffix == ".survey":
        raise SurveykitError(
            _("The workbook describes {n} sites, and {file} is one project.").format(
                n=len(sites), file=path
            ),
            advice=_("Name a folder instead: it takes a project of each site."),
        )
    files = [(path / f"{site.name}.survey", site) for site in sites]
    for file, _site in files:
        if file.exists():
            raise ProjectExistsError(file)
    path.mkdir(parents=True, exist_ok=True)
    return files


def _all_forms(files: Sequence[Path], site: "Site") -> "list[Form]":
    own = _own_forms(files, site)
    bundled = [load_form(form) for form in sorted(FORMS.glob("*.xlsx"))]
    return [*(form for form in bundled if form.id not in own), *own.values()]


def _own_forms(files: Sequence[Path], site: "Site") -> "dict[str, Form]":
    """The planner's forms by id, each with the lists inside that lie beside it."""
    from surveykit.assess.estimate.questionnaire import list_faults
    from surveykit.form.embedding import self_contained

    provided = site.form_lists().keys()
    found: dict[str, Form] = {}
    for file in files:
        form = self_contained(load_form(file), file, provided=provided)
        if faults := [*list_faults(form)]:
            raise FaultyFileError(file, faults)
        if form.id in found:
            raise SurveykitError(
                _("{file}: the id “{id}” is that of another form already.").format(
                    file=file, id=form.id
                ),
                advice=_("Give each form a form_id of its own, on its sheet settings."),
            )
        found[form.id] = form
    return found


def new_example(path: Path, name: str, *, now: datetime) -> Project:
    """Make an empty, unencrypted project of example site A, B or C, to try things out."""
    return new_project(path, SITES / f"{name}.xlsx", passphrase=None, now=now)


def find_projects(folder: Path) -> tuple[Path, ...]:
    """The project files in a folder, the one used last first; none is opened."""
    found = folder.glob("*.survey")
    return tuple(sorted(found, key=lambda file: (-file.stat().st_mtime, file.name)))


def needs_passphrase(path: Path) -> bool:
    """Whether the file is encrypted; a missing file is told when it is opened."""
    return path.is_file() and is_encrypted(path)


def insist_on_project(path: Path) -> None:
    """Raise ProjectError unless this is a project file; it is not opened yet."""
    is_encrypted(path)


def open_project(path: Path, passphrase: str | None = None, now: datetime | None = None) -> Project:
    """Open a project file; first of all makes up for the second copy of an earlier day.

    That copy is missing if the program was killed. If it fails again, `close_project` tells.
    """
    project = Project.open(path, passphrase)
    if now and project.copy_is_overdue(now.date()):
        project.renew_copies()
    return project


def close_project(project: Project) -> tuple[str, ...]:
    """Close a project at the end of the work, with its second copies; sentences on what failed."""
    return project.close_for_today()


def clock_notice(project: Project, now: datetime) -> str:
    """What is to be said if this cannot be the day; nothing as a rule."""
    from surveykit.fieldwork.clock import standing_wrong

    return standing_wrong(max(now.date(), now.astimezone(UTC).date()), project.newest_day())


def damage_notice(project: Project, passphrase: str | None) -> str:
    """What is to be said of damaged pages; nothing as a rule. Reads all of the file."""
    from surveykit.store.care.verify import damage_in

    return damage_in(project.path, project.damaged_pages(passphrase))


def verify_project(path: Path, passphrase: str | None) -> "Findings":
    """Look at every byte of a project, and change none."""
    from surveykit.store.care.verify import verify

    return verify(path, passphrase)


def recover_project(
    path: Path, passphrase: str | None, new: Path, site_workbook: Path | None = None
) -> "Recovered":
    """Save what can be read of a damaged project into a new one.

    `site_workbook` stands in where the site itself cannot be read any more.
    """
    from surveykit.store.care.recovery import recover

    site = check_site(site_workbook)[0] if site_workbook else None
    return recover(path, passphrase, new, site)


def back_up(project: Project, target: Path) -> Copy:
    """Write a second copy; into a folder under the project's own name.

    Raises NoFolderError where the target is neither a folder nor named like a project: a stick
    that is not there must not become a file without an ending.
    """
    if not target.is_dir() and target.suffix != ".survey":
        raise NoFolderError(target)
    return project.backup(target / project.path.name if target.is_dir() else target)


def keep_copies_in(project: Project, folder: Path | None) -> tuple[str, ...]:
    """Keep a second copy in this folder too, from today on; sentences on what failed at once."""
    project.keep_second_copy_in(folder)
    return project.renew_copies(all_anew=True)


def record_attempt(
    project: Project,
    dwelling: str,
    outcome: Outcome,
    now: datetime,
    *,
    language: str = "",
    call_back: str = "",
    card_left: bool = False,
) -> Attempt:
    """Put one try at one door on the contact sheet.

    `call_back` is what somebody said of another time, in any words; see `appointment`.
    """
    attempt = Attempt(
        id=uuid4(),
        dwelling=dwelling,
        outcome=outcome,
        at=None if outcome in INTERVIEWED else now,
        language=language,
        call_back=as_kept(call_back, now.astimezone()),
        card_left=card_left,
    )
    project.add_attempt(attempt)
    return attempt


def undo_attempt(project: Project, attempt: Attempt, now: datetime) -> None:
    """Take one line of the contact sheet back; the line stays, but counts no more.

    An interview noted by hand just now goes without a trace.
    """
    taken_back = Attempt(
        id=uuid4(),
        dwelling=attempt.dwelling,
        outcome=attempt.outcome,
        at=None if attempt.outcome in INTERVIEWED else now,
        undoes=attempt.id,
    )
    project.take_back(attempt, taken_back)


def results(project: Project, today: date) -> "Results":
    """Assess what has been collected so far, with everything an export needs."""
    from surveykit.assess.assessment import assess_interviews
    from surveykit.assess.estimate.interviews import read_interviews
    from surveykit.assess.estimate.questionnaire import read_questionnaire
    from surveykit.assess.hour.plan import plan
    from surveykit.assess.words.report import sentences
    from surveykit.export.results import Results
    from surveykit.fieldwork.corrections import changes
    from surveykit.fieldwork.outcome_rates import door_rates

    site = project.site
    with project.at_one_moment():  # another window may take a handover in
        records, attempts = project.each_record(), project.attempts()
        logged, sources = _logged(project), _sources(project, attempts)
        handovers, corrections = project.merge_log(), project.corrections()
        conflicts = len(project.conflicts())
    questionnaire = read_questionnaire(project.forms[DOOR_FORM])
    told = read_interviews(records, questionnaire, dk_factor=site.criteria.dk_factor)
    assessment = assess_interviews(site, questionnaire, told, attempts)
    hour = plan(assessment, site, today)
    return Results(
        site=site,
        forms=project.forms,
        records=records,
        households=told.households,
        assessment=assessment,
        rates=door_rates(site, attempts, partial=told.broken_off),
        plan=hour,
        report=sentences(assessment, site, hour),
        sources=sources,
        attendance=_attendance(project, logged, assessment, today),
        made_on=today,
        handovers=tuple(map(_taken, handovers)),
        changes=changes(corrections),
        conflicts=conflicts,
        decisions=project.decisions(),
        form_in=project.form,
    )


def _sources(project: Project, attempts: Sequence[Attempt]) -> "Sources":
    from surveykit.assess.sources import ASSESSED, sources

    revisions = project.standing_revisions(ASSESSED)
    return sources(project.site, project.forms[DOOR_FORM], revisions, attempts)


def _taken(merged: Merged) -> "Taken":
    from surveykit.export.results import Taken

    tally = merged.tally
    return Taken(
        file=merged.name,
        day=merged.day,
        sha256=merged.sha256,
        before=tally.before.records,
        held=tally.held.records,
        new=tally.new.records,
        left_out=tally.left_out.records,
        attempts=tally.new.attempts,
    )


def attendance(project: Project, today: date, kind: "Format | None" = None) -> "Review | None":
    """What came beside what the survey expected; None without a session or without a survey.

    As long as so few answered that the forecast is hidden there is none to compare with either.
    """
    from surveykit.assess.assessment import assess

    with project.at_one_moment():
        records, attempts, logged = project.each_record(), project.attempts(), _logged(project)
    assessment = assess(project.site, project.forms[DOOR_FORM], records, attempts)
    return _attendance(project, logged, assessment, today, kind)


def _logged(project: Project) -> tuple[Record, ...]:
    from surveykit.assess.launched.attendance import AFTER_THE_LAUNCH, dated

    return dated(one for form in AFTER_THE_LAUNCH for one in project.each_record(form))


def _attendance(
    project: Project,
    logged: Sequence[Record],
    assessment: "Assessment",
    today: date,
    kind: "Format | None" = None,
) -> "Review | None":
    from surveykit.assess.launched.attendance import VISIT_FORM
    from surveykit.assess.launched.learning import review, talk_minutes
    from surveykit.assess.suppress import forecast_hidden

    limit = project.site.criteria.suppress_below
    if not logged or not assessment.doors.interviewed or forecast_hidden(assessment, limit):
        return None
    return review(
        logged,
        assessment.forecast.raw_total,
        project.site.criteria,
        minutes=talk_minutes(project.forms[VISIT_FORM]),
        today=today,
        kind=kind,
    )


def site_result(project: Project) -> "SiteResult":
    """What a table of many sites needs of this one; nothing is prepared for an export."""
    from surveykit.assess.assessment import assess
    from surveykit.assess.many import site_result

    site = project.site
    found = assess(site, project.forms[DOOR_FORM], project.each_record(), project.attempts())
    return site_result(site, found)


def plausibility(project: Project) -> tuple[str, ...]:
    """Signs of invented interviews in sentences, for the planner alone; none in any export."""
    from surveykit.assess.coverage.plausibility import plausibility, plausibility_sentences

    form = project.forms[DOOR_FORM]
    found = plausibility(form, project.records(DOOR_FORM), project.attempts())
    return tuple(plausibility_sentences(found))


def summary(results: "Results") -> dict[str, object]:
    """The assessment as plain JSON values, for other programs."""
    from surveykit.export.summary import summary

    return summary(results)


def export(
    results: "Results",
    folder: Path,
    kinds: Sequence[str] = ("xlsx",),
    dialect: "Dialect | None" = None,
) -> tuple[Path, ...]:
    """Write the result workbook into the folder, or files of the kinds in `EXPORTERS`."""
    from surveykit.export.data.dialect import Dialect
    from surveykit.export.exporters import export

    return export(results, folder, kinds, dialect or Dialect.of_language())


def publish(
    project: Project,
    results: "Results",
    folder: Path,
    kinds: Sequence[str] = ("xlsx",),
    dialect: "Dialect | None" = None,
) -> tuple[Path, ...]:
    """Write what may leave the team, and keep in the project what it shows.

    Raises:
        TooFewError, TooAlikeError: nothing may be published, by itself or beside earlier results.
    """
    from surveykit.export.data.dialect import Dialect
    from surveykit.export.exporters import export_public, insist_on_public

    insist_on_public(kinds)
    found, earlier = _publishable(project, results)
    # Kept before it is written: nothing leaves of which the next publication would not know.
    if found.published.content not in [one.content for one in earlier]:
        project.keep_published(found.published.as_json())
    return export_public(found, folder, kinds, dialect or Dialect.of_language())


def insist_on_publishable(project: Project, results: "Results") -> None:
    """Look whether anything may leave the team today; nothing is written or kept.

    Raises:
        TooFewError, TooAlikeError: as `publish`.
    """
    _publishable(project, results)


def _publishable(project: Project, results: "Results") -> "tuple[Publication, list[Published]]":
    """What may be published today, and what was before."""
    from surveykit.export.public.publication import publication
    from surveykit.export.public.published import Published

    earlier = [Published.of_json(text) for text in project.published()]
    return publication(results, earlier), earlier
