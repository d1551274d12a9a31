from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveykit.fieldwork.erasure_code import (
    RANDOM_BITS,
    NotAnErasureCodeError,
    id_of,
    new_code,
    read_code,
)

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""As Douglas Crockford published them: https://www.crockford.com/base32.html."""

numbers = st.integers(0, 2**RANDOM_BITS - 1)


@given(number=numbers)
def test_a_code_is_three_groups_of_four_that_read_back(number: int) -> None:
    code = new_code(number)
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert set(code) <= {*SYMBOLS, "-"}
    assert read_code(code) == code


def test_different_numbers_have_different_codes() -> None:
    codes = {new_code(1 << bit) for bit in range(RANDOM_BITS)} | {new_code(0)}
    assert len(codes) == RANDOM_BITS + 1


@given(number=numbers)
def test_every_wrong_symbol_is_noticed(number: int) -> None:
    code = new_code(number).replace("-", "")
    for place, right in enumerate(code):
        for wrong in set(SYMBOLS) - {right}:
            with pytest.raises(NotAnErasureCodeError):
                read_code(code[:place] + wrong + code[place + 1 :])


@given(number=numbers)
def test_any_two_symbols_that_changed_places_are_noticed(number: int) -> None:
    code = new_code(number).replace("-", "")
    for one, other in combinations(range(len(code)), 2):
        if code[one] != code[other]:
            changed = [*code]
            changed[one], changed[other] = code[other], code[one]
            with pytest.raises(NotAnErasureCodeError):
                read_code("".join(changed))


@given(number=numbers)
def test_a_code_may_be_typed_as_it_is_heard(number: int) -> None:
    code = new_code(number)
    heard = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read_code(f" {heard} ") == code
    assert id_of(heard) == id_of(code)


@pytest.mark.parametrize("text", ["", "0000", "0000-0000-000U", "0000-0000-0000-0", "ÄÖÜ"])
def test_anything_else_is_no_code(text: str) -> None:
    with pytest.raises(NotAnErasureCodeError):
        read_code(text)


def test_a_number_of_more_bits_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="55 bits"):
        new_code(1 << RANDOM_BITS)


def test_the_id_looks_like_any_random_one_and_stays_the_same_for_ever() -> None:
    """printf 'surveykit erasure code 0000-0000-0000' | sha256sum | cut -c 1-32, as a UUIDv4."""
    id_ = id_of(new_code(0))
    assert id_.version == 4
    assert id_ == UUID("c717baa6-39ad-4f0d-b41d-7c21be7e1a00")
