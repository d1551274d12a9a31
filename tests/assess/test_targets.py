"""Every target figure of the three example sites, at the precision printed in the domain notes.

The figures are literal: they come from the notes ("Sollwerte"), not from this program.
"""

import pytest

from surveykit.assess.hour.costs import survey_hours
from surveykit.assess.result import Assessment, Cost, Format
from surveykit.assess.words.names import partner_result, place_result
from surveykit.assess.words.report import sentences
from surveykit.site.model import Site
from surveykit.text import speaking

Assessments = dict[str, Assessment]
Sites = dict[str, Site]

FORMATS = {
    "weekly": Format.WEEKLY,
    "fortnightly": Format.FORTNIGHTLY,
    "monthly": Format.MONTHLY,
    "cooperative": Format.COOPERATIVE,
}


def printed(value: float | None, like: str) -> str:
    """A number rounded to as many decimals as the expected text has."""
    assert value is not None
    return f"{value:.{len(like.partition('.')[2])}f}"


DOORS = [  # site, dwellings, occupied, interviewed, refused, not reached, vacant, response
    ("A", 18, 17, 13, 2, 2, 1, "76.5"),
    ("B", 96, 94, 58, 15, 21, 2, "61.7"),
    ("C", 420, 408, 214, 62, 132, 12, "52.5"),
]


@pytest.mark.parametrize(
    ("site", "dwellings", "occupied", "interviewed", "refused", "not_reached", "vacant", "share"),
    DOORS,
)
def test_the_doors(
    assessments: Assessments,
    site: str,
    dwellings: int,
    occupied: int,
    interviewed: int,
    refused: int,
    not_reached: int,
    vacant: int,
    share: str,
) -> None:
    doors = assessments[site].doors
    assert (doors.dwellings, doors.occupied, doors.interviewed) == (
        dwellings,
        occupied,
        interviewed,
    )
    assert (doors.refused, doors.not_reached, doors.vacant) == (refused, not_reached, vacant)
    assert printed(doors.response_share * 100, share) == share


FORECAST = {
    "raw_interviewed": ("6.38", "29.58", "96.55"),
    "mean": ("0.4908", "0.5100", "0.4512"),
    "raw_not_reached": ("0.3926", "4.2840", "23.8217"),
    "raw_refused": ("0.0982", "0.7650", "2.7972"),
    "raw_total": ("6.8708", "34.6290", "123.1689"),
}


@pytest.mark.parametrize(("quantity", "expected"), FORECAST.items())
def test_the_raw_visits(
    assessments: Assessments, quantity: str, expected: tuple[str, str, str]
) -> None:
    found = [getattr(assessments[site].forecast, quantity) for site in "ABC"]
    assert [printed(value, like) for value, like in zip(found, expected, strict=True)] == [
        *expected
    ]


VISITS_13_WEEKS = {
    "point": ("2.4048", "12.1202", "43.1091"),
    "low": ("1.3742", "6.9258", "24.6338"),
    "high": ("4.1225", "20.7774", "73.9014"),
}


@pytest.mark.parametrize(("bound", "expected"), VISITS_13_WEEKS.items())
def test_the_visits_in_13_weeks(
    assessments: Assessments, bound: str, expected: tuple[str, str, str]
) -> None:
    found = [getattr(assessments[site].forecast.visits_13_weeks, bound) for site in "ABC"]
    for value, like in zip(found, expected, strict=True):
        # 12.12015 is printed as 12.1202: half a unit of the last place is the precision printed.
        assert value == pytest.approx(float(like), abs=0.5001e-4)


PER_SESSION = [
    ("weekly", "point", ("0.219", "1.102", "3.919")),
    ("fortnightly", "point", ("0.394", "1.983", "7.054")),
    ("monthly", "point", ("0.612", "3.085", "10.973")),
    ("cooperative", "point", ("0.525", "2.644", "9.406")),
    ("weekly", "low", ("0.125", "0.630", "2.239")),
    ("monthly", "low", ("0.350", "1.763", "6.270")),
]


@pytest.mark.parametrize(("kind", "bound", "expected"), PER_SESSION)
def test_the_visits_per_session(
    assessments: Assessments, kind: str, bound: str, expected: tuple[str, str, str]
) -> None:
    spans = [assessments[site].forecast.per_session[FORMATS[kind]] for site in "ABC"]
    assert [
        printed(getattr(span, bound), like) for span, like in zip(spans, expected, strict=True)
    ] == [*expected]


VERDICTS = {"A": "cooperative", "B": "trial:monthly", "C": "regular:weekly"}


@pytest.mark.parametrize(("site", "verdict"), VERDICTS.items())
def test_the_verdict(assessments: Assessments, site: str, verdict: str) -> None:
    assert assessments[site].verdict == verdict


REASONS = [
    ("A", "18 dwellings (fewer than 40)."),
    ("A", "2.40 visits expected in 13 weeks (at least 1)."),
    ("A", "5 households with a probability of 4 or more (at least 3)."),
    ("B", "3.09 visits per session if held monthly (at least 3)."),
    ("B", "Cautiously reckoned 1.76 visits per session (fewer than 2)."),
    ("B", "The trial lasts 6 months, then it is reviewed."),
    (
        "B",
        "If it fails: cooperation with Seniorenberatung im Nachbarschaftsverein. "
        "2.64 visits · 25 minutes = 66 minutes. Agree on a window of 75 minutes.",
    ),
    ("C", "3.92 visits per session if held weekly (at least 3)."),
    ("C", "Cautiously reckoned 2.24 visits per session (at least 2)."),
    ("C", "Talks fill 82% of the session: 3.92 visits · 25 of 120 minutes."),
]


@pytest.mark.parametrize(("site", "sentence"), REASONS)
def test_the_reasons(assessments: Assessments, sites: Sites, site: str, sentence: str) -> None:
    with speaking("en"):
        assert sentence in sentences(assessments[site], sites[site]).reasons


def test_site_b_falls_back_on_a_window_of_75_minutes_with_k2(assessments: Assessments) -> None:
    partner = assessments["B"].partner
    assert partner is not None
    assert partner.hour.partner == "B-K2"
    assert assessments["B"].modifiers.cooperative_minutes == 75


def test_site_b_flips_when_raw_visits_fall_below_33_7(
    assessments: Assessments, sites: Sites
) -> None:
    flip = assessments["B"].flips[0]
    assert (flip.quantity, flip.becomes) == ("raw_total", "cooperative")
    assert (printed(flip.now, "34.6"), printed(flip.limit, "33.67")) == ("34.6", "33.67")
    with speaking("en"):
        assert (
            sentences(assessments["B"], sites["B"])
            .flips[0]
            .endswith("if raw visits fall from 34.6 below 33.7.")
        )


BEST_SLOTS = {
    "A": [
        ("tu_2", "4.19", "66.1"),
        ("tu_3", "4.09", "64.5"),
        ("we_2", "2.70", "42.6"),
        ("th_2", "2.54", "40.1"),
        ("th_1", "1.85", "29.2"),
    ],
    "B": [
        ("mo_3", "13.58", "46.2"),
        ("th_3", "13.27", "45.1"),
        ("th_2", "12.29", "41.8"),
        ("we_3", "10.99", "37.4"),
        ("mo_1", "10.89", "37.0"),
    ],
    "C": [
        ("we_3", "41.72", "43.6"),
        ("sa_1", "37.13", "38.8"),
        ("we_4", "33.16", "34.6"),
        ("th_3", "31.02", "32.4"),
        ("th_4", "27.78", "29.0"),
    ],
}


@pytest.mark.parametrize(("site", "expected"), BEST_SLOTS.items())
def test_the_five_best_times(
    assessments: Assessments, site: str, expected: list[tuple[str, str, str]]
) -> None:
    found = [
        (score.slot.code, printed(score.raw_visits, "0.00"), printed(score.coverage * 100, "0.0"))
        for score in assessments[site].slots[:5]
    ]
    assert found == expected


FAR = "too far: 0% of the dwellings within 500 m"
PLACES = [
    ("A-P1", "100.0", 360, "100", "suitable"),
    ("A-P2", "37.9", 25, "100", "no: not step-free, not neutral, no private room"),
    ("A-P3", "19.7", 1920, "0", f"no: seat of the landlord's side, not neutral, {FAR}"),
    ("A-P4", "26.0", 640, "0", f"no: no private room, {FAR}"),
    ("B-P1", "64.3", 140, "100", "suitable"),
    ("B-P2", "56.9", 380, "100", "suitable"),
    ("B-P3", "18.7", 1420, "0", f"no: seat of the landlord's side, not neutral, {FAR}"),
    ("B-P4", "56.3", 160, "100", "no: not step-free, no private room"),
    ("B-P5", "22.4", 970, "0", f"no: {FAR}"),
    ("B-P6", "30.0", 1240, "0", f"no: {FAR}"),
    ("C-P1", "55.1", 440, "100", "suitable"),
    ("C-P2", "45.8", 320, "100", "suitable"),
    ("C-P3", "46.8", 520, "84", "no: too far: 84% of the dwellings within 500 m"),
    ("C-P4", "33.1", 530, "92", "no: seat of the landlord's side, not neutral"),
    ("C-P5", "11.8", 510, "92", "no: no private room"),
    ("C-P6", "25.8", 820, "0", f"no: no private room, {FAR}"),
]


@pytest.mark.parametrize(("place", "coverage", "metres", "within", "result"), PLACES)
def test_the_places(
    assessments: Assessments,
    sites: Sites,
    place: str,
    coverage: str,
    metres: int,
    within: str,
    result: str,
) -> None:
    score = next(found for found in assessments[place[0]].places if found.place == place)
    assert printed(score.coverage * 100, coverage) == coverage
    assert score.farthest_metres == metres
    assert printed(score.share_within * 100, within) == within
    with speaking("en"):
        assert place_result(score, sites[place[0]].criteria) == result


def full(free: int) -> str:
    return f"too little capacity: {free} free"


PARTNERS = [
    ("A-K1", "tu 14:00–17:00", "tu_2 tu_3", "75.6", 3, "suitable"),
    ("A-K2", "th 10:00–12:00", "th_1", "29.2", 1, "no: no place in the area"),
    ("A-K3", "mo 09:00–12:00", "mo_1", "1.6", 2, f"no: landlord's side, not neutral, {FAR}"),
    ("A-K4", "we 10:00–12:00", "we_1", "0.0", 2, f"no: no private room, {FAR}"),
    ("B-K1", "th 15:00–18:00", "th_3", "45.1", 2, f"no: {FAR}, {full(2)}"),
    ("B-K2", "mo 10:00–12:00", "mo_1", "37.0", 3, "suitable"),
    ("B-K3", "we 16:00–18:00", "we_3", "37.4", 0, f"no: {FAR}, {full(0)}"),
    (
        "B-K4",
        "tu 09:00–12:00",
        "tu_1",
        "25.3",
        2,
        f"no: landlord's side, not neutral, {FAR}, {full(2)}",
    ),
    ("C-K1", "mo 10:00–12:00", "mo_1", "18.7", 1, f"no: {full(1)}"),
    ("C-K1", "we 15:00–18:00", "we_3", "43.6", 1, f"no: {full(1)}"),
    (
        "C-K2",
        "tu 14:00–16:00",
        "tu_2 tu_3",
        "22.7",
        1,
        f"no: too far: 84% of the dwellings within 500 m, {full(1)}",
    ),
    ("C-K3", "th 16:00–18:00", "th_3", "32.4", 0, f"no: {full(0)}"),
    ("C-K4", "tu 09:00–12:00", "tu_1", "10.9", 0, f"no: {full(0)}"),
    (
        "C-K5",
        "fr 10:00–12:00",
        "fr_1",
        "4.0",
        2,
        f"no: too far: 84% of the dwellings within 500 m, {full(2)}",
    ),
    ("C-K6", "we 18:00–19:30", "we_4", "34.6", 3, f"no: no private room, {full(3)}"),
    ("C-K7", "tu 09:00–11:00", "tu_1", "10.9", 1, f"no: landlord's side, not neutral, {full(1)}"),
    ("C-K8", "th 14:00–16:00", "th_2 th_3", "32.4", 0, f"no: {full(0)}"),
]


@pytest.mark.parametrize(("partner", "hour", "slots", "coverage", "free", "result"), PARTNERS)
def test_the_partners(
    assessments: Assessments,
    sites: Sites,
    partner: str,
    hour: str,
    slots: str,
    coverage: str,
    free: int,
    result: str,
) -> None:
    assessment = assessments[partner[0]]
    score = next(
        found
        for found in assessment.partners
        if found.hour.partner == partner
        and f"{found.hour.day} {found.hour.start:%H:%M}–{found.hour.end:%H:%M}" == hour
    )
    assert " ".join(score.slots) == slots
    assert printed(score.coverage * 100, coverage) == coverage
    assert score.free == free
    with speaking("en"):
        assert partner_result(score, assessment.places, sites[partner[0]].criteria) == result


def test_site_c_reports_the_room_conflict_and_proposes_two_ways_round_it(
    assessments: Assessments, sites: Sites
) -> None:
    shown = [
        (found.place, found.day, f"{found.start:%H}–{found.end:%H}", found.conflict)
        for found in assessments["C"].proposals
    ]
    assert shown[:2] == [("C-P2", "we", "15–17", ""), ("C-P1", "th", "15–17", "")]
    assert shown[-1] == ("C-P1", "we", "15–17", "C-K1")
    with speaking("en"):
        assert sentences(assessments["C"], sites["C"]).hour[-1] == (
            "Room conflict: Stadtteilladen Sonnenberg would be best, but on Wednesday from 15:00 "
            "to 17:00 it is used by Quartiersmanagement Sonnenberg."
        )


HINTS = [  # site; landlord, independent, tenants (%); yes, maybe; self-organised; interpreters;
    # way or health; threshold fears; home visits; of
    ("A", "56 67 44", 0, 2, False, {}, 4, 3, 7, 13),
    ("B", "69 60 57", 5, 9, True, {"ru": 3, "tr": 2}, 11, 19, 15, 58),
    (
        "C",
        "47 76 62",
        15,
        25,
        True,
        {"ru": 11, "tr": 10, "ar": 6, "uk": 4, "pl": 1},
        19,
        85,
        21,
        214,
    ),
]


@pytest.mark.parametrize(
    ("site", "accepts", "yes", "maybe", "self_organised", "interpreters", "way", "fears", "home",
     "of"),
    HINTS,
)  # fmt: skip
def test_the_hints(
    assessments: Assessments,
    site: str,
    accepts: str,
    yes: int,
    maybe: int,
    self_organised: bool,
    interpreters: dict[str, int],
    way: int,
    fears: int,
    home: int,
    of: int,
) -> None:
    found = assessments[site].modifiers
    shares = [found.accepts[name].value for name in ("landlord", "independent", "tenants")]
    assert " ".join(printed(share * 100, "0") for share in shares) == accepts
    assert (found.helpers, found.helpers_maybe) == (yes, maybe)
    assert found.self_organised is self_organised
    assert list(found.interpreters.items()) == list(interpreters.items())
    assert (found.access_barrier.count, found.access_barrier.of) == (way, of)
    assert (found.threshold_fears.count, found.threshold_fears.of) == (fears, of)
    assert (found.home_visits_wanted.count, found.home_visits_wanted.of) == (home, of)


COSTS = [  # staff hours, per session, running, print, once, first year, visits, per visit
    ("A", "weekly", "3.07 185.01 8140 19.20 960 9120 9.6 848"),
    ("A", "fortnightly", "3.13 188.21 4141 19.20 960 5120 8.7 481"),
    ("A", "monthly", "3.20 192.22 2114 19.20 960 3094 6.7 317"),
    ("A", "cooperative", "1.42 83.87 923 19.20 520 1462 5.8 163"),
    ("B", "weekly", "3.37 231.20 10173 108.00 960 11241 48.5 212"),
    ("B", "fortnightly", "3.66 247.36 5442 108.00 960 6510 43.6 127"),
    ("B", "monthly", "4.03 267.56 2943 108.00 960 4011 33.9 90"),
    ("B", "cooperative", "2.13 130.98 1441 108.00 520 2069 29.1 53"),
    ("C", "weekly", "4.31 292.85 12885 336.00 960 14181 172.4 77"),
    ("C", "fortnightly", "5.35 350.33 7707 336.00 960 9003 155.2 52"),
    ("C", "monthly", "6.66 422.18 4644 336.00 960 5940 120.7 41"),
    ("C", "cooperative", "4.39 268.69 2956 336.00 520 3812 103.5 32"),
]


@pytest.mark.parametrize(("site", "kind", "expected"), COSTS)
def test_the_costs_of_a_year(assessments: Assessments, site: str, kind: str, expected: str) -> None:
    cost = next(found for found in assessments[site].costs if found.format is FORMATS[kind])
    shown = zip(_figures(cost), expected.split(), strict=True)
    assert " ".join(printed(value, like) for value, like in shown) == expected


def _figures(cost: Cost) -> list[float | None]:
    return [
        cost.staff_hours,
        cost.per_session,
        cost.running,
        cost.print,
        cost.once,
        cost.first_year,
        cost.visits,
        cost.per_visit,
    ]


EFFORT = {"A": ("5.7", "315"), "B": ("27.9", "1536"), "C": ("112.9", "6211")}


@pytest.mark.parametrize(("site", "expected"), EFFORT.items())
def test_the_effort_of_the_survey(
    assessments: Assessments, sites: Sites, site: str, expected: tuple[str, str]
) -> None:
    found = assessments[site]
    assert printed(found.survey_hours, "0.0") == expected[0]
    assert printed(found.survey_cost, "0") == expected[1]
    assert survey_hours(sites[site], 0) < found.survey_hours
