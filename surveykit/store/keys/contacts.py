"""Contacts that only the planner can read, from the moment they were taken."""

from base64 import b64decode, b64encode
from dataclasses import replace

from surveykit.fieldwork.canonical import canonical_json
from surveykit.fieldwork.contact import Contact
from surveykit.fieldwork.record import CONTACT_FORM
from surveykit.store.keys.errors import SealedForAnotherKeyError
from surveykit.store.keys.pair import PublicKey, SecretKey

_CLASS = 1024  # bytes: the length of a sealed contact is not to tell that of a name


def sealed(contact: Contact, key: PublicKey | None) -> Contact:
    """The contact as it may be kept: who consented to be called is sealed for the planner.

    Left as it is without a key, and where the office itself has to call back.
    """
    if key is None or contact.sealed or contact.form != CONTACT_FORM:
        return contact
    text = canonical_json(contact).encode()
    inside = key.seal(text.ljust(-(-len(text) // _CLASS) * _CLASS))
    return replace(contact, answers={}, consents=(), sealed=b64encode(inside).decode())


def opened(contact: Contact, key: SecretKey) -> Contact:
    """The contact with its answers again.

    Raises:
        SealedForAnotherKeyError: this key does not open it, or what is in it is no such contact.
    """
    from pydantic import TypeAdapter, ValidationError

    if not contact.sealed:
        return contact
    try:
        inside = key.open(b64decode(contact.sealed, validate=True))
        found = TypeAdapter(Contact).validate_json(inside)
    except (ValidationError, ValueError) as error:
        raise SealedForAnotherKeyError from error
    if found.id != contact.id:
        raise SealedForAnotherKeyError
    return found
