"""What several sheets look up in the results: households, labels, and small numbers hidden."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from surveykit.assess.estimate.households import Household
from surveykit.assess.estimate.questionnaire import ANY, NO_ANSWER, shown_language
from surveykit.assess.result import Share
from surveykit.assess.suppress import (
    BUILDING_MIN,
    counts_for_people,
    forecast_hidden,
    is_small,
    unions_for_people,
)
from surveykit.assess.voices.shares import Part, SiteShare, of_site, parts_of, site_share
from surveykit.export.results import Results
from surveykit.export.workbook.tally import Tally, as_numbers
from surveykit.fieldwork.record import DOOR_FORM
from surveykit.form import Form
from surveykit.text import _


@dataclass(frozen=True, slots=True)
class View:
    """The results, as several sheets look at them."""

    results: Results
    form: Form
    _by_block: dict[str, dict[str, Counter[frozenset[str]]]] = field(default_factory=dict)
    """Of the questions asked for so far: a million interviews are gone through once for each."""

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
        wanted = {*codes, ANY}
        return sum(
            count
            for found in self._answers_by_block(question).values()
            for chosen, count in found.items()
            if not wanted.isdisjoint(chosen) and chosen - {NO_ANSWER}
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
        return as_numbers(counts, counts_for_people(counts, total, self.limit, within=wholes))

    def unions(
        self, unions: Mapping[str, int], parts: Mapping[str, Mapping[str, int]]
    ) -> tuple[dict[str, int | str], dict[str, dict[str, int | str]]]:
        """Areas and their topics, as `unions_for_people` shows them."""
        shown, cells = unions_for_people(unions, parts, self.limit)
        found = {name: as_numbers(parts[name], texts) for name, texts in cells.items()}
        return as_numbers(unions, shown), found

    def answers(self, question: str) -> dict[str, int | str]:
        """Households by answer; `no_answer`, if given, comes last."""
        return self._tally(question).answers()

    def base(self, question: str) -> int | None:
        """Households that shares of this question are of; None where it must stay unknown."""
        return self._tally(question).base

    def site_shares(self, question: str, shown: Mapping[str, int | str]) -> dict[str, SiteShare]:
        """Shares of all households, of the answers whose number is `shown`.

        By block where every block's number could be shown, too; else the site as a whole, so that
        no share tells of a block what nobody may know.
        """
        blocks = self._blocks(question)
        found = self.whole_site(question, shown)
        for code in found:
            parts = [block.part(code) for block in blocks]
            known = tuple(part for part in parts if part is not None)
            if known and len(known) == len(parts):
                found[code] = site_share(known)
        return found

    def whole_site(self, question: str, shown: Mapping[str, int | str]) -> dict[str, SiteShare]:
        """The same with the site taken as one: for answers that count together."""
        asked = self.base(question)
        return {
            code: of_site(Share(figure, asked), self.results.assessment)
            for code, figure in shown.items()
            if asked is not None and isinstance(figure, int) and code != NO_ANSWER
        }

    def _tally(self, question: str) -> Tally:
        return self._told(question, self._answers_by_block(question).values())

    def _answers_by_block(self, question: str) -> dict[str, Counter[frozenset[str]]]:
        if question not in self._by_block:
            found: defaultdict[str, Counter[frozenset[str]]] = defaultdict(Counter)
            for home in self.households:
                found[home.answers.get("block", "")][home.chosen(question)] += 1
            self._by_block[question] = dict(found)
        return self._by_block[question]

    def _blocks(self, question: str) -> tuple["_Block", ...]:
        """The blocks with their answers; none where one has too few of them."""
        sizes = self.results.assessment.households_by_block
        if not sizes:
            return ()
        answers = {block: Counter[frozenset[str]]() for block in sizes}
        answers |= self._answers_by_block(question)
        found = []
        for part in parts_of({block: told.total() for block, told in answers.items()}):
            told = self._told(question, [answers[block] for block in part])
            if told.base is None or told.base < BUILDING_MIN:
                return ()
            homes = sum(sizes[block] for block in part)
            found.append(_Block(homes, told.interviewed, told.base, told.answers()))
        return tuple(found)

    def _told(self, question: str, blocks: Iterable[Counter[frozenset[str]]]) -> Tally:
        alike = sum(blocks, Counter[frozenset[str]]())
        return Tally(alike, self.form.question(question).multiple, self.limit)

    @property
    def small(self) -> str:
        """What stands in place of a small number."""
        return f"<{self.limit}"


class _Block(NamedTuple):
    """A block's households, those that answered a question, and their answers."""

    households: int
    interviewed: int
    asked: int
    shown: dict[str, int | str]

    def part(self, code: str) -> Part | None:
        """What is known of one answer; None where nobody may know it."""
        named = self.shown.get(code, 0)
        return (
            Part(self.households, self.interviewed, self.asked, named)
            if isinstance(named, int)
            else None
        )


def look_at(results: Results) -> View:
    """With the form of the door interviews."""
    return View(results, results.forms[DOOR_FORM])
