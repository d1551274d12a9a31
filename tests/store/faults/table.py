"""What the harness prints: one line for each kind of fault."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .ledger import Found


@dataclass(slots=True)
class Line:
    """One kind of fault; `damages` must be empty unless the fault itself is a damage."""

    fault: str
    injected: int = 0
    acknowledged: int = 0
    lost: int = 0
    damages: list[str] = field(default_factory=list)
    noticed: int = 0
    """Of the faults injected, those that the program told in a sentence."""
    remark: str = ""
    control: bool = False
    """A program that is broken on purpose: what it loses shows that losses are seen."""

    def add(self, found: Found) -> None:
        """Count what one fault has left."""
        self.injected += 1
        self.acknowledged += found.acknowledged
        self.lost += found.lost
        self.damages += found.damages

    @property
    def sound(self) -> bool:
        """Nothing acknowledged is lost, and nothing is damaged."""
        return not self.lost and not self.damages


def text(lines: Iterable[Line]) -> str:
    """The table."""
    lines = [*lines]
    width = max((len(line.fault) for line in lines), default=len("fault")) + 1
    head = (
        f"{'fault':<{width}}{'injected':>9}{'told':>7}{'acknowledged':>14}{'lost':>6}{'damages':>9}"
    )
    rows = [
        f"{line.fault:<{width}}{line.injected:>9}{line.noticed:>7}{line.acknowledged:>14}"
        f"{line.lost:>6}{len(line.damages):>9}  {line.remark}".rstrip()
        for line in lines
    ]
    return "\n".join([head, "-" * len(head), *rows])
