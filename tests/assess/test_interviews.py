"""Very many interviews in little memory: nothing that was answered is lost."""

from hypothesis import given
from hypothesis import strategies as st

from surveykit.assess.estimate.answer_table import AnswerTable

ANSWERS = st.dictionaries(st.sampled_from("abcd"), st.text(max_size=3), max_size=4)


@given(rows=st.lists(ANSWERS, max_size=20))
def test_a_table_gives_back_every_answer_it_took_in(rows: list[dict[str, str]]) -> None:
    table = AnswerTable()
    for row in rows:
        table.add(row)
    given_ = [{name: text for name, text in row.items() if text} for row in rows]
    assert [dict(table[row]) for row in range(len(table))] == given_
    assert [table[row].get("a", "none") for row in range(len(table))] == [
        row.get("a", "none") for row in given_
    ]


def test_more_texts_than_a_byte_or_two_can_tell_apart_stay_apart() -> None:
    table = AnswerTable()
    for number in range(70_000):
        table.add({"idea1": str(number)})
    assert [table[row]["idea1"] for row in range(70_000)] == [*map(str, range(70_000))]
