"""Another budget: the division at some budgets, where there is none, and where something else begins to decide."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from rvp_alloc.analysis.path import Path
from rvp_alloc.report.content.deciding import clashing
from rvp_alloc.report.content.division.material import BUDGET, Material
from rvp_alloc.report.content.division.nearest import nearest
from rvp_alloc.report.parts import Column, Items, Part, Row, Section, Slider, Table, Text
from rvp_alloc.words import word

_PARTS = 4
_MOST_STRETCHES = 20


def budget(material: Material) -> Section:
    """Return the section in which a reader moves the budget."""
    form, found = material.form, material.budget_path
    if found is None:
        return Section("budget", form.say("budget_heading"), (Text(form.say("budget_none")),))
    parts: list[Part] = [Text(form.say("budget_intro", start=form.short(found.start), stop=form.short(found.stop)))]
    parts.append(Slider((at_some_budgets(material, found),)))
    if len(found.stretches) <= _MOST_STRETCHES:
        parts += [Text(form.say("budget_along")), Items(tuple(_along(material, found)))]
    return Section("budget", form.say("budget_heading"), tuple(parts))


def at_some_budgets(material: Material, found: Path) -> Table:
    """Return what every team gets at some budgets: evenly spread ones, the present one, and the smallest with a division."""
    plan, form = material.plan, material.form
    now = plan.policy[BUDGET].value
    even = [found.start + (found.stop - found.start) * part / _PARTS for part in range(1, _PARTS + 1)]
    least = nearest(found, found.stretches[0])[1] if not found.stretches[0].feasible else None
    budgets = sorted({now, *even, *([] if least is None else [least])})
    divisions = {budget: given for budget in budgets if (given := found.at(budget)) is not None}
    columns = (
        Column(word("team", material.lang), number=False),
        *(Column(form.say("at_budget", fte=form.short(budget))) for budget in divisions),
    )
    rows = [Row((team.name, *(form.fte(given[team.id]) for given in divisions.values()))) for team in plan.teams]
    sums = [form.fte(sum(given.values(), Fraction(0))) for given in divisions.values()]
    return Table(form.say("budget_table"), columns, (*rows, Row((word("together", material.lang), *sums), "strong")))


def _along(material: Material, found: Path) -> Iterator[str]:
    """Yield from where to where which rules decide, or clash; neighbours of which the same is told are told as one."""
    told = [
        clashing(stretch.binding, material.names) if not stretch.feasible else " ".join(decided)
        for stretch, decided in zip(found.stretches, material.decided, strict=True)
    ]
    entries = zip(found.stretches, told, strict=True)
    for (feasible, sentence), group in groupby(entries, lambda entry: (entry[0].feasible, entry[1])):
        stretches = [stretch for stretch, _ in group]
        yield material.form.say(
            "budget_part" if feasible else "budget_gap",
            start=material.form.short(stretches[0].start),
            stop=material.form.short(stretches[-1].stop),
            told=sentence,
        )
