"""What can be wrong with a handover, as sentences with a way out."""

from pathlib import Path

from surveykit.errors import SurveykitError
from surveykit.text import _


class HandoverError(SurveykitError):
    """A handover file cannot be taken in; nothing was changed."""


class HandoverFileError(HandoverError):
    """The file cannot be read or written."""

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(
            _("{file}: this file cannot be read or written: {reason}.").format(
                file=file, reason=reason
            ),
            advice=_("Check the name, and that the stick is connected, not full and not locked."),
        )


class HandoverExistsError(HandoverError):
    """A new handover would overwrite a file, perhaps that of another laptop."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: this file exists already and is left as it is.").format(file=file),
            advice=_("Choose another name, so that no laptop's handover is lost."),
        )


class NotAHandoverError(HandoverError):
    """The file is something else."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: this is not a handover of surveykit.").format(file=file),
            advice=_("Choose the file that “surveykit handover” wrote. Nothing was changed."),
        )


class DamagedHandoverError(HandoverError):
    """The file is not as it was written."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: this handover is damaged or incomplete.").format(file=file),
            advice=_(
                "Copy it again from the laptop that made it, or write a new one there. "
                "Nothing was changed."
            ),
        )


class NewerHandoverError(HandoverError):
    """The file was written by a later version of the program."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: this handover was made by a newer version of surveykit.").format(file=file),
            advice=_("Install the newest surveykit and merge it again. Nothing was changed."),
        )


class OtherSurveyError(HandoverError):
    """The file belongs to another survey."""

    def __init__(self, file: Path, theirs: str, ours: str) -> None:
        super().__init__(
            _("{file}: this handover belongs to “{theirs}”, not to “{ours}”.").format(
                file=file, theirs=theirs, ours=ours
            ),
            advice=_(
                "Merge it into the project of its own site. If it is the same site, both "
                "projects must come from workbooks with the same dwellings. Nothing was changed."
            ),
        )


class OversizedHandoverError(HandoverError):
    """The file claims to hold more than any survey does."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: this handover is larger than a survey can be.").format(file=file),
            advice=_("Do not use it; ask where it comes from. Nothing was changed."),
        )


class NoKeyError(HandoverError):
    """A handover would lie open, and nobody asked for that."""

    def __init__(self) -> None:
        super().__init__(
            _("This project knows no planner's key, so the handover would be readable by anybody."),
            advice=_(
                "Give it the key with “surveykit keys use PROJECT FILE.pub”, or write it open "
                "with --unsealed and guard the stick."
            ),
        )


class SealedHandoverError(HandoverError):
    """The file can be read only with the planner's secret key."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: this handover is sealed.").format(file=file),
            advice=_("It takes the planner's secret key; as a command: --key FILE.key"),
        )


class LostInMergeError(HandoverError):
    """The counts do not add up; must never be seen."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: the counts before and after do not add up.").format(file=file),
            advice=_("Nothing was changed. Keep the file and the project, and report this."),
        )
