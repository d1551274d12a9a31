"""CODE: digests, Base64 and signed texts."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from string import ascii_letters, digits

from surveykit.form.xpath.functions.registry import Closure, function
from surveykit.form.xpath.functions.signatures import SIGNATURE, verify
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.values import Value, to_string

_DIGESTS = {"MD5": "md5", "SHA1": "sha1", "SHA256": "sha256", "SHA384": "sha384"} | {
    "SHA512": "sha512"
}
_ALPHABET = frozenset(ascii_letters + digits + "+/=")


@function("digest", 2, 3)
def _digest(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """digest(text, algorithm, "base64" or "hex"); empty for what ODK does not know."""
    import hashlib

    text, algorithm, *rest = (to_string(argument(scope)) for argument in arguments)
    name = _DIGESTS.get(algorithm.upper().replace("-", ""))
    encoding = rest[0].upper() if rest else "BASE64"
    if name is None or encoding not in ("BASE64", "HEX"):
        return ""
    found = hashlib.new(name, text.encode(), usedforsecurity=False)
    return found.hexdigest() if encoding == "HEX" else b64encode(found.digest()).decode()


@function("base64-decode", 1)
def _base64_decode(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """base64-decode(text); empty if it is none, "�" where the bytes are no text."""
    return _decoded(to_string(arguments[0](scope))).decode(errors="replace")


@function("extract-signed", 2)
def _extract_signed(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """extract-signed(text, public key): the message, if its Ed25519 signature is right.

    Both are Base64; the first 64 bytes are the signature of the others. Empty if it is wrong.
    """
    signed, key = (_decoded(to_string(argument(scope))) for argument in arguments)
    signature, message = signed[:SIGNATURE], signed[SIGNATURE:]
    return message.decode(errors="replace") if verify(key, signature, message) else ""


def _decoded(text: str) -> bytes:
    """The bytes that a text stands for; none if characters are missing at its end."""
    kept = "".join(letter for letter in text if letter in _ALPHABET)
    try:
        return b64decode(kept) if len(kept) % 4 == 0 else b""
    except ValueError:  # "=" in the middle
        return b""
