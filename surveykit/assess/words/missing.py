"""Who is missing, in whole sentences for the report."""

from collections.abc import Iterator

from surveykit.assess.coverage.missing import Missing
from surveykit.assess.suppress import cell
from surveykit.assess.words.names import language_name, time_of_day_name
from surveykit.site.model import Site
from surveykit.text import _, percent


def missing_sentences(missing: Missing, site: Site) -> Iterator[str]:
    """What to look after; nothing where the interviews are spread as chance would spread them."""
    labels = {block.name: block.label for block in site.blocks}
    blocks = [labels[group.name] for group in missing.blocks if group.scarce]
    if blocks:
        yield _(
            "Far fewer interviews than their size would give: {blocks}. Go there first."
        ).format(blocks=", ".join(blocks))
    floors = [floor_name(int(group.name)) for group in missing.floors if group.scarce]
    if floors:
        yield _(
            "Far fewer interviews than on other floors: {floors}. Those who live there may need "
            "another hour or place."
        ).format(floors=", ".join(floors))
    yield from _languages(missing, site.criteria.suppress_below)
    yield from _times(missing)


def floor_name(floor: int) -> str:
    """`ground floor`, `floor 3`, `floor -1`."""
    return _("floor {n}").format(n=floor) if floor else _("ground floor")


def _languages(missing: Missing, limit: int) -> Iterator[str]:
    """Of few doors not how many: who speaks which language behind them is soon known."""
    for code, doors in missing.waiting.items():
        yield _("Doors that wait for somebody who speaks {language}: {n}.").format(
            language=language_name(code), n=cell(doors, limit)
        )
    if missing.unheard:
        yield _("Spoken here, but nobody was interviewed in it: {languages}.").format(
            languages=", ".join(language_name(code) for code in missing.unheard)
        )


def _times(missing: Missing) -> Iterator[str]:
    if not missing.favoured:
        return
    whole = sum(missing.tries.values())
    yield _(
        "{share} of the tries at doors that stayed shut were made at one time of day: {time}. Who "
        "is at home then, and the hours that suit them, count too much; go at another time."
    ).format(
        share=percent(missing.tries[missing.favoured] / whole),
        time=time_of_day_name(missing.favoured),
    )
