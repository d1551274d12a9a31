"""Lists of their own kind: a long one that is narrowed, and one that is put in order."""

from rich.cells import cell_len

from surveykit.asking.written import Kind
from surveykit.text import _
from surveykit.tui.answering import Ranker, Searcher
from surveykit.tui.typography import fit, set_line, wrap
from surveykit.tui.widgets.drawing.answers import draw_nothing, mark_of
from surveykit.tui.widgets.drawing.fields import with_caret
from surveykit.tui.widgets.drawing.languages import in_languages
from surveykit.tui.widgets.drawing.paper import Drawing
from surveykit.tui.widgets.painted import Line, Role, Run

_FEWEST = 3  # answers of a long list that are always shown


def draw_search(drawing: Drawing, editor: Searcher, measure: int, room: int) -> None:
    """What is typed, how much of the list is left, and the part of it that fits."""
    drawing.body.append(_search_line(editor, measure))
    drawing.caret = (6 + cell_len(editor.query), 0)
    if not editor.all:
        draw_nothing(drawing)
    elif not editor.matches:
        drawing.body.append((Run("    "), Run(_("No answer has these letters."), "quiet")))
    rows = max(room - 1, _FEWEST)
    for n in editor.view(rows):
        drawing.add([_found(editor, n, measure)], n)
    drawing.mark = (0, len(drawing.body) - 1)


def _search_line(editor: Searcher, measure: int) -> Line:
    """The letters typed so far in a field, and how many answers have them."""
    found, every = len(editor.matches), len(editor.asked.answers)
    count = _("{n} of {all}").format(n=found, all=every) if editor.query else str(every)
    if editor.asked.kind is Kind.MANY and editor.chosen:
        count = _("{n} chosen").format(n=len(editor.chosen)) + f" · {count}"
    width = measure - cell_len(count) - 4
    query = editor.query[-(width - 2) :]
    field = with_caret(query, len(query), width) if query else _invitation(width)
    return [Run("    "), Run(" ", "field"), *field, Run(" ", "field"), Run(f"  {count}", "quiet")]


def _invitation(width: int) -> list[Run]:
    words = _("type to search")
    return [Run(" ", "caret"), Run(fit(f" {words}", width - 1), "field")]


def _found(editor: Searcher, n: int, measure: int) -> Line:
    answer, asked = editor.all[n], editor.asked
    on = answer.code in editor.chosen
    here = n == editor.pointer
    role: Role = "chosen" if on else ("strong" if here else "text")
    label, other = (
        words.replace("\n", " ") for words in (answer.label, editor.asked.other(answer))
    )
    width = (measure - 3) // 2 if other else measure - 3
    words = [Run(set_line(fit(label, width).rstrip(), width, from_right=asked.from_right), role)]
    if other and asked.beside:
        other = fit(other, width).rstrip()
        words.append(Run(set_line(other, width, from_right=asked.beside.from_right), role))
    pointer = Run("› " if here else "  ", "rule")
    return [Run("  "), pointer, Run(f" {mark_of(editor, answer)} ", role), *words]


def draw_ranking(drawing: Drawing, editor: Ranker, measure: int, room: int) -> None:
    """The answers in their order with the place of each, and how to move them."""
    for n, answer in enumerate(editor.order):
        here = n == editor.cursor
        role: Role = "chosen" if here and editor.lifted else ("strong" if here else "text")
        start = len(drawing.body)
        other, asked = editor.asked.other(answer), editor.asked
        for i, words in enumerate(in_languages(answer.label, other, asked, measure - 6, role)):
            pointer = Run("  › " if here and i == 0 else "    ", "rule")
            place = f"{n + 1:>2} " if editor.ranked else " · "
            cap = Run(place if i == 0 else "   ", "cap" if i == 0 else role)
            drawing.body.append((pointer, cap, Run(" ", role), *words, Run(" ", role)))
        if here:
            drawing.mark = (start, len(drawing.body) - 1)
    advice = _("A figure gives the marked answer its place. Space lifts it, arrows move it.")
    lines = wrap(advice, measure)
    if len(drawing.body) + len(lines) < room:
        drawing.body.append(())
        drawing.body.extend((Run("    "), Run(text, "quiet")) for text in lines)
