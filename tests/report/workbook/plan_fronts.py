"""The sheet in front of the workbook of a plan, beside the answer itself."""

from fractions import Fraction

import office
import pytest
from office import near

from rvp_alloc.planning.reallocation import Reallocation
from rvp_alloc.planning.revision import Revision
from rvp_alloc.planning.rounding import Rounded
from rvp_alloc.planning.years import YearPlan
from rvp_alloc.planning.years_revision import YearsRevision
from rvp_alloc.words import word


def column(sheet, first, heading, lang, occurrence=0, **places):
    """Return the numbers of a column, by what the headings are called in the language."""
    found = office.table(sheet, word(first, lang), word(heading, lang).format(**places), occurrence)
    return list(found.values())


def front(book, kind, lang):
    return book[word(f"book_sheet_{kind}", lang)]


def by_place(region, scope, amounts):
    """Return what teams get, added up over the places in which they lie; a team in several counts by its parts."""
    found = {}
    for team in region.teams:
        if scope == "district":
            shares = {team.district: Fraction(1)}
        else:
            places = team.authorities if scope == "authority" else team.municipalities
            shares = {place: share.value for place, share in places.items()}
        for place, share in shares.items():
            found[place] = found.get(place, Fraction(0)) + share * amounts[team.id]
    return found


# ---- the sheet in front, beside the answer


def assert_whole_posts(rounded, book, lang):
    sheet = front(book, "rounding", lang)
    assert column(sheet, "team", "rounding_exact", lang) == near(team.exact for team in rounded.teams)
    assert column(sheet, "team", "rounding_whole", lang) == near(team.new_fte for team in rounded.teams)
    assert column(sheet, "team", "rounding_change", lang) == near(team.change for team in rounded.teams)
    after = column(sheet, "team", "rounding_key_after", lang)
    assert ["-" if number == "-" else round(number, 8) for number in after] == [
        "-" if team.key_fulfilment is None else round(float(team.key_fulfilment), 8) for team in rounded.teams
    ]
    if rounded.pools[0].coverage is not None:
        for name in ("before", "after"):
            covered = [pool.coverage_exact if name == "before" else pool.coverage for pool in rounded.pools]
            assert column(sheet, "book_pool", f"rounding_norm_{name}", lang) == near(covered)
    for scope, totals in rounded.plan.totals.items():
        if totals:
            assert column(sheet, f"book_{scope}", "rounding_exact", lang) == near(totals.values())
            whole_numbers = by_place(rounded.plan.region, scope, {team.id: team.new_fte for team in rounded.teams})
            assert column(sheet, f"book_{scope}", "rounding_whole", lang) == near(whole_numbers.values())


def assert_years(plan, book, lang):
    sheet = front(book, "plan", lang)
    for result in plan.results:
        added = column(sheet, "team", "years_added", lang, year=result.year)
        assert added == near(team.added for team in result.teams)
        until = office.table(sheet, word("team", lang), str(result.year))
        assert list(until.values()) == near(team.new_fte for team in result.teams)
        for scope in ("district", "authority", "municipality"):
            totals = result.division.totals[scope]
            if totals:
                by_place = office.table(sheet, word(f"book_{scope}", lang), str(result.year))
                assert list(by_place.values()) == near(totals.values())
    together = column(sheet, "team", "years_together", lang)
    assert together == near(team.new_fte for team in plan.results[-1].teams)
    intake = column(sheet, "plans_year", "plans_intake", lang)
    assert intake == near(result.intake for result in plan.results)
    if "key" in plan.task.policy.aims:
        distance = column(sheet, "plans_year", "plans_key_distance", lang)
        assert distance == near(result.key_distance for result in plan.results)
    if plan.results[0].pools[0].coverage is not None and "wijkagent_posts" in plan.results[0].division.case.posts:
        below = column(sheet, "plans_year", "plans_below_norm", lang)
        assert below == near(len(result.pools_below_norm) for result in plan.results)
        coverage = office.table(sheet, word("book_pool", lang), str(plan.years[-1]), 1)
        assert list(coverage.values()) == near(pool.coverage for pool in plan.results[-1].pools)
    assert_parameters(plan, book[word("book_sheet_years", lang)])


def assert_parameters(plan, sheet):
    """Compare every parameter of every year with the policy of that year."""
    head = next(row[0].row for row in sheet.iter_rows() if row[2].value == str(plan.years[0]))
    for place, year in enumerate(plan.years):
        values = [figure.value for figure in plan.task.policies[year].values().values()]
        rows = range(head + 4, head + 4 + len(values))
        assert [sheet.cell(row, 3 + place).value for row in rows] == near(values)


def assert_revision(revision, book, lang):
    assert_changes(revision.teams, (revision.old.totals, revision.new.totals), book, lang)


def assert_plan_revised(revision, book, lang):
    totals = (plan.results[-1].division.totals for plan in (revision.base, revision.new))
    assert_changes(revision.teams(), totals, book, lang)
    assert_years(revision.new, book, lang)


def assert_changes(teams, totals, book, lang):
    """Compare what teams and places had and have, and what brings the change."""
    sheet = front(book, "revision", lang)
    assert column(sheet, "team", "plans_old", lang) == near(team.first for team in teams)
    assert column(sheet, "team", "plans_new", lang) == near(team.second for team in teams)
    assert column(sheet, "team", "rounding_change", lang) == near(team.change for team in teams)
    before, after = totals
    for scope in ("district", "authority", "municipality"):
        if after[scope]:
            assert column(sheet, f"book_{scope}", "plans_old", lang) == near(before[scope].values())
            assert column(sheet, f"book_{scope}", "plans_new", lang) == near(after[scope].values())
    if teams[0].effects:
        effects = column(sheet, "team", "plans_effects_together", lang)
        assert effects == near(sum(team.effects.values()) for team in teams)


def assert_reallocation(found, book, lang):
    sheet = front(book, "reallocation", lang)
    change = office.table(sheet, word("team", lang), word("rounding_change", lang))
    assert change == {team.name: pytest.approx(float(team.change), abs=office.CLOSE) for team in found.teams}
    numbers = list(change.values())
    losing = [number for number in numbers if number < -office.CLOSE]
    assert losing == numbers[: len(found.losers)]  # those who lose come first
    target = office.table(sheet, word("team", lang), word("plans_target", lang))
    assert target == {team.name: pytest.approx(float(team.target), abs=office.CLOSE) for team in found.teams}
    for scope in ("district", "authority", "municipality"):
        totals = by_place(found.region, scope, {team.id: team.change for team in found.teams})
        if totals:
            assert column(sheet, f"book_{scope}", "rounding_change", lang) == near(totals.values())
    if isinstance(found.plan, YearPlan):
        assert_years(found.plan, book, lang)


FRONTS = {
    Rounded: assert_whole_posts,
    YearPlan: assert_years,
    Revision: assert_revision,
    YearsRevision: assert_plan_revised,
    Reallocation: assert_reallocation,
}
