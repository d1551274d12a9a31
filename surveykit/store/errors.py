"""What can be wrong with a project, as sentences with a way out."""

from pathlib import Path

from surveykit.errors import SurveykitError
from surveykit.files import as_argument
from surveykit.text import _


class ProjectError(SurveykitError):
    """A project file cannot be made, opened, read or written."""


class WrongPassphraseError(ProjectError):
    """The passphrase does not open the file, or none was given where one is needed."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: the passphrase does not open this project.").format(file=file),
            advice=_(
                "Check capital letters and keyboard layout and type it again. "
                "If it never opens, the file may be damaged: use your last copy."
            ),
        )


class EmptyPassphraseError(ProjectError):
    """A new project would be encrypted with nothing."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: the passphrase is empty.").format(file=file),
            advice=_("Type a passphrase of several words, and keep it where you find it again."),
        )


class NotEncryptedError(ProjectError):
    """A passphrase was given for a project that has none."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: this project is not encrypted; anybody can read it.").format(file=file),
            advice=_("Open it without a passphrase."),
        )


class NotAProjectError(ProjectError):
    """The file is something else."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: this is not a surveykit project.").format(file=file),
            advice=_("Choose a file that ends in .survey, or make one with “surveykit new”."),
        )


class NoProjectError(ProjectError):
    """There is no such file."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: there is no such file.").format(file=file),
            advice=_("Check the name and the folder, or make a project with “surveykit new”."),
        )


class NoFolderError(ProjectError):
    """There is no such folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("{folder}: there is no such folder.").format(folder=folder),
            advice=_("Make the folder first, or choose another one."),
        )


class ProjectExistsError(ProjectError):
    """A new project would overwrite a file."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: this file exists already and is left as it is.").format(file=file),
            advice=_("Choose another name for the new project."),
        )


class CopyExistsError(ProjectExistsError):
    """A second copy made on request would overwrite a file."""

    def __init__(self, file: Path) -> None:
        SurveykitError.__init__(
            self,
            _("{file}: this file exists already and is left as it is.").format(file=file),
            advice=_("Choose another folder or a name NAME.survey, or move the older copy away."),
        )


class LeftoverError(ProjectError):
    """A new project would take over what SQLite kept beside an earlier one."""

    def __init__(self, file: Path, beside: Path) -> None:
        super().__init__(
            _("{beside}: this file belongs to an earlier project of the same name.").format(
                beside=beside
            ),
            advice=_(
                "It may hold answers. If you have {file}, put it back beside it and open it; "
                "otherwise choose another name for the new project."
            ).format(file=file.name),
        )


class NewerProjectError(ProjectError):
    """The file was written by a later version of the program."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: this project was made by a newer version of surveykit.").format(file=file),
            advice=_("Install the newest surveykit. The file was not changed."),
        )


class OlderProjectError(ProjectError):
    """The file was written by an earlier version and has not been renewed yet."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: this project was made by an older version of surveykit.").format(file=file),
            advice=_("Open it once with “surveykit status”; a copy of the old file is kept."),
        )


class ReadOnlyProjectError(ProjectError):
    """The medium, the folder or the file cannot be written."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: this place cannot be written to.").format(file=file),
            advice=_(
                "Copy the project into a folder of your own on this computer and open it there."
            ),
        )


class ReadOnlyFolderError(ReadOnlyProjectError):
    """A new project cannot be made there."""

    def __init__(self, folder: Path) -> None:
        ProjectError.__init__(
            self,
            _("{folder}: nothing can be written into this folder, so no project was made.").format(
                folder=folder
            ),
            advice=_("Choose a folder of your own on this computer."),
        )


class UnsafeDiskError(ProjectError):
    """The place does not keep what the program promises: what was saved might be lost."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: nothing can be saved safely in this place.").format(file=file),
            advice=_("Move the project from the network drive or stick to this computer's disk."),
        )


class DiskFullError(ProjectError):
    """No room is left, or the medium refuses to take more."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: the disk is full; the last entry was not saved.").format(file=file),
            advice=_(
                "Make room on the disk and try again, or copy the file to another disk together "
                "with the one that ends in -wal. Everything before it is safe."
            ),
        )


class DiskFaultError(ProjectError):
    """The medium failed in reading or writing."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: the disk failed; the last entry was not saved.").format(file=file),
            advice=_(
                "Check that the disk or stick is still connected, then open the project again."
            ),
        )


class ProjectGoneError(ProjectError):
    """The file that is open is no longer in its place: what is written to it is on no disk."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _(
                "{file}: the project is no longer in its place; it was removed, moved or replaced, "
                "or its stick was pulled out. The last entry was not saved, and no other will be."
            ).format(file=file),
            advice=_(
                "Put it back, file and folder as they were, and enter it again. If it was a stick, "
                "connect it, then close the project and open it again."
            ),
        )


class ProjectInUseError(ProjectError):
    """Another window or program holds the file."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: another program is using this project.").format(file=file),
            advice=_("Close the other surveykit window, or wait a moment, and try again."),
        )


class DraftGoneError(ProjectError):
    """Somebody else at the same project has ended this interview."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: this interview was finished or discarded in another window.").format(
                file=file
            ),
            advice=_("Go back to the list. What was finished in the other window is saved."),
        )


class DraftElsewhereError(ProjectError):
    """Another window has written to this interview since this one looked at it."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _(
                "{file}: another window goes on with this interview. What was entered there "
                "stands and is taken over here; the last entry here was not saved."
            ).format(file=file),
            advice=_(
                "Go on in one window only, and leave the interview in the other. To go on here, "
                "do it once more."
            ),
        )


class DamagedProjectError(ProjectError):
    """Parts of the file were changed from outside."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: this project is damaged.").format(file=file),
            advice=_(
                "Leave the file as it is. Open your last copy and merge the handovers, or save "
                "what can be read: surveykit recover {file} NEW.survey"
            ).format(file=as_argument(file)),
        )


class StrayWalError(DamagedProjectError):
    """What lies beside the file does not belong to it; the file itself is sound."""

    def __init__(self, file: Path) -> None:
        SurveykitError.__init__(
            self,
            _("{file}: the file beside it that ends in -wal does not fit this project.").format(
                file=file
            ),
            advice=_(
                "If you have put a copy in the place of the project: move {wal} into another "
                "folder, keep it, and open the project again. Nothing was changed."
            ).format(wal=f"{file.name}-wal"),
        )


class CopyError(ProjectError):
    """A second copy cannot be written; the project itself has lost nothing."""

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(
            _("{file}: no second copy could be written: {reason}.").format(
                file=file, reason=reason
            ),
            advice=_(
                "The project itself is safe. Make room, connect the stick or choose another folder."
            ),
        )


class SiteLostError(ProjectError):
    """What a project needs above all cannot be read any more."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _("{file}: the description of the site is lost; nothing was written.").format(
                file=file
            ),
            advice=_("Give the planner's workbook too: surveykit recover … --site SITE.xlsx"),
        )


class NoFormError(ProjectError, KeyError):
    """A form that is needed is not in the project; it could not be saved from a damaged file."""

    def __init__(self, file: Path, form: str) -> None:
        super().__init__(
            _("{file}: the form {form} is not in this project.").format(file=file, form=form),
            advice=_("Take in a handover of another laptop: surveykit merge {file} …").format(
                file=as_argument(file)
            ),
        )


class SheetDeletedError(ProjectError):
    """The contact sheet of this survey was deleted when its period was over."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            _(
                "{file}: the contact sheet of this survey was deleted; it takes no more lines."
            ).format(file=file),
            advice=_("For another survey make a new project, with another name for the site."),
        )
