"""The lists that lie beside a form: CSV, XML and GeoJSON files → documents for expressions.

Shapes are those of ODK (JavaRosa's `CsvExternalInstance`, `GeoJsonExternalInstance` and
`XmlExternalInstance`), so that the same XPath finds the same nodes.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from surveykit.errors import Fault, FaultyFileError
from surveykit.files import reason
from surveykit.form.load import TooLargeError, read_at_most
from surveykit.form.model import Form
from surveykit.form.tables import NoTableError, decode, records
from surveykit.form.tree import Element
from surveykit.form.xform.documents import branch, table
from surveykit.form.xform.xml import XmlError, parse
from surveykit.text import _, number
from surveykit.text.clean import clean

LARGEST = 50_000_000
"""Bytes of one attachment."""
MOST_CELLS = 2_000_000
"""Cells of one table, with those in which short rows end."""

_FILE_NAME = re.compile(r'[^/\\:*?"<>|\x00-\x1f]+')
_LAST_SAVED = "last-saved"
"""What ODK calls the last interview with this form, which is no file."""


class _NoListError(ValueError):
    """A file that holds no list; `what` and `mend` are whole sentences."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Attachments:
    """The attached lists that were found, by file name, and the names of those that were not."""

    lists: Mapping[str, Element]
    missing: tuple[str, ...]


def media_folders(form: Path, *others: Path | None) -> tuple[Path, ...]:
    """Where the attachments of a form may lie: folders that were named, then as ODK lays them.

    That is `NAME-media` beside the form `NAME.xlsx`, and beside the form itself.
    """
    named = tuple(folder for folder in others if folder is not None)
    return (*named, form.parent / f"{form.stem}-media", form.parent)


def find_file(name: str, folders: Sequence[Path]) -> Path | None:
    """The file of this name in the first folder that has it; never one outside of them."""
    if not _FILE_NAME.fullmatch(name) or not name.strip(" ."):
        return None
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def wanted_lists(form: Form) -> tuple[str, ...]:
    """The names of the files with lists that a form reads."""
    return tuple(name for name in form.external if name != _LAST_SAVED)


def read_attachments(form: Form, folders: Sequence[Path]) -> Attachments:
    """Read the lists that a form attaches from the first folder that has each.

    A list that is nowhere is named in `missing`; for the form it is empty.

    Raises:
        FaultyFileError: files that were found but cannot be used, with all their faults.
    """
    found: dict[str, Element] = {}
    missing: list[str] = []
    faults: list[tuple[Path, Fault]] = []
    for name in wanted_lists(form):
        path = find_file(name, folders)
        if path is None:
            missing.append(name)
            continue
        try:
            found[name] = read_list(path)
        except FaultyFileError as error:
            faults += [(path, fault) for fault in error.faults]
    if faults:
        raise FaultyFileError(faults[0][0], [fault for _path, fault in faults])
    return Attachments(found, tuple(missing))


def read_list(path: Path) -> Element:
    """One attached file as a document.

    Raises:
        FaultyFileError: it cannot be read, or is no list.
    """
    try:
        return _READERS.get(path.suffix.lower(), _csv)(read_at_most(path, LARGEST))
    except TooLargeError as error:
        what, mend = str(error), _("Shorten the list.")
    except (_NoListError, NoTableError) as error:
        what, mend = error.what, error.mend
    except OSError as error:
        what = _("The file cannot be read: {reason}.").format(reason=reason(error))
        mend = _("Check name, folder and permissions.")
    raise FaultyFileError(path, [Fault(clean(path.name), "", "", what, mend)])


def _csv(content: bytes) -> Element:
    rows = (row for _number, row in records(decode(content)))
    headings = [heading.strip() for heading in next(rows, [])]
    if not any(headings):
        raise _NoListError(_("The table is empty."), _("Write headings into its first row."))
    first = {name: at for at, name in reversed([*enumerate(headings)])}
    unique = [name if first[name] == at else "" for at, name in enumerate(headings)]
    return table(unique, _counted((row for row in rows if row), len(headings)))


def _counted(rows: Iterable[list[str]], columns: int) -> Iterator[list[str]]:
    cells = 0
    for row in rows:
        cells += columns
        if cells > MOST_CELLS:
            what = _("The file has more than {n} cells.").format(n=number(MOST_CELLS))
            raise _NoListError(what, _("Shorten the list."))
        yield row


def _xml(content: bytes) -> Element:
    try:
        root = parse(content)
    except XmlError as error:
        what = error.what or _("This is no XML.")
        raise _NoListError(what, error.mend or _("Export the list again.")) from error
    document = Element("")
    branch(root, document)
    return document


def _geojson(content: bytes) -> Element:
    """The features as items: `geometry` as ODK writes positions, the properties, the id."""
    mend = _("Export it as GeoJSON: a FeatureCollection of points, lines and areas.")
    try:
        # Numbers stay as they are written, as in ODK.
        data = json.loads(decode(content), parse_float=str, parse_int=str)
    except (json.JSONDecodeError, RecursionError) as error:
        raise _NoListError(_("This is no GeoJSON."), mend) from error
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or data.get("type") != "FeatureCollection":
        raise _NoListError(_("This is no GeoJSON."), mend)
    document = Element("")
    root = Element("root", document)
    for place, feature in enumerate(features, 1):
        try:
            _feature(feature, root)
        except (TypeError, LookupError, ValueError) as error:
            what = _("Feature {n} is no point, line or area.").format(n=place)
            raise _NoListError(what, mend) from error
    return document


def _feature(feature: object, root: Element) -> None:
    """A feature; raises TypeError, LookupError or ValueError if it is none."""
    parts = _object(feature)
    if parts["type"] != "Feature":
        raise ValueError(parts["type"])
    item = Element("item", root)
    Element("geometry", item, _positions(_object(parts["geometry"])))
    properties = _object(parts.get("properties") or {})
    if parts.get("id") is not None:
        properties = {**properties, "id": parts["id"]}
    for name, value in properties.items():
        if name:
            Element(name, item, _plain(value))


def _positions(geometry: Mapping[str, object]) -> str:
    coordinates = _array(geometry["coordinates"])
    match geometry["type"]:
        case "Point":
            return _position(coordinates)
        case "LineString":
            return "; ".join(map(_position, coordinates))
        case "Polygon":
            return "; ".join(map(_position, _array(coordinates[0]))) if coordinates else ""
        case other:
            raise ValueError(other)


def _position(point: object) -> str:
    """`latitude longitude altitude accuracy`; GeoJSON has the longitude first."""
    longitude, latitude = (_coordinate(_plain(one)) for one in _array(point)[:2])
    return f"{latitude} {longitude} 0 0"


def _coordinate(text: str) -> str:
    return text if re.fullmatch(r"-?\d+", text) else str(float(text))


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _array(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _plain(value: object) -> str:
    """A value as text; what is missing is empty, what is nested is left out."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else ""


_READERS: Mapping[str, Callable[[bytes], Element]] = {".xml": _xml, ".geojson": _geojson}
"""By the ending of the file's name; everything else is a table."""
