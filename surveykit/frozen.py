"""The immutable base of every value that comes from outside."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A validated value that never changes: no unknown fields, collections as tuples."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
