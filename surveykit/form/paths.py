"""Read the path of a file as it was typed, pasted, or dropped on a terminal."""

import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from surveykit.text.clean import clean

_DRIVE = re.compile(r"(?:/?[A-Za-z]:[\\/]|\\\\)")
_ESCAPED = re.compile(r"\\(.)")


def read_path(text: str) -> str:
    r"""The path, without quotes, escapes and `file://`.

    PowerShell drops `& 'C:\a b.png'`, most terminals `'/home/a b.png'`, some `/home/a\ b.png`
    or `file:///home/a%20b.png`. A path of Windows keeps its backslashes.
    """
    path = text.strip().removeprefix("& ").strip()
    quoted = len(path) > 1 and path[0] == path[-1] and path[0] in "'\"„“‚‘"
    path = path[1:-1] if quoted else path
    if path.lower().startswith("file:"):
        address = urlsplit(path)
        host = "" if address.netloc in ("", "localhost") else f"//{address.netloc}"
        path = host + unquote(address.path)
        return path[1:] if re.match(r"/[A-Za-z]:", path) else path
    if quoted or _DRIVE.match(path):
        return path
    return _ESCAPED.sub(r"\1", path)


def typed_path(text: str) -> Path:
    """The same with `~` for one's home; `~name` of somebody unknown stays, and leads nowhere."""
    return Path(os.path.expanduser(read_path(text)))  # noqa: PTH111 - Path's own raises there


def read_name(text: str) -> str:
    """The bare name of the file that a path leads to; empty if it leads to none."""
    name = clean(read_path(text).replace("\\", "/").rpartition("/")[2])
    return "" if name in (".", "..") else name
