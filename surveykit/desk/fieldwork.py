"""The fieldwork on the desk: doors, dispositions, rates, and where and when nobody was met.

Counts of doors say nothing of answers, and the round on the same laptop shows door by door; so
they stand here even where they are small.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from surveykit.asking.words import outcome_words
from surveykit.assess.words.missing import floor_name
from surveykit.assess.words.names import time_of_day_name
from surveykit.desk.figures import Figure, Panel, Share, Table, Trace
from surveykit.export.workbook.view import View
from surveykit.fieldwork.attempt import Attempt, Outcome
from surveykit.fieldwork.contact_sheet import DwellingState, standing
from surveykit.fieldwork.disposition import NOT_TRIED
from surveykit.fieldwork.time_of_day import TIMES, time_of_day
from surveykit.text import _, number, percent

_RATES = (
    ("rr1", "I / (I+P+R+NC+O+UH+UO)"),
    ("rr2", "(I+P) / (I+P+R+NC+O+UH+UO)"),
    ("rr3", "I / (I+P+R+NC+O + e(UH+UO))"),
    ("rr4", "(I+P) / (I+P+R+NC+O + e(UH+UO))"),
    ("rr5", "I / (I+P+R+NC+O)"),
    ("rr6", "(I+P) / (I+P+R+NC+O)"),
    ("coop1", "I / (I+P+R+O)"),
    ("coop2", "(I+P) / (I+P+R+O)"),
    ("coop3", "I / (I+P+R)"),
    ("coop4", "(I+P) / (I+P+R)"),
    ("ref1", "R / (I+P+R+NC+O+UH+UO)"),
    ("ref2", "R / (I+P+R+NC+O + e(UH+UO))"),
    ("ref3", "R / (I+P+R+NC+O)"),
    ("con1", "(I+P+R+O) / (I+P+R+NC+O+UH+UO)"),
    ("con2", "(I+P+R+O) / (I+P+R+NC+O + e(UH+UO))"),
    ("con3", "(I+P+R+O) / (I+P+R+NC+O)"),
)
"""AAPOR Standard Definitions, 10th edition (2023)."""

Sheet = dict[str, DwellingState]


def doors_panel(view: View, sheet: Sheet) -> Panel:
    """What became of the dwellings, and the AAPOR codes behind it."""
    return Panel(
        "doors",
        _("Doors and dispositions"),
        [interviewed(view), *_counts(view), *_dispositions(view, sheet), *_hallway(view)],
    )


def interviewed(view: View) -> Figure:
    """How many of the occupied dwellings, beside how many are needed."""
    assessment = view.results.assessment
    doors = assessment.doors
    needed = assessment.interviews_needed / doors.occupied if doors.occupied else None
    return Figure(
        "interviewed",
        _("interviewed"),
        _("{n} of {all} ({share})").format(
            n=number(doors.interviewed),
            all=number(doors.occupied),
            share=percent(doors.response_share, 1),
        ),
        Trace(
            _("Interviewed : occupied dwellings. Occupied are all dwellings but the vacant ones."),
            (
                (_("interviewed"), number(doors.interviewed)),
                (_("Dwellings"), number(doors.dwellings)),
                (_("vacant"), number(doors.vacant)),
                (_("needed for a verdict"), number(assessment.interviews_needed)),
            ),
            ("min_response_share",),
            "doors",
        ),
        Share(doors.response_share, needed),
    )


def _counts(view: View) -> Iterator[Figure]:
    doors = view.results.assessment.doors
    whole = doors.occupied or 1
    told = (
        ("refused", _("declined"), doors.refused, _("Declined, broke off, or want no more calls.")),
        ("not_reached", _("not reached"), doors.not_met,
         _("Occupied and tried, but neither interviewed nor declined.")),
        ("not_tried", _("not yet tried"), doors.not_tried,
         _("Occupied, and nobody has been there. The forecast counts them as not reached; the "
           "rates count them as unknown (UH).")),
    )  # fmt: skip
    for key, name, count, formula in told:
        yield Figure(
            key, name, f"{number(count)} ({percent(count / whole, 1)})",
            Trace(formula, ((_("Occupied dwellings"), number(doors.occupied)),), (), "doors"),
            Share(count / whole),
        )  # fmt: skip
    yield Figure(
        "vacant", _("vacant"), number(doors.vacant),
        Trace(_("Out of scope: by the site workbook, or as found at the door."),
              ((_("Dwellings"), number(doors.dwellings)),), (), "doors"),
    )  # fmt: skip


def _hallway(view: View) -> Iterator[Figure]:
    """Beside the doors: the hallway has no frame, so it is never part of a rate."""
    found = view.results.assessment.hallway
    if found.interviews:
        yield Figure(
            "hallway", _("Interviews in the hallway"), number(found.interviews),
            Trace(_("Residents met there and not asked before. Shown apart: they are in no rate, "
                    "and not in the forecast as long as there are interviews at doors."),
                  (), (), "doors"),
        )  # fmt: skip


def _dispositions(view: View, sheet: Sheet) -> Iterator[Figure]:
    """By what was found last, most first."""
    found: Counter[tuple[Outcome | None, str, str]] = Counter()
    for state in sheet.values():
        known = state.disposition
        found[state.outcome if state.occupied or state.outcome else Outcome.VACANT,
              known.code, known.symbol] += 1  # fmt: skip
    whole = len(sheet) or 1
    for (outcome, code, symbol), count in sorted(found.items(), key=lambda one: -one[1]):
        yield Figure(
            f"disposition:{code}:{outcome or ''}",
            f"{code} {symbol}  {_final(outcome)}",
            number(count),
            Trace(
                _("Dwellings whose final outcome it is. Derived from all tries: an interview "
                  "counts before all else, then vacant, declined, broken off, else the last try."),
                ((_("Dwellings"), number(whole)),
                 (_("Tries behind them"), number(_tries(sheet, outcome)))),
                ("max_attempts",),
                "doors",
            ),
            Share(count / whole),
        )  # fmt: skip


def _final(outcome: Outcome | None) -> str:
    return outcome_words(outcome) if outcome else _("not yet tried")


def _tries(sheet: Sheet, outcome: Outcome | None) -> int:
    return sum(state.attempts for state in sheet.values() if state.outcome is outcome)


def rates_panel(view: View, sheet: Sheet) -> Panel:
    """The outcome rates by their AAPOR names."""
    rates = view.results.rates
    counts = Counter(state.disposition.symbol for state in sheet.values())
    inputs = [(symbol, number(counts[symbol])) for symbol in ("I", "R", "NC", "O", "UH", "NE")]
    untried = sum(state.disposition == NOT_TRIED for state in sheet.values())
    inputs.append((_("not yet tried, among UH (3.11)"), number(untried)))
    if rates.e is not None:
        inputs.append((_("e, share of the unknown taken as eligible"), number(rates.e.uh, 4)))
    figures, words = [], _rate_words()
    parts = _("I includes interviews in part, P tells them apart.")
    for name, formula in _RATES:
        value: float | None = getattr(rates, name)
        figures.append(
            Figure(
                name, f"{name.upper()} {words[name]}", "–" if value is None else percent(value, 1),
                Trace(f"{formula}. {parts}",
                      inputs, (), "doors"),
                None if value is None else Share(value),
            )
        )  # fmt: skip
    notes = [_("AAPOR Standard Definitions, 10th edition (2023). Only doors have rates.")]
    if untried:
        notes.append(_("Doors not tried yet count as unknown (UH), as AAPOR has it: RR1 and "
                       "RR2 are low as long as many are left."))  # fmt: skip
    return Panel("rates", _("Outcome rates"), figures, notes=notes)


def _rate_words() -> dict[str, str]:
    """What each rate tells, in a few words."""
    unknown = (_("of all doors"), _("unknown ones in part (e)"), _("of known doors only"))
    kinds = {
        ("rr1", "rr3", "rr5"): _("response, whole interviews"),
        ("rr2", "rr4", "rr6"): _("response, partial ones too"),
        ("ref1", "ref2", "ref3"): _("declined"),
        ("con1", "con2", "con3"): _("met"),
    }
    found = {
        name: f"{told}, {of}"
        for names, told in kinds.items()
        for name, of in zip(names, unknown, strict=True)
    }
    return found | {
        "coop1": _("whole interviews of those met"),
        "coop2": _("interviews of those met"),
        "coop3": _("whole ones of those able to answer"),
        "coop4": _("interviews of those able to answer"),
    }


def coverage_panel(view: View, attempts: Sequence[Attempt]) -> Panel:
    """Interviewed by block and floor, and the tries by block and time of day."""
    return Panel(
        "coverage",
        _("Coverage by block and time of day"),
        [*_groups(view)],
        table=_tried(view, attempts),
        notes=(
            _("Tries at doors by block and time of day. An interview leaves no time at its door, "
              "so tries that led to one are not among them."),
        ),
    )  # fmt: skip


def _groups(view: View) -> Iterator[Figure]:
    found = view.results.assessment.missing
    if found is None:
        return
    labels = {block.name: block.label for block in view.results.site.blocks}
    named = [(f"block:{one.name}", labels[one.name], one) for one in found.blocks]
    named += [(f"floor:{one.name}", floor_name(int(one.name)), one) for one in found.floors]
    for key, label, group in named:
        share = group.interviewed / group.occupied if group.occupied else 0.0
        scarce = "  " + _("too few") if group.scarce else ""
        yield Figure(
            key,
            label,
            f"{number(group.interviewed)}/{number(group.occupied)}{scarce}",
            Trace(
                _("Interviewed : occupied dwellings of this part. Too few: fewer than chance alone "
                  "would give in one of twenty sites, and less than two thirds of the site's "
                  "share."),
                ((_("interviewed"), number(group.interviewed)),
                 (_("Occupied dwellings"), number(group.occupied)),
                 (_("share"), percent(share, 1))),
                (),
                "doors",
            ),
            Share(share, view.results.assessment.doors.response_share),
        )  # fmt: skip


def _tried(view: View, attempts: Sequence[Attempt]) -> Table:
    site = view.results.site
    block_of = {flat.name: flat.block for flat in site.dwellings}
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in standing(attempts):
        if line.at is not None and line.dwelling in block_of:
            found[block_of[line.dwelling]][time_of_day(line.at.astimezone(site.zone))] += 1
    most = max((count for one in found.values() for count in one.values()), default=0)
    rows = []
    for block in site.blocks:
        cells = []
        for time in TIMES:
            count = found[block.name][time]
            trace = Trace(
                _("Lines of the contact sheet that were not taken back, by their hour."),
                ((_("Block"), block.label), (_("Time of day"), time_of_day_name(time))),
                (), "doors",
            )  # fmt: skip
            cells.append(
                Figure(f"tries:{block.name}:{time}", f"{block.label}, {time_of_day_name(time)}",
                       number(count), trace, Share(count / most if most else 0.0))
            )  # fmt: skip
        rows.append((block.label, cells))
    return Table([time_of_day_name(time) for time in TIMES], rows)
