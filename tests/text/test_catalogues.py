"""Every text a person sees is there in every language, with the same placeholders."""

import ast
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import surveykit
from surveykit.text import CATALOGUES

PACKAGE = Path(surveykit.__file__).parent
KEYWORDS = {"_": None, "ngettext": (1, 2)}


def texts_in_the_code() -> set[str | tuple[str, ...]]:
    found = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS)
    return {message for _file, _line, message, _comments, _context in found}


def test_no_text_hides_from_the_catalogue_inside_another_one() -> None:
    """What stands inside an f-string is not extracted, and would be English for ever."""
    hidden = [
        f"{path.name}:{inner.lineno}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Call) and getattr(inner.func, "id", "") in KEYWORDS
    ]
    assert hidden == []


def test_german_has_one_word_for_a_passphrase_and_one_for_the_key() -> None:
    told = "\n".join(text for message in read("de") for text in translated(message) if message.id)
    assert "Passphras" not in told
    assert "Kennwort" not in told
    assert not re.search(r"Eingabe(taste\b|:| oder W\b|,? führt)", told)


def read(language: str) -> Catalog:
    path = CATALOGUES / language / "LC_MESSAGES" / "surveykit.po"
    with path.open("rb") as file:
        return read_po(file)


def placeholders(text: str) -> set[str | None]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name}


def translated(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


@pytest.mark.parametrize("language", ["de"])
def test_every_text_is_translated(language: str) -> None:
    catalogue = read(language)
    known = {message.id for message in catalogue if message.id and all(translated(message))}
    assert texts_in_the_code() - known == set()


@pytest.mark.parametrize("language", ["de"])
def test_no_translation_is_left_over(language: str) -> None:
    assert {message.id for message in read(language) if message.id} <= texts_in_the_code()


@pytest.mark.parametrize("language", ["de"])
def test_translations_keep_the_placeholders(language: str) -> None:
    for message in read(language):
        if message.id:
            ids = (message.id,) if isinstance(message.id, str) else message.id
            allowed = set.union(*map(placeholders, ids))
            for text in translated(message):
                assert placeholders(text) <= allowed, message.id
            assert placeholders(translated(message)[-1]) == placeholders(ids[-1]), message.id


@pytest.mark.parametrize("language", ["de"])
def test_the_compiled_catalogue_is_up_to_date(language: str) -> None:
    from gettext import GNUTranslations

    folder = CATALOGUES / language / "LC_MESSAGES"
    with (folder / "surveykit.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for message in read(language):
        if isinstance(message.id, str) and message.id:
            assert compiled.gettext(message.id) == message.string
        elif message.id:
            one, many = message.id
            assert tuple(compiled.ngettext(one, many, n) for n in (1, 2)) == translated(message)
