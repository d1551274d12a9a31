"""All sheets, in their order."""

from surveykit.export.results import Results
from surveykit.export.tables import tables_of
from surveykit.export.workbook.attendance import write_attendance
from surveykit.export.workbook.calculation import write_calculation
from surveykit.export.workbook.codebook import write_codebook
from surveykit.export.workbook.costs import write_costs
from surveykit.export.workbook.doors import write_doors
from surveykit.export.workbook.flyers import write_flyers
from surveykit.export.workbook.ideas import write_ideas
from surveykit.export.workbook.log import write_log
from surveykit.export.workbook.method import write_method
from surveykit.export.workbook.page import Book
from surveykit.export.workbook.parameters import write_parameters
from surveykit.export.workbook.places import write_places
from surveykit.export.workbook.responses import write_responses
from surveykit.export.workbook.slots import write_slots
from surveykit.export.workbook.summary import close_summary, write_summary
from surveykit.export.workbook.topics import write_topics
from surveykit.export.workbook.view import look_at
from surveykit.export.workbook.weekly import write_weekly
from surveykit.export.workbook.what_if import write_what_if


def build(results: Results) -> Book:
    """The workbook in memory, but for the responses; what may leave the team comes first."""
    book, view = Book(results.site.label), look_at(results)
    summary = write_summary(book, view)
    write_calculation(book, view)
    criteria, changed = results.site.criteria, results.assessment.changed_criteria
    write_what_if(book, view, write_parameters(book, criteria, changed))
    write_method(book, view)
    write_doors(book, view)
    write_slots(book, view)
    write_weekly(book, view)
    write_places(book, view)
    write_costs(book, view)
    write_topics(book, view)
    write_ideas(book, view)
    write_attendance(book, view)
    tables = list(tables_of(results))
    write_responses(book, tables)
    write_codebook(book, tables)
    write_log(book, results)
    write_flyers(book, results)
    close_summary(summary, view)
    return book
