"""What the report of a revision or a reallocation says is what the answer says: every table is worked out again."""

from dataclasses import fields, is_dataclass
from fractions import Fraction

import pytest
from hypothesis import assume, given
from report_moves import MOVES, PLANS_REVISED, REALLOCATIONS, REVISIONS, move

from rvp_alloc import Allocation, RequestError, try_allocate
from rvp_alloc.planning.reallocation import reallocate
from rvp_alloc.planning.revision import revise
from rvp_alloc.report.content import Imprint, content
from rvp_alloc.report.content.form import Form
from rvp_alloc.report.markdown import report_markdown
from rvp_alloc.report.page import report_html
from rvp_alloc.report.parts import Command, Section, Table
from strategies import cases, examples

LANGUAGES = ("nl", "en")
OF_REVISION = [f"revision: {name}" for name in REVISIONS]
PROVEN = {"revision": ("old", "new"), "plan revised": ("new",), "reallocation": ("plan",)}
OF_PLAN_REVISED = [f"plan revised: {name}" for name in PLANS_REVISED]
OF_REALLOCATION = [f"reallocation: {name}" for name in REALLOCATIONS]


def walked(found, kind):
    if isinstance(found, kind):
        yield found
    if is_dataclass(found):
        for field in fields(found):
            yield from walked(getattr(found, field.name), kind)
    elif isinstance(found, tuple):
        for entry in found:
            yield from walked(entry, kind)


def report(name, lang="en"):
    return content(move(name), Imprint(lang))


def section(found, anchor):
    return next((part for part in found.sections if part.anchor == anchor), None)


def table(found):
    return next(walked(found, Table))


def plain(rows):
    return [row.cells for row in rows if row.tone == "plain"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", MOVES)
def test_every_row_has_a_cell_for_every_column_and_no_place_is_left_open(name, lang):
    found = report(name, lang)
    for one in walked(found, Table):
        assert all(len(row.cells) == (1 if row.tone == "group" else len(one.columns)) for row in one.rows), one.caption
        assert len(one.rows) > 0, one.caption
    assert len({part.anchor for part in walked(found, Section)}) == len(list(walked(found, Section)))
    assert "{" not in report_markdown(move(name), lang).replace("\\{", "")


# ---- revision


@pytest.mark.parametrize("name", OF_REVISION)
def test_page_one_of_a_revision_gives_old_new_and_change_of_every_team_and_place(name):
    revision, form, found = move(name), Form("en"), report(name)
    wanted = {
        (form.fte(team.first), form.fte(team.second), form.signed(team.change)): team.name for team in revision.teams
    }
    rows = plain(table(found.left).rows)
    assert len(rows) == len(revision.teams)
    for cells in rows:
        assert cells[0].startswith(wanted[cells[1:4]][:3]) or list(wanted).count(cells[1:4]) == 1
    after = {team.name: form.fte(team.formation + team.new_fte) for team in revision.new.teams}
    for cells in rows:
        name_alone = cells[0].removesuffix(" (new team)").removesuffix(" (no longer there)")
        assert cells[4] == after.get(name_alone, "")
    places = plain(table(found.right).rows)
    sums = [
        (form.fte(old.get(place, Fraction(0))), form.fte(new.get(place, Fraction(0))))
        for scope in ("authority", "municipality", "district")
        for old, new in [(revision.old.totals[scope], revision.new.totals[scope])]
        for place in dict.fromkeys([*new, *old])
    ]
    assert [cells[1:3] for cells in places] == sums


def test_a_team_that_is_new_or_gone_is_told_so():
    assert "New team (new team)" in report_markdown(move("revision: one team more"), "en").replace("\\", "")
    gone = plain(table(report("revision: one team fewer").left).rows)
    (cells,) = [cells for cells in gone if cells[0] == "New team (no longer there)"]
    assert cells[2] == "0.000"
    assert cells[4] == ""


@pytest.mark.parametrize("name", OF_REVISION)
def test_what_each_difference_brings_is_that_of_the_comparison(name):
    revision, form = move(name), Form("en")
    found = section(report(name), "why")
    effects = [[form.signed(fte) for fte in team.effects.values()] for team in revision.teams]
    if not any(fte for team in revision.teams for fte in team.effects.values()):
        assert found is None
        return
    assert [list(cells[2:-1]) for cells in plain(table(found).rows)] == effects
    for team in revision.teams:
        assert sum(team.effects.values()) == team.change


def test_what_is_realised_and_decided_stands_beside_the_revision():
    revision, form, found = move("revision: everything"), Form("en"), report("revision: everything")
    rows = {cells[0]: cells for cells in plain(table(section(found, "realised")).rows)}
    assert len(rows) == 17
    for team in revision.new.teams:
        holds = rows[team.name][5] != ""
        assert holds == (team.new_fte == revision.realised[team.id])
    assert rows["Boven IJ"][5]
    pins = {cells[0]: cells for cells in plain(table(section(found, "decided")).rows)}
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
    rows = plain(table(section(report("revision: everything"), "stability")).rows)
    fresh = {team.name: team.new_fte for team in revision.afresh.teams}
    assert [cells[3] for cells in rows] == [form.fte(fresh[cells[0]]) for cells in rows]
    apart = sum(abs(team.new_fte - fresh[team.name]) for team in revision.new.teams) / 2
    assert f"{form.short(apart)} fte apart" in report_markdown(revision, "en").replace("\\", "")
    assert section(report("revision: afresh"), "stability") is None


def test_where_nothing_changes_the_report_is_short():
    found = report("revision: nothing moves")
    assert [part.anchor for part in found.sections] == ["inputs", "stability", "rules", "unknown", "record"]
    assert "nothing changes" in found.title


# ---- reallocation


@pytest.mark.parametrize("name", OF_REALLOCATION)
def test_those_who_lose_stand_first_everywhere(name):
    moved, form, found = move(name), Form("en"), report(name)
    order = (*moved.losers, *moved.winners, *moved.still)
    front = table(found.left)
    assert [cells[0] for cells in plain(front.rows)] == [team.name for team in order]
    for cells, team in zip(plain(front.rows), order, strict=True):
        amounts = (form.fte(team.formation, 1), form.signed(team.target), form.signed(team.change))
        assert cells[1:4] == amounts
    if moved.years:
        rows = plain(table(section(found, "years")).rows)
        assert [cells[1:] for cells in rows] == [tuple(map(form.signed, team.by_year.values())) for team in order]
    told = [part.anchor for part in found.sections]
    groups = [
        name for name, teams in (("losers", moved.losers), ("winners", moved.winners), ("still", moved.still)) if teams
    ]
    assert told[: len(groups)] == groups


@pytest.mark.parametrize("name", OF_REALLOCATION)
def test_what_places_lose_and_gain_adds_up_to_their_teams(name):
    moved, form = move(name), Form("en")
    rows = plain(table(report(name).right).rows)
    wanted = []
    for scope in ("authority", "municipality", "district"):
        lost, gained = {}, {}
        for team in moved.region.teams:
            change = moved.team(team.id).change
            shares = {
                "authority": {place: share.value for place, share in team.authorities.items()},
                "municipality": {place: share.value for place, share in team.municipalities.items()},
                "district": {team.district: 1},
            }[scope]
            for place, share in shares.items():
                lost[place] = lost.get(place, Fraction(0)) + share * min(change, 0)
                gained[place] = gained.get(place, Fraction(0)) + share * max(change, 0)
        wanted += [tuple(map(form.signed, (lost[p], gained[p], lost[p] + gained[p]))) for p in lost]
    assert [cells[1:] for cells in rows] == wanted


def test_protection_is_told_with_source_and_reason():
    rows = [
        cells
        for one in walked(section(report("reallocation: capped"), "protection"), Table)
        for cells in plain(one.rows)
    ]
    told = " | ".join(" ".join(cells) for cells in rows)
    assert "2 fte or 2% of the formation; the smaller counts driehoek agreed" in told
    assert "Boven IJ in all 1% of the formation choice of whoever drew this up, without a source" in told
    assert "Zuid-de Pijp market days" in told
    assert "Amstelveen no reason given" in told
    years = section(report("reallocation: ten years"), "protection")
    assert plain(table(years).rows)[0][:3] == ("every team", "per year", "0.2% of the formation")


def test_the_weights_of_the_key_are_told_with_their_source():
    rows = plain(table(section(report("reallocation: capped"), "key")).rows)
    assert {cells[0]: (cells[1], cells[3]) for cells in rows} == {
        "Safety": ("20%", "made up"),
        "Inhabitants": ("10%", "made up"),
        "Formation": ("70%", "made up"),
    }


# ---- both


@pytest.mark.parametrize("name", MOVES)
def test_the_record_has_the_hashes_and_how_to_check(name):
    answer = move(name)
    told = report_markdown(answer, "en")
    plans = [getattr(answer, part) for part in PROVEN[name.partition(":")[0]]]
    for plan in plans:
        record = plan.to_dict()["record"]
        assert record["region_sha256"] in told
        assert record["policy_sha256"] in told
    (command,) = walked(report(name), Command)
    assert command.text.startswith("python -m rvp_alloc verify ")


@pytest.mark.parametrize("name", ["revision: everything", "reallocation: capped"])
def test_an_unknown_language_is_told(name):
    with pytest.raises(RequestError, match="no words"):
        report_html(move(name), "fr")


@examples(6)
@given(cases(most_teams=5))
def test_any_revision_and_reallocation_can_be_reported(case):
    old = try_allocate(*case)
    assume(isinstance(old, Allocation))
    page = report_html(revise(old), "nl")
    assert page.endswith("</html>\n")
    region, policy = case
    if not policy.is_on("pins"):
        free = policy.set("ipga.state", "off").set("bounds.state", "off").set("basic_care.state", "off")
        free = free.set("waterline.state", "off").set("reach.state", "off")
        assert report_html(reallocate(region, free, share="0.1"), "en").endswith("</html>\n")


# ---- a plan over years, revised


@pytest.mark.parametrize("name", OF_PLAN_REVISED)
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
    assert plain(table(found.left).rows) == expected
    last = revision.years[-1]
    for scope in ("authority", "municipality", "district"):
        old, new = (plan.year(last).division.totals[scope] for plan in (revision.base, revision.new))
        for place, fte in new.items():
            cells = (form.fte(old[place]), form.fte(fte), form.signed(fte - old[place]))
            assert cells in [row.cells[1:] for row in table(found.right).rows]


@pytest.mark.parametrize("name", OF_PLAN_REVISED)
def test_every_year_of_both_plans_is_shown(name):
    revision, form = move(name), Form("en")
    tables = list(walked(section(report(name), "by-year"), Table))
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
    assert section(report("plan revised: nothing moves"), "why") is None
    assert section(report("plan revised: halfway"), "why") is not None
