"""The planner's criteria: tried out on the answers at hand, kept with a reason, taken back.

What is tried changes nothing. What is kept stands in the project's log, in the method of every
export, and holds from then on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from surveykit.assess.suppress import forecast_hidden
from surveykit.errors import Fault, SurveykitError
from surveykit.fieldwork.record import DOOR_FORM
from surveykit.site.criteria import Criteria, default, limits
from surveykit.site.decisions import Decision, Value, before_last, changes, faults_of
from surveykit.site.meanings import meanings
from surveykit.site.origins import origin, unit
from surveykit.site.parameter_names import parameter_names, with_code
from surveykit.text import _, language
from surveykit.text.clean import clean

if TYPE_CHECKING:
    from surveykit.assess.estimate.interviews import Interviews
    from surveykit.assess.estimate.questionnaire import Questionnaire
    from surveykit.assess.result import Assessment
    from surveykit.fieldwork.attempt import Attempt
    from surveykit.site.model import Site
    from surveykit.workflow import Project


class WrongCriteriaError(SurveykitError):
    """Values that criteria cannot have, alone or together; carries all faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(
            "\n".join(map(str, faults)), advice=_("Nothing was changed. Type another value.")
        )
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One parameter as a person sees it: every text is in the language in use."""

    name: str
    """The code, as in the workbook and on the command line."""
    title: str
    """What it is called in words."""
    meaning: str
    value: str
    unit: str
    default: str
    range: str
    """What it may be; empty where it is no number."""
    origin: str
    """Where the default and the range come from."""
    changed: bool
    """Whether it differs from its default."""
    decision: Decision | None
    """The last change of it in this project."""


def criteria(
    site: "Site", decisions: Sequence[Decision], *, tried: Criteria | None = None
) -> tuple[Criterion, ...]:
    """All of them in the order of the criteria sheet, with the values that are `tried`."""
    values, words, titles = tried or site.criteria, meanings(), parameter_names()
    return tuple(
        Criterion(
            name=name,
            title=titles[name],
            meaning=words[name],
            value=written(getattr(values, name)),
            unit=unit(name),
            default=written(default(name)),
            range=_range(name),
            origin=origin(name),
            changed=getattr(values, name) != default(name),
            decision=before_last(decisions, name),
        )
        for name in Criteria.model_fields
    )


def written(value: Value) -> str:
    """The value of a criterion as it may be typed again: `0,35`, `2000`, `yes`."""
    from babel.numbers import get_decimal_symbol

    match value:
        case None:
            return _("by size")
        case bool():
            return _("yes") if value else _("no")
        case int() | float():
            digits = next((n for n in range(4) if round(value, n) == round(value, 4)), 4)
            return f"{value:.{digits}f}".replace(".", get_decimal_symbol(language()))
        case str():
            return value


def judged(site: "Site", typed: Mapping[str, str]) -> Criteria:
    """The site's criteria with these values as somebody typed them.

    Raises:
        WrongCriteriaError: with everything that is wrong with them.
    """
    known = {name: text for name, text in typed.items() if name in Criteria.model_fields}
    unknown = [_no_such(name) for name in typed if name not in known]
    as_shown = {
        name for name, text in known.items() if text == written(getattr(site.criteria, name))
    }  # a third is shown as 0.3333
    found, faults = faults_of(
        site, {name: text for name, text in known.items() if name not in as_shown}
    )
    if unknown or faults:
        raise WrongCriteriaError([*unknown, *faults])
    return found


def stepped(tried: Criteria, name: str, by: int) -> str | None:
    """The value one step higher or lower, as it would be typed; None where it ends, or for texts.

    A step is a twentieth of the range, rounded to 1, 2 or 5 of some power of ten.
    """
    value, span = getattr(tried, name), limits(name)
    if isinstance(value, bool):
        return written(not value)
    if span is None or not isinstance(value, int | float):
        return None
    step = _step((span[1] - span[0]) / 20)
    if isinstance(value, int):
        step = max(round(step), 1)
    steps = floor(value / step + 1e-9) + 1 if by > 0 else ceil(value / step - 1e-9) - 1
    onto = min(max(steps * step, span[0]), span[1])
    found = int(onto) if isinstance(value, int) else round(onto, 4)
    return None if found == value else written(found)


def _step(size: float) -> float:
    power = 10.0 ** floor(log10(size))
    return min((1, 2, 5, 10), key=lambda one: abs(one * power - size)) * power


@dataclass(frozen=True, slots=True)
class Basis:
    """All that an assessment is made from, read once: trying a value out reads no file."""

    site: "Site"
    questionnaire: "Questionnaire"
    told: "Interviews"
    attempts: "tuple[Attempt, ...]"

    def assessed(self, tried: Criteria) -> "Assessment":
        """What the verdict would be with these criteria."""
        from surveykit.assess.assessment import assess_interviews

        told = self.told
        if tried.dk_factor != self.site.criteria.dk_factor:
            told = replace(told, households=told.households.with_stand_in(tried.dk_factor))
        site = self.site.model_copy(update={"criteria": tried})
        return assess_interviews(site, self.questionnaire, told, self.attempts)


def basis(project: "Project") -> Basis:
    """What has been collected so far."""
    from surveykit.assess.estimate.interviews import read_interviews
    from surveykit.assess.estimate.questionnaire import read_questionnaire

    questionnaire = read_questionnaire(project.forms[DOOR_FORM])
    dk_factor = project.site.criteria.dk_factor
    told = read_interviews(project.each_record(), questionnaire, dk_factor=dk_factor)
    return Basis(project.site, questionnaire, told, project.attempts())


def verdicts_told(basis: Basis, tried: Criteria) -> tuple[str, ...]:
    """The verdict that holds, and the one with the values that are tried if any are."""
    from surveykit.assess.words.names import verdict_name

    def told(words: str, criteria: Criteria) -> str:
        found = basis.assessed(criteria)
        hidden = forecast_hidden(found, basis.site.criteria.suppress_below)
        return words.format(
            verdict=verdict_name(found.verdict)
            if hidden
            else f"{verdict_name(found.verdict)} ({_risk(found.outlook.risk)})"
        )

    now = told(_("Verdict so far: {verdict}"), basis.site.criteria)
    if tried == basis.site.criteria:
        return (now,)
    return now, told(_("With these values: {verdict}"), tried)


def _risk(risk: float) -> str:
    from surveykit.assess.words.certainty import chance

    return _("risk {share}").format(share=chance(risk))


def keep(project: "Project", tried: Criteria, reason: str, today: date) -> tuple[Decision, ...]:
    """Let these criteria hold from now on; returns what was written to the log.

    Raises:
        SurveykitError: nothing is different, or nobody says why.
    """
    if not clean(reason):
        raise SurveykitError(
            _("A criterion is changed only with a reason."),
            advice=_("Say in one sentence why, so that others can follow the verdict."),
        )
    new = changes(project.site.criteria, tried, reason, today)
    if not new:
        raise SurveykitError(
            _("These are the values that hold already."), advice=_("Nothing was changed.")
        )
    project.decide(new)
    return new


def before(project: "Project", name: str) -> str:
    """What a criterion was before its last change, as it would be typed.

    Raises:
        SurveykitError: it was never changed here.
    """
    last = before_last(project.decisions(), name)
    if last is None:
        raise SurveykitError(
            _("{name} was not changed in this project.").format(name=name),
            advice=_("Only what was changed here can be taken back."),
        )
    return "" if last.before in (None, "") else written(last.before)


def told(one: Decision) -> str:
    """A line of the log: `28.11.2026 Share that comes (calibration): 0,35 → 0,40. Reason`."""
    from surveykit.text import day

    return f"{day(one.day)} {with_code(one.criterion)}: {written(one.before) or '–'} → " + (
        f"{written(one.value) or '–'}. {one.reason}"
    )


def _range(name: str) -> str:
    found = limits(name)
    return f"{written(found[0])}–{written(found[1])}" if found else ""


def _no_such(name: str) -> Fault:
    from difflib import get_close_matches

    close = get_close_matches(name, Criteria.model_fields, n=1)
    mend = (
        _("Do you mean {name}?").format(name=close[0])
        if close
        else _("“surveykit criteria PROJECT” lists all of them.")
    )
    return Fault("", "", name, _("There is no such criterion."), mend)
