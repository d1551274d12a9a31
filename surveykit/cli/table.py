"""Many sites in one table: `assess` with several projects."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from surveykit.cli.console import DONE, MENDABLE, NO, print_json, print_lines, tell
from surveykit.errors import SurveykitError
from surveykit.text import _, number, percent

if TYPE_CHECKING:
    from surveykit.assess.many import JointHour, SiteResult
    from surveykit.workflow import Project

LABEL, COUNT = 28, 10
"""Widths of columns, in characters."""


def assess_many(
    projects: Sequence[Path], opened: "Callable[[Path], Project]", *, json: bool
) -> int:
    """Print a table; a project that cannot be opened is told and left out, and the code is 2.

    Else 1 while a site needs more interviews for a verdict.
    """
    from surveykit.assess.many import joint_hours

    found = [*_results(projects, opened)]
    results = [result for _file, result in found]
    hours = joint_hours(results)
    if json:
        print_json({"sites": [_site(file, result) for file, result in found],
                    "joint_hours": [asdict(hour) for hour in hours]})  # fmt: skip
    elif results:
        print_lines([*_table(found), *_joint(hours)])
    if len(found) < len(projects):
        return MENDABLE
    return NO if any(result.verdict == "continue_survey" for result in results) else DONE


def _results(
    projects: Sequence[Path], opened: "Callable[[Path], Project]"
) -> "Iterator[tuple[Path, SiteResult]]":
    """One of each survey, the fullest file: two of one would be taken for neighbours."""
    from surveykit import evaluating

    copies: dict[UUID, list[tuple[Path, SiteResult]]] = {}
    for file in projects:
        try:
            with opened(file) as project:
                found = file, evaluating.site_result(project)
                copies.setdefault(project.id, []).append(found)
        except SurveykitError as error:
            tell(str(error))
    for same in copies.values():
        fullest, result = max(same, key=lambda one: one[1].interviews)
        for file, other in same:
            if file is not fullest:
                tell(_left_out(file, other, fullest, result))
        yield fullest, result


def _left_out(file: Path, other: "SiteResult", fullest: Path, result: "SiteResult") -> str:
    what = _(
        "{file} holds the same survey as {other}. Counted is {other} with {n} interviews, "
        "left out is {file} with {m}."
    ).format(file=file, other=fullest, n=result.interviews, m=other.interviews)
    advice = _("Give each survey once: the project with everything merged.")
    return f"{what}\n{advice}"


def _site(file: Path, result: "SiteResult") -> dict[str, object]:
    told = asdict(result) | {"file": str(file)}
    del told["rooms"], told["seats"]
    if result.hidden:
        told |= {"status": None, "risk": None, "visits_13_weeks": None, "per_session": None}
    return told


def _table(found: "Sequence[tuple[Path, SiteResult]]") -> Iterator[str]:
    """Every site with its figures, and the file they come from."""
    yield _line(_("Site"), _("dwellings"), _("asked"), _("visits"), _("verdict"))
    for file, result in sorted(found, key=lambda one: one[1].label.casefold()):
        line = _line(
            result.label,
            number(result.dwellings),
            percent(result.response_share),
            "*" if result.hidden else number(result.visits_13_weeks.point, 1),
            _verdict(result),
        )
        yield f"{line}  {file.name}"
    told = _("visits: expected in 13 weeks.")
    if any(not (one.hidden or one.interviews_missing) for _file, one in found):
        told += " " + _("In brackets the risk that the verdict is not the right one.")
    yield told


def _verdict(result: "SiteResult") -> str:
    from surveykit.assess.words.certainty import chance
    from surveykit.assess.words.names import verdict_name

    if result.interviews_missing:
        return _("{verdict}, {n} more").format(
            verdict=verdict_name(result.verdict), n=number(result.interviews_missing)
        )
    if result.hidden:
        return verdict_name(result.verdict)
    risk = _("certain") if result.status == "certified" else chance(result.risk)
    return f"{verdict_name(result.verdict)} ({risk})"


def _joint(hours: "Sequence[JointHour]") -> Iterator[str]:
    from surveykit.assess.words.names import language_name, verdict_name

    if hours:
        yield ""
        yield _("Together they carry an hour:")
    for hour in hours:
        yield _(
            "  {sites}: {verdict} at {place} (at most {metres} m to walk), {visits} visits per "
            "session (cautious {low})."
        ).format(
            sites=" + ".join(hour.sites),
            verdict=verdict_name(hour.verdict),
            place=hour.place,
            metres=number(hour.farthest_metres),
            visits=number(hour.visits_per_session.point, 2),
            low=number(hour.visits_per_session.low, 2),
        )
        if len(hour.owners) > 1:
            yield _(
                "    Owners to talk to: {owners}. None of them can hold it: it must be neutral for "
                "the tenants of all."
            ).format(owners="; ".join(hour.owners))
        yield _("    Held in: {held}; spoken at every one: {common}; in all: {languages}.").format(
            held=", ".join(map(language_name, hour.held_in)),
            common=", ".join(map(language_name, hour.common_languages)),
            languages=", ".join(map(language_name, hour.languages)),
        )


def _line(label: str, dwellings: str, asked: str, visits: str, verdict: str) -> str:
    name = label if len(label) <= LABEL else f"{label[: LABEL - 1]}…"
    counts = "".join(text.rjust(COUNT) for text in (dwellings, asked, visits))
    return f"{name:<{LABEL}}{counts}  {verdict}".rstrip()
