import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from surveykit.form import Form
from surveykit.store import Project

from .samples import NOW, a_form, a_site

Make = Callable[..., Project]

collect_ignore = [] if os.name == "posix" else ["test_gone.py"]
"""Windows removes no open file."""


@pytest.fixture(scope="session")
def form() -> Form:
    return a_form()


@pytest.fixture
def make(tmp_path: Path, form: Form) -> Iterator[Make]:
    """Makes open projects that are closed after the test."""
    with ExitStack() as stack:

        def project(name: str = "court", passphrase: str | None = None) -> Project:
            path = tmp_path / f"{name}.survey"
            made = Project.create(path, site=a_site(), forms=[form], passphrase=passphrase, now=NOW)
            return stack.enter_context(made)

        yield project


@pytest.fixture
def project(make: Make) -> Project:
    """An unencrypted project: what its bytes show, they show to everybody."""
    return make()
