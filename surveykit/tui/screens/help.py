"""The help texts: which key does what."""

from collections.abc import Iterable, Sequence

from surveykit.text import _
from surveykit.tui.widgets.leaflet import Paragraph


def interview_help(guidance: str = "") -> Sequence[Paragraph]:
    """What the form says about the question, and the keys of the interview."""
    about = [(_("About this question"), guidance)] if guidance else []
    return _sections([*about, *_ways_to_answer(), *_around_answers()])


def _ways_to_answer() -> Sequence[Sequence[str]]:
    return (
        (
            _("Answering"),
            _("The key in front of an answer chooses it and goes on: 1 to 9, then letters."),
            _("Backspace looks at it again, U takes it back. The menu lets Enter go on."),
            _("Where several answers are possible, keys tick them and Enter goes on."),
            _("On the scale from 0 to 10, X is ten; 1 and 0 one after the other too."),
            _("D is don't know, R is no answer."),
            _("Arrows move the mark: Enter takes one answer, the space bar ticks several."),
        ),
        (
            _("Days and times"),
            _("Up and down choose the day, 1 to 4 toggle a time, 0 the whole day."),
        ),
        (
            _("Long lists, orders, scales and repeats"),
            _("In a long list letters and figures narrow it; Enter takes what is marked."),
            _("An order: a figure gives the marked answer its place; the space bar lifts it."),
            _("A scale: left and right go by steps, figures name one. A counter: + and -."),
            _("A repeat: its key opens one, + adds one, - removes the marked one."),
            _("Delete takes an answer back. F8 and F9 are D and R while you type."),
        ),
        (
            _("Typing"),
            _("Enter goes on. Page up goes back, Ctrl+U empties the line."),
            _("Dates: 14.3.2027, 14.3. or a full stop for today. Times: 9, 930, 9:30."),
        ),
    )


def _around_answers() -> Sequence[Sequence[str]]:
    return (
        (
            _("Moving"),
            _("Enter or right: next. Backspace or left: back. Tab: next question of a page."),
            _("U, F7 or Ctrl+Z takes the last answer back, and the one before it."),
            _("B or F5: two languages side by side, the respondent's and yours."),
            _("N or F6: a note on this question, for the team only. In the round N finds doors."),
            _("F1 or ?: help. F2 or L: language. F3 or T: theme. Esc: menu."),
        ),
        (
            _("The menu (Esc): one key for each, wherever it appears"),
            _("1: jump to a question. 2: what is missing or wrong. 3: QR code. 4: hide."),
            _("5: whether Enter goes on. 6: right-to-left writing. P: leave, go on later."),
            _("A: the person breaks off. X: discard. F: finish a correction or a preview."),
        ),
        (
            _("Safety"),
            _("An answer is on the disk before the next question appears."),
            _("Ctrl+C closes the program at any time; the interview can be gone on with."),
            _("F4 hides the screen and shows it again. Ctrl+L locks it at once."),
        ),
    )


def _sections(sections: Iterable[Sequence[str]]) -> Sequence[Paragraph]:
    """Headings, each with the lines below it, and a blank line between two sections."""
    paragraphs: list[Paragraph] = []
    for heading, *lines in sections:
        blank: list[Paragraph] = [("text", "")] if paragraphs else []
        paragraphs += [*blank, ("strong", heading), *(("text", line) for line in lines)]
    return paragraphs


def round_help() -> Sequence[Paragraph]:
    """The keys of the round."""
    return [
        ("strong", _("At the door")),
        ("text", _("Somebody opens: Enter begins the interview.")),
        ("text", _("Otherwise one key says what happened; the next open door is marked.")),
        ("text", _("K: nobody home, and a card was left. U takes the last entry back.")),
        (
            "text",
            _("After an interview its erasure code is shown, for the card. The next key hides it."),
        ),
        ("text", ""),
        ("strong", _("Finding doors")),
        ("text", _("Arrows, page up and down; Tab goes to the next entrance.")),
        ("text", _("O shows only the doors that are still open, or all of them.")),
        ("text", _("A: where we are expected, by date. N: never tried at this time of day.")),
        ("text", _("D walks from the top floor down, or up again.")),
        ("text", _("In an interview N and D mean something else: a note, and don't know.")),
        ("text", _("Signs: ✓ interviewed, × closed, ! expects us, ○ tried, … begun, – vacant.")),
        ("text", ""),
        ("strong", _("More")),
        ("text", _("H: hallway interview. G: go on with an interview. S: the planner's desk.")),
        ("text", _("Ctrl+P: everything by its name, the planner's desk too.")),
        ("text", _("F: another form, such as one of your own.")),
        ("text", _("C: correct a finished interview; it takes the code on the card.")),
        ("text", _("T: theme. L: language of the program. Esc, Ctrl+C: close the program.")),
        ("text", _("F4 hides the screen and shows it again. Ctrl+L locks it at once.")),
    ]


def desk_help() -> Sequence[Paragraph]:
    """The keys of the planner's desk."""
    return [
        ("strong", _("Looking")),
        ("text", _("Up and down go from figure to figure, in a table and a curve left and right.")),
        ("text", _("1 to 9 and 0 go to a panel, Tab to the next one.")),
        ("text", _("Enter or W: where the marked figure comes from: formula, inputs, parameters.")),
        ("text", _("A bar across a line is the limit that it is compared with.")),
        ("text", ""),
        ("strong", _("Doing")),
        (
            "text",
            _("E: export workbook, data, flyers, cards; each is shown first, and S saves it."),
        ),
        ("text", _("P: parameters; what is tried changes nothing until it is kept with a reason.")),
        ("text", _("D: decide on the hour, with your name; until then nobody has decided.")),
        ("text", _("M: take in handovers. G: give one. C: settle contradictions. I: ideas.")),
        ("text", _("R: the whole report. K: seal for the planner's key.")),
        ("text", _("Ctrl+P: everything by its name.")),
        ("text", _("F4 hides the screen and shows it again. Ctrl+L locks it at once.")),
    ]
