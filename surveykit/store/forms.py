"""The forms of a project, each read when it is first asked for."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from surveykit.store.database import Database
from surveykit.store.errors import NoFormError
from surveykit.store.rows import StoredForm
from surveykit.store.tables import add_forms, forms

if TYPE_CHECKING:
    from surveykit.form import Form


class Forms(Mapping[str, "Form"]):
    """The newest version of every form, by form id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __getitem__(self, id_: str) -> "Form":
        """Raises NoFormError, a KeyError, if the project does not hold it."""
        try:
            return self._form(self._newest[id_])
        except KeyError:
            raise NoFormError(self._database.path, id_) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._newest)

    def __len__(self) -> int:
        return len(self._newest)

    @property
    def titles(self) -> dict[str, str]:
        """The titles by form id; no form is read for them."""
        return {form.id: form.title for form in self._stored}

    def version(self, id_: str, version: str) -> "Form":
        """One form in one version; of two texts of that version the one that `forms` shows too.

        Raises:
            KeyError: the project does not hold it.
        """
        for form in reversed(self._stored):
            if (form.id, form.version) == (id_, version):
                return self._form(form)
        raise KeyError(f"{id_} {version}")

    def text(self, sha256: str) -> "Form":
        """One form in exactly one text.

        Raises:
            KeyError: the project does not hold it.
        """
        for form in self._stored:
            if form.sha256 == sha256:
                return self._form(form)
        raise KeyError(sha256)

    def add(self, new: "Sequence[Form]") -> None:
        """Add forms, or new versions of them; older versions stay."""
        with self._database.transaction():
            add_forms(self._database, map(stored, new))
        self.look_again()

    def look_again(self) -> None:
        """Forget which forms there are, after new ones came in; what was read stays read."""
        self.__dict__.pop("_stored", None)
        self.__dict__.pop("_newest", None)

    @cached_property
    def _stored(self) -> list[StoredForm]:
        return sorted(forms(self._database), key=_age)

    @cached_property
    def _newest(self) -> dict[str, StoredForm]:
        return {form.id: form for form in self._stored}

    def _form(self, form: StoredForm) -> "Form":
        return _read(form.xml)


@lru_cache(maxsize=64)
def _read(xml: str) -> "Form":
    """A form, read once for all projects that hold the same text of it."""
    from surveykit.form import read_xform

    return read_xform(xml.encode())


def stored(form: "Form") -> StoredForm:
    """What is kept of a form."""
    return StoredForm(form.id, form.version, form.title, form.xml.decode())


def _age(form: StoredForm) -> tuple[int, str, str]:
    """Sorts versions as ODK does, by number; two texts of one version by their hash."""
    number = int(form.version) if form.version.isascii() and form.version.isdigit() else 0
    return number, form.version, form.sha256
