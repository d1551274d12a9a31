"""Every kind of file that `surveykit export` writes.

A kind is a module with `write(results, path, dialect)`, which writes into the folder `path` and
returns its files, and one line in `EXPORTERS`; the command and the tests read that table.

What may leave the team is written of a `Publication`, by the kinds in `PUBLIC`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.errors import SurveykitError
from surveykit.export.data.dialect import Dialect
from surveykit.text import _

if TYPE_CHECKING:  # the command names the kinds before anything is assessed
    from surveykit.export.public.publication import Publication
    from surveykit.export.results import Results


class NotInstalledError(SurveykitError):
    """The packages that write these files are not installed."""

    def __init__(self) -> None:
        super().__init__(
            _("Files for SPSS and Stata need two more packages, which are not installed."),
            advice=_(
                "Install them with: python -m pip install pyreadstat pandas (170 MB; none for "
                "Windows on ARM). Or choose csv with codebook, which both programs read."
            ),
        )


@dataclass(frozen=True, slots=True)
class Exporter:
    """One kind of file; its module is loaded when it is written."""

    module: str
    function: str = "write"
    internal: bool = True
    """Single households' answers and nothing else: into the folder that is marked so."""
    needs: tuple[str, ...] = ()
    """Kinds that are written along with it."""
    packages: tuple[str, ...] = ()
    """Of `surveykit[data]`, which not everybody has."""

    def write(self, results: "Results", path: Path, dialect: Dialect) -> tuple[Path, ...]:
        """Write the files into a folder."""
        module = import_module(f"surveykit.export.{self.module}")
        write: Callable[[Results, Path, Dialect], tuple[Path, ...]]
        write = getattr(module, self.function)
        return write(results, path, dialect)


STATISTICS = ("pyreadstat", "pandas")

EXPORTERS: Mapping[str, Exporter] = {
    "xlsx": Exporter("workbook", "write_into", internal=False),
    "csv": Exporter("data.comma_separated"),
    "jsonl": Exporter("data.json_lines"),
    "spss": Exporter("data.statistics", "write_spss", packages=STATISTICS),
    "stata": Exporter("data.statistics", "write_stata", packages=STATISTICS),
    "codebook": Exporter("data.datapackage", needs=("csv",)),
    "openrosa": Exporter("data.openrosa"),
    "ics": Exporter("calendar_file", internal=False),
}


def export(
    results: "Results", folder: Path, kinds: Sequence[str], dialect: Dialect
) -> tuple[Path, ...]:
    """Write files of these kinds, each once; what is internal into a folder of its own.

    Raises:
        SurveykitError: there is no such kind, or no hour for a calendar. Nothing is written then.
        NotInstalledError: nor is anything where a package is missing.
        CannotWriteError: the system refuses.
    """
    chosen = _chosen(kinds)
    if "ics" in chosen and results.plan is None:
        raise SurveykitError(
            _("There is no hour to announce: the verdict proposes none."),
            advice=_("Leave ics out; the other files do not need an hour."),
        )
    if not all(find_spec(name) for kind in chosen for name in EXPORTERS[kind].packages):
        raise NotInstalledError
    apart = folder / f"{results.site.name}-internal"
    written: list[Path] = []
    if any(EXPORTERS[kind].internal for kind in chosen):
        from surveykit.export.data.read_me import write_read_me

        written.append(write_read_me(apart, dialect))
    for kind in chosen:
        exporter = EXPORTERS[kind]
        written += exporter.write(results, apart if exporter.internal else folder, dialect)
    return tuple(written)


PUBLIC: Mapping[str, str] = {"xlsx": "public.workbook", "csv": "public.data_files"}
"""Modules by kind, with `write(publication, path, dialect)`."""


def export_public(
    publication: "Publication", folder: Path, kinds: Sequence[str], dialect: Dialect
) -> tuple[Path, ...]:
    """Write files of these kinds that may leave the team.

    Raises:
        SurveykitError: one of the kinds holds single answers, or there is none of that name.
        CannotWriteError: the system refuses.
    """
    insist_on_public(kinds)
    written: list[Path] = []
    for kind in PUBLIC:
        if kind in kinds:
            module = import_module(f"surveykit.export.{PUBLIC[kind]}")
            write: Callable[[Publication, Path, Dialect], tuple[Path, ...]] = module.write
            written += write(publication, folder, dialect)
    return tuple(written)


def insist_on_public(kinds: Sequence[str]) -> None:
    """Raise SurveykitError unless each of the kinds can be published."""
    internal = sorted(set(kinds) & EXPORTERS.keys() - PUBLIC.keys())
    if internal:
        raise SurveykitError(
            _("Of “{names}” there is no public file.").format(names=", ".join(internal)),
            advice=_("Choose among: {codes}.").format(codes=", ".join(PUBLIC)),
        )
    _insist_on(kinds, PUBLIC)


def _chosen(kinds: Sequence[str]) -> list[str]:
    _insist_on(kinds, EXPORTERS)
    needed = {need for kind in kinds for need in EXPORTERS[kind].needs}
    return [kind for kind in EXPORTERS if kind in {*kinds, *needed}]


def _insist_on(kinds: Sequence[str], known: Mapping[str, object]) -> None:
    unknown = sorted(set(kinds) - known.keys())
    if unknown or not kinds:
        raise SurveykitError(
            _("There is no file format “{names}”.").format(names=", ".join(unknown)),
            advice=_("Choose among: {codes}.").format(codes=", ".join(known)),
        )
