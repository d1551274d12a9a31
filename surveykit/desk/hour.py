"""The hour on the desk: times and places as a map, partners, and the ideas of the residents."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from surveykit.assess.hour.weekly import Combination
from surveykit.assess.result import PartnerScore
from surveykit.assess.suppress import HIDDEN, cell
from surveykit.assess.words.ideas import status_words
from surveykit.assess.words.names import clock_time, obstacle_name, partner_result, weekday
from surveykit.desk.figures import Figure, Panel, Share, Table, Trace
from surveykit.export.workbook.view import View
from surveykit.text import _, number, percent

if TYPE_CHECKING:
    from surveykit.assess.voices.ideas import RegisteredIdea


def times_panel(view: View) -> Panel:
    """Every time of the questionnaire at every place: the share of the visits that it reaches."""
    title = _("Times × places: share of the stated visits")
    found = view.results.assessment.weekly
    if view.hides_forecast() or found is None:
        return Panel("times", title, notes=(view.why_hidden(),) if found else ())
    labels = {place.name: place.label for place in view.results.site.places}
    fitting = {one.place for one in found.combinations if not one.obstacles}
    places = [*dict.fromkeys(one.place for one in found.combinations)]
    places.sort(key=lambda place: place not in fitting)
    slots = [*dict.fromkeys(one.slot for one in found.combinations)]
    by_key = {(one.slot, one.place): one for one in found.combinations}
    rows = []
    for slot in slots:
        cells = [_cell(view, by_key[slot, place], labels[place]) for place in places]
        rows.append((_band(by_key[slot, places[0]]), cells))
    note = _("×: cannot be held then and there; the trace says why. {hidden}: too few households.")
    return Panel(
        "times",
        title,
        table=Table([labels[place] for place in places], rows),
        notes=(note.format(hidden=HIDDEN),),
    )


def _band(one: Combination) -> str:
    return f"{weekday(one.day)[:2]} {one.start:%H}–{one.end:%H}"


def _cell(view: View, one: Combination, place: str) -> Figure:
    small = view.is_small(one.households)
    if one.obstacles:
        shown, mark = "×", None
    elif small:
        shown, mark = HIDDEN, None
    else:
        shown, mark = percent(one.coverage), Share(one.coverage)
    against = ", ".join(map(obstacle_name, one.obstacles)) or _("nothing")
    return Figure(
        f"time:{one.slot}:{one.place}",
        f"{weekday(one.day)} {clock_time(one.start)}–{clock_time(one.end)}, {place}",
        shown,
        Trace(
            _("Raw visits of the households that can come then and there : raw visits of all that "
              "said which times and places suit, every block at its size."),
            (
                (_("Households"), cell(one.households, view.limit)),
                (_("Against it"), against),
            ),
            ("max_metres", "step_free_required", "private_room_required", "suppress_below"),
            "weekly",
        ),
        mark,
    )  # fmt: skip


def partners_panel(view: View) -> Panel:
    """The partners' hours, the best first."""
    return Panel(
        "partners",
        _("Partners' hours"),
        [_partner(view, place, one) for place, one in enumerate(view.results.assessment.partners)],
    )


def _partner(view: View, place: int, score: PartnerScore) -> Figure:
    site, assessment = view.results.site, view.results.assessment
    label = next((one.label for one in site.partners if one.name == score.hour.partner), "")
    few = view.hides_forecast() or view.is_small(view.suits("slots", score.slots))
    result = partner_result(score, assessment.places, site.criteria)
    hour = score.hour
    return Figure(
        f"partner:{place}",
        f"{label}, {weekday(hour.day)} {clock_time(hour.start)}–{clock_time(hour.end)}",
        result if few else f"{percent(score.coverage)}  {result}",
        Trace(
            _("Raw visits of the households that can come to a band of the questionnaire which "
              "the hour overlaps by 60 minutes : raw visits of all that said which times suit."),
            (
                (_("Share reached"), HIDDEN if few else percent(score.coverage, 1)),
                (_("Of the best free time"), HIDDEN if few else percent(score.of_best)),
                (_("Visits that fit in beside today's"), number(score.free, 1)),
                (_("Result"), result),
            ),
            ("max_metres", "step_free_required", "private_room_required", "minutes_per_visit"),
            "places",
        ),
        None if few else Share(score.coverage),
    )  # fmt: skip


def ideas_panel(view: View, ideas: Sequence["RegisteredIdea"]) -> Panel:
    """The residents' ideas by place, to be grouped and answered on their own screen."""
    notes = [_("I: say which are the same, and how it stands.")] if ideas else []
    if not ideas:
        notes = [_("Ideas are shown from {limit} interviews on.").format(limit=view.limit)]
    return Panel("ideas", _("Ideas to group and to answer"), [*_ideas(view, ideas)], notes=notes)


def _ideas(view: View, ideas: Sequence["RegisteredIdea"]) -> Iterator[Figure]:
    for found in ideas:
        idea = found.idea
        households = cell(idea.count, view.limit)
        place = ", ".join(part for part in (view.label("where", idea.where), idea.spot) if part)
        yield Figure(
            f"idea:{found.key}",
            idea.text,
            f"{households}  {status_words(found)}",
            Trace(
                _("Households that had this idea, or one that was said to be the same."),
                (
                    (_("Place"), place),
                    (_("Households"), households),
                    (_("The same"), number(len(found.others))),
                ),
                ("suppress_below",),
                "ideas",
            ),
        )
