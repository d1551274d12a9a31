"""A catalogue alone adds a language: nothing in the program names those it speaks."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from surveykit import text
from surveykit.cli import main
from surveykit.text import _


@pytest.fixture
def with_dutch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A third catalogue beside the others, with a few texts only."""
    folder = tmp_path / "catalogues"
    shutil.copytree(text.CATALOGUES, folder)
    dutch = Catalog(locale="nl")
    dutch.add("refused", "geweigerd")
    dutch.add("in English", "in het Nederlands")
    dutch.add("surveykit does not speak “{code}”.", "surveykit spreekt geen “{code}”.")
    target = folder / "nl" / "LC_MESSAGES" / "surveykit.mo"
    target.parent.mkdir(parents=True)
    out = BytesIO()
    write_mo(out, dutch)
    target.write_bytes(out.getvalue())
    monkeypatch.setattr(text, "CATALOGUES", folder)
    text._catalogue.cache_clear()


@pytest.mark.usefixtures("with_dutch")
def test_the_program_speaks_it_and_says_in_english_what_it_lacks() -> None:
    text.use("nl")
    assert text.language() == "nl"
    assert _("refused") == "geweigerd"
    assert _("nobody home") == "nobody home"
    assert text.number(12885.456, 2) == "12.885,46"  # as Dutch is written


@pytest.mark.usefixtures("with_dutch")
def test_the_language_key_leads_through_all_and_names_each_in_its_own_words() -> None:
    seen = []
    for _turn in range(3):
        seen.append((text.language(), text.other_language()))
        text.use(text.next_language())
    assert seen == [("de", "in English"), ("en", "in het Nederlands"), ("nl", "auf Deutsch")]
    assert text.language() == "de"


@pytest.mark.usefixtures("with_dutch")
def test_the_command_line_takes_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "nl", "site", "check", "nowhere.xlsx"]) == 2
    capsys.readouterr()
    assert main(["--language", "xx", "site", "check", "nowhere.xlsx"]) == 2
    assert "de, en, nl" in capsys.readouterr().err


def test_placeholders_are_in_the_language_too(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--language", "de", "handover", "--help"])
    german = capsys.readouterr().out
    assert "PROJEKT DATEI" in german
    assert "project" not in german
    with pytest.raises(SystemExit):
        main(["--language", "de", "handover"])
    assert "PROJEKT, DATEI" in capsys.readouterr().err
