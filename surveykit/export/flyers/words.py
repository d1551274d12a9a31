"""The words of flyers and cards: one file per language in `texts/`, for anyone to edit.

Placeholders in {braces} are filled with facts of the site; nothing else in a text is special.
"""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import PositiveFloat, ValidationError, model_validator

from surveykit.errors import SurveykitError
from surveykit.frozen import Frozen
from surveykit.site.model import DAYS, Day, Rhythm
from surveykit.text import _
from surveykit.text.sentences import filled

_HERE = Path(__file__).parent
_TEXTS = _HERE / "texts"
_ORDER = ("de", "de-simple", "en", "tr", "ar", "uk", "ru", "pl")

TOPICS = tuple(f"t{n}" for n in range(1, 9))
CAN = tuple(f"can{n}" for n in range(1, 5))
CANNOT = tuple(f"cannot{n}" for n in range(1, 5))
_NEEDED = {
    *("headline", "short", "sub", "when", "first", "where", "where_hint", "free", "topics_intro"),
    *(*TOPICS, "beyond", "can_intro", *CAN, "legal", "cannot_intro", *CANNOT, "promise", "conf"),
    *("conf_landlord", "step_yes", "step_no", "step_no_uncounted", "step_partly", "lang", "alt"),
    *("contact", "organiser", "partners", "qr", "lang_de_simple", "lang_dgs"),
    *("card_title", "card_what", "card_alphabet", "card_contact", "card_kept"),
    *("s_announce", "r_announce", "r_week", "r_day", "r_after", "r_after_few", "r_cancel"),
    *("valid", "next_dates", "can_short", "cannot_short", "qr_phone", "qr_contact", "qr_mail"),
    *("qr_web", "survey_title", "cancel_title", "change_title", "r_change"),
    *("result_title", "result_intro", "result_said", "result_done", "result_german"),
    *("missed_title", "missed_who", "missed_why", "missed_next", "missed_answer"),
    *("missed_answer_box", "missed_safe", "missed_number", "call_in_language"),
    *("ladder_title", "topics_title", "times_title", "times_any", "times_none", "places_title"),
    *("places_any", "places_none", "step_free_place", "providers_title", "conversation_title"),
    *("privacy_title", "basis_public", "basis_interest"),
}
_LISTS = {
    "ladder": 11, "show_topics": 17, "providers": 5, "bands": 4, "missed_choices": 4,
    "conversation": 9, "answers": 3, "privacy": 8,
}  # fmt: skip
"""How many entries each list has, in every language alike."""


class Words(Frozen):
    """All texts of one language, with their placeholders."""

    language: str
    """Code of the flyer: `de-simple`."""
    name: str
    """The language in its own words: `Türkçe`."""
    tag: str
    """BCP 47 tag, for screen readers: plain German is `de`."""
    right_to_left: bool
    size: PositiveFloat
    """Size of type to reach, in points."""
    days: dict[Day, str]
    rhythms: dict[Rhythm, str]
    words: dict[str, str]
    lists: dict[str, tuple[str, ...]]

    @model_validator(mode="after")
    def _says_everything(self) -> Self:
        missing = sorted(_NEEDED - self.words.keys()) + [d for d in DAYS if d not in self.days]
        missing += [
            f"{name} ({count})"
            for name, count in _LISTS.items()
            if len(self.lists.get(name, ())) != count
        ]
        if missing:
            raise ValueError(f"missing: {', '.join(missing)}")
        return self

    def say(self, key: str, facts: Mapping[str, str]) -> str:
        """The text named `key` with its placeholders filled."""
        return _filled(self.words[key], facts, _TEXTS / f"{self.language}.toml")

    def say_all(self, name: str, facts: Mapping[str, str]) -> tuple[str, ...]:
        """The texts of the list `name` with their placeholders filled."""
        file = _TEXTS / f"{self.language}.toml"
        return tuple(_filled(text, facts, file) for text in self.lists[name])

    def name_of(self, code: str) -> str:
        """What the language with this code is called here; the code where it has no name.

        Plain German and German Sign Language are no languages of their own in the Unicode
        locale data, so the flyer texts name them.
        """
        key = f"lang_{code.replace('-', '_')}"
        if key in self.words:
            return self.words[key]
        from babel import Locale

        return str(Locale.parse(self.tag).languages.get(code, code))

    def capital(self, line: str) -> str:
        """The line with a capital first letter; Turkish has one of its own for `i`."""
        first = "İ" if self.tag == "tr" and line[:1] == "i" else line[:1].upper()
        return first + line[1:]


def flyer_languages() -> tuple[str, ...]:
    """Codes of the languages flyers can be printed in, German first."""
    found = {path.stem for path in _TEXTS.glob("*.toml")}
    return (*(code for code in _ORDER if code in found), *sorted(found - set(_ORDER)))


def languages_to_print(named: Collection[str], usual: Collection[str]) -> tuple[str, ...]:
    """The languages that somebody named; if nobody did, those of the usual ones with texts.

    German comes first. Raises SurveykitError if there are no texts in one that was named.
    """
    known = flyer_languages()
    unknown = sorted(set(named) - set(known))
    if unknown:
        raise SurveykitError(
            _("There are no flyer texts in: {codes}.").format(codes=", ".join(unknown)),
            advice=_("Choose among: {codes}.").format(codes=", ".join(known)),
        )
    return tuple(code for code in known if code in (named or usual))


@cache
def words(language: str) -> Words:
    """The words of one language; raises SurveykitError if there are none or the file is broken."""
    if language not in flyer_languages():
        raise SurveykitError(
            _("There are no flyer texts for the language “{language}”.").format(language=language),
            advice=_("Choose from: {languages}.").format(languages=", ".join(flyer_languages())),
        )
    file = _TEXTS / f"{language}.toml"
    try:
        return Words.model_validate({"language": language, **_read(file)})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise _broken(file, f"{place} {first['msg']}".strip()) from error


def card_alphabet(language: str) -> str:
    """What the card says of a code's letters and digits; empty in a language without cards."""
    return words(language).say("card_alphabet", {}) if language in flyer_languages() else ""


def imprint(facts: Mapping[str, str]) -> str:
    """The publisher's line, German whatever the flyer's language."""
    file = _HERE / "imprint.toml"
    return _filled(str(_read(file).get("imprint", "")), facts, file)


def stock_line(facts: Mapping[str, str]) -> str:
    """Until when cards may be handed out, for those who hand them out, in German too."""
    file = _HERE / "imprint.toml"
    return _filled(str(_read(file).get("stock", "")), facts, file)


def authority(region: str) -> str:
    """The state's data protection authority; empty where the state is not known."""
    return str(_read(_HERE / "authorities.toml").get(region, ""))


def _read(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _broken(file, str(error)) from error


def _broken(file: Path, fault: str) -> SurveykitError:
    return SurveykitError(
        _("The flyer texts in {file} cannot be used: {fault}").format(file=file, fault=fault),
        advice=_("Compare the file with de.toml: it needs the same entries."),
    )


def _filled(text: str, facts: Mapping[str, str], file: Path) -> str:
    """The text with each {placeholder} replaced."""
    try:
        return filled(text, facts)
    except (KeyError, ValueError) as error:
        raise _broken(file, f"{text!r}: {error}") from error
