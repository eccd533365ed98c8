"""What the report of a revision says is what the revision says: every table is worked out again."""

from fractions import Fraction

import pytest

from report_moves import REVISIONS, move, report
from report_parts import rows_of, sections
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.markdown import report_markdown

every_revision = pytest.mark.parametrize("name", [f"revision: {name}" for name in REVISIONS])


@every_revision
def test_page_one_of_a_revision_gives_old_new_and_change_of_every_team_and_place(name):
    revision, form, found = move(name), Form("en"), report(name)
    wanted = {
        (form.fte(team.first), form.fte(team.second), form.signed(team.change)): team.name for team in revision.teams
    }
    rows = rows_of(found.left)
    assert len(rows) == len(revision.teams)
    for cells in rows:
        assert cells[0].startswith(wanted[cells[1:4]][:3]) or list(wanted).count(cells[1:4]) == 1
    after = {team.name: form.fte(team.formation + team.new_fte) for team in revision.new.teams}
    for cells in rows:
        name_alone = cells[0].removesuffix(" (new team)").removesuffix(" (no longer there)")
        assert cells[4] == after.get(name_alone, "")
    places = rows_of(found.right)
    sums = [
        (form.fte(old.get(place, Fraction(0))), form.fte(new.get(place, Fraction(0))))
        for scope in ("authority", "municipality", "district")
        for old, new in [(revision.old.totals[scope], revision.new.totals[scope])]
        for place in dict.fromkeys([*new, *old])
    ]
    assert [cells[1:3] for cells in places] == sums


def test_a_team_that_is_new_or_gone_is_told_so():
    assert "New team (new team)" in report_markdown(move("revision: one team more"), "en").replace("\\", "")
    gone = rows_of(report("revision: one team fewer").left)
    (cells,) = [cells for cells in gone if cells[0] == "New team (no longer there)"]
    assert cells[2] == "0.000"
    assert cells[4] == ""


@every_revision
def test_what_each_difference_brings_is_that_of_the_comparison(name):
    revision, form = move(name), Form("en")
    found = sections(report(name)).get("why")
    effects = [[form.signed(fte) for fte in team.effects.values()] for team in revision.teams]
    if not any(fte for team in revision.teams for fte in team.effects.values()):
        assert found is None
        return
    assert [list(cells[2:-1]) for cells in rows_of(found)] == effects
    for team in revision.teams:
        assert sum(team.effects.values()) == team.change


def test_what_is_realised_and_decided_stands_beside_the_revision():
    revision, form, found = move("revision: everything"), Form("en"), report("revision: everything")
    rows = {cells[0]: cells for cells in rows_of(sections(found)["realised"])}
    assert len(rows) == 17
    for team in revision.new.teams:
        holds = rows[team.name][5] != ""
        assert holds == (team.new_fte == revision.realised[team.id])
    assert rows["Boven IJ"][5]
    pins = {cells[0]: cells for cells in rows_of(sections(found)["decided"])}
    (pin,) = [pin for pin in revision.new.pins if pin.team == "zuid-de-pijp"]
    alone = next(pin.rules_alone for pin in revision.afresh.pins if pin.team == "zuid-de-pijp")
    assert pins["Zuid-de Pijp"][1:] == (
        "3.000",
        form.fte(pin.rules_alone),
        form.fte(alone),
        "driehoek",
        "market days",
    )


def test_the_price_of_stability_is_the_distance_to_the_division_without_the_old_one():
    revision, form = move("revision: everything"), Form("en")
    rows = rows_of(sections(report("revision: everything"))["stability"])
    fresh = {team.name: team.new_fte for team in revision.afresh.teams}
    assert [cells[3] for cells in rows] == [form.fte(fresh[cells[0]]) for cells in rows]
    apart = sum(abs(team.new_fte - fresh[team.name]) for team in revision.new.teams) / 2
    assert f"{form.short(apart)} fte apart" in report_markdown(revision, "en").replace("\\", "")
    assert sections(report("revision: afresh")).get("stability") is None


def test_where_nothing_changes_the_report_is_short():
    found = report("revision: nothing moves")
    assert [part.anchor for part in found.sections] == ["inputs", "stability", "rules", "unknown", "record"]
    assert "nothing changes" in found.title
