"""What is added to any verdict: who offers it, in which languages, and what makes it easier.

Shares are among the households that answered the question: one that was not asked, or gave no
answer, does not count (answer codes of the forms).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from surveykit.assess.estimate.households import Household
from surveykit.assess.estimate.questionnaire import ANY, NO_ANSWER, Questionnaire
from surveykit.assess.hour.proposals import cooperative_minutes
from surveykit.assess.result import ALWAYS_PRINTED, Forecast, Format, Share
from surveykit.site.criteria import Criteria

PROVIDERS = ("landlord", "independent", "tenants")
_UNSURE = frozenset({"dont_know", NO_ANSWER})
_ACCESS = frozenset({"mobility", "health"})
_PRINTED = ("tr", "ar", "uk", "ru", "pl", "en", "de_simple")
"""Languages of the questionnaire that have flyers; German always does."""

_ON_REQUEST = 2
"""Households of one language from which an interpreter comes on request (criteria 5.1)."""

_BILLS = frozenset({"rent", "energy"})
_FREQUENT_TOPICS = 3


@dataclass(frozen=True, slots=True)
class Modifiers:
    """What is added to any verdict."""

    accepts: dict[str, Share]
    """`landlord`, `independent`, `tenants`: households that accept this provider, `any` counting
    for each, among those asked."""
    landlord_alone: bool
    helpers: int
    helpers_maybe: int
    self_organised: bool
    interpreters: dict[str, int]
    """Households that ask for an interpreter, by language code, most first."""
    interpreters_regular: tuple[str, ...]
    """Languages that warrant an interpreter every second session."""
    interpreters_on_request: tuple[str, ...]
    print_languages: tuple[str, ...]
    """Languages that enough households chose to have flyers in, German first."""
    access_barrier: Share
    threshold_fears: Share
    barriers: dict[str, int]
    home_visits_wanted: Share
    home_visits: bool
    appointments: bool
    second_person: bool
    utilisation: float | None
    """Of the chosen format; minutes of talk per minute open."""
    seasonal_extra: bool
    cooperative_minutes: int | None
    """Length of the window to agree with a partner, in steps of 15 minutes."""

    @property
    def flyer_languages(self) -> tuple[str, ...]:
        """Languages in which flyers are made: those always printed, then those chosen."""
        return tuple(dict.fromkeys((*ALWAYS_PRINTED, *self.print_languages)))


def modifiers(
    households: Sequence[Household],
    questionnaire: Questionnaire,
    forecast: Forecast,
    criteria: Criteria,
    *,
    kind: Format | None,
) -> Modifiers:
    """All of them, for the format that the verdict proposes, if any."""
    accepts = {name: _share(households, "provider_ok", {name, ANY}) for name in PROVIDERS}
    helpers = _naming(households, "help_will", "yes")
    interpreters, many = _interpreters(households), criteria.interpreter_min
    access = _share(households, "barriers", _ACCESS)
    home, appointments = (_share(households, "alt", {way}) for way in ("home", "appointment"))
    utilisation = _utilisation(forecast, criteria, kind)
    joint = forecast.per_session[Format.COOPERATIVE].point
    return Modifiers(
        accepts=accepts,
        landlord_alone=_reaches(accepts["landlord"], criteria.landlord_accept_min),
        helpers=helpers,
        helpers_maybe=_naming(households, "help_will", "maybe"),
        self_organised=_self_organised(helpers, len(households), accepts["tenants"], criteria),
        interpreters=interpreters,
        interpreters_regular=tuple(code for code, n in interpreters.items() if n >= many),
        interpreters_on_request=tuple(
            code for code, n in interpreters.items() if _ON_REQUEST <= n < many
        ),
        print_languages=_print_languages(households, criteria),
        access_barrier=access,
        threshold_fears=_share(households, "barriers", questionnaire.threshold_barriers),
        barriers=_barriers(households),
        home_visits_wanted=home,
        home_visits=any(_reaches(share, criteria.home_visit_share) for share in (access, home)),
        appointments=_reaches(appointments, criteria.appointment_share),
        second_person=utilisation is not None and utilisation > criteria.util_max,
        utilisation=utilisation,
        seasonal_extra=_bills_matter(households, questionnaire),
        cooperative_minutes=cooperative_minutes(joint, criteria),
    )


def _naming(households: Iterable[Household], question: str, code: str) -> int:
    return sum(code in household.chosen(question) for household in households)


def _share(households: Iterable[Household], question: str, codes: Collection[str]) -> Share:
    told = Counter(household.chosen(question) for household in households)
    answered = {chosen: count for chosen, count in told.items() if chosen - _UNSURE}
    named = sum(count for chosen, count in answered.items() if not chosen.isdisjoint(codes))
    return Share(named, sum(answered.values()))


def _reaches(share: Share, least: float) -> bool:
    return share.of > 0 and share.value >= least


def _self_organised(helpers: int, interviewed: int, accept: Share, criteria: Criteria) -> bool:
    """Three people can share a year without burning out (criteria 5.1, `self_org_min`)."""
    return (
        helpers >= criteria.self_org_helpers
        and _reaches(Share(helpers, interviewed), criteria.self_org_helper_share)
        and _reaches(accept, criteria.self_org_acceptance)
    )


def _interpreters(households: Iterable[Household]) -> dict[str, int]:
    """Households that ask for an interpreter, by language; most first, then by code."""
    asking = Counter(
        household.answers["lang"]
        for household in households
        if "yes" in household.chosen("interp") and household.answers.get("lang")
    )
    return dict(_most_first(asking))


def _print_languages(households: Sequence[Household], criteria: Criteria) -> tuple[str, ...]:
    """German, then what 3 % of the interviews or five households chose, most first.

    Codes as the flyer texts have them: `de-simple`, not `de_simple`.
    """
    wanted = Counter(household.answers.get("lang", "") for household in households)
    printed = [
        code.replace("_", "-")
        for code, count in _most_first(wanted)
        if code in _PRINTED
        and (
            _reaches(Share(count, len(households)), criteria.print_language_share)
            or count >= criteria.print_language_households
        )
    ]
    return ("de", *printed)


def _barriers(households: Iterable[Household]) -> dict[str, int]:
    """Households by barrier, most first; `nothing` is an answer, no answer is none."""
    named = Counter(
        code for household in households for code in household.chosen("barriers") - {NO_ANSWER}
    )
    return dict(_most_first(named))


def _utilisation(forecast: Forecast, criteria: Criteria, kind: Format | None) -> float | None:
    """Minutes of talk per minute open: 0.82 for site C."""
    if kind is None:
        return None
    visits = forecast.per_session[kind].point
    if kind in (Format.COOPERATIVE, Format.COOPERATIVE_WEEKLY):
        minutes = float(cooperative_minutes(visits, criteria))
    else:
        minutes = criteria.open_hours * 60
    return visits * criteria.minutes_per_visit / minutes


def _bills_matter(households: Iterable[Household], questionnaire: Questionnaire) -> bool:
    """Rent or energy is among the three topics named most often: bills come around new year.

    Source: seed reading, no. 57. The criteria give no number for it; this is judgement.
    """
    topics = {topic.code for topic in questionnaire.topics}
    named = Counter(
        code for household in households for code in household.chosen("topics") & topics
    )
    return not _BILLS.isdisjoint(code for code, _ in _most_first(named)[:_FREQUENT_TOPICS])


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
