"""Forms that were fetched for development: found, converted, and given their attached files."""

import csv
import hashlib
import io
import json
import re
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from xml.parsers.expat import ExpatError

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

WORKBOOKS = (".xlsx", ".xls", ".md")
_ATTACHED = re.compile(rb"jr://[\w-]+/([^\"'<>]+\.(?:csv|xml|geojson))", re.IGNORECASE)
_PULLED = re.compile(rb"pulldata\(\s*['\"]([^'\"]+)['\"]")
_COLUMN = re.compile(r"(?:\[|and |or |/)\s*(\w+)\s*(?:=|!=|\]|\))")
_NAMES = frozenset({"name", "label", "value", "geometry", "item", "root"})


class UnconvertibleError(ValueError):
    """pyxform does not make an XForm of it."""


def forms_in(folder: Path) -> list[Path]:
    """Every workbook and XForm in a folder, small ones first, or the one file given."""
    if folder.is_file():
        return [folder]
    found = (path for path in folder.rglob("*") if path.suffix.lower() in (*WORKBOOKS, ".xml"))
    forms = [path for path in found if path.suffix.lower() != ".xml" or _is_xform(path)]
    return sorted(forms, key=lambda path: (path.stat().st_size, path))


def _is_xform(path: Path) -> bool:
    xml = path.read_bytes()
    return b"http://www.w3.org/2002/xforms" in xml and b"html" in xml


def xform_of(path: Path, cache: Path) -> bytes:
    """The XForm that a form is, or that pyxform makes of it; conversions are kept in `cache`.

    Raises:
        UnconvertibleError: with pyxform's words.
    """
    content = path.read_bytes()
    if path.suffix.lower() == ".xml":
        return content
    known = cache / f"{hashlib.sha256(content).hexdigest()}.xml"
    refused = known.with_suffix(".txt")
    if refused.exists():
        raise UnconvertibleError(refused.read_text(encoding="utf-8"))
    if not known.exists():
        try:
            with warnings.catch_warnings(action="ignore"):
                known.write_text(convert(path).xform, encoding="utf-8")
        except (
            PyXFormError,
            AttributeError,
            ExpatError,
            LookupError,
            TypeError,
            ValueError,
        ) as error:
            refused.write_text(str(error) or type(error).__name__, encoding="utf-8")
            raise UnconvertibleError(str(error)) from error
    return known.read_bytes()


def attach(xform: bytes, form: Path, media: Path) -> list[str]:
    """Put the files that a form wants into `media`; return those that had to be made up."""
    media.mkdir(parents=True, exist_ok=True)
    made_up = []
    names = {one.decode() for one in _ATTACHED.findall(xform)}
    names |= {f"{one.decode().removesuffix('.csv')}.csv" for one in _PULLED.findall(xform)}
    for name in sorted(names):
        target = media / Path(name).name
        beside = next(_beside(form, target.name), None)
        if beside is None:
            made_up.append(target.name)
            target.write_text(_stand_in(target.name, xform.decode()), encoding="utf-8")
        else:
            shutil.copy(beside, target)
    return made_up


def for_the_driver(xform: bytes, media: Path) -> bytes:
    """Have `JrOracle` find the lists in `media` that an XForm names; return it with their places.

    The driver takes `jr://file-csv/x` for `-csv/x` in its folder, as its prefix `file` matches
    first, and `jr://file/x` for `/x`. JavaRosa minds the beginning and the end of an address only.
    """
    (media / "-csv").mkdir(exist_ok=True)
    for path in media.glob("*.*"):
        shutil.copy(path, media / "-csv")
    return xform.replace(b"jr://file/", f"jr://file{media.resolve().as_posix()}/".encode())


def _beside(form: Path, name: str) -> Iterator[Path]:
    for folder in (form.parent, form.parent / f"{form.stem}-media", *list(form.parents)[1:3]):
        for path in (folder / name, folder / "media" / name, folder / "csv" / name):
            if path.is_file():
                yield path
        if folder != form.parent:
            yield from (path for path in folder.glob(f"*/{name}") if path.is_file())


def _stand_in(name: str, xform: str) -> str:
    """A small list with the columns that the form's expressions name."""
    columns = sorted(set(_COLUMN.findall(xform)) - _NAMES)[:40]
    rows = [
        {"name": code, "label": code.title(), "value": code}
        | {column: code if place % 2 else "1" for place, column in enumerate(columns)}
        for code in ("one", "two", "three")
    ]
    if name.lower().endswith(".geojson"):
        return _geojson(rows)
    if name.lower().endswith(".xml"):
        cells = ("".join(f"<{key}>{text}</{key}>" for key, text in row.items()) for row in rows)
        return f"<root>{''.join(f'<item>{row}</item>' for row in cells)}</root>"
    file = io.StringIO()
    writer = csv.DictWriter(file, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def _geojson(rows: list[dict[str, str]]) -> str:
    features = [
        {
            "type": "Feature",
            "properties": {**row, "id": row["name"], "title": row["label"]},
            "geometry": {"type": "Point", "coordinates": [13.4, 52.5 + place]},
        }
        for place, row in enumerate(rows)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})
