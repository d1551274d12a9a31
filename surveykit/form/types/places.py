"""Positions on earth: a point, a line of points, and a closed area."""

from typing import Annotated

from pydantic.functional_validators import BeforeValidator

from surveykit.form.positions import Position, read_position, read_positions, written
from surveykit.form.types.answer import Answer
from surveykit.text import _


def _checked(position: Position) -> Position:
    latitude, longitude = position[:2]
    if abs(latitude) > 90:
        raise ValueError(_("The latitude lies between -90 and 90."))
    if abs(longitude) > 180:
        raise ValueError(_("The longitude lies between -180 and 180."))
    return position


def _read_place(text: str) -> Position:
    position = read_position(text)
    if position is None:
        raise ValueError(_("Enter latitude and longitude, such as 52.52 13.405."))
    return _checked(position)


class Place(Answer):
    """A position: `52.52 13.405`, `52,52; 13,405`, `52°31'12"N 13°24'18"E`."""

    value: Annotated[Position, BeforeValidator(_read_place)]

    @property
    def text(self) -> str:
        """Latitude, longitude, altitude and accuracy; empty for 0 0 0 0.

        JavaRosa takes that for "never captured" (`GeoPointData.toBoolean`).
        """
        return written(self.value) if any(self.value) else ""


def _read_line(text: str) -> tuple[Position, ...]:
    positions = read_positions(text)
    if positions is None or len(positions) < 2:
        raise ValueError(
            _("Enter two positions or more, a semicolon between: 52.5 13.4; 52.6 13.5.")
        )
    return tuple(map(_checked, positions))


class Line(Answer):
    """Positions one after the other, separated by semicolons or line breaks; two at least."""

    value: Annotated[tuple[Position, ...], BeforeValidator(_read_line)]

    @property
    def text(self) -> str:
        """The positions, separated as JavaRosa does it."""
        return "; ".join(map(written, self.value))


def _read_area(text: str) -> tuple[Position, ...]:
    positions = read_positions(text) or ()
    corners = positions[:-1] if len(positions) > 1 and positions[0] == positions[-1] else positions
    if len(set(corners)) < 3:
        raise ValueError(
            _("Enter three corners or more, a semicolon between: 52.5 13.4; 52.6 13.5; 52.4 13.5.")
        )
    return (*map(_checked, corners), corners[0])


class Area(Line):
    """The corners of an area, three at least; its end is its beginning, typed or not."""

    value: Annotated[tuple[Position, ...], BeforeValidator(_read_area)]
