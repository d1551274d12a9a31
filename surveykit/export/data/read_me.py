"""What lies beside the data files, for whoever finds the folder in a year."""

from pathlib import Path

from surveykit.export.data.dialect import UNGUARDING, Dialect
from surveykit.files import write_whole
from surveykit.text import _


def write_read_me(folder: Path, dialect: Dialect) -> Path:
    """Write `README.txt` into the folder of data files, in the language in use."""
    path = folder / "README.txt"
    text = "\r\n\r\n".join(_paragraphs(dialect))
    write_whole(path, f"{text}\r\n".encode(), private=True)
    return path


def _paragraphs(dialect: Dialect) -> tuple[str, ...]:
    return (
        _("INTERNAL ONLY. Every row is one household's answers. Check free texts before passing "
          "anything on; this folder must not leave the team. Erasing an interview does not reach "
          "what was exported: delete the folder as soon as you can."),
        _("Rows stand in random order. “interview” counts the rows of this export and "
          "means nothing elsewhere. Of a day at a door only its month is known: the "
          "first stands for it."),
        _("Each form has a table, and each repeat in it one more, linked by “interview”. A "
          "question with several answers fills one column per choice: 1 chosen, 0 not chosen."),
        _("An empty cell: not asked, or left blank. no_answer: declined. dont_know: does not know. "
          "In SPSS these two are -99 and -98, in Stata .a and .b, each set as missing; where "
          "somebody declined a question with several answers, its column .no_answer is 1."),
        _("CSV is UTF-8, with “{delimiter}” between cells and “{point}” before decimals. Where a "
          "text could begin a formula (= + - @, also after a separator, quotation mark or new "
          "line), or an apostrophe stands there, an apostrophe is put before it. To take them "
          "away in Python: {call}. All other files hold every text as it was given.").format(
              delimiter=dialect.delimiter, point=dialect.point, call=UNGUARDING),
        _("SPSS holds at most 32,767 bytes of one text, labels are shorter still; what was cut "
          "ends in “…”. datapackage.json tells every column: question, words in all languages, "
          "codes, and its name in SPSS and Stata."),
    )  # fmt: skip
