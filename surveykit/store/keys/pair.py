"""The planner's key pair: with the public part everybody seals, with the secret part one opens.

Both are age keys (https://age-encryption.org): the public part is one line of text, the secret part
a file that age itself opens with its passphrase. A laptop knows the public part only.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

from surveykit.errors import SurveykitError
from surveykit.files import reason, write_whole
from surveykit.form.paths import typed_path
from surveykit.store.handover.pouring import Sink, Source
from surveykit.store.keys.errors import (
    MistypedKeyError,
    NoSealingError,
    NotAPublicKeyError,
    NotASecretKeyError,
    SealedForAnotherKeyError,
    WrongKeyPassphraseError,
)

if TYPE_CHECKING:
    from io import BufferedIOBase

    import pyrage

_LARGEST_KEY = 64 * 1024  # bytes
_SECRET = "AGE-SECRET-KEY-"  # noqa: S105 - how such a line begins
_MAGIC = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What seals; `text` is `age1…`, 62 letters and digits that are no secret."""

    text: str

    @classmethod
    def read(cls, source: str, folder: Path = Path()) -> Self:
        """From the text itself, in groups or capitals if one likes, or from its file.

        The text checks itself: its last six letters are a sum of the others (Bech32). A path that
        is relative begins in `folder`.

        Raises:
            MistypedKeyError: it is a key with a slip in it.
            NotAPublicKeyError: it is neither.
        """
        with _told():
            import pyrage
        text = _together(source)
        if not text.startswith("age1"):
            file = folder / typed_path(source)
            text = _together(_content(file, NotAPublicKeyError).decode("ascii", "replace"))
        try:
            return cls(str(pyrage.x25519.Recipient.from_str(text)))
        except pyrage.RecipientError as error:
            slip = text.startswith("age1")
            raise (MistypedKeyError() if slip else NotAPublicKeyError(source)) from error

    @property
    def groups(self) -> str:
        """The text in groups of four, to be read aloud and typed."""
        return " ".join(self.text[at : at + 4] for at in range(0, len(self.text), 4))

    def seal(self, content: bytes) -> bytes:
        """An age file that only the secret part opens."""
        with _told():
            import pyrage
        return pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(self.text)])

    def seal_into(self, source: Source, sink: Sink) -> None:
        """As `seal`, of more than is to be in memory at once."""
        with _told():
            import pyrage
        faults: list[Exception] = []
        watched = _as_io(_Watched(source, sink, faults))
        recipient = pyrage.x25519.Recipient.from_str(self.text)
        try:
            pyrage.encrypt_io(watched, watched, [recipient])
        except pyrage.EncryptError:  # tells of any fault of ours by its name only
            raise faults[0] if faults else NoSealingError from None


class SecretKey:
    """What opens. Lives in memory only while it is needed; on disk it needs its passphrase."""

    def __init__(self, identity: "pyrage.x25519.Identity") -> None:
        self._identity = identity

    @classmethod
    def new(cls) -> Self:
        """A fresh pair from the system's random numbers."""
        with _told():
            import pyrage
        return cls(pyrage.x25519.Identity.generate())

    @classmethod
    def read(cls, file: Path, passphrase: Callable[[], str]) -> Self:
        """From the file that `keys new` wrote; the passphrase is asked for once it is one.

        Raises:
            NotASecretKeyError: the file is something else, or missing.
            WrongKeyPassphraseError: the passphrase does not open it.
        """
        with _told():
            import pyrage
        content = _content(file, NotASecretKeyError)
        if not content.startswith(_MAGIC):
            raise NotASecretKeyError(str(file))
        try:
            opened = pyrage.passphrase.decrypt(content, passphrase())
        except pyrage.DecryptError as error:
            raise WrongKeyPassphraseError(file) from error
        lines = opened.decode("ascii", "replace").splitlines()
        secret = next((line.strip() for line in lines if line.startswith(_SECRET)), "")
        try:
            return cls(pyrage.x25519.Identity.from_str(secret))
        except pyrage.IdentityError as error:
            raise NotASecretKeyError(str(file)) from error

    @property
    def public(self) -> PublicKey:
        """The part that everybody may have."""
        return PublicKey(str(self._identity.to_public()))

    def write(self, file: Path, passphrase: str) -> None:
        """Write both parts: the secret one under the passphrase, the public one as `.pub` beside.

        Raises:
            FileExistsAlreadyError: one of them is there; nothing was written over.
            CannotWriteError: the system refuses.
        """
        public = file.with_suffix(".pub")
        with _told():
            import pyrage
        locked = pyrage.passphrase.encrypt(f"{self._identity}\n".encode(), passphrase, armored=True)
        write_whole(public, f"{self.public.text}\n".encode(), replace=False)
        try:
            write_whole(file, locked, replace=False, private=True)
        except BaseException:
            public.unlink(missing_ok=True)
            raise

    def open_into(self, source: Source, sink: Sink) -> None:
        """As `open`, of more than is to be in memory at once; a part may have gone out by then."""
        with _told():
            import pyrage
        try:
            pyrage.decrypt_io(_as_io(source), _as_io(sink), [self._identity])
        except (pyrage.DecryptError, OSError) as error:
            raise SealedForAnotherKeyError from error

    def open(self, sealed: bytes) -> bytes:
        """What was sealed for this key.

        Raises:
            SealedForAnotherKeyError: it was sealed for another one, or changed since.
        """
        with _told():
            import pyrage
        try:
            return pyrage.decrypt(sealed, [self._identity])
        except pyrage.DecryptError as error:
            raise SealedForAnotherKeyError from error


@dataclass(frozen=True, slots=True)
class _Watched:
    """A source and a sink of which the faults are remembered."""

    source: Source
    sink: Sink
    faults: list[Exception]

    def read(self, size: int = -1, /) -> bytes:
        with self._remembering():
            return self.source.read(size)

    def write(self, piece: bytes, /) -> int:
        with self._remembering():
            return self.sink.write(piece)

    def flush(self) -> None:
        with self._remembering():
            self.sink.flush()

    @contextmanager
    def _remembering(self) -> Iterator[None]:
        try:
            yield
        except (SurveykitError, OSError) as error:
            self.faults.append(error)
            raise


def _as_io(stream: "Source | Sink") -> "BufferedIOBase":
    """For the type checker: age asks for no more than these methods."""
    return cast("BufferedIOBase", stream)


def _together(text: str) -> str:
    return "".join(text.split()).lower()


@contextmanager
def _told() -> Iterator[None]:
    """Say in a sentence that there is no age here, as on Windows on ARM."""
    try:
        yield
    except ImportError as error:
        raise NoSealingError from error


def _content(file: Path, wrong: Callable[[str], Exception]) -> bytes:
    try:
        if file.stat().st_size > _LARGEST_KEY:
            raise wrong(str(file))
        return file.read_bytes()
    except OSError as error:
        raise wrong(f"{file} ({reason(error)})") from error
