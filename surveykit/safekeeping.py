"""The errands that keep what people said safe: keys, erasing, periods, the log.

As in `workflow`, which this module builds on, screens and commands call these and nothing below.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from surveykit import setting_up
from surveykit.assess.estimate.questionnaire import shown_language
from surveykit.errors import SurveykitError
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.corrections import Change, changes
from surveykit.fieldwork.erasure_code import id_of, read_code
from surveykit.fieldwork.record import Record
from surveykit.fieldwork.retention import PERIODS, Due, Kind, due
from surveykit.store import Counts, Merged, Project, is_encrypted
from surveykit.store.care.migration import kept_copies
from surveykit.store.enclosures import folder_beside
from surveykit.text import _, ngettext

if TYPE_CHECKING:
    from surveykit.form import Form
    from surveykit.store.keys.pair import PublicKey as PublicKey
    from surveykit.store.keys.pair import SecretKey

KIND_OF = {kind.value: kind for kind in Kind}

LONGEST_IDLE = 60
"""Minutes: longer than a lunch break an open project is not to lie about."""


def new_keys(path: Path, passphrase: str) -> "PublicKey":
    """Make a key pair for the planner: `path` is the secret part, `.pub` beside it the public one.

    Raises SurveykitError if the passphrase is too short or one of the files is there already.
    """
    from surveykit.store.keys.pair import SecretKey

    setting_up.check_passphrase(passphrase)
    secret = SecretKey.new()
    secret.write(path, passphrase)
    return secret.public


def read_public_key(source: str, folder: Path = Path()) -> "PublicKey":
    """The planner's public key, from its file in `folder` or the text that begins with age1."""
    from surveykit.store.keys.pair import PublicKey

    return PublicKey.read(source, folder)


def read_secret_key(path: Path, passphrase: Callable[[], str]) -> "SecretKey":
    """The planner's secret key; the passphrase is asked for when the file is one."""
    from surveykit.store.keys.pair import SecretKey

    return SecretKey.read(path, passphrase)


def drawn(key: "PublicKey") -> tuple[str, ...]:
    """A public key as a QR code of half blocks, for the screen of a terminal."""
    from surveykit.export.qr import half_blocks, matrix

    return half_blocks(matrix(key.text))


def use_key(project: Project, key: "PublicKey", *, replace_old: bool = False) -> tuple[str, ...]:
    """Seal for this planner from now on; sentences on second copies that could not be renewed."""
    project.use_key(key, replace_old=replace_old)
    return project.renew_copies(all_anew=True)


def change_passphrase(path: Path, old: str | None, new: str) -> tuple[str, ...]:
    """Encrypt a project under another passphrase; sentences on copies that still open with the old.

    Raises SurveykitError if the new one is too short, or somebody has the project open.
    """
    from surveykit.store.care.rekey import change_passphrase

    setting_up.check_passphrase(new)
    change_passphrase(path, old, new)
    with Project.open(path, new) as project:
        missing = project.renew_copies(all_anew=True)
    return (*missing, *_left_beside(path))


def set_lock_after(project: Project, minutes: int) -> None:
    """Let the terminal app lock this project after so many minutes without a touch."""
    if not 1 <= minutes <= LONGEST_IDLE:
        raise SurveykitError(
            _("{n} minutes are no time to lock after.").format(n=minutes),
            advice=_("Choose 1 to {n} minutes.").format(n=LONGEST_IDLE),
        )
    project.set_lock_after(timedelta(minutes=minutes))


def lock_words(project: Project) -> str:
    """When the terminal app locks this project, in a sentence."""
    minutes = round(project.lock_after.total_seconds() / 60)
    return ngettext(
        "The app locks after {n} minute without a key, after sleep, and at Ctrl+L.",
        "The app locks after {n} minutes without a key, after sleep, and at Ctrl+L.",
        minutes,
    ).format(n=minutes)


def protection(project: Project) -> tuple[str, ...]:
    """What keeps others from reading this project, and what does not; whole sentences."""
    encrypted = is_encrypted(project.path)
    told = [
        _("The project is encrypted.")
        if encrypted
        else _("The project is NOT encrypted: anybody can read it. Do not take it to a door.")
    ]
    if encrypted:
        told.append(lock_words(project))
    if project.key:
        # The key on a line of its own: in a sentence it would be broken in its middle.
        told += [_("Contacts and handovers are sealed for the planner's key:"), project.key.text]
    else:
        told.append(
            _(
                "No planner's key is set: who opens this project reads the contacts too, and "
                "handovers lie open."
            )
        )
    if project.erasure_pending:
        told.append(_("Something erased may still lie on the disk; closing the project erases it."))
    return (*told, *_left_beside(project.path))


def contacts(project: Project, key: "Callable[[], SecretKey] | None" = None) -> tuple[Contact, ...]:
    """Who wants to be reached; what is sealed only with the planner's secret key."""
    held = project.contacts()
    if key is None or not any(contact.sealed for contact in held):
        return held
    from surveykit.store.keys.contacts import opened

    secret = key()
    return tuple(opened(contact, secret) for contact in held)


_FIRST = ("name", "phone", "email", "address")
"""Keys of what one looks for in a contact: who it is, and how to reach them."""


def contact_lines(project: Project, contacts: Iterable[Contact]) -> Iterator[str]:
    """What each of them agreed to and how they are reached, in the words of the form."""
    for contact in contacts:
        form = project.forms[contact.form]
        shown = shown_language(form)
        yield f"{form.title}, {contact.day:%Y-%m}"
        if contact.sealed:
            yield "  " + _("sealed: only the planner's secret key opens it (--key FILE.key)")
        places = {question.name: place for place, question in enumerate(form.questions)}
        for key, text in sorted(
            contact.answers.items(),
            key=lambda answer: (answer[0] not in _FIRST, places.get(answer[0], len(places))),
        ):
            question = form.answered_by(key)
            label = question.label(shown) if question else key
            yield f"  {label}: {form.in_words(key, text, shown)}"


def check_code(code: str) -> None:
    """Refuse what cannot be an erasure code, before anything is opened."""
    read_code(code)


def found_by(project: Project, code: str) -> str:
    """What this code erases here, in a sentence; "" if nothing here has it."""
    id_ = id_of(code)
    held: list[Record | Contact] = [*project.each_record(), *project.contacts()]
    for one in held:
        if one.id != id_:
            continue
        title = project.form_titles.get(one.form, one.form)
        words = (
            _("This is a contact: {form}, {month}.")
            if isinstance(one, Contact)
            else _("This is an interview: {form}, {month}.")
        )
        return words.format(form=title, month=f"{one.day:%Y-%m}")
    return ""


def erase(project: Project, code: str) -> tuple[Counts, tuple[str, ...]]:
    """Erase the interview or contact of this code, here and in every later merge.

    Returns what was erased here, nothing if it is to come yet, and sentences on second copies
    that could not be renewed and may still hold it.
    """
    erased = project.erase([id_of(code)])
    return erased, project.renew_copies(all_anew=True)


def due_for_deletion(
    project: Project, today: date, periods: Mapping[str, int] | None = None
) -> tuple[Due, ...]:
    """What has been kept long enough, class by class; `periods` in days replace the defaults."""
    chosen = {KIND_OF[name]: days for name, days in (periods or {}).items()}
    return due(
        today,
        attempts=project.attempts(),
        contacts=project.contacts(),
        records=project.records(),
        periods={**PERIODS, **chosen},
    )


def due_lines(project: Project, found: Sequence[Due]) -> tuple[str, ...]:
    """The same in sentences, with the old files that a migration left."""
    names = _names()
    lines = [
        _("{kind}: {held} held, period {days} days, due: {due}, first on {day}").format(
            kind=names[one.kind],
            held=one.held,
            days=one.period,
            due=len(one.ids),
            day=one.since or "–",
        )
        for one in found
    ]
    return (*lines, *_left_beside(project.path))


def delete_due(project: Project, found: Sequence[Due]) -> tuple[str, ...]:
    """Delete what is due; sentences on second copies that could not be renewed."""
    by_kind = {one.kind: one.ids for one in found}
    if by_kind.get(Kind.SHEET):
        project.erase_sheet()
    rest = [id_ for kind, ids in by_kind.items() if kind is not Kind.SHEET for id_ in ids]
    if rest:
        project.erase(rest)
    return project.renew_copies(all_anew=True)


def export_files(project: Project, folder: Path) -> tuple[Path, ...]:
    """Write the pictures and other files that answers name into a folder of their own.

    Internal only: a picture can show the door. What a correction took out stays out.
    """
    from surveykit.export.enclosed import write_files

    named = {(one.id, text) for one in project.records() for text in one.answers.values()}
    files = (
        (file.name, content)
        for file, content in project.files()
        if (file.owner, file.name) in named
    )
    return write_files(files, folder / f"{project.site.name}-files")


def log_lines(log: Sequence[Merged]) -> tuple[str, ...]:
    """The handovers taken in, one line each."""
    return tuple(
        _("{day} {file}: {held} questionnaires, {new} of them new, {left_out} left out").format(
            day=one.day,
            file=one.name or one.sha256[:12],
            held=one.tally.held.questionnaires,
            new=one.tally.new.questionnaires,
            left_out=one.tally.left_out.questionnaires,
        )
        for one in log
    )


def corrections(project: Project) -> tuple[Change, ...]:
    """What was corrected and settled; none of it leads to an interview."""
    return changes(project.corrections())


def correction_lines(project: Project, found: Sequence[Change]) -> tuple[str, ...]:
    """The corrections, one line each, in the words of the form."""
    return tuple(_correction_line(project.forms.get(one.form), one) for one in found)


def _correction_line(form: "Form | None", one: Change) -> str:
    words = _("{form}, {month}: corrected in {questions} ({reason})")
    if one.settled:
        words = _("{form}, {month}: {n} versions settled, {questions} ({reason})")
    return words.format(
        form=form.title if form else one.form,
        month=one.month,
        n=one.settled,
        questions="; ".join(_asked(form, one.questions)) or "–",
        reason=one.reason or _("no reason was given"),
    )


def _asked(form: "Form | None", keys: Sequence[str]) -> Iterator[str]:
    """What was asked, without what the form reckons from it; the bare key of an older form."""
    for key in keys:
        question = form.answered_by(key) if form else None
        label = form and question and question.label(shown_language(form))
        if label:
            yield f"{label} [{key}]"
        elif question is None:
            yield key


def _names() -> Mapping[Kind, str]:
    return {
        Kind.SHEET: _("Contact sheet"),
        Kind.CALLBACK: _("Telephone numbers for a call"),
        Kind.CONTACT: _("Contacts"),
        Kind.ANSWERS: _("Interviews"),
    }


def _left_beside(path: Path) -> tuple[str, ...]:
    return tuple(
        _("{file} was kept when the project was renewed; delete it once all is well.").format(
            file=copy
        )
        for copy in kept_copies(path)
    ) + _in_the_old_folder(path)


def _in_the_old_folder(path: Path) -> tuple[str, ...]:
    folder = folder_beside(path)
    count = len([*folder.iterdir()]) if folder.is_dir() else 0
    if not count:
        return ()
    words = _(
        "{folder} holds {n} files, unencrypted, that no answer names or that are too large for the "
        "project; look at them, and delete the folder."
    )
    return (words.format(folder=folder, n=count),)
