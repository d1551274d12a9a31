"""What was published before, as the project keeps it, and why more may not be published yet."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from surveykit.errors import SurveykitError
from surveykit.export.public.table import Shown
from surveykit.text import _, day, ngettext


class TooFewError(SurveykitError):
    """So few answered that every figure would be somebody's answer."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            _("Fewer than {limit} households have answered: nothing may be published yet.").format(
                limit=limit
            ),
            advice=_("Go on with the survey; the internal workbook can be written at any time."),
        )


class TooAlikeError(SurveykitError):
    """Beside an earlier publication this one would tell what few households said."""

    def __init__(self, earlier: "Published", limit: int) -> None:
        super().__init__(
            ngettext(
                "Results of {n} household were published on {day}; today's differ by fewer than "
                "{limit} households, and beside them would tell what these said.",
                "Results of {n} households were published on {day}; today's differ by fewer than "
                "{limit} households, and beside them would tell what these said.",
                earlier.households,
            ).format(n=earlier.households, day=day(earlier.day), limit=limit),
            advice=_("Pass on the earlier file, or wait for more interviews."),
        )


@dataclass(frozen=True, slots=True)
class Published:
    """What a public export showed, as the project keeps it: no number that was hidden."""

    day: date
    households: int
    """Interviewed ones whose answers the tables hold."""
    raw: float
    tables: Mapping[str, Shown]

    @property
    def content(self) -> str:
        """All but the day, as JSON; equal where the same was shown."""
        tables = {
            name: {"whole": one.whole, "alone": dict(one.alone), "several": dict(one.several)}
            for name, one in self.tables.items()
        }
        return json.dumps({"households": self.households, "raw": self.raw, "tables": tables})

    def as_json(self) -> str:
        """For the project."""
        return json.dumps({"day": self.day.isoformat(), "content": self.content})

    @classmethod
    def of_json(cls, text: str) -> "Published":
        """What `as_json` has made."""
        told = json.loads(text)
        found = json.loads(told["content"])
        tables = {
            name: Shown(one["whole"], one["alone"], one["several"])
            for name, one in found["tables"].items()
        }
        day_ = date.fromisoformat(told["day"])
        return cls(day_, found["households"], found["raw"], tables)
