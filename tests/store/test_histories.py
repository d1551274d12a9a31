"""Whatever happened on several laptops, whoever merges it all in whatever order holds the same.

A history is random. Every handover that was ever written is then merged into fresh projects, in
different orders and again. Whether a broken merge would be noticed: `faults.mutants`.
"""

from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from surveykit.store import Project
from surveykit.store.keys.pair import SecretKey

from .samples import NOW, a_form, a_site
from .team import DOING, DWELLINGS, Step, insist_that_all_orders_agree, insist_that_nothing_is_lost

_steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(DOING), st.integers(0, 4), st.integers(0, 4)),
        st.tuples(st.just("delete the sheet"), st.just(0), st.just(0)),
    ),
    max_size=16,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "court.survey"
    site = a_site(flats=DWELLINGS)
    Project.create(path, site=site, forms=[a_form()], passphrase=None, now=NOW).close()
    return path


@pytest.fixture(scope="module")
def secret() -> SecretKey:
    return SecretKey.new()


_SHEET_DELETED: list[Step] = [
    ("not home", 1, 0), ("merge", 2, 1), ("delete the sheet", 0, 0), ("merge", 0, 2),
]  # fmt: skip
_SEALED_TWICE: list[Step] = [("contact", 0, 0), ("merge", 1, 0), ("seal", 0, 0), ("seal", 1, 0)]
_TAKEN_BACK: list[Step] = [
    ("not home", 2, 0), ("interviewed", 0, 0), ("merge", 1, 0), ("take back", 1, 0),
]  # fmt: skip
_ERASED: list[Step] = [("interview", 0, 0), ("merge", 1, 0), ("erase", 0, 0)]
_PICTURES: list[Step] = [
    ("picture", 0, 1), ("merge", 1, 0), ("picture", 1, 2), ("erase", 0, 0), ("copy", 1, 2),
    ("picture", 2, 4), ("merge", 0, 1), ("seal", 0, 0), ("picture", 0, 3),
]  # fmt: skip


@settings(max_examples=20)
@example(steps=_SHEET_DELETED, count=3, orders=Random(1))  # noqa: S311
@example(steps=_SEALED_TWICE, count=3, orders=Random(1))  # noqa: S311
@example(steps=_TAKEN_BACK, count=3, orders=Random(1))  # noqa: S311
@example(steps=_PICTURES, count=3, orders=Random(1))  # noqa: S311
@given(steps=_steps, count=st.integers(3, 5), orders=st.randoms(use_true_random=False))
def test_all_orders_of_all_handovers_give_equal_projects(
    template: Path, secret: SecretKey, steps: list[Step], count: int, orders: Random
) -> None:
    insist_that_all_orders_agree(template, secret, steps, count, orders)


@settings(max_examples=15)
@example(steps=_SHEET_DELETED, count=3)
@example(steps=_TAKEN_BACK, count=3)
@example(steps=_ERASED, count=3)
@example(steps=_PICTURES, count=3)
@given(steps=_steps, count=st.integers(3, 5))
def test_nothing_is_lost_and_nothing_erased_comes_back(
    template: Path, secret: SecretKey, steps: list[Step], count: int
) -> None:
    insist_that_nothing_is_lost(template, secret, steps, count)
