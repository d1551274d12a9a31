"""Print jobs as files: a packing list with a page for each volunteer, and what each one carries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from surveykit.export.flyers.kinds import KINDS, insist_on_facts, kind_words
from surveykit.export.flyers.order import Order
from surveykit.export.flyers.rounds import Round, Stop, laid_out
from surveykit.export.flyers.run import Run
from surveykit.export.flyers.sheets import Sheet
from surveykit.export.flyers.typeset import Copy, Texts, typeset
from surveykit.export.flyers.words import words
from surveykit.export.flyers.write import copy_of, runs_of
from surveykit.files import write_whole
from surveykit.text import _, language, ngettext

LARGEST_PART = 1000
"""Copies in one PDF: some 100 MB of memory while it is set."""

_IN_LETTERBOXES = ("flyer_a5", "flyer_a5x2", "flyer_a6", "flyer_a4")
_TWO_ON_A_SHEET = "flyer_a5x2"


@dataclass(frozen=True, slots=True)
class Job:
    """What is printed for the rounds: kinds and languages, and what the languages' shares are."""

    order: Order
    rounds: tuple[Round, ...]
    kinds: tuple[str, ...]
    languages: tuple[str, ...]
    shares: Mapping[str, float]
    """Of the interviews, by language."""
    content: str = ""
    """Of the QR codes; empty: the usual one of each kind."""

    def runs(self) -> list[tuple[str, tuple[str, ...]]]:
        """Kinds with their languages; those that hold all languages have them together."""
        return runs_of(self.kinds, self.languages)

    def sheets_at(self, stop: Stop, kind: str, spoken: tuple[str, ...]) -> int:
        """Sheets of paper of a kind, in a language, for one entrance."""
        if kind not in _IN_LETTERBOXES:
            return 1
        flyers = laid_out(stop, spoken[0], self.shares)
        return -(-flyers // 2) if kind == _TWO_ON_A_SHEET else flyers


def write_jobs(job: Job, folder: Path) -> tuple[Path, ...]:
    """Write `packing_list.pdf`, and for each volunteer a PDF of each kind in the route's order.

    Raises SurveykitError as `write_sheets` does. Each PDF is written as soon as it is set, so
    that a town's flyers need no more memory than one part of them.
    """
    insist_on_facts(job.runs(), job.order, job.content)
    paths = [_write(folder / "packing_list.pdf", _packing_list(job))]
    for kind, together in _by_kind(job).items():
        for name, pdf in _parts(job, kind, together):
            paths.append(_write(folder / name, pdf))
    return tuple(paths)


def _write(path: Path, pdf: bytes) -> Path:
    write_whole(path, pdf)
    return path


def _by_kind(job: Job) -> dict[str, list[tuple[str, ...]]]:
    """The runs of each kind: what is printed on the same paper goes into the same PDF."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for kind, spoken in job.runs():
        found.setdefault(kind, []).append(spoken)
    return found


def _parts(job: Job, kind: str, together: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, bytes]]:
    """Name and content of every PDF of a kind; a long round comes in several."""
    texts = [KINDS[kind].build(job.order, code) for spoken in together for code in spoken]
    carried = {walk.number: list(_copies(job, walk, kind, together, texts)) for walk in job.rounds}
    all_copies = [copy for copies in carried.values() for copy in copies]
    named = kind_words()[kind]
    run = Run(f"{KINDS[kind].layout or kind}.typ", texts, all_copies, job.order.month, named=named)
    for number, copies in carried.items():
        for start in range(0, len(copies), LARGEST_PART):
            part = f"_{start // LARGEST_PART + 1}" if len(copies) > LARGEST_PART else ""
            pdf = run.printed(copies[start : start + LARGEST_PART])
            yield f"round_{number:02}_{kind}{part}.pdf", pdf


def _copies(
    job: Job, walk: Round, kind: str, together: Sequence[tuple[str, ...]], texts: Sequence[Sheet]
) -> Iterator[Copy]:
    """Every copy of a round in the order in which it is needed."""
    drawn: dict[tuple[str, int], Copy] = {}
    for stop in walk.stops:
        for number, spoken in enumerate(together):
            if (stop.block, number) not in drawn:
                made = copy_of(kind, job.order, spoken[0], job.content, stop.block, texts[number])
                drawn[stop.block, number] = {"sheet": number, **made}
            for _copy in range(job.sheets_at(stop, kind, spoken)):
                yield drawn[stop.block, number]


def _packing_list(job: Job) -> bytes:
    pages = [_page(job, walk) for walk in job.rounds]
    copies = [{"sheet": number, "mark": ""} for number in range(len(pages))]
    named = _("packing list")
    return typeset("packing.typ", pages, copies, job.order.month, named=named).pdf


def _page(job: Job, walk: Round) -> Texts:
    """One volunteer's page, in the language of the program."""
    runs = job.runs()
    counted = [[job.sheets_at(stop, *run) for run in runs] for stop in walk.stops]
    boxes = ngettext("{n} letterbox", "{n} letterboxes", walk.letterboxes)
    return {
        "language": language(),
        "tag": language(),
        "rtl": False,
        "title": _("Round {number} of {all}: {name}").format(
            number=walk.number, all=len(job.rounds), name=walk.volunteer
        ),
        "author": job.order.site.organiser.name,
        "about": _("{site}, version {version}: {boxes} at {stops} entrances.").format(
            site=job.order.site.label,
            version=job.order.version,
            boxes=boxes.format(n=walk.letterboxes),
            stops=len(walk.stops),
        ),
        "take": _("Take with you"),
        "take_header": [_("Stack"), _("What"), _("Language"), _("Sheets")],
        "stacks": _stacks(runs, counted),
        "go": _("Go in this order"),
        "go_header": [_("House, entrance"), _("Boxes"), *map(_letter, range(len(runs)))],
        "stops": [
            [f"{stop.house}, {stop.entrance}", str(stop.letterboxes), *map(str, row)]
            for stop, row in zip(walk.stops, counted, strict=True)
        ],
        "rest": _(
            "German into every letterbox, but not where a sticker refuses advertising and notices; "
            "the other languages lie at the entrance. What is left over comes back to the office."
        ),
    }


def _stacks(
    runs: Sequence[tuple[str, tuple[str, ...]]], counted: Sequence[Sequence[int]]
) -> list[list[str]]:
    """Each stack with its letter, what it is, its language, and how many sheets of it."""
    return [
        [_letter(place), kind_words()[kind], _spoken(kind, spoken),
         str(sum(row[place] for row in counted))]
        for place, (kind, spoken) in enumerate(runs)
    ]  # fmt: skip


def _spoken(kind: str, spoken: Sequence[str]) -> str:
    return _("all") if KINDS[kind].joint else words(spoken[0]).name


def _letter(place: int) -> str:
    """The name of a stack: A to Z, then AA."""
    return chr(ord("A") + place % 26) * (place // 26 + 1)
