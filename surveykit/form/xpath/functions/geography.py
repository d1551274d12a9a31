"""GEO: areas, lengths and fences of positions on the earth.

A position is `latitude longitude altitude accuracy`, of which the last two may be missing; a
trace or shape is several of them with semicolons between. Angles are degrees, lengths metres.
Source: `GeoUtils` of JavaRosa, and `Geometry` of Collect for `intersects()`.
"""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from surveykit.form.xpath.functions.registry import Closure, function, variadic
from surveykit.form.xpath.scope import Scope
from surveykit.form.xpath.values import Value, added, to_string

Point = tuple[float, float]
"""Latitude and longitude."""

_RADIUS = 6_378_100.0
_METRES_A_DEGREE = 2 * _RADIUS * math.pi / 360
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_MOST = 4
"""Numbers of a position."""


@function("enclosed-area", 1)
@function("area", 1)
def _area(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """area(shape, or nodes with a position each): square metres; NaN for what is no position."""
    points = _points(arguments[0](scope))
    return math.nan if points is None else enclosed_area(points)


@variadic("distance", 1)
def _distance(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """distance(trace, shape or positions, …): metres from one to the next, added up.

    NaN for what is no position; an empty text is 0° north, 0° east, as in JavaRosa.
    """
    points: list[Point] = []
    for argument in arguments:
        some = _points(argument(scope))
        if some is None:
            return math.nan
        points += some
    return added(_length(one, other) for one, other in pairwise(points))


@function("geofence", 2)
def _geofence(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """geofence(position, shape): whether the one lies in the other."""
    here, fence = (_points(argument(scope)) for argument in arguments)
    return bool(here and fence) and _inside((here or [(0.0, 0.0)])[0], fence or [])


@function("intersects", 1)
def _intersects(scope: Scope, arguments: Sequence[Closure]) -> Value:
    """intersects(trace or shape): whether it crosses or touches itself."""
    points = _points(arguments[0](scope))
    return points is not None and crosses_itself(points)


def _points(value: Value) -> list[Point] | None:
    """The positions in a text, or in several nodes; None if something else is there."""
    texts = [to_string([node]) for node in value] if isinstance(value, list) else None
    found: list[Point] = []
    for text in [to_string(value)] if texts is None else texts:
        for part in text.rstrip("; ").split(";"):
            numbers = part.split()
            if len(numbers) > _MOST or not all(map(_NUMBER.fullmatch, numbers)):
                return None
            latitude, longitude = (*map(float, numbers[:2]), 0.0, 0.0)[:2]
            if math.isinf(latitude) or math.isinf(longitude):  # more digits than a number holds
                return None
            found.append((latitude, longitude))
    return found


def enclosed_area(points: Sequence[Point]) -> float:
    """Square metres within a line that goes back to its first point, as if the earth were flat."""
    if not points:
        return 0.0
    (latitude, longitude), *others = points
    flat = [
        (
            (east - longitude) * _METRES_A_DEGREE * math.cos(math.radians(north)),
            (north - latitude) * _METRES_A_DEGREE,
        )
        for north, east in others
    ]
    return abs(added((y1 * x2 - x1 * y2) / 2 for (x1, y1), (x2, y2) in pairwise(flat)))


def _length(one: Point, other: Point) -> float:
    """Metres between two positions by the spherical law of cosines."""
    between = math.radians(one[1] - other[1])
    north, south = math.radians(one[0]), math.radians(other[0])
    cosine = math.sin(north) * math.sin(south)
    cosine += math.cos(north) * math.cos(south) * math.cos(between)
    return math.acos(min(max(cosine, -1.0), 1.0)) * _RADIUS


def _inside(point: Point, fence: Sequence[Point]) -> bool:
    """Whether a ray from the point crosses the closed line an odd number of times (W. Franklin)."""
    y, x = point
    inside = False
    for (y1, x1), (y2, x2) in pairwise(fence):
        if (y2 > y) != (y1 > y) and x < (x1 - x2) * (y - y2) / (y1 - y2) + x2:
            inside = not inside
    return inside


def crosses_itself(points: Sequence[Point]) -> bool:
    """Whether two parts of a line meet elsewhere than where one goes on from the other."""
    parts = [(one, other) for one, other in pairwise(points) if one != other]
    closed = bool(points) and points[0] == points[-1] and len(parts) > 2
    last = len(parts) - 1
    for place, part in enumerate(parts):
        for further in range(place + 1, len(parts)):
            if closed and place == 0 and further == last:
                continue
            if _meet(part, parts[further], joined=further == place + 1):
                return True
    return False


_Part = tuple[Point, Point]


def _meet(one: _Part, other: _Part, *, joined: bool) -> bool:
    (a, b), (c, d) = one, other
    if any(_apart(one, other)):
        return False
    of_a, of_d = _side(a, c, d), _side(a, b, d)
    if (of_a == 0 and _within(a, other)) or (of_d == 0 and _within(d, one)):
        return True
    if joined and b == c:
        return False
    of_b, of_c = _side(b, c, d), _side(a, b, c)
    if of_a * of_b < 0 and of_c * of_d < 0:
        return True
    return (of_b == 0 and _within(b, other)) or (of_c == 0 and _within(c, one))


def _apart(one: _Part, other: _Part) -> Iterator[bool]:
    """Whether nothing of one lies as far north or east as anything of the other."""
    for axis in (0, 1):
        low, high = sorted((one[0][axis], one[1][axis]))
        yield max(other[0][axis], other[1][axis]) < low
        yield min(other[0][axis], other[1][axis]) > high


def _side(a: Point, b: Point, c: Point) -> int:
    """On which side of the line from a to b the point c lies: 1, -1 or 0 on it."""
    cross = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
    return (cross > 0) - (cross < 0)


def _within(point: Point, part: _Part) -> bool:
    return all(
        min(part[0][axis], part[1][axis]) <= point[axis] <= max(part[0][axis], part[1][axis])
        for axis in (0, 1)
    )
