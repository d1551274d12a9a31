"""The fixed weekly times, partners' hours beside them, and crowding, in whole sentences."""

from collections.abc import Iterator, Sequence

from surveykit.assess.estimate.formats import OWN
from surveykit.assess.hour.weekly import Combination, WeeklyChoice
from surveykit.assess.result import Assessment
from surveykit.assess.words.certainty import chance
from surveykit.assess.words.names import clock_time, format_name, weekday
from surveykit.site.model import Site
from surveykit.text import _, ngettext, number, percent

NEARLY_AS_GOOD = 0.9
"""A partner's hour from this share of the best free time is told even of a regular hour."""

_TIES_SHOWN = 3


def weekly_sentences(assessment: Assessment, site: Site) -> Iterator[str]:
    """What one fixed time, two or three a week would reach; nothing for a partner's hour."""
    found, limit = assessment.weekly, site.criteria.suppress_below
    if assessment.format not in (None, *OWN) or found is None:
        return
    if found.one_place:
        yield _(
            "Counted by who can come both then and there, every block at its size. The forecast "
            "allows already for those whom it does not suit:"
        )
    for number_, choice in enumerate(found.one_place, 1):
        if not found.tells_of_few(choice, limit):
            yield _choice(site, number_, choice)
            yield from _equals(site, choice)
    yield from _moving(assessment, site)
    if assessment.format is not None:
        yield from _partners(assessment, site)


def crowding_sentences(assessment: Assessment) -> Iterator[str]:
    """For the format that the verdict proposes: how often there would be a queue."""
    kind = assessment.format
    if kind is None or kind not in assessment.crowding:
        return
    found = assessment.crowding[kind]
    yield ngettext(
        "{format}: there is time for {fits} visit; in {overflow} of the sessions more come, in "
        "{empty} nobody.",
        "{format}: there is time for {fits} visits; in {overflow} of the sessions more come, in "
        "{empty} nobody.",
        found.fits,
    ).format(
        format=format_name(kind),
        fits=number(found.fits),
        overflow=chance(found.overflow),
        empty=chance(found.empty),
    )


def times(site: Site, chosen: Sequence[Combination]) -> str:
    """The times of one set, each with its place where there are several."""
    several = len({found.place for found in chosen}) > 1
    listed = ", ".join(_time(site, found, place=several) for found in chosen)
    return listed if several else f"{listed}, {_place(site, chosen[0].place)}"


def _choice(site: Site, count: int, choice: WeeklyChoice) -> str:
    return ngettext(
        "{n} fixed time a week: {times}; {share} of the stated visits; corrected, for the best of "
        "many choices looks better than it is: {corrected}.",
        "{n} fixed times a week: {times}; {share} of the stated visits; corrected, for the best of "
        "many choices looks better than it is: {corrected}.",
        count,
    ).format(
        n=count,
        times=times(site, choice.sets[0]),
        share=percent(choice.coverage),
        corrected=percent(choice.corrected),
    )


def _equals(site: Site, choice: WeeklyChoice) -> Iterator[str]:
    others = choice.sets[1:]
    if not others:
        return
    yield ngettext(
        "{n} other choice reaches just as much: {times}.",
        "{n} other choices reach just as much: {times}.",
        len(others),
    ).format(
        n=number(len(others)),
        times="; ".join(
            [
                *(times(site, one) for one in others[:_TIES_SHOWN]),
                *["…"][: len(others) > _TIES_SHOWN],
            ]
        ),
    )


def _moving(assessment: Assessment, site: Site) -> Iterator[str]:
    """Where another place for one of the times reaches more than one place for all."""
    found, limit = assessment.weekly, site.criteria.suppress_below
    if found is None:
        return
    for number_, choice in enumerate(found.choices, 1):
        fixed = found.one_place[number_ - 1] if number_ <= len(found.one_place) else None
        better = fixed is None or choice.coverage > fixed.coverage
        if number_ > 1 and better and not found.tells_of_few(choice, limit):
            yield _(
                "At more than one place {n} times reach {share} instead, corrected {corrected}: "
                "{times}."
            ).format(
                n=number_,
                share=percent(choice.coverage),
                corrected=percent(choice.corrected),
                times=times(site, choice.sets[0]),
            )


def _partners(assessment: Assessment, site: Site) -> Iterator[str]:
    for score in assessment.partners:
        if score.eligible and score.of_best >= NEARLY_AS_GOOD:
            label = next(one.label for one in site.partners if one.name == score.hour.partner)
            yield _(
                "The hour of {partner} suits nearly as many ({share} of the best free time): "
                "a slot there is an alternative."
            ).format(partner=label, share=percent(score.of_best))


def _time(site: Site, found: Combination, *, place: bool) -> str:
    when = f"{weekday(found.day)} {clock_time(found.start)}–{clock_time(found.end)}"
    return f"{when} ({_place(site, found.place)})" if place else when


def _place(site: Site, name: str) -> str:
    return next((place.label for place in site.places if place.name == name), name)
