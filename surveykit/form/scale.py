"""The scale of a range, from what the form says of it: its ends and its steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_SMALLEST, _LARGEST = Decimal("1e-9"), Decimal("1e15")
"""Beyond, the steps could not be counted in the figures of a Decimal."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from `start` to `end`, which may lie below; `step` is None if every one will do."""

    start: Decimal
    end: Decimal
    step: Decimal | None

    def ticks(self, most: int) -> tuple[str, ...]:
        """The numbers on the scale, from its start on; none if they are endless, or too many."""
        if self.step is None:
            return ()
        step = self.step if self.end >= self.start else -self.step
        count = int((self.end - self.start) / step) + 1
        if count > most:
            return ()
        return tuple(f"{(self.start + n * step).normalize() + 0:f}" for n in range(count))


def read_scale(parameters: Mapping[str, str]) -> Scale | None:
    """The scale that the parameters `start`, `end` and `step` give; None if it has no ends."""
    start, end, step = (_number(parameters.get(name, "")) for name in ("start", "end", "step"))
    if start is None or end is None:
        return None
    return Scale(start, end, abs(step) if step else None)


def _number(text: str) -> Decimal | None:
    """A finite number of a sensible size; None if it is no such thing."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    if not number:
        return Decimal(0)
    return number if _SMALLEST <= abs(number) <= _LARGEST else None
