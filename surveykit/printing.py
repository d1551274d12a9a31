"""Printing, spelled out: what announces the hour, and what the survey takes to the doors."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit import signing
from surveykit.assess.voices.ideas import IdeaStatus, RegisteredIdea
from surveykit.errors import SurveykitError
from surveykit.text import _
from surveykit.text.clean import clean

if TYPE_CHECKING:  # Typst and its texts are loaded where something is printed
    from surveykit.assess.hour.plan import Plan
    from surveykit.export.flyers import Order
    from surveykit.export.results import Results
    from surveykit.workflow import Project


def flyers(
    results: "Results",
    folder: Path,
    languages: Sequence[str] = (),
    kinds: Sequence[str] = (),
    *,
    told: Mapping[str, str] | None = None,
    content: str = "",
    ideas: Sequence[RegisteredIdea] = (),
) -> tuple[Path, ...]:
    """Write what announces the decided hour: flyers, posters, reminders, notices.

    By default the flyer on A5, in the languages that the report names. `told` are facts that
    stand in no workbook, by the names of `fact_names`; `content` is what the QR codes hold; `ideas`
    are needed for the notice of what became of them.
    """
    from surveykit.export.flyers import (
        HOUR_KINDS,
        chosen_kinds,
        languages_to_print,
        write_sheets,
    )

    wanted = chosen_kinds(kinds, HOUR_KINDS)
    order = _with_hour(results, order_of(results, told or {}, ideas), wanted)
    chosen = languages_to_print(languages, results.assessment.modifiers.flyer_languages)
    return write_sheets(order, wanted, chosen, folder, content=content)


def cards(
    project: "Project",
    folder: Path,
    today: date,
    languages: Sequence[str] = (),
    kinds: Sequence[str] = (),
    *,
    told: Mapping[str, str] | None = None,
    content: str = "",
) -> tuple[Path, ...]:
    """Write what the survey takes to the doors; by default the cards for erasure codes.

    Unless languages are named, those spoken here and those always printed.
    """
    from surveykit.assess.result import ALWAYS_PRINTED
    from surveykit.export.flyers import (
        DOOR_KINDS,
        Order,
        chosen_kinds,
        languages_to_print,
        write_sheets,
    )

    spoken = [code.replace("_", "-") for code in project.site.languages]
    chosen = languages_to_print(languages, (*ALWAYS_PRINTED, *spoken))
    order = Order(project.site, today, given=told or {})
    return write_sheets(order, chosen_kinds(kinds, DOOR_KINDS), chosen, folder, content=content)


def print_jobs(
    results: "Results",
    folder: Path,
    volunteers: Sequence[str],
    languages: Sequence[str] = (),
    kinds: Sequence[str] = (),
    *,
    told: Mapping[str, str] | None = None,
    content: str = "",
) -> tuple[Path, ...]:
    """Write a packing list with a page for each volunteer, and for each the sheets of the route.

    By default flyers on A5 for the letterboxes and the sheet of all languages for each entrance.
    """
    from surveykit.export.flyers import (
        ROUND_KINDS,
        Job,
        chosen_kinds,
        languages_to_print,
        rounds,
        route,
        write_jobs,
    )

    names = [name for name in map(clean, volunteers) if name]
    if not names:
        raise SurveykitError(
            _("Nobody is named to carry the flyers."),
            advice=_("Name the volunteers with commas, for instance --volunteers Aylin,Bernd."),
        )
    chosen = languages_to_print(languages, results.assessment.modifiers.flyer_languages)
    wanted = chosen_kinds(kinds or ("flyer_a5", "all_languages"), ROUND_KINDS)
    order = _with_hour(results, order_of(results, told or {}), wanted)
    walks = rounds(route(results.site), names)
    return write_jobs(Job(order, walks, wanted, chosen, _shares(results), content), folder)


def _shares(results: "Results") -> dict[str, float]:
    """Of the interviews, by the language that was wished for; codes as the flyers have them."""
    wished = Counter(household.answers.get("lang", "") for household in results.households)
    told = sum(wished.values())
    return {code.replace("_", "-"): count / told for code, count in wished.items() if code}


def no_hour(results: "Results") -> str:
    """Why there is none to announce."""
    if results.signed:
        return _("There is no hour to announce. This was decided: {decision}").format(
            decision=signing.told(results.signed, results.site)
        )
    return _("There is no hour to announce: the verdict proposes none.")


def _with_hour(results: "Results", order: "Order", kinds: Sequence[str]) -> "Order":
    """The order, if there is the hour that these kinds announce."""
    from surveykit.export.flyers import KINDS

    if order.plan is None and any(KINDS[kind].hour for kind in kinds):
        advice = (
            _("A later decision takes its place: D at the desk, or surveykit decide PROJECT.")
            if results.signed
            else _("Flyers are made once the verdict is a regular hour, a trial or cooperative.")
        )
        raise SurveykitError(no_hour(results), advice=advice)
    return order


def order_of(
    results: "Results", told: Mapping[str, str], ideas: Sequence[RegisteredIdea] = ()
) -> "Order":
    """What is known of the decided hour, with a first session that somebody has told."""
    from surveykit.export.flyers import Answered, Order, given_day

    first = given_day(told, "first_date")
    plan = results.plan if first is None else _plan_from(results, first)
    answered = [
        Answered(idea.idea.text, idea.answer)
        for idea in ideas
        if idea.status is not IdeaStatus.OPEN and idea.answer
    ]
    return Order(results.site, results.made_on, plan, told, answered, len(results.households))


def _plan_from(results: "Results", first: date) -> "Plan | None":
    """The hour with its first session on this day; refused if it cannot be held there."""
    from surveykit.assess.hour.plan import held, plan

    site = results.site.model_copy(update={"first_session": first})
    found = plan(results.assessment, site, results.made_on)
    if results.signed:
        hour = results.signed.hour
        found = (
            held(hour.model_copy(update={"first": first}), site, results.made_on) if hour else None
        )
    if found is not None and first >= results.made_on and found.dates[0] != first:
        raise SurveykitError(
            _("{given} is no day of the hour; the next one is {day}.").format(
                given=f"{first:%d.%m.%Y}", day=f"{found.dates[0]:%d.%m.%Y}"
            ),
            advice=_("Name a day on the hour's weekday that is no public holiday."),
        )
    return found and replace(found, moved=None)
