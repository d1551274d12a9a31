"""Sentences with names from outside in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.text.sentences import filled


@pytest.mark.parametrize(
    ("sentence", "name", "shown"),
    [
        ("Wir sind {name}. Kommen Sie.", "Mieterrat e. V.", "Wir sind Mieterrat e. V. Kommen Sie."),
        ("Wir sind {name}.", "Mieterrat e. V.", "Wir sind Mieterrat e. V."),
        ("Wir sind {name}.", "Mieterrat", "Wir sind Mieterrat."),
        ("{name}, Sie?", "Mieterrat e. V.", "Mieterrat e. V., Sie?"),
        ("Anruf. {name} hilft.", "Mieterrat e. V.", "Anruf. Mieterrat e. V. hilft."),
        ("Wir sind {name}.", "\u2068Mieterrat e. V.\u2069", "Wir sind \u2068Mieterrat e. V.\u2069"),
        ("Wir sind {name}.", "{name}.", "Wir sind {name}."),
    ],
)
def test_a_sentence_ends_in_one_full_stop(sentence: str, name: str, shown: str) -> None:
    assert filled(sentence, {"name": name}) == shown


@given(st.text(st.characters(exclude_characters=".")))
def test_any_other_name_is_inserted_as_it_is(name: str) -> None:
    assert filled("Wir sind {name}. Und {name}.", {"name": name}) == f"Wir sind {name}. Und {name}."
