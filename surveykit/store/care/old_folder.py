"""The folder `NAME-files` in which files that answers name lay beside a project, unencrypted.

Up to version 2 of the project file; whatever an answer names is taken in when the project is
opened, and leaves the folder once it was read again from the project. A program that is killed
meanwhile finds the rest the next time. What no answer names is left for a person to look at.
"""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize
from uuid import UUID

from surveykit.enclosures import Taken, UnreadablePictureError, take
from surveykit.errors import SurveykitError
from surveykit.files import sync_folder
from surveykit.store import draft_tables, tables
from surveykit.store.database import Database
from surveykit.store.enclosures import Contents, Enclosure, add, folder_beside
from surveykit.store.faults import insist_on_room, sentences

Named = dict[str, set[tuple[UUID, str]]]
"""Who names a file, and how, by its name as every system spells it."""


def take_in(database: Database) -> None:
    """Bring every file that an answer names from the folder into the project.

    What cannot be, on a full disk or for its size, stays where it is until the next time.
    """
    folder = folder_beside(database.path)
    if database.refusal or not folder.is_dir():
        return
    named = _named(database)
    with suppress(OSError):
        for file in sorted(folder.iterdir()):
            namers = named.get(_spelt(file.name))
            if namers and file.is_file():
                with suppress(SurveykitError):
                    _take_in(database, file, namers)
        folder.rmdir()  # unless something is left in it
        sync_folder(folder.parent)


def _take_in(database: Database, file: Path, namers: set[tuple[UUID, str]]) -> None:
    content = _taken(file).content
    insist_on_room(database.path, len(content) * len(namers))
    hash_, size = sha256(content).hexdigest(), len(content)
    enclosures = [Enclosure(owner, name, hash_, size) for owner, name in sorted(namers)]
    with database.transaction():
        for one in enclosures:
            add(database, one, content)
    for one in enclosures:
        for _piece in Contents(database).of(one):  # raises if it is not there as it was
            pass
    with sentences(file):
        file.unlink(missing_ok=True)


def _taken(file: Path) -> Taken:
    try:
        return take(file)
    except UnreadablePictureError:  # told of nowhere: better in the project than beside it
        return Taken(file.name, file.read_bytes(), silenced=False)


def _named(database: Database) -> Named:
    named: Named = {}
    texts = [
        *((one.id, text) for one in tables.records(database) for text in one.answers.values()),
        *((one.id, text) for one in draft_tables.drafts(database) for _ref, text in one.answers),
    ]
    for owner, text in texts:
        named.setdefault(_spelt(text), set()).add((owner, text))
    return named


def _spelt(name: str) -> str:
    """In one way, for some systems store é as two characters."""
    return normalize("NFC", name)
