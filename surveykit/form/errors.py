"""What the engine refuses: faulty forms, and what cannot be while one is filled in."""

from collections.abc import Sequence
from pathlib import Path

from surveykit.errors import Fault, FaultyFileError, SurveykitError
from surveykit.form.model import Form


class FaultyFormError(FaultyFileError):
    """A form cannot be used; `rest` is what it is when its faulty cells are put right or left out.

    Nothing may be asked by it: it is there to tell what else is worth knowing.
    """

    def __init__(self, file: Path, faults: Sequence[Fault], rest: Form | None) -> None:
        super().__init__(file, faults)
        self.rest = rest


class InvalidAnswerError(SurveykitError):
    """An answer that the question does not accept; `ref` names the question."""

    def __init__(self, ref: str, what: str, *, advice: str) -> None:
        super().__init__(what, advice=advice)
        self.ref = ref


class RepeatError(SurveykitError):
    """An instance of a repeat cannot be added or taken away."""
