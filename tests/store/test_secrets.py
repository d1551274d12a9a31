"""No passphrase, key or answer where somebody else could find it: while a command works and after.

Looked at are process arguments, environments, every open file, the folders in which it works,
temporary ones too, what the terminal shows, and what stands there when the program breaks down.
On Linux, where a process can see all that of itself.
"""

import json
import os
import re
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from surveykit.fieldwork.erasure_code import id_of, new_code
from surveykit.form import Form
from surveykit.store import Project
from surveykit.store.keys.pair import SecretKey

from . import watched
from .samples import NOW, PASSPHRASE, TODAY, a_record, a_site, an_attempt

KEY_PASSPHRASE = "four green pears in a row"  # noqa: S105 - of a key that lives for one test
ANSWER, NAME = "seeded answer 7341", "Seeded Name 7341"
CODE = new_code(987654321)

FAILING = {
    "handover": "surveykit.store.handover.file:write_whole",
    "merge": "surveykit.store.tables:lacks",
    "backup": "surveykit.store.care.backup:_checked",
    "erase": "surveykit.store.tables:erase_for_good",
    "keys": "surveykit.store.keys.pair:write_whole",
}
"""Where each command is in the middle of its work."""


@dataclass
class Desk:
    """A planner's folder with a project to hand over and one to merge into."""

    folder: Path
    scratch: Path
    secrets: dict[str, bytes] = field(default_factory=dict)

    @property
    def key(self) -> Path:
        return self.folder / "planner.key"

    def command(self, name: str) -> list[str]:
        project, planner = self.folder / "court.survey", self.folder / "planner.survey"
        given = self.folder / "given.handover"
        words = {
            "handover": ["handover", project, self.folder / "new.handover"],
            "merge": ["merge", planner, given, "--key", self.key],
            "backup": ["backup", project, self.folder / "copy.survey"],
            "erase": ["erase", project, CODE, "--yes"],
            "keys": ["keys", "new", self.folder / "other.key"],
        }[name]
        return [str(word) for word in words]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, form: Form) -> Desk:
    """Made once: to write a key takes a while, on purpose."""
    desk = Desk(tmp_path_factory.mktemp("desk"), Path())
    key = SecretKey.new()
    key.write(desk.key, KEY_PASSPHRASE)
    desk.secrets |= {
        "passphrase": PASSPHRASE.encode(),
        "passphrase of the key": KEY_PASSPHRASE.encode(),
        "secret key": b"AGE-SECRET-KEY-1",
        "answer": ANSWER.encode(),
        "name": NAME.encode(),
    }
    for name in ("court", "planner"):
        path = desk.folder / f"{name}.survey"
        with Project.create(
            path, site=a_site(), forms=[form], passphrase=PASSPHRASE, now=NOW, key=key.public
        ) as project:
            project.add_records([a_record(ANSWER, id_=id_of(CODE)), a_record(ANSWER)])
            project.add_attempt(an_attempt())
            project.add_contact({"consent_contact": "yes", "name": NAME}, TODAY)
            if name == "court":
                project.handover(desk.folder / "given.handover", TODAY)
        desk.secrets |= _keys_of(path)
    return desk


@pytest.fixture
def desk(made: Desk, tmp_path: Path) -> Desk:
    folder, scratch = tmp_path / "desk", tmp_path / "scratch"
    shutil.copytree(made.folder, folder)
    scratch.mkdir()
    return Desk(folder, scratch, {**made.secrets})


def _keys_of(path: Path) -> dict[str, bytes]:
    """The key of the database as the program derives it, in digits and in bytes."""
    from surveykit.store.connect import _head, _key

    text = bytes.fromhex(_key(PASSPHRASE, _head(path))).decode()
    digits = text.removeprefix("raw:")[:64]
    return {
        f"key of {path.name}": digits.encode(),
        f"bytes of it, {path.name}": bytes.fromhex(digits),
    }


if sys.platform == "linux":
    import pty

    @pytest.mark.parametrize("name", FAILING)
    def test_a_command_shows_and_leaves_no_secret(desk: Desk, name: str) -> None:
        screen, ended = _typed(desk, desk.command(name))
        assert ended == 0, screen
        _nothing_found(desk, screen)

    @pytest.mark.parametrize("name", FAILING)
    def test_a_command_that_breaks_down_shows_and_leaves_no_secret(desk: Desk, name: str) -> None:
        screen, ended = _typed(desk, desk.command(name), FAILING[name])
        assert ended != 0
        assert "RuntimeError: out of order" in screen
        _nothing_found(desk, screen)

    def test_the_watch_finds_what_lies_open(desk: Desk, form: Form) -> None:
        """The control: a project without a passphrase, and one in the environment."""
        path = desk.folder / "open.survey"
        with Project.create(path, site=a_site(), forms=[form], passphrase=None, now=NOW) as project:
            project.add_records([a_record(ANSWER)])
        backup = ["backup", str(path), str(desk.folder / "copy.survey")]
        _screen, ended = _typed(desk, backup, SURVEYKIT_PASSPHRASE=PASSPHRASE)
        assert ended == 0
        found = {place.rstrip("0123456789") for place in _told(desk)["found"]}
        assert found >= {
            *("answer in open.survey", "answer in copy.survey", "answer in open file "),
            "passphrase in environ of self",
        }

    def _typed(
        desk: Desk, command: list[str], failing: str = "", **environment: str
    ) -> tuple[str, int]:
        """What the terminal shows while somebody types the passphrases, and how it ends."""
        known = desk.folder.parent / "known.json"
        told = {
            "secrets": {name: secret.hex() for name, secret in desk.secrets.items()},
            "folders": [str(desk.folder), str(desk.scratch)],
        }
        known.write_text(json.dumps(told), encoding="utf-8")
        process, terminal = pty.fork()
        if process == 0:
            for variable in [name for name in os.environ if name.startswith("SURVEYKIT_")]:
                del os.environ[variable]
            os.environ |= {"TMPDIR": str(desk.scratch), "SURVEYKIT_LANGUAGE": "en", **environment}
            words = [sys.executable, "-m", watched.__name__, str(known), failing, "--", *command]
            os.execv(sys.executable, words)  # noqa: S606 - our own words
        return _conversation(terminal, process)

    def _conversation(terminal: int, process: int) -> tuple[str, int]:
        screen, answered = "", 0
        while True:
            try:
                screen += os.read(terminal, 4096).decode(errors="replace")
            except OSError:  # it has ended
                break
            asked = [
                *re.finditer(r"(Passphrase for the secret key|Passphrase|The same again): ", screen)
            ]
            for question in asked[answered:]:
                of_key = "secret key" in screen[: question.end()].rsplit("Passphrase", 1)[-1]
                os.write(terminal, (KEY_PASSPHRASE if of_key else PASSPHRASE).encode() + b"\n")
                answered += 1
        os.close(terminal)
        return screen, os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])

    def _nothing_found(desk: Desk, screen: str) -> None:
        told = _told(desk)
        assert told["found"] == []
        assert told["looks"] > 3
        shown = {name for name, secret in desk.secrets.items() if secret in screen.encode()}
        assert shown == set()
        assert [*desk.scratch.iterdir()] == []

    def _told(desk: Desk) -> dict[str, Any]:
        found = desk.folder.parent / "known.found"
        told: dict[str, Any] = json.loads(found.read_text(encoding="utf-8"))
        return told
