"""How some households answered one question, and what of it people may see."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from surveykit.assess.estimate.questionnaire import NO_ANSWER
from surveykit.assess.suppress import answers_for_people, base_for_people


class Tally(NamedTuple):
    """Households by the codes that each of them chose."""

    alike: Counter[frozenset[str]]
    several: bool
    """Several answers are possible."""
    limit: int
    """Counts from 1 to one less are not shown."""

    @property
    def interviewed(self) -> int:
        """All of them, those not asked too."""
        return self.alike.total()

    @property
    def asked(self) -> int:
        """Households with an answer in substance."""
        return sum(count for chosen, count in self.alike.items() if chosen - {NO_ANSWER})

    @property
    def base(self) -> int | None:
        """Households that shares of the question are of; None where it must stay unknown."""
        return base_for_people(self.asked, self.interviewed, self.limit)

    @property
    def counts(self) -> Counter[str]:
        """Households by answer; with several a household counts several times."""
        found: Counter[str] = Counter()
        for chosen, count in self.alike.items():
            found.update(dict.fromkeys(chosen, count))
        return found

    def answers(self) -> dict[str, int | str]:
        """Households by answer; `no_answer`, if given, comes last."""
        counts = dict(self.counts)
        silent = counts.pop(NO_ANSWER, 0)
        shown, refused = answers_for_people(
            counts,
            asked=self.asked,
            silent=silent,
            interviewed=self.interviewed,
            several=self.several,
            limit=self.limit,
        )
        found = as_numbers(counts, shown)
        return found | as_numbers({NO_ANSWER: silent}, {NO_ANSWER: refused}) if silent else found


def as_numbers(counts: Mapping[str, int], texts: Mapping[str, str]) -> dict[str, int | str]:
    """Counts shown as they are become numbers again."""
    return {key: count if texts[key] == str(count) else texts[key] for key, count in counts.items()}
