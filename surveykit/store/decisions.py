"""The planner's decisions on criteria and on the hour, each log one fact about the project."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from surveykit.store import tables
from surveykit.store.database import Database

if TYPE_CHECKING:  # pydantic is not needed before the first screen
    from surveykit.site.decisions import Decision
    from surveykit.site.model import Site
    from surveykit.site.signed import Signed

_FACT, _SIGNED = "decisions", "signed"  # in `about`


def any_taken(database: Database) -> bool:
    """Whether the criteria are others than the site's own."""
    return bool(tables.fact(database, _FACT))


def taken(database: Database) -> "tuple[Decision, ...]":
    """In the order in which they were taken."""
    text = tables.fact(database, _FACT)
    if not text:
        return ()
    from pydantic import TypeAdapter

    from surveykit.site.decisions import Decision

    return TypeAdapter(tuple[Decision, ...]).validate_json(text)


def add(database: Database, new: "Iterable[Decision]") -> None:
    """Write them behind the others; what another window wrote meanwhile stays."""
    from pydantic import TypeAdapter

    from surveykit.site.decisions import Decision

    with database.transaction():
        log = TypeAdapter(tuple[Decision, ...]).dump_json((*taken(database), *new))
        tables.set_about(database, [(_FACT, log.decode())])


def signed(database: Database) -> "tuple[Signed, ...]":
    """What was decided on the hour, the last one behind."""
    text = tables.fact(database, _SIGNED)
    if not text:
        return ()
    from pydantic import TypeAdapter

    from surveykit.site.signed import Signed

    return TypeAdapter(tuple[Signed, ...]).validate_json(text)


def sign(database: Database, new: "Signed") -> None:
    """Write it behind the others; what another window wrote meanwhile stays."""
    from pydantic import TypeAdapter

    from surveykit.site.signed import Signed

    with database.transaction():
        log = TypeAdapter(tuple[Signed, ...]).dump_json((*signed(database), new))
        tables.set_about(database, [(_SIGNED, log.decode())])


def of_today(database: Database, site: "Site") -> "Site":
    """The site with the criteria that hold now."""
    if not (log := taken(database)):
        return site
    from surveykit.site.decisions import decided

    return site.model_copy(update={"criteria": decided(site.criteria, log)})
