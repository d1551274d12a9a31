"""Who decides on the hour: the program proposes, a person signs with name, day and reason.

A decision holds until the next one. What is printed announces the hour that was decided, whatever
the verdict has become since; as long as nobody has decided, all that announces it says so.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from surveykit.errors import SurveykitError
from surveykit.text import _, day
from surveykit.text.clean import clean

if TYPE_CHECKING:
    from surveykit.export.results import Results
    from surveykit.site.model import Site
    from surveykit.site.signed import Hour, Signed
    from surveykit.workflow import Project


def choices(results: "Results") -> dict[str, str]:
    """What can be decided, by its code: what is proposed, then everything else."""
    from surveykit.assess.estimate.formats import OWN
    from surveykit.assess.words.names import verdict_name

    proposed = results.assessment.verdict
    own = [f"{kind}:{rhythm}" for rhythm in OWN for kind in ("regular", "trial")]
    every = (proposed, *own, "cooperative", "outreach", "none_now", "continue_survey")
    names = {verdict: verdict_name(verdict) for verdict in every}
    return names | {proposed: _("As proposed: {verdict}").format(verdict=names[proposed])}


def sign(
    project: "Project", results: "Results", verdict: str, name: str, reason: str, today: date
) -> "Signed":
    """Let this hold from now on, with the hour as it is proposed; returns what was written.

    Another verdict that is held as often as the proposed one keeps its hour, as on trial or not.

    Raises:
        SurveykitError: there is no such verdict, nobody signs, or nobody says why it is another.
    """
    from surveykit.site.signed import Signed

    proposed = results.assessment.verdict
    if verdict not in choices(results):
        raise SurveykitError(
            _("There is nothing to decide called “{verdict}”.").format(verdict=clean(verdict)),
            advice=_("Choose among: {codes}.").format(codes=", ".join(choices(results))),
        )
    if not clean(name):
        raise SurveykitError(
            _("A decision is signed with a name."), advice=_("Say who answers for it.")
        )
    if verdict != proposed and not clean(reason):
        raise SurveykitError(
            _("This is not what the program proposes."),
            advice=_("Say in one sentence why, so that others can follow the decision."),
        )
    new = Signed(
        day=today,
        name=clean(name),
        proposed=proposed,
        verdict=verdict,
        reason=clean(reason),
        hour=_hour(results) if _held_alike(verdict, proposed) else None,
    )
    project.sign(new)
    return new


def _held_alike(verdict: str, proposed: str) -> bool:
    from surveykit.assess.result import format_of

    return format_of(verdict) is not None and format_of(verdict) is format_of(proposed)


def _hour(results: "Results") -> "Hour | None":
    """As proposed today, whatever was decided before."""
    from surveykit.assess.hour.plan import plan
    from surveykit.site.signed import Hour

    found = plan(results.assessment, results.site, results.made_on)
    if found is None:
        return None
    return Hour(
        day=found.day,
        start=found.start,
        end=found.end,
        rhythm=found.rhythm,
        place=found.place,
        partner=found.partner,
        first=found.dates[0],
    )


def told(one: "Signed", site: "Site") -> str:
    """`28.11.2026, Aylin Beispiel: Regular hour, monthly (Monday, 15:00 to 17:00, Hall). Why`."""
    from surveykit.assess.words.names import verdict_name

    hour = f" ({_when(one.hour, site)})" if one.hour else ""
    return f"{day(one.day)}, {one.name}: {verdict_name(one.verdict)}{hour}. {one.reason}".strip()


def _when(hour: "Hour", site: "Site") -> str:
    from surveykit.assess.words.names import clock_time, weekday

    places = {place.name: place.label for place in site.places}
    return _("{day}, {start} to {end}, {place}, from {first} on").format(
        day=weekday(hour.day),
        start=clock_time(hour.start),
        end=clock_time(hour.end),
        place=places.get(hour.place, hour.place),
        first=day(hour.first),
    )


def standing(results: "Results") -> Iterator[str]:
    """What was decided, and whether the program proposes something else by now."""
    from surveykit.assess.words.names import verdict_name

    signed, verdict = results.signed, results.assessment.verdict
    if signed is None:
        yield _("Nobody has decided on the hour yet.")
        return
    yield told(signed, results.site)
    if verdict != signed.proposed:
        yield _("Since then the verdict has become another one: {verdict}").format(
            verdict=verdict_name(verdict)
        )


def undecided(results: "Results") -> str:
    """What is to be known before the hour is announced; empty once it was decided on."""
    if results.signed or results.plan is None:
        return ""
    return _(
        "Nobody has decided on this hour yet: it is what the program proposes today. Before it is "
        "announced a person decides: D at the desk, or surveykit decide PROJECT --name NAME."
    )
