"""The planner's parameters: `criteria` lists them, tries values out and keeps them."""

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from surveykit.cli.console import DONE, Commands, open_project, print_json, print_lines, today
from surveykit.errors import SurveykitError
from surveykit.text import _

if TYPE_CHECKING:
    from surveykit.site.criteria import Criteria
    from surveykit.workflow import Project


def declare_criteria(commands: Commands) -> None:
    """`surveykit criteria PROJECT [NAME=VALUE …] [--take-back NAME] [--reason WHY]`."""
    parser = commands.on_project(
        "criteria",
        run_criteria,
        _("the planner's parameters: list, try other values, keep them with a reason"),
        as_json=True,
    )
    parser.add_argument("values", nargs="*", metavar=_("NAME=VALUE"),
                        help=_("values to try; an empty one is the default"))  # fmt: skip
    parser.add_argument(
        "--take-back",
        action="append",
        default=[],
        metavar="NAME",
        help=_("the value before the last change of this parameter"),
    )
    parser.add_argument("--reason", help=_("keep the values, for this reason"))


def run_criteria(options: Namespace) -> int:
    """List the parameters with the log; or tell the verdict with other values, and keep them."""
    with open_project(options.project) as project:
        if not options.values and not options.take_back:
            _list(project, as_json=options.json)
        else:
            _try(project, options)
    return DONE


def _list(project: "Project", *, as_json: bool) -> None:
    from surveykit import deciding

    log = project.decisions()
    found = deciding.criteria(project.site, log)
    if as_json:
        print_json({
            "criteria": [asdict(one) | {"decision": None} for one in found],
            "decisions": [one.model_dump(mode="json") for one in log],
        })  # fmt: skip
        return
    for one in found:
        default = _("default: {value}").format(value=one.default)
        changed = f" ({default})" if one.changed else ""
        print_lines([
            f"{one.title} ({one.name}) = {one.value} {one.unit}{changed}", f"  {one.meaning}"
        ])  # fmt: skip
    if log:
        print_lines(["", _("Changed in this project:"), *map(deciding.told, log)])


def _try(project: "Project", options: Namespace) -> None:
    from surveykit import deciding

    typed = dict(map(_split, options.values))
    typed |= {name: deciding.before(project, name) for name in options.take_back}
    basis = deciding.basis(project)
    tried = deciding.judged(project.site, typed)
    kept = _kept(project, tried, options.reason)
    if options.json:
        now, then = basis.assessed(basis.site.criteria), basis.assessed(tried)
        print_json({"before": now.verdict, "verdict": then.verdict, "kept": kept})  # fmt: skip
        return
    print_lines([
        *deciding.verdicts_told(basis, tried),
        _("Kept, with the reason.") if kept else _("Only tried; --reason keeps it."),
    ])  # fmt: skip


def _kept(project: "Project", tried: "Criteria", reason: str | None) -> bool:
    from surveykit import deciding

    if reason is None:
        return False
    deciding.keep(project, tried, reason, today())
    return True


def _split(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise SurveykitError(
            _("“{text}” is no value for a parameter.").format(text=text),
            advice=_("Write NAME=VALUE, for instance calibration=0.4."),
        )
    return name.strip(), value.strip()
