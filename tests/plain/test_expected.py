"""Every kind of question says what it wants typed."""

import pytest

from surveykit.asking.page import Answer, Asked
from surveykit.asking.written import Kind
from surveykit.plain.expected import expected
from surveykit.plain.options import Options


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.NOTE])
def test_every_kind_of_question_says_what_it_expects(kind: Kind) -> None:
    asked = Asked("/data/q", kind, "Q", "", "", (Answer("a", "A", "1"), Answer("b", "B", "2")))
    assert expected(asked, Options(asked)).endswith(".")
