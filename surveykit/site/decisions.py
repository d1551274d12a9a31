"""Criteria that the planner changed while the survey was on: what, from what, why, on what day.

The site workbook says what held at the beginning; a decision says what holds since. Nothing is
thrown away: taking a decision back is a decision too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from pydantic import ValidationError

from surveykit.errors import Fault
from surveykit.frozen import Frozen
from surveykit.site.cells import CellError, read
from surveykit.site.criteria import Criteria, default
from surveykit.site.model import Site
from surveykit.site.workbook import at_odds, criterion_column
from surveykit.text import _, ngettext
from surveykit.text.clean import clean

Value = bool | int | float | str | None
"""Of a criterion; None: by size."""

_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
_NUMBER = re.compile(r"([+-]?[0-9]+(?:[.,][0-9]+)?)\s*(%?)")


class Decision(Frozen):
    """One criterion, changed with a reason. Who did it is not asked; the day is enough."""

    criterion: str
    before: Value
    value: Value
    reason: str
    day: date


def decided(criteria: Criteria, decisions: Iterable[Decision]) -> Criteria:
    """The criteria that hold now; `decisions` in the order in which they were taken.

    Decisions of a newer program on criteria that this one does not have are passed over.
    """
    values = {one.criterion: one.value for one in decisions}
    known = {name: value for name, value in values.items() if name in Criteria.model_fields}
    return Criteria.model_validate(criteria.model_dump() | known)


def faults_of(site: Site, typed: Mapping[str, str]) -> tuple[Criteria, tuple[Fault, ...]]:
    """The site's criteria with these values as somebody typed them, and all that is wrong.

    An empty text is the default. Where there are faults the criteria are the site's.
    """
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    for name, text in typed.items():
        try:
            values[name] = _value(name, text)
        except CellError as error:
            faults.append(Fault("", "", _told(name, text), error.what, error.mend))
    held_together = Criteria()
    try:
        held_together = Criteria.model_validate(site.criteria.model_dump() | values)
    except ValidationError as error:
        faults += [Fault("", "", _told(key, ""), what, mend) for key, what, mend in at_odds(error)]
    faults += _small_blocks(site, values.get("block_min"))
    return (site.criteria if faults else held_together), tuple(faults)


def changes(before: Criteria, after: Criteria, reason: str, day: date) -> tuple[Decision, ...]:
    """What has to be decided to get from one to the other, in the order of the criteria."""
    return tuple(
        Decision(
            criterion=name,
            before=getattr(before, name),
            value=getattr(after, name),
            reason=clean(reason),
            day=day,
        )
        for name in Criteria.model_fields
        if getattr(before, name) != getattr(after, name)
    )


def before_last(decisions: Sequence[Decision], name: str) -> Decision | None:
    """The last decision on a criterion, whose `before` takes it back; None if there is none."""
    return next((one for one in reversed(decisions) if one.criterion == name), None)


def _value(name: str, text: str) -> Value:
    """As a cell of the workbook is read; typed numbers may have a comma and a sign for per cent."""
    text = clean(text)
    column = criterion_column(name)
    if not text:
        return default(name)
    number = _NUMBER.fullmatch(text) if column.kind in ("whole", "number") else None
    if number and _THOUSANDS.fullmatch(text):
        raise CellError(
            _("This number can be read in two ways."),
            _("Write it without a mark for the thousands."),
        )
    if number:
        figure = float(number[1].replace(",", "."))
        value = read(figure / 100 if number[2] else figure, column)
    else:
        value = read(text, column)
    return value if isinstance(value, bool | int | float | str) else default(name)


def _told(name: str, text: str) -> str:
    return f"{name} = {text}" if text else name


def _small_blocks(site: Site, least: Value) -> Iterator[Fault]:
    """Blocks in which an answer could be traced to a door, if so many dwellings are needed."""
    for block in site.blocks if isinstance(least, int) else ():
        homes = sum(flat.block == block.name for flat in site.dwellings)
        if isinstance(least, int) and homes < least:
            what = ngettext(
                "The block {block} has {n} dwelling, but needs {least}.",
                "The block {block} has {n} dwellings, but needs {least}.",
                homes,
            ).format(block=block.label, n=homes, least=least)
            mend = _("Blocks are grouped in the site workbook, before the survey begins.")
            yield Fault("", "", _told("block_min", str(least)), what, mend)
