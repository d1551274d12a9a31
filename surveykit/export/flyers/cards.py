"""The cards for the erasure code: what a resident keeps of an interview.

On a card stand three groups of four empty boxes, into which the interviewer writes the code by
hand. No code is printed in advance and nothing numbers the cards: a printed list of codes, in the
order in which they were handed out along the doors, would join answers to doors. All cards of a
language are therefore alike.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from surveykit.errors import SurveykitError
from surveykit.export.flyers.facts import called, facts_of_organiser, missing_of_organiser
from surveykit.export.flyers.press import Press
from surveykit.export.flyers.text import today
from surveykit.export.flyers.typeset import Side
from surveykit.export.flyers.words import flyer_languages, imprint, words
from surveykit.fieldwork.retention import PERIODS, Kind
from surveykit.files import write_whole
from surveykit.site.model import Site
from surveykit.text import _, number

MONTHS_KEPT = PERIODS[Kind.ANSWERS] * 12 // 365
"""Months from an interview until its answers are due to be deleted."""

_SIZE = TypeAdapter(Side)


@dataclass(frozen=True, slots=True)
class CardText:
    """One card in words."""

    language: str
    name: str
    """The language in its own words; plain German is called a draft here."""
    tag: str
    rtl: bool
    title: str
    what: str
    """What the code is for."""
    alphabet: str
    """Which letters and digits a code may have."""
    contact: str
    """Two lines: whom to call, telephone."""
    kept: str
    """When the answers go without a call."""
    organiser_name: str
    imprint: str


@dataclass(frozen=True, slots=True)
class Cards:
    """A sheet of cards ready to print."""

    pdf: bytes
    size: float
    """Size of type, in points."""


def card_text(language: str, site: Site, *, as_of: date | None = None) -> CardText:
    """The card in one language; `as_of` gives the month in the imprint, None is today.

    Raises SurveykitError with everything that must stand on paper but is empty in the workbook.
    """
    missing = missing_of_organiser(site)
    if missing:
        raise SurveykitError(
            _("The cards cannot be printed; missing: {facts}.").format(facts="; ".join(missing)),
            advice=_("Fill this in in the site workbook and make the project from it again."),
        )
    chosen, day = words(language), as_of or today()
    known = {
        **facts_of_organiser(site, chosen, day),
        "whom_to_call": called(site, chosen),
        "months": str(MONTHS_KEPT),
    }
    return CardText(
        language=language,
        name=chosen.name,
        tag=chosen.tag,
        rtl=chosen.right_to_left,
        title=chosen.say("card_title", known),
        what=chosen.say("card_what", known),
        alphabet=chosen.say("card_alphabet", known),
        contact=chosen.say("card_contact", known),
        kept=chosen.say("card_kept", known),
        organiser_name=known["organiser"],
        imprint=imprint(facts_of_organiser(site, words("de"), day)),
    )


def card_alphabet(language: str) -> str:
    """The card's words on letters and digits of a code; empty in a language without cards."""
    return words(language).say("card_alphabet", {}) if language in flyer_languages() else ""


def set_cards(text: CardText, month: date) -> Cards:
    """A sheet of A4 with eight cards, dated by `month`.

    Raises SurveykitError if a card is over-full at the smallest size of type, naming the block
    that is too long, or if our fonts lack a character.
    """
    press = Press(
        "card.typ",
        {**asdict(text), "month": {"year": month.year, "month": month.month, "day": 1}},
        named=_("The card in {language}").format(language=text.name),
        instead=_("Write the code and whom to call on plain paper, or print on another computer."),
    )
    side = _SIZE.validate_json(press.measured("<card>").removeprefix("[").removesuffix("]"))
    if side.too_long:
        raise _over_full(text, side)
    return Cards(press.printed(month), side.size)


def write_cards(
    site: Site, languages: Sequence[str], folder: Path, *, as_of: date | None = None
) -> tuple[Path, ...]:
    """Write `card_a4_LANGUAGE.pdf` for each language and return the paths in that order.

    The same site in the same month gives the same bytes. Raises SurveykitError, before anything
    is written, if a fact is missing, a text does not fit or a character cannot be printed.
    """
    month = (as_of or today()).replace(day=1)
    sheets = {
        folder / f"card_a4_{language}.pdf": set_cards(
            card_text(language, site, as_of=month), month
        ).pdf
        for language in dict.fromkeys(languages)
    }
    for path, pdf in sheets.items():
        write_whole(path, pdf)
    return tuple(sheets)


def _over_full(text: CardText, side: Side) -> SurveykitError:
    blocks = {
        "title": _("headline"),
        "what": _("what the code is for"),
        "alphabet": _("letters and digits of the code"),
        "contact": _("contact"),
        "kept": _("how long answers are kept"),
        "imprint": _("imprint"),
    }
    return SurveykitError(
        _("The card in {language} does not fit: {blocks} too long, even at {size} points.").format(
            language=text.name,
            blocks=", ".join(blocks.get(block, block) for block in side.too_long),
            size=number(side.size, 1),
        ),
        advice=_("Shorten this in the site workbook, or the words in {file}.").format(
            file=f"texts/{text.language}.toml"
        ),
    )
