"""Print sheets into a folder: all of them, or none and a sentence why."""

from collections.abc import Sequence
from pathlib import Path

from surveykit.errors import SurveykitError
from surveykit.export.flyers import codes
from surveykit.export.flyers.kinds import (
    KINDS,
    content_of,
    insist_on_facts,
    kind_words,
)
from surveykit.export.flyers.order import Order
from surveykit.export.flyers.typeset import Printed, typeset
from surveykit.files import write_whole
from surveykit.text import _


def write_sheets(
    order: Order,
    kinds: Sequence[str],
    languages: Sequence[str],
    folder: Path,
    *,
    content: str = "",
    block: str = "",
) -> tuple[Path, ...]:
    """Write `KIND_LANGUAGE.pdf` for each and return the paths in that order.

    `content` is what the QR codes hold instead of each kind's usual content; `block` goes into the
    batch mark. The same order in the same month gives the same bytes. Raises SurveykitError,
    before anything is written, with everything that is missing in all of them, if a text does
    not fit, a code is too dense, or a character cannot be printed.
    """
    runs = runs_of(kinds, languages)
    if not runs:
        raise SurveykitError(
            _("This is printed beside German, so it needs another language."),
            advice=_("Name one, for instance --languages tr."),
        )
    insist_on_facts(runs, order, content)
    printed: dict[Path, bytes] = {}
    for kind, spoken in runs:
        name = kind if KINDS[kind].joint else f"{kind}_{spoken[0]}"
        printed[folder / f"{name}.pdf"] = set_sheet(kind, order, spoken, content, block).pdf
    for path, pdf in printed.items():
        write_whole(path, pdf)
    return tuple(printed)


def set_sheet(
    kind: str, order: Order, languages: Sequence[str], content: str = "", block: str = ""
) -> Printed:
    """One PDF of a kind whose facts are complete: a copy in each language, one after the other."""
    wanted = KINDS[kind]
    texts = [wanted.build(order, language) for language in languages]
    copies = [
        {"sheet": number, **copy_of(kind, order, language, content, block, texts[number])}
        for number, language in enumerate(languages)
    ]
    layout = f"{wanted.layout or kind}.typ"
    shown = copies[:1] if wanted.joint else copies
    return typeset(layout, texts, shown, order.month, named=kind_words()[kind])


def copy_of(
    kind: str, order: Order, language: str, content: str, block: str, text: dict[str, object]
) -> dict[str, object]:
    """What differs from block to block: the batch mark and the code."""
    mark = codes.mark(order, language, block)
    use = KINDS[kind].code
    if use is None:
        return {"mark": mark}
    holds = content_of(kind, content)
    dated = holds == "calendar" and "event" in text
    held = str(text["event"]) if dated else codes.contents()[holds](order, language, mark)
    return {"mark": mark, "code": codes.drawn(held, use, codes.says(holds, language, mark))}


def runs_of(kinds: Sequence[str], languages: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Which PDFs there will be: the kind of each, and its language, or all of them."""
    found: dict[tuple[str, tuple[str, ...]], None] = {}
    for kind in kinds:
        if KINDS[kind].joint:
            found[kind, tuple(dict.fromkeys(languages))] = None
            continue
        german = ("de", "de-simple") if KINDS[kind].foreign else ()
        for language in languages:
            if language not in german:
                plain = language == "de-simple" and KINDS[kind].plain
                found[plain or kind, (language,)] = None
    return list(found)
