"""What becomes of the residents' ideas: duplicates joined by hand, from open to answered.

Nothing is thrown away: every decision is a revision, and merging laptops is a union of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from surveykit.assess.suppress import is_small
from surveykit.assess.voices.ideas import (
    IdeaStatus,
    RegisteredIdea,
    decisions,
    key_of,
    record_id,
    register,
    undecided,
)
from surveykit.bundled import IDEA_STATUS
from surveykit.entering import enter
from surveykit.fieldwork.record import DOOR_FORM, IDEA_FORM, Mode
from surveykit.setting_up import load_form

if TYPE_CHECKING:
    from surveykit.form import Form
    from surveykit.workflow import Project


def registered(project: "Project") -> tuple[RegisteredIdea, ...]:
    """The ideas of the interviews by place, each once, with what became of it.

    None of them as long as so few have answered that one would know whose they are.
    """
    from surveykit.assess.estimate.interviews import read_interviews
    from surveykit.assess.estimate.questionnaire import read_questionnaire
    from surveykit.assess.voices.topics import ideas

    questionnaire = read_questionnaire(project.forms[DOOR_FORM])
    records = project.records()
    criteria = project.site.criteria
    told = read_interviews(records, questionnaire, dk_factor=criteria.dk_factor)
    if is_small(len(told.households), criteria.suppress_below):
        return ()
    return register(ideas(told.households, questionnaire, told.visits), records)


def decide(
    project: "Project", idea: RegisteredIdea, status: IdeaStatus, answer: str, now: datetime
) -> None:
    """Say how far an idea has come, with a sentence for the notice “you said – we did”."""
    told = {"status": str(status)}
    if status is not IdeaStatus.OPEN:
        told |= {"answer": answer, "answered_on": now.date().isoformat()}
    _write(project, {idea.key: told}, now)


def join(project: "Project", idea: RegisteredIdea, same: RegisteredIdea, now: datetime) -> None:
    """Count an idea, and all that are the same, for another one."""
    if idea.key != same.key:
        _write(project, {idea.key: {"same_as": same.key}}, now)


def part(project: "Project", idea: RegisteredIdea, now: datetime) -> None:
    """Let every idea that was joined to this one stand for itself again."""
    _write(project, {key_of(other): {"same_as": ""} for other in idea.others}, now)


def _write(project: "Project", changed: Mapping[str, Mapping[str, str]], now: datetime) -> None:
    """New revisions, each of which has seen all that stood before it; all or none."""
    form = _form(project)
    standing = decisions(project.records(IDEA_FORM))
    records = []
    for key, change in changed.items():
        seen = standing.get(key, ())
        before = dict(seen[0].answers) if seen else {"status": str(IdeaStatus.OPEN)}
        answers = {"idea": key, **before, **change}
        if answers["status"] == IdeaStatus.OPEN:
            answers = _without(answers, ("answer", "answered_on"))
        made = enter(form, project.site, answers, mode=Mode.DESK, clock=lambda: now, minutes=0,
                     record_id=record_id(key))  # fmt: skip
        replaced = tuple(one.revision for one in seen) or (undecided(key),)
        records.append(replace(made, supersedes=replaced))
    project.add_records(records)


def _without(answers: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    return {name: text for name, text in answers.items() if name not in names}


def _form(project: "Project") -> "Form":
    """The form of decisions; a project made without it takes it in now."""
    if IDEA_FORM not in project.forms:
        project.add_forms([load_form(IDEA_STATUS)])
    return project.forms[IDEA_FORM]
