"""Whether an Ed25519 signature is right.

Only checks, so no secret is handled and time may tell what it will. Ten milliseconds a
signature: enough for one QR code at the door, and no library to install.
Source: RFC 8032, sections 5.1 and 6.
"""

from hashlib import sha512

SIGNATURE, _KEY = 64, 32
"""Bytes of a signature and of a public key."""
_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
"""A square root of -1."""

_Point = tuple[int, int, int, int]
"""Extended coordinates X, Y, Z, T with x = X/Z, y = Y/Z and xy = T/Z."""


def verify(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the owner of a public key has signed the message."""
    if len(key) != _KEY or len(signature) != SIGNATURE:
        return False
    owner, commitment = _decompressed(key), _decompressed(signature[:_KEY])
    scalar = int.from_bytes(signature[_KEY:], "little")
    if owner is None or commitment is None or scalar >= _L:
        return False
    digest = sha512(signature[:_KEY] + key + message).digest()
    challenge = int.from_bytes(digest, "little") % _L
    return _same(_times(scalar, _BASE), _sum(commitment, _times(challenge, owner)))


def _sum(one: _Point, other: _Point) -> _Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(scalar: int, point: _Point) -> _Point:
    total: _Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = _sum(total, point)
        point = _sum(point, point)
        scalar >>= 1
    return total


def _same(one: _Point, other: _Point) -> bool:
    return (one[0] * other[2] - other[0] * one[2]) % _P == 0 and (
        one[1] * other[2] - other[1] * one[2]
    ) % _P == 0


def _decompressed(packed: bytes) -> _Point | None:
    number = int.from_bytes(packed, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    x = _x_of(y, sign) if y < _P else None
    return None if x is None else (x, y, 1, x * y % _P)


def _x_of(y: int, sign: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    if square == 0:
        return None if sign else 0
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P:
        return None
    return x if x & 1 == sign else _P - x


_BASE_Y = 4 * pow(5, -1, _P) % _P
_BASE = _decompressed(_BASE_Y.to_bytes(32, "little")) or (0, 1, 1, 0)
