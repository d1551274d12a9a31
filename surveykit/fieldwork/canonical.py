"""The one JSON text of a value: what is hashed, and what a handover carries."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def canonical_json(value: "DataclassInstance") -> str:
    """The fields by name, sorted, without white space, characters as they are, times in ISO 8601.

    A field that has its default is left out, so that a field added to a later version of the
    program leaves the text of older values, and so their revisions, as they were.

    Raises:
        TypeError: a field holds a kind of value that has no such text.
    """
    content = {
        name: field
        for name, default in _fields(type(value))
        if (field := getattr(value, name)) != default
    }
    return _ENCODER.encode(content)


@cache
def _fields(kind: type["DataclassInstance"]) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


def _text(value: object) -> object:
    match value:
        case date() | datetime():
            return value.isoformat()
        case UUID():
            return str(value)
        case Mapping():
            return dict(value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return asdict(value)
        case _:
            raise TypeError(f"no canonical text for {value!r}")


_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_text
)
