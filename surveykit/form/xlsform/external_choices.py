"""`select_one_external`, the old way to long lists, as the lists that everybody has today.

pyxform writes such lists into a file `itemsets.csv` of their own, which only ODK Collect reads.
As lists of the sheet `choices` they are offered, filtered and translated as all others.
"""

import re
from collections.abc import Mapping

from surveykit.form.xlsform.headings import CHOICES, EXTERNAL_CHOICES, SETTINGS, SURVEY

Rows = dict[str, list[Mapping[str, str]]]
Headings = dict[str, dict[str, str]]

_EXTERNAL = re.compile(r"select_one_external (\S+)")


def inline(rows: Rows, headings: Headings) -> None:
    """Move the lists of `external_choices` that are asked for into `choices`.

    Both are by sheet: its rows by column, and column → heading as written. A code may come
    twice in such a list, under two filters.
    """
    asked = {found[1] for row in rows[SURVEY] if (found := _asked(row))}
    moved = [row for row in rows[EXTERNAL_CHOICES] if row.get("list_name") in asked]
    if not moved:
        return
    taken = {row.get("list_name") for row in rows.get(CHOICES, ())}
    names = {row["list_name"]: row["list_name"] for row in moved}
    names |= {name: f"{name}_external" for name in names if name in taken}
    renamed = [{**row, "list_name": names[row["list_name"]]} for row in moved]
    rows[CHOICES] = [*rows.get(CHOICES, ()), *renamed]
    headings[CHOICES] = {**headings[EXTERNAL_CHOICES], **headings.get(CHOICES, {})}
    rows[SURVEY] = [_asking(row, names) for row in rows[SURVEY]]
    first, *others = rows.get(SETTINGS) or [{}]
    rows[SETTINGS] = [{**first, "allow_choice_duplicates": "yes"}, *others]
    headings.setdefault(SETTINGS, {})["allow_choice_duplicates"] = "allow_choice_duplicates"


def _asked(row: Mapping[str, str]) -> re.Match[str] | None:
    return _EXTERNAL.fullmatch(row.get("type", ""))


def _asking(row: Mapping[str, str], names: Mapping[str, str]) -> Mapping[str, str]:
    found = _asked(row)
    if found is None or found[1] not in names:
        return row
    return {**row, "type": f"select_one {names[found[1]]}"}
