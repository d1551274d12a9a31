"""Every kind of sheet that can be printed: its layout, what it says, its code, and what it needs.

To add one, write a layout `NAME.typ`, perhaps a function in `sheets`, and a line in `KINDS`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from surveykit.assess.hour.plan import sessions_from
from surveykit.errors import SurveykitError
from surveykit.export.flyers import codes, sheets
from surveykit.export.flyers.codes import IN_HAND, ON_THE_WALL, TORN_OFF, Use
from surveykit.export.flyers.facts import missing_facts, missing_of_organiser
from surveykit.export.flyers.order import Order, fact_names
from surveykit.export.flyers.sheets import FEWEST_VISITS, Build, notice
from surveykit.export.flyers.words import authority, words
from surveykit.text import _
from surveykit.text.clean import clean


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of sheet."""

    build: Build
    code: Use | None = None
    layout: str = ""
    """Its file without the ending; empty: that of the kind's own name."""
    needs: tuple[str, ...] = ()
    """Facts that have to be given, by name."""
    hour: bool = True
    """It announces the decided hour; otherwise it can be printed before there is one."""
    content: str = "calendar"
    """What its code holds unless something else is asked for."""
    plain: str = ""
    """The kind that takes its place in plain language, which needs larger type."""
    joint: bool = False
    """One sheet holds all languages."""
    foreign: bool = False
    """It stands beside German, so there is none in German."""


KINDS: dict[str, Kind] = {
    "flyer_a5": Kind(sheets.hour, IN_HAND, plain="flyer_a4"),
    "flyer_a5x2": Kind(sheets.hour, IN_HAND, plain="flyer_a4"),
    "flyer_a6": Kind(sheets.hour, IN_HAND, plain="flyer_a4"),
    "flyer_a4": Kind(sheets.hour, ON_THE_WALL),
    "poster": Kind(sheets.hour, ON_THE_WALL),
    "strips": Kind(sheets.hour, TORN_OFF, content="phone"),
    "all_languages": Kind(sheets.hour, IN_HAND, joint=True),
    "announce": Kind(notice("r_announce", whole=True), ON_THE_WALL, "notice"),
    "week": Kind(notice("r_week", whole=True), ON_THE_WALL, "notice"),
    "day": Kind(notice("r_day", whole=True), ON_THE_WALL, "notice"),
    "after": Kind(notice("r_after"), ON_THE_WALL, "notice", ("visits", "next_steps")),
    "cancel": Kind(notice("r_cancel", "cancel_title"), ON_THE_WALL, "notice", ("date",)),
    "change": Kind(notice("r_change", "change_title"), ON_THE_WALL, "notice"),
    "result": Kind(sheets.result, ON_THE_WALL, hour=False, content="phone"),
    "survey": Kind(
        sheets.survey, ON_THE_WALL, needs=("survey_from", "survey_to"), hour=False, content="phone"
    ),
    "missed": Kind(sheets.missed, IN_HAND, needs=("verify_phone",), hour=False, content="phone"),
    "erasure": Kind(sheets.erasure, hour=False),
    "privacy": Kind(sheets.privacy, needs=("dpo_contact", "supervisory_authority"), hour=False),
    "show_cards": Kind(sheets.show_cards, hour=False),
    "conversation": Kind(sheets.conversation, hour=False, foreign=True),
}


HOUR_KINDS = (*(name for name, kind in KINDS.items() if kind.hour), "result")
"""What is printed once there is an hour; the result stands here although it needs none."""

ROUND_KINDS = tuple(name for name, kind in KINDS.items() if kind.hour)
"""What is carried from entrance to entrance; each has as many pages in every language."""

DOOR_KINDS = ("erasure", *(name for name in KINDS if name not in (*HOUR_KINDS, "erasure")))
"""What the survey takes to the doors."""


def kind_words() -> dict[str, str]:
    """Every kind with what it is, in words."""
    return {
        "flyer_a5": _("flyer on A5, two sides"),
        "flyer_a5x2": _("two flyers on A4, to be cut"),
        "flyer_a6": _("flyer folded to A6, printed on A5"),
        "flyer_a4": _("flyer on A4 in large type"),
        "poster": _("poster on A4"),
        "strips": _("poster with strips to tear off"),
        "all_languages": _("all languages on one sheet"),
        "announce": _("reminder three weeks before"),
        "week": _("reminder one week before"),
        "day": _("reminder on the day before"),
        "after": _("notice after the hour"),
        "cancel": _("notice that the hour is cancelled"),
        "change": _("notice of a new time or place"),
        "result": _("you said – we did"),
        "survey": _("announcement of the survey"),
        "missed": _("card for those who were out"),
        "erasure": _("cards for the erasure code"),
        "privacy": _("privacy sheet"),
        "show_cards": _("show cards for the interview"),
        "conversation": _("card for a door where no language is shared"),
    }


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact without which something cannot be printed."""

    name: str
    """What it is given as, `tr.next_steps`; empty if it is entered somewhere else."""
    words: str
    advice: str
    """Where to enter it."""


class MissingFactsError(SurveykitError):
    """Facts are missing; `missing` says which, and for which kinds."""

    def __init__(self, kinds: Mapping[str, Sequence[Missing]]) -> None:
        self.missing = tuple(dict.fromkeys(fact for lacks in kinds.values() for fact in lacks))
        advice = [*dict.fromkeys(fact.advice for fact in self.missing)]
        if complete := [kind for kind, lacks in kinds.items() if not lacks]:
            advice.append(
                _("Nothing is missing for --kinds {kinds}.").format(kinds=",".join(complete))
            )
        super().__init__(
            "\n".join((_("This cannot be printed; missing:"), *self._lines(kinds))),
            advice=" ".join(advice),
        )

    def _lines(self, kinds: Mapping[str, Sequence[Missing]]) -> Iterator[str]:
        """Each fact once, with the kinds that want it unless all do."""
        for fact in self.missing:
            wanting = [kind for kind, lacks in kinds.items() if fact in lacks]
            name = f" ({fact.name})" if fact.name else ""
            told = f": {', '.join(wanting)}" if len(wanting) < len(kinds) else ""
            yield f"– {fact.words}{name}{told}"


def _in_workbook(told: str) -> Missing:
    return Missing(
        "",
        told,
        _(
            "Fill this in in the site workbook and make a new project from it. No interview is "
            "lost: write a handover of this project and merge it into the new one."
        ),
    )


def _as_fact(name: str, told: str) -> Missing:
    return Missing(name, told, _("Give what has a name in brackets with --fact NAME=TEXT."))


def check(kind: str, order: Order, languages: Sequence[str], content: str) -> tuple[Missing, ...]:
    """Everything that this kind must say in these languages and nobody has told."""
    wanted = KINDS[kind]
    _insist_on_days_ahead(kind, order)
    _insist_on_a_session(kind, order)
    in_workbook = (
        missing_facts(order.site, order.plan)
        if wanted.hour and order.plan
        else missing_of_organiser(order.site)
    )
    missing = [_in_workbook(told) for told in in_workbook]
    if kind == "show_cards" and not order.site.places:
        missing.append(_in_workbook(_("the places, for the card of places")))
    if kind == "result" and not order.answered:
        missing.append(
            Missing(
                "",
                _("an idea that has been passed on or answered"),
                _("Say in the app, under the ideas, what has become of them."),
            )
        )
    if wanted.code:
        missing += _missing_of_code(order, content)
    names = [name for name in wanted.needs if not _known_anyway(name, order)]
    if kind == "after" and order.fact("visits", "de").isdecimal():
        many = int(order.fact("visits", "de")) >= FEWEST_VISITS
        names += ["topics_done"] if many else []
    if wanted.code and content == "web":
        names.append("web")
    for name in names:
        missing += _not_told(name, order, languages)
    return tuple(missing)


_ANNOUNCE = {"survey": ("survey_to",), "cancel": ("date",), "change": ("date", "first_date")}
"""Kinds that tell what is going to be, with their dates."""


def _insist_on_days_ahead(kind: str, order: Order) -> None:
    for name in _ANNOUNCE.get(kind, ()):
        day = order.day(name)
        if day and day < order.as_of:
            raise SurveykitError(
                _("{name}: {day} is over; this sheet tells of what is to come.").format(
                    name=name, day=f"{day:%d.%m.%Y}"
                ),
                advice=_("Check the date, the year too."),
            )


_OF_A_SESSION = ("week", "day", "cancel")
"""Kinds whose `date` is that of a session to come."""


def _insist_on_a_session(kind: str, order: Order) -> None:
    """Refuse a day on which nobody would come anyway, or to which nobody must be asked."""
    day = order.day("date") if kind in _OF_A_SESSION else None
    if day is None or order.plan is None:
        return
    following = list(islice(sessions_from(day, order.plan, order.site.region), 3))
    if day not in following:
        raise SurveykitError(
            _("date: there is no session on {day}. The next ones are on {days}.").format(
                day=f"{day:%d.%m.%Y}", days=", ".join(f"{one:%d.%m.%Y}" for one in following)
            ),
            advice=_(
                "Name the day of the session that this sheet is about. Where the hour began "
                "on another day than the flyers say, give that too: first_date."
            ),
        )


def _missing_of_code(order: Order, content: str) -> list[Missing]:
    """What the code would hold and the workbook does not say."""
    organiser = order.site.organiser
    if content == "mail" and not clean(organiser.email):
        return [_in_workbook(_("the organiser's e-mail address, for the code"))]
    if content == "phone" and not any(map(str.isdecimal, organiser.phone)):
        return [_in_workbook(_("a telephone number with digits, for the code"))]
    if content == "calendar" and order.plan is None:
        told = _("the decided hour, for the calendar entry in the code")
        return [Missing("", told, _("Choose another content with --code."))]
    return []


def _known_anyway(name: str, order: Order) -> bool:
    return name == "supervisory_authority" and bool(authority(order.site.region))


def _not_told(name: str, order: Order, languages: Sequence[str]) -> list[Missing]:
    """The fact under its own name, and its translations under that of the language."""
    about, found = fact_names()[name], []
    for language in languages:
        if not order.fact(name, language):
            own = order.fact(name, "de") != "" or language not in ("de", "de-simple")
            translated = own and name in ("topics_done", "next_steps")
            key = f"{language}.{name}" if translated else name
            told = f"{about}, {words(language).name}" if translated else about
            found.append(_as_fact(key, told))
    return list(dict.fromkeys(found))


def insist_on_facts(runs: Iterable[tuple[str, Sequence[str]]], order: Order, content: str) -> None:
    """Raise MissingFactsError unless all that these kinds must say in their languages is known."""
    missing: dict[str, tuple[Missing, ...]] = {}
    for kind, languages in runs:
        found = check(kind, order, languages, content_of(kind, content))
        missing[kind] = (*missing.get(kind, ()), *found)
    if any(missing.values()):
        raise MissingFactsError(missing)


def content_of(kind: str, asked: str) -> str:
    """What the kind's code holds: what was asked for, or its own usual content."""
    if asked and asked not in codes.contents():
        raise SurveykitError(
            _("There is no QR code with the content “{content}”.").format(content=clean(asked)),
            advice=_("Choose among: {codes}.").format(codes=", ".join(codes.contents())),
        )
    return asked or KINDS[kind].content


def chosen_kinds(named: Sequence[str], usual: Sequence[str]) -> tuple[str, ...]:
    """The kinds that somebody named, `all` for every one of the usual; the first if nobody did."""
    wanted = tuple(usual) if "all" in named else tuple(named) or tuple(usual)[:1]
    unknown = [name for name in wanted if name not in usual]
    if unknown:
        raise SurveykitError(
            _("There is nothing to print called: {names}.").format(
                names=", ".join(map(clean, unknown))
            ),
            advice=_("Choose among: {codes}.").format(codes=", ".join(usual)),
        )
    return tuple(dict.fromkeys(wanted))
