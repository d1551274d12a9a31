"""What people wrote is shown as they wrote it, whatever it looks like."""

import ast
from pathlib import Path

import surveykit.tui
from surveykit.asking.page import Asked, Page
from surveykit.asking.written import Kind
from surveykit.tui.screens.reading import ReadingScreen
from surveykit.tui.widgets.question_card import QuestionCard
from tests.tui.conftest import in_the_hallway

SOURCES = sorted(Path(surveykit.tui.__file__).parent.rglob("*.py"))
READ_MARKUP = {
    "Static", "Label", "Markdown", "Button", "OptionList", "DataTable", "RadioButton",
    "Checkbox", "Select", "SelectionList", "Collapsible", "Tab", "from_markup",
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


def test_what_pops_up_reads_no_markup() -> None:
    said = [
        {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
        for path in SOURCES
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and any(getattr(one, "attr", "") == "notify" for one in (call.func, *call.args))
    ]
    assert said
    assert all(keywords.get("markup") == "False" for keywords in said)


async def test_brackets_in_a_question_are_shown_as_they_are(project_file: Path) -> None:
    hostile = "[/b] [red]Licht[/red] [@click=app.quit]hier[/]"
    async with in_the_hallway(project_file) as person:
        card = person.app.screen.query_one(QuestionCard)
        page = Page(hostile, (Asked("/x", Kind.TEXT, hostile, "", hostile),), 1, 1)
        card.show(page)
        await person.press()
        assert sum(hostile in line for line in person.lines()) == 3


async def test_nothing_on_the_screen_steers_the_terminal(project_file: Path) -> None:
    hostile = "\x1b]0;pwned\x07 \u202eLicht\x1b[31m"
    async with in_the_hallway(project_file) as person:
        card = person.app.screen.query_one(QuestionCard)
        card.show(Page(hostile, (Asked("/x", Kind.TEXT, hostile, hostile, hostile),), 1, 1))
        await person.press()
        assert sum("]0;pwned Licht[31m" in line for line in person.lines()) == 4
        person.app.push_screen(ReadingScreen(hostile, [("text", hostile)]))
        await person.until("]0;pwned Licht[31m")
        assert not {"\x1b", "\x07", "\u202e"} & set("".join(person.lines()))
