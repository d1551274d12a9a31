"""Rows of one size in numbered slots: which lies where is random at all times.

SQLite writes a row over another of the same size in place, so a slot never moves within the file.
What is new takes a slot drawn at random, and what lay there moves to a new slot at the end (the
shuffle of Fisher and Yates, inside out); where a row is erased, the last one takes its place. So at
every moment each order is as likely as any other: places tell nothing of when a row came. That
costs two rows for each new one, however many there are.

A table of slots has the columns slot, label and content, and label and content of each row
together have one size.
"""

from collections.abc import Sequence
from secrets import randbelow

from surveykit.store.database import Database, Row, Value
from surveykit.store.values import whole_number


class Slots:
    """The slots of a table as they are now: numbered from 0 without a gap."""

    def __init__(self, database: Database, table: str) -> None:
        self._database = database
        self._table = table
        [(last,)] = database.rows(f"SELECT max(slot) FROM {table}")  # noqa: S608 - our own name
        self.count = 0 if last is None else whole_number(last) + 1

    def put(self, label: Value, content: Value) -> None:
        """Put a row into a random slot; what lay there moves to the end."""
        self.append([(label, content)])
        self.mix(self.count - 1)

    def append(self, rows: Sequence[tuple[Value, Value]]) -> None:
        """Put rows into new slots at the end, where they tell that they came last: see `mix`."""
        placed = [(slot, *row) for slot, row in enumerate(rows, self.count)]
        self._database.write(f"INSERT INTO {self._table} VALUES (?, ?, ?)", placed)  # noqa: S608
        self.count += len(placed)
        self._laid(placed)

    def mix(self, known: int, most: int | None = None) -> int:
        """Mix rows that were appended among the others, of which `known` are mixed already.

        Returns how many are mixed now: all, or `most` more than before.
        """
        end = self.count if most is None else min(self.count, known + most)
        for slot in range(known, end):
            other = randbelow(slot + 1)
            if other != slot:
                one, another = self._at(slot), self._at(other)
                self._overwrite([(other, *one), (slot, *another)])
        return max(known, end)

    def empty(self, slot: int) -> None:
        """Erase a row; the last one takes its place."""
        last = self.count - 1
        if slot != last:
            self._overwrite([(slot, *self._at(last))])
        self._database.write(f"DELETE FROM {self._table} WHERE slot = ?", [(last,)])  # noqa: S608
        self.count = last

    def _at(self, slot: int) -> Row:
        one = f"SELECT label, content FROM {self._table} WHERE slot = ?"  # noqa: S608 - our own name
        [row] = self._database.rows(one, (slot,))
        return row

    def _overwrite(self, placed: Sequence[Row]) -> None:
        self._database.write(
            f"UPDATE {self._table} SET label = ?2, content = ?3 WHERE slot = ?1",  # noqa: S608
            placed,
        )
        self._laid(placed)

    def _laid(self, placed: Sequence[Row]) -> None:
        """Whoever keeps an index notes here where rows lie now."""
