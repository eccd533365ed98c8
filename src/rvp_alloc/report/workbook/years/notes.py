"""The notes of a plan over years: how to read its workbook, what its rules became year by year, and how to check the proof."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from rvp_alloc.planning.years import YearPlan
from rvp_alloc.report.workbook.front import Front
from rvp_alloc.report.workbook.notes.inputs import assumed, pinned, printed_otherwise, weak
from rvp_alloc.report.workbook.notes.record import proof, record
from rvp_alloc.report.workbook.notes.sheet import Line
from rvp_alloc.report.workbook.telling import name_of_rule
from rvp_alloc.words import Lang, state_name, word


def notes_of_years(
    plan: YearPlan, fronts: Sequence[Front], figures: Sequence[str], lang: Lang
) -> Iterator[tuple[str, Iterable[Line]]]:
    """Yield the notes; ``figures`` are the names of the sheets of figures, that of the first year first."""
    yield "book_notes_reading", chain(*(front.notes() for front in fronts), _reading(plan, figures, lang))
    yield "plans_notes_how", _how(plan, lang)
    yield "book_notes_rules", _rules(plan, lang)
    yield "book_notes_decided", pinned(plan.task.policy, plan.region, lang)
    yield "assumed", assumed(plan.task.policy, lang)
    yield "book_notes_weak", weak(plan.region, lang)
    yield "book_notes_differences", printed_otherwise(plan.region, lang)
    yield "book_notes_record", chain(record(plan, lang), proof(fronts[0].kind, lang))


def _reading(plan: YearPlan, figures: Sequence[str], lang: Lang) -> Iterator[Line]:
    """Yield what each sheet is for, and what happens if somebody changes something."""
    first, last = plan.years[0], plan.years[-1]
    for key in ("proposal", "checks", "years", "policy"):
        name = word(f"book_sheet_{key}", lang)
        several = f"{name}_{first} … {name}_{last}" if len(plan.years) > 1 else f"{name}_{first}"
        yield (several if key == "proposal" else name), word(f"plans_about_{key}", lang)
    for name in figures:
        year = name.rpartition("_")[2]
        told = "plans_about_figures_of" if name != figures[0] else "book_about_figures"
        yield name, word(told, lang).format(year=year)
    name = word("book_sheet_workings", lang)
    yield f"{name}_{first} …", word("plans_about_workings", lang)
    yield word("book_change", lang), word("plans_change_how", lang)
    yield word("book_again", lang), word("plans_again_how", lang)


def _how(plan: YearPlan, lang: Lang) -> Iterator[Line]:
    """Yield how the years were divided."""
    task = plan.task
    yield word("plans_how_layers", lang), word(f"years_{task.layers}", lang).format(last=plan.years[-1])
    yield word("plans_how_order", lang), word(f"years_first_{task.first}", lang)


def _rules(plan: YearPlan, lang: Lang) -> Iterator[Line]:
    """Yield what became of every rule: once where that is the same in years that follow one another."""
    for place, rule in enumerate(plan.results[0].rules):
        states = [(result.year, result.rules[place].state) for result in plan.results]
        if all(state == "off" for _, state in states):
            continue
        told = []
        for state, group in groupby(states, key=lambda pair: pair[1]):
            years = [year for year, _ in group]
            when = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
            told.append(f"{when}: {state_name(state, lang)}")
        yield name_of_rule(rule.rule, lang), f"{'; '.join(told)} ({rule.source})"
