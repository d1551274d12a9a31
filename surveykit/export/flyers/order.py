"""An order to the printer: the site, the hour, and the facts that stand in no workbook."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from surveykit.assess.hour.plan import Plan
from surveykit.errors import SurveykitError
from surveykit.export.flyers.facts import version
from surveykit.site.model import Site
from surveykit.text import _
from surveykit.text.clean import clean

STOCK = timedelta(days=182)
"""How long a stock of cards without a date of its own may be handed out before it is checked."""

_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True)
class Answered:
    """An idea of the residents and what has become of it, in the words of the team."""

    idea: str
    answer: str


@dataclass(frozen=True, slots=True)
class Order:
    """What is known when something is printed.

    `given` are facts by name: those of `fact_names`. A text that needs a translation is German
    under its own name and Turkish under `tr.next_steps`.
    """

    site: Site
    as_of: date
    """Gives the month in the imprint and the date in the file."""
    plan: Plan | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    answered: Sequence[Answered] = ()
    interviews: int = 0

    @property
    def month(self) -> date:
        """The first of the month: the same order in the same month gives the same bytes."""
        return self.as_of.replace(day=1)

    @property
    def version(self) -> str:
        """Of everything that is printed for this order."""
        return version(self.site, self.plan)

    @property
    def stock_until(self) -> date:
        """Until when cards without a date of their own may be handed out."""
        return self.as_of + STOCK

    def fact(self, name: str, language: str) -> str:
        """What was given under this name, in this language if it needs a translation."""
        if name in _TRANSLATED and language not in ("de", "de-simple"):
            return clean(self.given.get(f"{language}.{name}", ""))
        return clean(self.given.get(f"{language}.{name}", "") or self.given.get(name, ""))

    def day(self, name: str) -> date | None:
        """A date that was given, or None; raises SurveykitError for what is no date."""
        return given_day(self.given, name)

    def on_or_after(self, day: date) -> "Order":
        """The same with the hour's dates from this day on; at least the last one is left."""
        if self.plan is None:
            return self
        left = tuple(one for one in self.plan.dates if one >= day) or self.plan.dates[-1:]
        return replace(self, plan=replace(self.plan, dates=left))


def fact_names() -> dict[str, str]:
    """Every fact that can be given, with what it is, in words for the planner."""
    return {
        "first_date": _("date of the first session, as 13.01.2027"),
        "date": _("date that the notice is about, as 13.01.2027"),
        "survey_from": _("first day of the survey, as 13.01.2027"),
        "survey_to": _("last day of the survey, as 13.01.2027"),
        "visits": _("number of visits at the last session"),
        "topics_done": _("frequent topics of the last session"),
        "next_steps": _("what happens next"),
        "verify_phone": _("telephone number where residents can ask whether the team is genuine"),
        "box_place": _("where the box for cards stands; without one the card asks for a call"),
        "web": _("address of a page on the web, https://…"),
        "dpo_contact": _("data protection officer, with telephone or e-mail"),
        "supervisory_authority": _("data protection authority for complaints"),
        "list_basis": _("legal basis of the contact sheet: public (task) or interest"),
    }


_TRANSLATED = frozenset({"topics_done", "next_steps"})
_DATES = ("first_date", "date", "survey_from", "survey_to")


def read_facts(told: Iterable[str]) -> dict[str, str]:
    """Facts written as `name=text` or `tr.name=text`; raises SurveykitError for any other."""
    given: dict[str, str] = {}
    for one in told:
        name, equals, text = one.partition("=")
        if not equals or name.rpartition(".")[2] not in fact_names():
            raise SurveykitError(
                _("“{told}” is no fact for the printer.").format(told=clean(one)),
                advice=_(
                    "Write NAME=TEXT, or LANGUAGE.NAME=TEXT for a translation. Names: {names}."
                ).format(names=", ".join(fact_names())),
            )
        given[name] = clean(text)
    _insist_on_order(given)
    return given


def _insist_on_order(given: Mapping[str, str]) -> None:
    """Refuse a notice that ends before it begins, or is about a session before the first."""
    days = {name: given_day(given, name) for name in _DATES}
    for early, late in (("survey_from", "survey_to"), ("first_date", "date")):
        first, second = days[early], days[late]
        if first and second and second < first:
            raise SurveykitError(
                _("{late} ({second}) lies before {early} ({first}).").format(
                    late=late, second=f"{second:%d.%m.%Y}", early=early, first=f"{first:%d.%m.%Y}"
                ),
                advice=_("Check both dates; day, month and year with full stops, as 13.01.2027."),
            )


def given_day(given: Mapping[str, str], name: str) -> date | None:
    """The date given under this name, or None; raises SurveykitError for what is no date."""
    text = clean(given.get(name, ""))
    if not text:
        return None
    found = _DATE.fullmatch(text)
    try:
        return date(*(int(part) for part in reversed(found.groups()))) if found else _iso(text)
    except ValueError as error:
        raise SurveykitError(
            _("{name}: “{text}” is no date.").format(name=name, text=text),
            advice=_("Write day, month and year with full stops, as 13.01.2027."),
        ) from error


def _iso(text: str) -> date:
    return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no zone)
