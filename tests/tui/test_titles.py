"""What the bundled forms are called, in the language of the program."""

from pathlib import Path

import pytest

from surveykit import text
from surveykit.asking.titles import title_words
from surveykit.bundled import FORMS
from surveykit.form.load import load
from tests.tui.conftest import at_work

ALL = sorted(path.stem for path in FORMS.glob("*.xlsx"))


async def test_a_form_is_chosen_by_its_title_in_english(project_file: Path) -> None:
    async with at_work(project_file) as person:
        await person.until("0 of 17 doors")
        await person.press("f")
        await person.until("Day sheet of the consultation hour")
        assert not person.sees("Tagesblatt")


@pytest.mark.parametrize("form", ALL)
def test_every_bundled_form_has_its_own_title_in_german_and_another_in_english(form: str) -> None:
    title = load(FORMS / f"{form}.xlsx").title
    text.use("de")
    assert title_words(form, title) == title
    text.use("en")
    assert title_words(form, title) != title


def test_a_form_that_was_renamed_keeps_its_name() -> None:
    assert title_words("followup", "Rückmeldung Nord") == "Rückmeldung Nord"
    assert title_words("own", "Eigenes") == "Eigenes"
