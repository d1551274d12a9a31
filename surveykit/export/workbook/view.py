"""What several sheets look up in the results: households, labels, and small numbers hidden."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from surveykit.assess.households import DOOR_FORM, Household, read_households
from surveykit.assess.questionnaire import NO_ANSWER, read_questionnaire
from surveykit.assess.suppress import counts_for_people
from surveykit.export.results import Results
from surveykit.form import Form
from surveykit.text import language


@dataclass(frozen=True, slots=True)
class View:
    """The results with the door interviews read as households."""

    results: Results
    form: Form
    households: tuple[Household, ...]

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
        return 0 < households < self.limit

    def shown(self, counts: Mapping[str, int], total: int | None = None) -> dict[str, int | str]:
        """Counts as numbers, small ones and those that would betray them as text.

        `total` only where the counts add up to it and the reader can know it.
        """
        texts = counts_for_people(counts, total, self.limit)
        return {
            key: count if texts[key] == str(count) else texts[key] for key, count in counts.items()
        }

    def base(self, question: str) -> int | None:
        """Households that shares of this question are of; None where it must stay unknown.

        The base beside the number of interviews tells how many did not answer.
        """
        asked = self.asked(question)
        silent = self.counted(question)[NO_ANSWER]
        rest = len(self.households) - asked - silent
        hidden = any(map(self.is_small, (asked, silent, rest)))
        return None if hidden or not asked else asked

    @property
    def small(self) -> str:
        """What stands in place of a small number."""
        return f"<{self.limit}"


def look_at(results: Results) -> View:
    """Read the door interviews once for all sheets."""
    form = results.forms[DOOR_FORM]
    households = read_households(
        results.records, read_questionnaire(form), dk_factor=results.site.criteria.dk_factor
    )
    return View(results, form, households)


def shown_language(form: Form) -> str:
    """The form's name for the language in use; its first language where it lacks that one."""
    fitting = [name for name in form.languages if name.endswith(f"({language()})")]
    return (fitting or list(form.languages) or [""])[0]
