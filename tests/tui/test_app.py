"""A fault in the program is told without giving answers away."""

from pathlib import Path

import pytest

from surveykit import text
from surveykit.errors import SurveykitError
from surveykit.tui.app import SurveykitApp


class FaultyApp(SurveykitApp):
    """Falls over as soon as it is on the screen."""

    def run(self, **_options: object) -> None:
        """Without a terminal."""
        super().run(headless=True)

    def on_ready(self) -> None:
        answer = "I owe three rents"
        raise ZeroDivisionError(len(answer))


def test_a_crash_shows_no_answers_and_says_what_to_do(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text.use("en")
    with pytest.raises(SurveykitError) as told:
        FaultyApp(folder=tmp_path).run_quietly()
    assert "ZeroDivisionError, test_app.py" in told.value.what
    assert "Every answer that was saved is safe." in told.value.advice
    printed = capfd.readouterr()
    assert "rents" not in printed.out + printed.err + str(told.value)
    assert "Traceback" not in printed.out + printed.err
