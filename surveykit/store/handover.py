"""Handovers (being written)."""

from pathlib import Path

from surveykit.store.database import Database
from surveykit.store.receipt import Receipt


def give(database: Database, path: Path) -> Receipt:
    """Write a handover."""
    raise NotImplementedError


def take(database: Database, path: Path) -> Receipt:
    """Take a handover in."""
    raise NotImplementedError
