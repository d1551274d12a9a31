"""What can be wrong with a key, as sentences with a way out."""

from pathlib import Path

from surveykit.errors import SurveykitError
from surveykit.text import _


class KeyFileError(SurveykitError):
    """A key cannot be used."""


class NotAPublicKeyError(KeyFileError):
    """What was given is no public part of a key pair."""

    def __init__(self, source: str) -> None:
        super().__init__(
            _("{file}: this is no public key.").format(file=source),
            advice=_("Give the file that ends in .pub, or the line in it that begins with age1."),
        )


class MistypedKeyError(KeyFileError):
    """What was typed begins like a public key, and its check letters do not fit."""

    def __init__(self) -> None:
        super().__init__(
            _("This key was mistyped: its check letters do not fit."),
            advice=_(
                "Compare it in groups of four. It has 62 letters and digits; after age1 neither "
                "1, b, i nor o."
            ),
        )


class NotASecretKeyError(KeyFileError):
    """The file is no secret part of a key pair."""

    def __init__(self, source: str) -> None:
        super().__init__(
            _("{file}: this is no secret key.").format(file=source),
            advice=_("Give the file that ends in .key and that “surveykit keys new” wrote."),
        )


class WrongKeyPassphraseError(KeyFileError):
    """The passphrase does not open the file with the secret key."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: the passphrase does not open this key.").format(file=file),
            advice=_("It is the key's own passphrase, not that of a project. Type it again."),
        )


class SealedForAnotherKeyError(KeyFileError):
    """Something was sealed for another key than the one at hand."""

    def __init__(self) -> None:
        super().__init__(
            _("What is sealed here was sealed for another key."),
            advice=_("Use the secret key whose public part the laptops were given."),
        )


class NoSealingError(KeyFileError):
    """There is no age for this computer."""

    def __init__(self) -> None:
        super().__init__(
            _("Nothing can be sealed or opened on this computer: the package “pyrage” is missing."),
            advice=_("Install it, or do this on another computer. Nothing was changed."),
        )


class KeySetError(KeyFileError):
    """A project seals for one planner only."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: this project already seals for another key.").format(file=file),
            advice=_("If the planner's key was lost or replaced, repeat this with --replace."),
        )
