"""What people wrote is shown as they wrote it, whatever it looks like."""

import ast
from pathlib import Path

import surveykit.tui
from surveykit.tui.page import Asked, Page
from surveykit.tui.widgets.question_card import QuestionCard
from surveykit.tui.written import Kind
from tests.tui.conftest import at_work

SOURCES = sorted(Path(surveykit.tui.__file__).parent.rglob("*.py"))
READ_MARKUP = {
    "Static", "Label", "Markdown", "Button", "OptionList", "DataTable", "RadioButton",
    "Checkbox", "Select", "SelectionList", "Collapsible", "Tab", "notify", "from_markup",
    "border_title", "border_subtitle", "tooltip",
}  # fmt: skip


def test_no_part_of_the_app_reads_markup() -> None:
    names = {
        (path.name, name)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in [getattr(node, "id", None) or getattr(node, "attr", None)]
        if name in READ_MARKUP
    }
    assert names == set()


async def test_brackets_in_a_question_are_shown_as_they_are(project_file: Path) -> None:
    hostile = "[/b] [red]Licht[/red] [@click=app.quit]hier[/]"
    async with at_work(project_file, "hallway") as person:
        await person.until("Hätten Sie eine Minute?")
        card = person.app.screen.query_one(QuestionCard)
        page = Page(hostile, (Asked("/x", Kind.TEXT, hostile, "", hostile),), 1, 1)
        card.show(page)
        await person.press()
        assert sum(hostile in line for line in person.lines()) == 3
