"""What the report of a revised plan over years says is what both plans say: every table is worked out again."""

import pytest

from report_moves import PLANS_REVISED, move, report
from report_parts import parts_of, rows_of, sections
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.parts import Table

every_plan_revised = pytest.mark.parametrize("name", [f"plan revised: {name}" for name in PLANS_REVISED])


@every_plan_revised
def test_both_plans_stand_beside_each_other(name):
    revision, form = move(name), Form("en")
    found = report(name)
    expected = []
    for district in revision.region.districts:
        for team in revision.region.teams_of(district.id):
            old, new = (plan.results[-1].team(team.id).new_fte for plan in (revision.base, revision.new))
            began = revision.realised[team.id] - revision.planned[team.id]
            amounts = (form.signed(began), form.fte(old), form.fte(new), form.signed(new - old))
            expected.append((team.name, *amounts, form.fte(team.formation.value + new)))
    assert rows_of(found.left) == expected
    last = revision.years[-1]
    for scope in ("authority", "municipality", "district"):
        old, new = (plan.year(last).division.totals[scope] for plan in (revision.base, revision.new))
        for place, fte in new.items():
            amounts = (form.fte(old[place]), form.fte(fte), form.signed(fte - old[place]))
            assert amounts in [cells[1:] for cells in rows_of(found.right)]


@every_plan_revised
def test_every_year_of_both_plans_is_shown(name):
    revision, form = move(name), Form("en")
    tables = list(parts_of(sections(report(name))["by-year"], Table))
    for place, year in enumerate(revision.years):
        rows = tables[place // 3].rows
        column = 1 + 3 * (place % 3)
        for row, team in zip(rows, revision.new.year(year).teams, strict=False):
            old = revision.base.year(year).team(team.id).new_fte
            assert row.cells[column : column + 3] == (
                form.fte(old),
                form.fte(team.new_fte),
                form.signed(team.new_fte - old),
            )


def test_a_plan_that_does_not_change_has_no_causes():
    assert sections(report("plan revised: nothing moves")).get("why") is None
    assert sections(report("plan revised: halfway")).get("why") is not None
