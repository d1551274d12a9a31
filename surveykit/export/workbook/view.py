"""What several sheets look up in the results: households, labels, and small numbers hidden."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from surveykit.assess.households import Household
from surveykit.assess.questionnaire import NO_ANSWER, shown_language
from surveykit.assess.suppress import (
    answers_for_people,
    base_for_people,
    counts_for_people,
    forecast_hidden,
    is_small,
    unions_for_people,
)
from surveykit.export.results import Results
from surveykit.fieldwork.record import DOOR_FORM
from surveykit.form import Form
from surveykit.text import _


@dataclass(frozen=True, slots=True)
class View:
    """The results, as several sheets look at them."""

    results: Results
    form: Form

    @property
    def households(self) -> Sequence[Household]:
        """What the door interviews tell."""
        return self.results.households

    @property
    def limit(self) -> int:
        """Households; counts from 1 to one less are not shown."""
        return self.results.site.criteria.suppress_below

    def label(self, list_name: str, code: str) -> str:
        """Words of a choice in the language in use; the code itself where the form lacks it."""
        for choice in self.form.choices(list_name):
            if choice.code == code:
                return choice.label(shown_language(self.form))
        return code

    def counted(self, question: str) -> Counter[str]:
        """Households by answer; with multiple choices a household counts several times."""
        return Counter(code for home in self.households for code in home.chosen(question))

    def asked(self, question: str) -> int:
        """Households with an answer in substance."""
        return sum(home.answered(question) for home in self.households)

    def suits(self, question: str, codes: Collection[str]) -> int:
        """Households that one of the codes suits, `any` among them."""
        return sum(
            home.answered(question) and home.accepts(question, codes) for home in self.households
        )

    def is_small(self, households: int) -> bool:
        """True for a number that must not be shown, nor anything calculated from so few."""
        return is_small(households, self.limit)

    def hides_forecast(self) -> bool:
        """True while so few answered that what is reckoned from answers would be theirs."""
        return forecast_hidden(self.results.assessment, self.limit)

    def why_hidden(self) -> str:
        """What stands in place of the figures of few households."""
        return _(
            "Fewer than {limit} households have answered: every figure would be their very "
            "answers. Forecast, times, costs and topics are shown from {limit} households on."
        ).format(limit=self.limit)

    def parts(
        self,
        counts: Mapping[str, int],
        wholes: Mapping[str, int],
        total: int | None = None,
    ) -> dict[str, int | str]:
        """Counts that each are part of a greater number shown beside them.

        Small ones and those that would betray them are texts; `total` as `counts_for_people` has
        it.
        """
        return _as_numbers(counts, counts_for_people(counts, total, self.limit, within=wholes))

    def unions(
        self, unions: Mapping[str, int], parts: Mapping[str, Mapping[str, int]]
    ) -> tuple[dict[str, int | str], dict[str, dict[str, int | str]]]:
        """Areas and their topics, as `unions_for_people` shows them."""
        shown, cells = unions_for_people(unions, parts, self.limit)
        found = {name: _as_numbers(parts[name], texts) for name, texts in cells.items()}
        return _as_numbers(unions, shown), found

    def answers(self, question: str) -> dict[str, int | str]:
        """Households by answer, most first as counted; `no_answer`, if given, comes last."""
        counts = dict(self.counted(question))
        silent = counts.pop(NO_ANSWER, 0)
        shown, refused = answers_for_people(
            counts,
            asked=self.asked(question),
            silent=silent,
            interviewed=len(self.households),
            several=self.form.question(question).multiple,
            limit=self.limit,
        )
        found = _as_numbers(counts, shown)
        return found | _as_numbers({NO_ANSWER: silent}, {NO_ANSWER: refused}) if silent else found

    def base(self, question: str) -> int | None:
        """Households that shares of this question are of; None where it must stay unknown."""
        return base_for_people(self.asked(question), len(self.households), self.limit)

    @property
    def small(self) -> str:
        """What stands in place of a small number."""
        return f"<{self.limit}"


def _as_numbers(counts: Mapping[str, int], texts: Mapping[str, str]) -> dict[str, int | str]:
    """Counts shown as they are become numbers again."""
    return {key: count if texts[key] == str(count) else texts[key] for key, count in counts.items()}


def look_at(results: Results) -> View:
    """With the form of the door interviews."""
    return View(results, results.forms[DOOR_FORM])
