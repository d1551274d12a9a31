"""What the engine refuses while a form is filled in."""

from surveykit.errors import SurveykitError


class InvalidAnswerError(SurveykitError):
    """An answer that the question does not accept; `ref` names the question."""

    def __init__(self, ref: str, what: str, *, advice: str) -> None:
        super().__init__(what, advice=advice)
        self.ref = ref


class RepeatError(SurveykitError):
    """An instance of a repeat cannot be added or taken away."""
