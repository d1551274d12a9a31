"""Before the first door: templates, checks of sites and forms, new projects."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.bundled import FORMS, SITES
from surveykit.errors import FaultyFileError, SurveykitError
from surveykit.store import Project, ProjectExistsError
from surveykit.text import _

if TYPE_CHECKING:  # the first screen needs none of this
    from surveykit.form import Form
    from surveykit.form.check import Checked
    from surveykit.site.model import Site
    from surveykit.store.keys.pair import PublicKey

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
