"""The erasure code: who has it can have an interview erased everywhere, without giving a name.

Twelve symbols of Crockford's Base32 alphabet, without the letters I, L, O and U that are taken for
others when read aloud: eleven drawn at random, 55 bits, and one that checks the rest.

The id of a record is a hash of its code. So nothing has to be kept to find the record again, the
file shows no code, and to everybody without the card the id is a random number like any other.
Who tries codes at random among a hundred thousand records hits one in 3.6e11 tries.
"""

from hashlib import sha256
from uuid import UUID

from surveykit.errors import SurveykitError
from surveykit.text import _

RANDOM_BITS = 55

_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011", " -–—.,\t")
_LENGTH, _GROUP, _BITS = 12, 4, 5
_PRIMITIVE = 0b100101  # x⁵ + x² + 1, whose root generates the field of 32 elements


class NotAnErasureCodeError(SurveykitError):
    """What was typed cannot be a code, for the check symbol does not fit."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” is not an erasure code.").format(text=text),
            advice=_("Read it from the card again: three groups of four letters and digits."),
        )


def new_code(number: int) -> str:
    """The code of a random number from 0 to 2⁵⁵ - 1, in groups to be read aloud.

    Raises:
        ValueError: the number is another one.
    """
    if not 0 <= number < 1 << RANDOM_BITS:
        raise ValueError(f"a number of {RANDOM_BITS} bits expected, not {number}")
    values = [number >> _BITS * place & 31 for place in range(_LENGTH - 1)]
    return _grouped("".join(_SYMBOLS[value] for value in (_checksum(values), *values)))


def read_code(text: str) -> str:
    """A code as it was typed or heard, in the one way in which it is written.

    Small letters, other groups and O, I or L for 0 and 1 do not matter. One wrong symbol is always
    noticed, and so are two that changed places, next to each other or not.

    Raises:
        NotAnErasureCodeError: it is none.
    """
    symbols = text.upper().translate(_MISREAD)
    if len(symbols) != _LENGTH or any(symbol not in _SYMBOLS for symbol in symbols):
        raise NotAnErasureCodeError(text)
    check, *values = map(_SYMBOLS.index, symbols)
    if _checksum(values) != check:
        raise NotAnErasureCodeError(text)
    return _grouped(symbols)


def id_of(code: str) -> UUID:
    """The id of the record that this code belongs to.

    Raises:
        NotAnErasureCodeError: it is no code.
    """
    digest = sha256(f"surveykit erasure code {read_code(code)}".encode()).digest()
    return UUID(bytes=digest[:16], version=4)


def _checksum(values: list[int]) -> int:
    """The sum of the values, each times another power of the generator, in the field of 32.

    The check symbol itself has weight 1. All twelve weights differ and none is 0, so that no
    single error and no exchange leaves the sum as it was.
    """
    total = 0
    for value in reversed(values):
        total = _doubled(total ^ value)
    return total


def _doubled(value: int) -> int:
    """A value times the generator."""
    value <<= 1
    return value ^ _PRIMITIVE if value & 32 else value


def _grouped(symbols: str) -> str:
    return "-".join(symbols[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))
