"""What is added to any verdict: who offers it, in which languages, and what makes it easier.

Shares are among the households that answered the question: one that was not asked, or gave no
answer, does not count (answer codes of the forms).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from surveykit.assess.households import Household
from surveykit.assess.proposals import cooperative_minutes
from surveykit.assess.questionnaire import NO_ANSWER, Questionnaire
from surveykit.assess.result import Forecast, Format, Modifiers, Share
from surveykit.site.criteria import Criteria

PROVIDERS = ("landlord", "independent", "tenants")
_UNSURE = frozenset({"dont_know", NO_ANSWER})
_ACCESS = frozenset({"mobility", "health"})
_PRINTED = ("tr", "ar", "uk", "ru", "pl", "en", "de_simple")
"""Languages of the questionnaire that have flyers; German always does."""

_BILLS = frozenset({"rent", "energy"})
_FREQUENT_TOPICS = 3


def modifiers(
    households: Sequence[Household],
    questionnaire: Questionnaire,
    forecast: Forecast,
    criteria: Criteria,
    *,
    kind: Format | None,
) -> Modifiers:
    """All of them, for the format that the verdict proposes, if any."""
    accepts = {
        provider: _share(households, "provider_ok", {provider, "any"}) for provider in PROVIDERS
    }
    helpers = sum("yes" in household.chosen("help_will") for household in households)
    interpreters = _interpreters(households)
    access = _share(households, "barriers", _ACCESS)
    home = _share(households, "alt", {"home"})
    appointments = _share(households, "alt", {"appointment"})
    utilisation = _utilisation(forecast, criteria, kind)
    return Modifiers(
        accepts=accepts,
        landlord_alone=_reaches(accepts["landlord"], criteria.landlord_accept_min),
        helpers=helpers,
        helpers_maybe=sum("maybe" in household.chosen("help_will") for household in households),
        self_organised=_self_organised(helpers, len(households), accepts["tenants"], criteria),
        interpreters=interpreters,
        interpreters_regular=tuple(
            code for code, asking in interpreters.items() if asking >= criteria.interpreter_min
        ),
        interpreters_on_request=tuple(
            code for code, asking in interpreters.items() if 2 <= asking < criteria.interpreter_min
        ),
        print_languages=_print_languages(households, criteria),
        access_barrier=access,
        threshold_fears=_share(households, "barriers", questionnaire.threshold_barriers),
        barriers=_barriers(households),
        home_visits_wanted=home,
        home_visits=_reaches(access, criteria.home_visit_share)
        or _reaches(home, criteria.home_visit_share),
        appointments=_reaches(appointments, criteria.appointment_share),
        second_person=utilisation is not None and utilisation > criteria.util_max,
        utilisation=utilisation,
        seasonal_extra=_bills_matter(households, questionnaire),
        cooperative_minutes=cooperative_minutes(
            forecast.per_session[Format.COOPERATIVE].point, criteria
        ),
    )


def _share(households: Iterable[Household], question: str, codes: Collection[str]) -> Share:
    answered = [household for household in households if household.chosen(question) - _UNSURE]
    count = sum(not household.chosen(question).isdisjoint(codes) for household in answered)
    return Share(count, len(answered))


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
