"""The book of a plan over years: the plan in front, a proposal for each year, one sheet of checks, the workings at the end."""

from collections.abc import Mapping, Sequence

from rvp_alloc.planning.years import YearPlan
from rvp_alloc.planning.years.results import YearResult
from rvp_alloc.report.workbook.book import Book
from rvp_alloc.report.workbook.check_sheet import write_checks
from rvp_alloc.report.workbook.division.layout import Layout
from rvp_alloc.report.workbook.division.part import Part
from rvp_alloc.report.workbook.figure_sheet import FigureSheet
from rvp_alloc.report.workbook.front import Front
from rvp_alloc.report.workbook.heading import Heading
from rvp_alloc.report.workbook.notes.sheet import write_notes
from rvp_alloc.report.workbook.policy_sheet import PolicySheet
from rvp_alloc.report.workbook.years.front import YearsFront
from rvp_alloc.report.workbook.years.inputs import YearInputs
from rvp_alloc.report.workbook.years.notes import notes_of_years
from rvp_alloc.words import Lang, amount_text, word


def book_of_years(plan: YearPlan, lang: Lang) -> bytes:
    """Return the book of a plan over years."""
    return years_behind(plan, (), lang)


def years_behind(plan: YearPlan, fronts: Sequence[Front], lang: Lang) -> bytes:
    """Return the book of a plan over years, with other sheets before that of the plan where there are any."""
    book, footer = Book(lang), plan.region.name
    policy, figures = PolicySheet(plan.task.policy, lang), _figures(plan)
    inputs = YearInputs(plan, policy, lang)
    parts = {
        result.year: Part(
            book,
            Layout(result.division, figures[result.year], inputs.parameters(result.year), lang),
            _heading(result, lang),
        )
        for result in plan.results
    }
    fronts = (*fronts, YearsFront(plan, inputs, parts, lang))
    for front in fronts:
        front.open(book, inputs.formulas)
    for part in parts.values():
        part.open_proposal()
    checks = book.page(word("book_sheet_checks", lang), "check")
    by_year = book.page(inputs.name, "input", inputs.formulas)
    policy_page = book.page(policy.name, "input")
    sheets = {sheet.name: sheet for sheet in figures.values()}
    figure_pages = {name: book.page(name, "input") for name in sheets}
    notes = book.page(word("book_sheet_notes", lang), "text")
    for part in parts.values():
        part.open_workings()

    found = [check for part in parts.values() for check in part.write()]
    last = parts[plan.years[-1]]
    own = [check for front in fronts for check in front.write(last)]
    inputs.write(by_year, fronts[-1].formation(last), footer)
    failing = write_checks(checks, [*own, *found], lang, footer)
    inputs.write_steps(by_year)
    policy.write(policy_page, footer)
    for name, page in figure_pages.items():
        sheets[name].write(page)
    write_notes(notes, notes_of_years(plan, fronts, list(sheets), lang), lang, footer)
    for part in parts.values():
        part.close(failing)
    for front in fronts:
        front.close(failing)
    return book.finished()


def _figures(plan: YearPlan) -> Mapping[int, FigureSheet]:
    """Return the sheet of figures of each year: a new one only where they differ from those of the year before."""
    found: dict[int, FigureSheet] = {}
    sheet = FigureSheet(plan.region)
    for year, region in plan.task.regions.items():
        if region != sheet.region:
            sheet = FigureSheet(region, f"{FigureSheet(region).name}_{year}")
        found[year] = sheet
    return found


def _heading(result: YearResult, lang: Lang) -> Heading:
    title = word("plans_year_title", lang).format(unit=result.region.name, year=result.year)
    intake, total = (amount_text(fte, "fte", lang) for fte in (result.intake, result.new_fte))
    return Heading(title, word("plans_year_verdict", lang).format(year=result.year, intake=intake, total=total))
