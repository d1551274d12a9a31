"""What can be printed, before it is: languages, what is missing, the words of each sheet."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit import printing, signing
from surveykit.assess.result import ALWAYS_PRINTED
from surveykit.desk.offers import Group, Offer
from surveykit.errors import SurveykitError
from surveykit.export.flyers import (
    DOOR_KINDS,
    HOUR_KINDS,
    KINDS,
    Missing,
    Order,
    content_of,
    kind_words,
    languages_to_print,
)
from surveykit.export.flyers.kinds import check
from surveykit.ideas import registered
from surveykit.text import _, day

if TYPE_CHECKING:
    from surveykit.export.results import Results
    from surveykit.workflow import Project

_NO_WORDS = frozenset({"language", "name", "tag", "rtl", "size", "event", "author", "stock"})
"""Of a sheet: what its layout needs and nobody reads."""


def print_offers(
    project: "Project", results: "Results", folder: Path, told: Mapping[str, str], group: Group
) -> Iterator[Offer]:
    """Every kind of sheet of a group: `hour` or `doors`."""
    order, kinds = _order(project, results, told, group), DOOR_KINDS
    spoken: Sequence[str] = [code.replace("_", "-") for code in project.site.languages]
    usual = (*ALWAYS_PRINTED, *spoken)
    if group == "hour":
        kinds, usual = HOUR_KINDS, results.assessment.modifiers.flyer_languages
    chosen = languages_to_print((), usual)
    for kind in kinds:
        if KINDS[kind].hour and order.plan is None:
            yield Offer(kind, group, _name(kind), (), folder, refusal=printing.no_hour(results))
        else:
            doubt = signing.undecided(results) if KINDS[kind].hour else ""
            yield _offer(kind, group, order, chosen, folder, doubt)


def preview(
    project: "Project", results: "Results", offer: Offer, told: Mapping[str, str], language: str
) -> Sequence[str]:
    """A sheet in one language, roughly: its words in their order."""
    order = _order(project, results, told, offer.group)
    try:
        sheet = KINDS[offer.key].build(order, language)
    except SurveykitError as error:
        return (error.what, error.advice)
    lines = [line for name, said in sheet.items() if name not in _NO_WORDS for line in _lines(said)]
    return tuple(dict.fromkeys(lines))


def _order(project: "Project", results: "Results", told: Mapping[str, str], group: Group) -> Order:
    if group == "hour":
        return printing.order_of(results, told, registered(project))
    return Order(project.site, results.made_on, given=told)


def _name(kind: str) -> str:
    words = kind_words()[kind]
    return f"{words[:1].upper()}{words[1:]}"


def _offer(
    kind: str, group: Group, order: Order, chosen: Sequence[str], folder: Path, doubt: str
) -> Offer:
    spoken = [one for one in chosen if not KINDS[kind].foreign or not one.startswith("de")]
    missing = check(kind, order, spoken, content_of(kind, ""))
    return Offer(
        key=kind,
        group=group,
        name=_name(kind),
        holds=[*filter(None, [doubt]), *_holds(kind, order, spoken)],
        folder=folder,
        refusal=_refusal(missing),
        languages=spoken,
        asks=[(one.name, one.words) for one in missing if one.name],
    )


def _holds(kind: str, order: Order, spoken: Sequence[str]) -> Iterator[str]:
    from surveykit.assess.words.names import language_name

    yield _("Languages: {languages}.").format(languages=", ".join(map(language_name, spoken)))
    if KINDS[kind].joint:
        yield _("One PDF with all languages.")
    else:
        yield _("A PDF for each language.")
    if KINDS[kind].hour and order.plan is not None:
        dates = ", ".join(map(day, order.plan.dates[:6]))
        yield _("Dates: {dates}.").format(dates=dates)


def _refusal(missing: Sequence[Missing]) -> str:
    if not missing:
        return ""
    told = _("Missing: {facts}.").format(facts="; ".join(one.words for one in missing))
    elsewhere = dict.fromkeys(one.advice for one in missing if not one.name)
    return " ".join((told, *elsewhere))


def _lines(said: object) -> Iterator[str]:
    """Texts line by line, lists with a point before each entry."""
    match said:
        case str():
            yield from filter(None, (line.strip() for line in said.split("\n")))
        case list() | tuple():
            for one in said:
                parts = [*_lines(one)]
                if parts:
                    yield f"• {' · '.join(parts)}"
        case _:
            return
