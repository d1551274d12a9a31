"""What leaves the program as files: exports for the desk, and those that are safe to publish."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.store import Project

if TYPE_CHECKING:  # the first screen needs none of this
    from surveykit.export.data.dialect import Dialect
    from surveykit.export.public.publication import Publication
    from surveykit.export.public.published import Published
    from surveykit.export.results import Results


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
