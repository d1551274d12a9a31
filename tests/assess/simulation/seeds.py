"""Print how much the shipped rule saves seed by seed, and how sure that is.

    python -m tests.assess.simulation.seeds 1001 1002 1003 [--sites 1200]

With the criteria's defaults. The saving rests on the few sites that err materially: its standard
error over 1,200 sites is some four points, so single seeds differ by ten and more. The last line
takes all of them together. Ends with 1 if that one breaks a promise.
"""

import argparse
from collections.abc import Sequence

from .score import Saving, score
from .studies import BATCH, CRITERIA_STUDY
from .world import Site, sites

HEAD = (
    f"{'seed':>10}{'sites':>7}{'error':>7}{'mater.':>7}{'dec.err':>8}{'cover':>7}{'doors':>7}"
    f"{'Wilson':>7}{'saved':>7}{'s.e.':>6}"
)


def main() -> int:
    """Measure each seed, then all together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", type=int, nargs="+")
    parser.add_argument("--sites", type=int, default=1200)
    options = parser.parse_args()
    _tell(HEAD)
    drawn: list[Site] = []
    for seed in options.seeds:
        one = sites(CRITERIA_STUDY.world, seed, options.sites)
        _measured(str(seed), one)
        drawn += one
    return 0 if _measured("all", drawn) else 1


def _measured(name: str, drawn: Sequence[Site]) -> bool:
    """Print one line; whether every promise is kept."""
    study = CRITERIA_STUDY
    answers = [study.sequential().every(site, BATCH) for site in drawn]
    found = score(drawn, answers, study.limit)
    rival = score(drawn, [study.rival().every(site, BATCH) for site in drawn], study.limit)
    saved = study.saving(drawn, answers) or Saving(0.0, 0.0)
    wrong, cover = found.error_of_decided or 0.0, found.coverage or 0.0
    _tell(
        f"{name:>10}{len(drawn):7}{found.error:7.3f}{found.material:7.3f}{wrong:8.3f}{cover:7.3f}"
        f"{found.doors:7.1f}{rival.doors:7.1f}{saved.share:7.3f}{saved.error:6.3f}"
    )
    return (
        wrong <= 0.10
        and 0.88 <= cover <= 0.95
        and saved.share >= 0.60
        and found.doors < rival.doors
    )


def _tell(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    raise SystemExit(main())
