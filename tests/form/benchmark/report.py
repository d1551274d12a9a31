"""What was measured, as a table and as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One thing measured, beside what others need for it.

    `limits` says for some of the others which share of theirs ours may be at most.
    """

    what: str
    unit: str
    ours: float
    others: Mapping[str, float] = field(default_factory=dict)
    limits: Mapping[str, float] = field(default_factory=dict)

    @property
    def kept(self) -> bool:
        """Whether every limit is kept."""
        return all(self.ours <= self.others[name] * most for name, most in self.limits.items())

    def __str__(self) -> str:
        other = "; ".join(self._beside(name) for name in self.others)
        return f"{self.what:42}{self.ours:10.3f} {self.unit:3}{other}"

    def _beside(self, name: str) -> str:
        theirs = self.others[name]
        ratio = f"{name} {theirs:.3f}, {_share(self.ours / theirs)}"
        if name not in self.limits:
            return ratio
        verdict = "kept" if self.ours <= theirs * self.limits[name] else "MISSED"
        return f"{ratio} (at most {_share(self.limits[name])}: {verdict})"


def _share(ratio: float) -> str:
    return f"1/{1 / ratio:.1f}" if 0 < ratio < 1 else f"{ratio:.1f} times"
