"""Paths as terminals hand them over when a file is dropped."""

import pytest

from surveykit.form.paths import read_path, typed_path


@pytest.mark.parametrize(
    ("dropped", "path"),
    [
        ("/home/a b.png", "/home/a b.png"),
        ("'/home/a b.png' ", "/home/a b.png"),
        ('"/home/a b.png"', "/home/a b.png"),
        ("/home/a\\ b\\(1\\).png", "/home/a b(1).png"),
        ("file:///home/a%20b.png", "/home/a b.png"),
        ("file:///C:/Fotos/a%20b.png", "C:/Fotos/a b.png"),
        ("C:\\Fotos\\neu.png", "C:\\Fotos\\neu.png"),
        ('"C:\\Fotos\\a b.png"', "C:\\Fotos\\a b.png"),
        ("& 'C:\\Fotos\\a b.png'", "C:\\Fotos\\a b.png"),
        ("\\\\server\\fotos\\a.png", "\\\\server\\fotos\\a.png"),
        ("a.png", "a.png"),
    ],
)
def test_quotes_escapes_and_addresses_become_a_path(dropped: str, path: str) -> None:
    assert read_path(dropped) == path


def test_the_home_of_somebody_unknown_is_no_folder() -> None:
    assert not typed_path("~nobody-of-this-name/a.png").exists()
