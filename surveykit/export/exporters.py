"""Every kind of file that `surveykit export` writes.

A kind is a module with `write(results, path, dialect)`, which writes into the folder `path` and
returns its files, and one line in `EXPORTERS`; the command and the tests read that table.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit.errors import SurveykitError
from surveykit.export.data.dialect import Dialect
from surveykit.text import _

if TYPE_CHECKING:  # the command names the kinds before anything is assessed
    from surveykit.export.results import Results


@dataclass(frozen=True, slots=True)
class Exporter:
    """One kind of file; its module is loaded when it is written."""

    module: str
    function: str = "write"
    internal: bool = True
    """Single households' answers and nothing else: into the folder that is marked so."""
    needs: tuple[str, ...] = ()
    """Kinds that are written along with it."""

    def write(self, results: "Results", path: Path, dialect: Dialect) -> tuple[Path, ...]:
        """Write the files into a folder."""
        module = import_module(f"surveykit.export.{self.module}")
        write: Callable[[Results, Path, Dialect], tuple[Path, ...]]
        write = getattr(module, self.function)
        return write(results, path, dialect)


EXPORTERS: Mapping[str, Exporter] = {
    "xlsx": Exporter("workbook", "write_into", internal=False),
    "csv": Exporter("data.comma_separated"),
    "jsonl": Exporter("data.json_lines"),
    "spss": Exporter("data.statistics", "write_spss"),
    "stata": Exporter("data.statistics", "write_stata"),
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
        NoStatisticsError: what writes files for SPSS and Stata is not installed.
        CannotWriteError: the system refuses.
    """
    chosen = _chosen(kinds)
    if "ics" in chosen and results.plan is None:
        raise SurveykitError(
            _("There is no hour to announce: the verdict proposes none."),
            advice=_("Leave ics out; the other files do not need an hour."),
        )
    apart = folder / f"{results.site.name}-internal"
    written: list[Path] = []
    for kind in chosen:
        exporter = EXPORTERS[kind]
        written += exporter.write(results, apart if exporter.internal else folder, dialect)
    if any(EXPORTERS[kind].internal for kind in chosen):
        from surveykit.export.data.read_me import write_read_me

        written.append(write_read_me(apart, dialect))
    return tuple(written)


def _chosen(kinds: Sequence[str]) -> list[str]:
    unknown = sorted(set(kinds) - EXPORTERS.keys())
    if unknown or not kinds:
        raise SurveykitError(
            _("There is no file format “{names}”.").format(names=", ".join(unknown)),
            advice=_("Choose among: {codes}.").format(codes=", ".join(EXPORTERS)),
        )
    needed = {need for kind in kinds for need in EXPORTERS[kind].needs}
    return [kind for kind in EXPORTERS if kind in {*kinds, *needed}]
