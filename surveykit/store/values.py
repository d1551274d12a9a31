"""Values of SQLite that can be of one kind only; a damaged file may hold another."""


def whole_number(value: object) -> int:
    """A value that can only be a whole number."""
    if not isinstance(value, int):
        raise TypeError(f"a whole number expected, not {value!r}")
    return value


def some_bytes(value: object) -> bytes:
    """A value that can only be bytes."""
    if not isinstance(value, bytes):
        raise TypeError(f"bytes expected, not {value!r}")
    return value
