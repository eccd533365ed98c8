"""Effects: from one amount of every team to another, by what each rule, or each difference in the inputs, brings."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from rvp_alloc.analysis.comparison import TeamChange
from rvp_alloc.analysis.comparison.differences import EVERYTHING
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.parts import Column, Part, Row, Section, Table, Text
from rvp_alloc.words import word


def effects(
    caption: str, headings: Sequence[str], by_team: Sequence[tuple[str, Sequence[Fraction]]], form: Form
) -> Table:
    """Return a table of every team, and of all together.

    Parameters
    ----------
    caption
        What the table is called.
    headings
        What the amounts are called.
    by_team
        Every team's name and amounts in fte: what it begins with, what each part brings, and what it ends with.
    form
        How sentences and numbers are written.

    Examples
    --------
    >>> amounts = [Fraction(2), Fraction(1, 2), Fraction(5, 2)]
    >>> table = effects("What a rule brings", ["Before", "Rule", "After"], [("West", amounts), ("Zuid", amounts)], Form("en"))
    >>> [row.cells for row in table.rows]
    [('West', '2.000', '+0.500', '2.500'), ('Zuid', '2.000', '+0.500', '2.500'), ('Together', '4.000', '+1.000', '5.000')]
    """

    def cells(name: str, amounts: Sequence[Fraction]) -> tuple[str, ...]:
        first, *brought, second = amounts
        return name, form.fte(first), *map(form.signed, brought), form.fte(second)

    sums = [sum(amounts, Fraction(0)) for amounts in zip(*(amounts for _, amounts in by_team), strict=True)]
    together = Row(cells(word("together", form.lang), sums), "strong")
    columns = (Column(word("team", form.lang), number=False), *map(Column, headings))
    return Table(caption, columns, (*(Row(cells(*team)) for team in by_team), together))


def causes(
    teams: Sequence[TeamChange], parts: Mapping[str, str], told: tuple[str, str, str], form: Form
) -> Iterator[Section]:
    """Yield how much of each team's change is due to which difference; nothing where nothing is due to any.

    Parameters
    ----------
    teams
        What every team has before and after, and what each part brings it.
    parts
        What each part is called, in the order of the columns.
    told
        What comes before the table, what is said beside it where parts have an effect only together, and its caption.
    form
        How sentences and numbers are written.
    """
    if not any(fte for team in teams for fte in team.effects.values()):
        return
    intro, together, caption = told
    headings = [word("revision_old", form.lang), *map(form.start, parts.values()), word("revision_new", form.lang)]
    by_team = [(team.name, [team.first, *(team.effects[part] for part in parts), team.second]) for team in teams]
    found: list[Part] = [Text(intro)]
    found += [Text(together, "note")] if EVERYTHING in parts else []
    found += [effects(caption, headings, by_team, form), Text(form.say("revision_why_average"), "note")]
    yield Section("why", form.say("revision_why_heading"), tuple(found))
