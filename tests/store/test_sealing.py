"""What is sealed for the planner nobody else reads, not even the laptop that sealed it."""

import os
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from shutil import which
from uuid import uuid4

import pytest

from surveykit.store import Project, is_encrypted
from surveykit.store.care.rekey import change_passphrase
from surveykit.store.errors import (
    ProjectInUseError,
    WrongPassphraseError,
)
from surveykit.store.handover.envelope import SEALED, padding
from surveykit.store.handover.errors import (
    DamagedHandoverError,
    NoKeyError,
    SealedHandoverError,
)
from surveykit.store.keys.contacts import opened
from surveykit.store.keys.errors import (
    KeySetError,
    MistypedKeyError,
    NotAPublicKeyError,
    NotASecretKeyError,
    SealedForAnotherKeyError,
    WrongKeyPassphraseError,
)
from surveykit.store.keys.pair import PublicKey, SecretKey

from .conftest import Make
from .samples import NOW, PASSPHRASE, TODAY, a_record, an_attempt

MARK = "tell-tale"
ANSWERS = {"consent_contact": "yes", "name": MARK}


@pytest.fixture(scope="module")
def secret() -> SecretKey:
    return SecretKey.new()


@pytest.fixture
def laptop(make: Make, secret: SecretKey) -> Project:
    """Not encrypted: what its bytes show, they show to everybody."""
    project = make("laptop")
    project.use_key(secret.public)
    return project


def _traces(path: Path) -> int:
    files = path.parent.glob(f"{path.name}*")
    return sum(file.read_bytes().count(MARK.encode()) for file in files)


def test_a_contact_is_sealed_at_once_and_only_the_planner_opens_it(
    laptop: Project, secret: SecretKey
) -> None:
    contact = laptop.add_contact(ANSWERS, TODAY)
    assert contact.answers == {}
    assert laptop.contacts() == (contact,)
    assert _traces(laptop.path) == 0
    assert opened(contact, secret).answers == ANSWERS
    with pytest.raises(SealedForAnotherKeyError):
        opened(contact, SecretKey.new())


def test_of_the_draft_of_a_sealed_contact_no_byte_is_left(laptop: Project) -> None:
    form = laptop.forms["note"]
    mode = a_record().mode
    draft = laptop.begin_draft(form, mode=mode, dwelling=None, language="de", at=NOW)
    laptop.save_answer(draft.id, "/data/name", MARK)
    assert _traces(laptop.path) > 0
    laptop.finish_contact(draft.id, ANSWERS, TODAY, form="contact_consent")
    assert _traces(laptop.path) == 0


def test_what_could_be_read_before_is_sealed_when_the_key_comes(
    project: Project, secret: SecretKey
) -> None:
    before = project.add_contact(ANSWERS, TODAY)
    assert _traces(project.path) > 0
    project.use_key(secret.public)
    assert _traces(project.path) == 0
    [contact] = project.contacts()
    assert opened(contact, secret) == before


def test_a_card_that_came_back_stays_readable_for_whoever_calls(laptop: Project) -> None:
    contact = laptop.add_contact({"phone": "0521 2"}, TODAY, form="callback")
    assert contact.answers == {"phone": "0521 2"}


def test_a_contact_sealed_on_one_laptop_and_open_on_another_ends_up_sealed(
    make: Make, laptop: Project, secret: SecretKey, tmp_path: Path
) -> None:
    other = make("other")
    contact = other.add_contact(ANSWERS, TODAY)
    other.handover(tmp_path / "open", TODAY, unsealed=True)
    other.use_key(secret.public)
    other.handover(tmp_path / "sealed", TODAY)
    for order in (("open", "sealed"), ("sealed", "open")):
        planner = make(f"planner {order[0]} first")
        for name in order:
            planner.merge(tmp_path / name, key=lambda: secret)
        assert planner.contacts() == other.contacts()
        assert opened(planner.contacts()[0], secret) == contact


def test_a_sealed_handover_shows_nothing_but_its_size(
    laptop: Project, secret: SecretKey, make: Make, tmp_path: Path
) -> None:
    laptop.add_records([a_record(MARK)])
    attempt = an_attempt()
    laptop.add_attempt(attempt)
    given = laptop.handover(tmp_path / "stick", TODAY)
    content = (tmp_path / "stick").read_bytes()
    assert given.sealed
    assert content.startswith(SEALED)
    for word in (
        b"court",
        b"Court",
        b"2027",
        str(attempt.id).encode(),
        MARK.encode(),
        b"zlib",
        str(laptop.id).encode(),
    ):
        assert word not in content
    planner = make("planner")
    with pytest.raises(SealedHandoverError):
        planner.merge(tmp_path / "stick")
    with pytest.raises(SealedForAnotherKeyError):
        planner.merge(tmp_path / "stick", key=SecretKey.new)
    receipt = planner.merge(tmp_path / "stick", key=lambda: secret)
    assert (receipt.sha256, receipt.new.records) == (given.sha256, 1)
    assert planner.merge(tmp_path / "stick").known.records == 1, "known: not opened again"


def test_a_damaged_sealed_handover_is_told_without_the_key(
    laptop: Project, make: Make, tmp_path: Path
) -> None:
    laptop.handover(tmp_path / "stick", TODAY)
    content = (tmp_path / "stick").read_bytes()
    planner = make("planner")
    for place in range(len(SEALED), len(content), 41):
        changed = bytearray(content)
        changed[place] ^= 1
        (tmp_path / "changed").write_bytes(changed)
        with pytest.raises(DamagedHandoverError):
            planner.merge(tmp_path / "changed")
    (tmp_path / "changed").write_bytes(content[:-1])
    with pytest.raises(DamagedHandoverError):
        planner.merge(tmp_path / "changed")
    assert planner.merge_log() == ()


if os.name == "posix":

    def test_a_handover_and_a_secret_key_are_for_their_owners_eyes(
        laptop: Project, secret: SecretKey, tmp_path: Path
    ) -> None:
        laptop.handover(tmp_path / "stick", TODAY)
        secret.write(tmp_path / "planner.key", PASSPHRASE)
        for name in ("stick", "planner.key"):
            assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_without_a_key_nothing_is_handed_over_unless_it_is_to_lie_open(
    project: Project, tmp_path: Path
) -> None:
    with pytest.raises(NoKeyError):
        project.handover(tmp_path / "stick", TODAY)
    assert not (tmp_path / "stick").exists()


def test_a_project_seals_for_one_planner_only(laptop: Project) -> None:
    other = SecretKey.new().public
    with pytest.raises(KeySetError):
        laptop.use_key(other)
    laptop.use_key(other, replace_old=True)
    assert laptop.key == other


def test_the_key_pair_is_what_age_itself_writes_and_reads(
    secret: SecretKey, tmp_path: Path
) -> None:
    file = tmp_path / "planner.key"
    secret.write(file, PASSPHRASE)
    again = SecretKey.read(file, lambda: PASSPHRASE)
    assert again.public == secret.public == PublicKey.read(str(file.with_suffix(".pub")))
    assert again.open(secret.public.seal(b"hello")) == b"hello"
    assert PublicKey.read(f" {secret.public.text}\n") == secret.public
    if age := which("age"):
        sealed = subprocess.run(
            [age, "-R", str(file.with_suffix(".pub"))],
            input=b"hello",
            capture_output=True,
            check=True,
        )
        assert again.open(sealed.stdout) == b"hello"


def test_a_wrong_passphrase_or_file_is_told(secret: SecretKey, tmp_path: Path) -> None:
    file = tmp_path / "planner.key"
    secret.write(file, PASSPHRASE)
    with pytest.raises(WrongKeyPassphraseError):
        SecretKey.read(file, lambda: "wrong")
    for wrong in (file.with_suffix(".pub"), tmp_path / "none.key"):
        with pytest.raises(NotASecretKeyError):
            SecretKey.read(wrong, lambda: PASSPHRASE)
    for source in (str(file), "nowhere.pub", ""):
        with pytest.raises(NotAPublicKeyError):
            PublicKey.read(source)
    with pytest.raises(MistypedKeyError):
        PublicKey.read("age1nonsense")


def test_a_changed_passphrase_is_the_only_one_that_opens_and_nothing_is_lost(make: Make) -> None:
    project = make(passphrase=PASSPHRASE)
    project.add_records([a_record(str(n)) for n in range(50)])
    project.add_contact(ANSWERS, TODAY)
    draft = project.begin_draft(
        project.forms["note"], mode=a_record().mode, dwelling="A1", language="de", at=NOW
    )
    project.save_answer(draft.id, "/data/note", "half")
    held = (project.records(), project.contacts(), project.drafts())
    project.close()

    change_passphrase(project.path, PASSPHRASE, "another one")

    with pytest.raises(WrongPassphraseError):
        Project.open(project.path, PASSPHRASE)
    with Project.open(project.path, "another one") as again:
        assert (again.records(), again.contacts(), again.drafts()) == held
    assert [file.name for file in project.path.parent.iterdir()] == [project.path.name]


def test_a_project_without_a_passphrase_can_be_given_one(project: Project) -> None:
    project.add_records([a_record(MARK)])
    project.close()
    change_passphrase(project.path, None, PASSPHRASE)
    assert is_encrypted(project.path)
    assert _traces(project.path) == 0


def test_with_a_wrong_passphrase_or_in_use_a_project_keeps_its_own(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from surveykit.store import connect

    monkeypatch.setattr(connect, "PATIENCE_MS", 10)
    project = make(passphrase=PASSPHRASE)
    assert project.records() == ()
    with pytest.raises(ProjectInUseError):
        change_passphrase(project.path, PASSPHRASE, "another one")
    project.close()
    with pytest.raises(WrongPassphraseError):
        change_passphrase(project.path, "wrong", "another one")
    Project.open(project.path, PASSPHRASE).close()


def test_a_key_takes_memory_to_derive_so_that_guessing_is_dear(make: Make) -> None:
    """As scrypt with N = 2^16 and r = 8 gives it, from the salt at the head of the file."""
    import hashlib

    import apsw

    project = make(passphrase=PASSPHRASE)
    project.close()
    salt = project.path.read_bytes()[:16]
    password = f"surveykit:{PASSPHRASE}".encode()
    key = hashlib.scrypt(password, salt=salt, n=65536, r=8, p=1, maxmem=2**27, dklen=32)
    connection = apsw.Connection(str(project.path))
    connection.pragma("cipher", "chacha20")
    connection.pragma(
        "hexkey", b"raw:".hex() + key.hex().encode().hex() + salt.hex().encode().hex()
    )
    assert connection.pragma("quick_check") == "ok"
    connection.close()


def test_a_passphrase_is_in_no_argument_and_no_file(make: Make, tmp_path: Path) -> None:
    project = make(passphrase=PASSPHRASE)
    project.add_records([a_record()])
    project.handover(tmp_path / "stick", TODAY, unsealed=True)
    with pytest.raises(WrongPassphraseError) as caught:
        Project.open(project.path, f"{PASSPHRASE}!")
    project.close()
    assert PASSPHRASE not in f"{caught.value!r} {caught.value} {sys.argv}"
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or PASSPHRASE.encode() not in file.read_bytes()


def test_the_size_of_a_sealed_handover_does_not_tell_what_was_done(
    laptop: Project, tmp_path: Path
) -> None:
    """But for what age adds by chance, lest anybody rely on the form of its header."""
    sizes = []
    for n in range(4):
        laptop.add_records([a_record(uuid4().hex * 30) for _m in range(9 * n)])
        laptop.add_attempts([an_attempt(dwelling=f"A{n}")])
        laptop.handover(tmp_path / f"{n}", TODAY)
        sizes.append((tmp_path / f"{n}").stat().st_size)
    assert max(sizes) - min(sizes) < 500


@pytest.mark.parametrize(
    ("bare", "filled"),
    [
        *((1, 2**18), (2**18, 2**18), (2**18 + 1, 2**19), (2**24, 2**24)),
        *((2**24 + 1, 2**25), (2**25 + 1, 3 * 2**24)),
    ],
)
def test_a_sealed_handover_has_one_of_few_sizes(bare: int, filled: int) -> None:
    assert bare + padding(bare) == filled


def test_a_sealed_contact_does_not_tell_how_long_a_name_is(
    laptop: Project, secret: SecretKey
) -> None:
    names = ("Ada", "Ada Augusta King, Countess of Lovelace")
    contacts = [laptop.add_contact(ANSWERS | {"name": name}, TODAY) for name in names]
    assert {len(secret.open(b64decode(contact.sealed))) for contact in contacts} == {1024}
