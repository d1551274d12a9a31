"""A project under another passphrase, or under its first one: written anew and put in its place.

Nothing is enciphered in place: a power cut would leave half a file. The bytes under the old
passphrase are given back to the disk; nobody can promise that a solid-state disk wipes them.
"""

from contextlib import suppress
from pathlib import Path

from surveykit.files import sync_folder
from surveykit.store import new_file
from surveykit.store.care.migration import alone, copy_tables
from surveykit.store.faults import sentences


def change_passphrase(path: Path, old: str | None, new: str) -> None:
    """Encrypt a project under a new passphrase; nobody may have it open.

    Raises:
        WrongPassphraseError, NotEncryptedError, ProjectInUseError, EmptyPassphraseError,
        ReadOnlyProjectError, DiskFullError: what is wrong; the project is as it was.
    """
    renewed = path.with_name(f"{path.name}.renewed")
    try:
        with sentences(path), alone(path, old) as connection:
            renewed.unlink(missing_ok=True)
            new_file.create(renewed, new, lambda database: copy_tables(connection, database))
        with sentences(path):
            renewed.replace(path)
            sync_folder(path.parent)
    finally:
        with suppress(OSError):
            renewed.unlink(missing_ok=True)
