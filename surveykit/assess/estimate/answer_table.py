"""Answers of very many interviews: by question, each text held once.

An answer is a number of one to four bytes that stands for its text, so that an interview takes some
fifty bytes instead of three thousand.
"""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_WIDER = {"B": "H", "H": "I", "I": "Q"}


class AnswerTable:
    """Takes answers in one after another, and gives them back by the number of their row."""

    def __init__(self) -> None:
        self._columns: dict[str, _Column] = {}
        self._rows = 0

    def __len__(self) -> int:
        return self._rows

    def add(self, answers: Mapping[str, str]) -> None:
        """Take in one row; blank answers are as absent ones."""
        for question, text in answers.items():
            column = self._columns.get(question)
            if column is None:
                column = self._columns[question] = _Column()
            column.put(self._rows, text)
        self._rows += 1

    def __getitem__(self, row: int) -> Mapping[str, str]:
        if not 0 <= row < self._rows:
            raise IndexError(row)
        return _Row(self._columns, row)


class _Column:
    """The texts of one question; no text, as in the rows past the end, is number 0."""

    def __init__(self) -> None:
        self._numbers = {"": 0}
        self._texts = [""]
        self._told = array("B")

    def put(self, row: int, text: str) -> None:
        number = self._numbers.setdefault(text, len(self._texts))
        if number == len(self._texts):
            self._texts.append(text)
        self._told.frombytes(bytes((row - len(self._told)) * self._told.itemsize))
        try:
            self._told.append(number)
        except OverflowError:
            self._told = array(_WIDER[self._told.typecode], self._told)
            self._told.append(number)

    def text(self, row: int) -> str:
        return self._texts[self._told[row]] if row < len(self._told) else ""


@dataclass(frozen=True, slots=True)
class _Row(Mapping[str, str]):
    """The answers of one interview, looked up where they are asked for."""

    _columns: Mapping[str, _Column]
    _row: int

    def __getitem__(self, question: str) -> str:
        text = self.get(question, "")
        if not text:
            raise KeyError(question)
        return text

    def get(self, question: str, default: str = "") -> str:  # type: ignore[override]
        column = self._columns.get(question)
        return (column.text(self._row) if column else "") or default

    def __iter__(self) -> Iterator[str]:
        return (name for name, column in self._columns.items() if column.text(self._row))

    def __len__(self) -> int:
        return sum(1 for _question in self)
