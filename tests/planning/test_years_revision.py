"""Revision of a plan over years: worked out by hand, and over generated cases."""

import json
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planned_by_hand import NORM, SOURCE, policy, region, shares
from rvp_alloc import InfeasibleError, InputError, load_region
from rvp_alloc.planning.check import judge as check
from rvp_alloc.planning.reallocation import reallocate
from rvp_alloc.planning.years import Availability, Cap, plan_years
from rvp_alloc.planning.years.check import judge
from rvp_alloc.planning.years_revision import Pin, revise_years, years_revision
from strategies import cases, examples

PIN = Pin(3, "driehoek Amsterdam (made up)", "market days (made up)")
OLD = plan_years(region(), policy(), {1: 4, 2: 4})
"""By the key each team has 2 after the first year, and 4 after the second."""


@pytest.fixture(scope="module")
def plan():
    return plan_years(load_region("amsterdam-2022"), intake={2023: 20, 2024: 20, 2025: 18, 2026: 13})


def new_fte(revision, year):
    return {team.id: team.second for team in revision.teams(year)}


def checked(revision):
    """Return the revision; an outsider accepts its plan, and what the parts bring adds up."""
    verdict = judge(json.loads(json.dumps(revision.to_dict()))["new"])
    assert verdict["accepted"], verdict
    assert verdict["unique"] == revision.new.unique
    for year in revision.years:
        for team in revision.teams(year):
            assert sum(team.effects.values()) == team.change
    return revision


# ---- by hand


def test_what_is_not_realised_stays_away_and_is_shared():
    """a has 1 and not 2, so 7 are divided in the end, as near to 4 and 4 as can be."""
    revision = checked(revise_years(OLD, 2, realised={"Team A": 1}))
    assert new_fte(revision, 2) == {"a": Fraction(7, 2), "b": Fraction(7, 2)}
    assert revision.movement() == 1
    assert [team.effects["realised"] for team in revision.teams()] == [Fraction(-1, 2)] * 2
    assert "voor By hand, 2: 2 van 2 teams" in revision.text("nl")
    assert revision.planned == {"a": 2, "b": 2}
    assert revision.realised == {"a": 1, "b": 2}


def test_with_what_comes_later_nothing_changes_in_the_end():
    revision = checked(revise_years(OLD, 2, realised={"a": 1}, intake={2: 5}))
    assert new_fte(revision, 2) == {"a": 4, "b": 4}
    assert revision.moved() == ()
    assert {part: fte for part, fte in revision.teams()[0].effects.items() if fte} == {
        "realised": Fraction(-1, 2),
        "intake": Fraction(1, 2),
    }


def test_nobody_loses_what_is_realised():
    """b has 7 already; of 13 each would have 6.5."""
    revision = checked(revise_years(OLD, 2, realised={"b": 7}))
    assert new_fte(revision, 2) == {"a": 6, "b": 7}


def test_a_key_that_is_new_moves_nothing_unless_the_old_plan_does_not_weigh():
    by_share = policy({"share": 1})
    old = plan_years(region(measures=[shares(a=1, b=1)]), by_share, {1: 4, 2: 4})
    other = {2: {"share.a": {"value": 3, "source": SOURCE}}}
    assert checked(revise_years(old, 2, forecasts=other)).movement() == 0
    afresh = checked(revise_years(old, 2, forecasts=other, least_change=False))
    assert new_fte(afresh, 2) == {"a": 6, "b": 2}
    assert afresh.teams()[0].effects == {"figures": 2}


def test_the_norm_comes_before_the_old_plan():
    old = plan_years(region(), policy(**NORM), {1: 4, 2: 4})
    needy = {2: {"inhabitants.a": {"value": 35_000, "source": SOURCE}}}
    revision = checked(revise_years(old, 2, forecasts=needy))
    assert new_fte(revision, 2) == {"a": 6, "b": 2}
    assert [(entry.part, entry.path) for entry in revision.differences] == [("figures.inhabitants", "inhabitants.a@2")]
    assert "35.000" in revision.text("nl")


def test_what_is_new_comes_before_what_the_old_plan_expected():
    expected = {2: {"inhabitants.a": {"value": 10_000, "source": SOURCE}}}
    old = plan_years(region(), policy(**NORM), {1: 2, 2: 2, 3: 2}, forecasts=expected)
    revision = revise_years(old, 2, forecasts={3: {"inhabitants.a": {"value": 20_000, "source": SOURCE}}})
    inhabitants = {
        year: next(pool.inhabitants.value for pool in of_year.pools if pool.id == "a")
        for year, of_year in revision.new.task.regions.items()
    }
    assert inhabitants == {2: 10_000, 3: 20_000}


def test_a_year_may_be_added():
    """The old plan ends with 4 and 4."""
    revision = checked(revise_years(OLD, 2, intake={3: 2}))
    assert revision.years == (2, 3)
    assert new_fte(revision, 2) == {"a": 4, "b": 4}
    assert new_fte(revision, 3) == {"a": 5, "b": 5}
    assert [team.effects for team in revision.teams(3)] == [{"intake": 1, "aims": 0}] * 2


def test_with_the_later_year_first_what_comes_early_is_not_shared_out_at_once():
    """a and b end with 5 and 3 of the old plan, since b may have no more; with 7 in the first year and 1 in the second, too."""
    capped = policy(bounds={"state": "hard", "parameters": {"cap.team.b": 3}})
    old = plan_years(region(), capped, {1: 2, 2: 2, 3: 4})
    assert [team.new_fte for team in old.results[-1].teams] == [5, 3]
    early = {2: 5, 3: 1}
    at_once, to_the_end = (checked(revise_years(old, 2, intake=early, first=first)) for first in (None, "later"))
    assert new_fte(at_once, 2) == {"a": 4, "b": 3}
    assert new_fte(to_the_end, 3) == {"a": 5, "b": 3}
    assert to_the_end.movement() == 0
    assert ("aims", "first") in {(entry.part, entry.path) for entry in to_the_end.differences}
    assert "Het laatste jaar komt nu" in to_the_end.text("nl")


def test_a_year_between_two_of_the_old_plan_may_be_added():
    """In it the old plan has what it had in the year before: 2 and 2, and with 2 fte more 3 and 3."""
    old = plan_years(region(), policy(), {1: 4, 3: 4})
    revision = checked(revise_years(old, 1, intake={2: 2}))
    assert revision.years == (1, 2, 3)
    assert [new_fte(revision, year) for year in (2, 3)] == [{"a": 3, "b": 3}, {"a": 5, "b": 5}]
    assert [team.first for team in revision.teams(2)] == [2, 2]
    assert check(json.loads(json.dumps(revision.to_dict())))["accepted"]


def test_a_reallocation_over_years_may_go_on_as_it_was():
    """Who may lose in the old plan may lose in the rest of it too."""
    three = region({"a": 100, "b": 100, "c": 200}, measures=[shares(a=4, b=3, c=3)])
    old = reallocate(three, policy({"share": 1}), years=[2025, 2026, 2027], loss_cap_per_year=Cap(fte=10)).plan
    assert old.results[-1].team("c").new_fte < 0
    revision = checked(revise_years(old, 2026))
    assert revision.ever_moved == ()


def test_how_the_intake_was_worked_out_is_kept():
    coming = Availability({2: 9}, {2: 4}, source=SOURCE)
    assert revise_years(OLD, 2, intake=coming).new.task.availability == coming
    assert revise_years(OLD, 2).new.task.availability is None


def test_it_is_shown_without_sharing_out_the_changes(plan, monkeypatch):
    """That takes a plan for every mixture of old and new, which nobody asked for by looking at it."""
    revision = revise_years(plan, 2025, intake={2025: 20})

    def shared_out(*_):
        raise AssertionError("shared out")

    monkeypatch.setattr(years_revision, "effects", shared_out)
    assert "17 of 17 teams move" in repr(revision)
    assert revision.movement() == 2


def test_a_cap_may_be_added_and_taken_away():
    capped = checked(revise_years(OLD, 2, realised={"a": 0}, intake={2: 6}, growth_cap={"a": Cap(fte=3)}))
    assert new_fte(capped, 2) == {"a": 3, "b": 5}
    assert "growth_cap.a" in {entry.path for entry in capped.differences}
    free = revise_years(capped.new, 2, growth_cap={})
    assert free.new.task.rises == {}


def test_what_is_pinned_is_told_with_who_and_why(plan):
    revision = checked(revise_years(plan, 2025, pins={"Zuid-de Pijp": PIN}))
    assert new_fte(revision, 2026)["zuid-de-pijp"] == 3
    for lang in ("nl", "en"):
        assert "driehoek Amsterdam (made up) (market days (made up))" in revision.text(lang)
    pulled = revision.teams()[[team.id for team in revision.teams()].index("zuid-de-pijp")]
    assert pulled.effects["pins"] > 0


def test_the_second_revision_starts_from_the_first(plan):
    first = revise_years(plan, 2024, realised={"Boven IJ": 2})
    second = checked(revise_years(first.new, 2025))
    assert second.movement() == 0
    assert second.years == (2025, 2026)


def test_a_revision_made_afresh_forgets_the_plans_before_it(plan):
    revised = revise_years(plan, 2025, pins={"zuid-de-pijp": PIN})
    afresh = checked(revise_years(revised.new, 2025, policy=plan.task.policy, least_change=False))
    again = checked(revise_years(revised.new, 2025, least_change=False))
    assert new_fte(afresh, 2026) == {team.id: team.new_fte for team in plan.year(2026).teams}
    assert "aims" in {entry.part for entry in again.differences}


def test_rules_that_clash_are_a_conflict_with_its_year():
    with pytest.raises(InfeasibleError) as raised:
        revise_years(OLD, 2, realised={"a": 3}, pins={"a": Pin(1, "driehoek", "agreed")})
    assert raised.value.conflict.years == (2,)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"old": None}, "no_plan"),
        ({"year": 7}, "unknown_year"),
        ({"realised": {"nobody": 1}}, "unknown_team"),
        ({"realised": {"a": "x"}}, "bad_number"),
        ({"realised": [1]}, "not_by_team"),
        ({"intake": {1: 4}}, "not_a_year"),
        ({"intake": {2: -4}}, "out_of_range"),
        ({"forecasts": {1: {}}}, "not_by_year"),
        ({"pins": {"a": Pin(1, "", "")}}, "no_reason"),
        ({"growth_cap": "x"}, "bad_number"),
        ({"first": "last"}, "unknown_choice"),
        ({"time_limit": 0}, "out_of_range"),
    ],
    ids=str,
)
def test_what_is_wrong_is_told(wrong, code):
    with pytest.raises(InputError) as raised:
        revise_years(**{"old": OLD, "year": 2} | wrong)
    assert code in {problem.code for problem in raised.value.problems}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_it_is_told_as_text_table_page_frame_and_data(plan, lang):
    revision = revise_years(
        plan,
        2025,
        realised={"Boven IJ": 4},
        growth_cap="0.05",
        forecasts={2026: {"inhabitants.amstelveen": {"value": 97_000, "source": SOURCE}}},
    )
    text, html = revision.text(lang), revision.to_html(lang)
    for said in ("Boven IJ", "97.000" if lang == "nl" else "97,000", "2026"):
        assert said in text
        assert said in html
    assert len(revision.table(lang).rows) == 17
    assert revision.to_frame().shape == (34, 5 + len(revision.parts))
    assert revision.to_dict()["kind"] == "years_revision"
    assert repr(revision).startswith("<YearsRevision amsterdam-2022: 2025 to 2026 planned again")
    with pytest.raises(TypeError, match="no truth value"):
        bool(revision)


# ---- over generated cases


@st.composite
def plans(draw):
    """Generate a plan over two to four years, and one of its years."""
    case = draw(cases(most_teams=5))
    budget = case.policy["budget.new_fte"].value
    assume(budget > 0)
    weights = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    intake = {2023 + place: budget * Fraction(weight, sum(weights)) for place, weight in enumerate(weights)}
    cap = draw(st.sampled_from([None, Cap(share="0.3")]))
    first = draw(st.sampled_from(["earlier", "later"]))
    try:
        plan = plan_years(*case, intake, growth_cap=cap, first=first)
    except InfeasibleError:
        assume(False)
    return plan, draw(st.sampled_from(plan.years))


@examples(50)
@given(plans(), st.booleans())
def test_where_nothing_is_new_nothing_changes(plan_and_year, least_change):
    plan, year = plan_and_year
    revision = checked(revise_years(plan, year, least_change=least_change))
    for again in revision.years:
        assert new_fte(revision, again) == {team.id: team.new_fte for team in plan.year(again).teams}
        assert revision.movement(again) == 0
    assert revision.differences == ()


@examples(50)
@given(plans(), st.fractions(0, 1, max_denominator=8), st.integers(-1, 2))
def test_what_is_realised_stays_and_what_comes_in_is_divided(plan_and_year, part, more):
    plan, year = plan_and_year
    before = {team.id: team.new_fte - team.added for team in plan.year(year).teams}
    first = next(iter(before))
    realised = {first: before[first] * part}
    intake = {year: max(plan.task.intake[year] + more, Fraction(0))}
    try:
        revision = checked(revise_years(plan, year, realised=realised, intake=intake))
    except InfeasibleError:
        return
    start = {**before, **realised}
    coming = {**{other: plan.task.intake[other] for other in revision.years}, **intake}
    total = sum(start.values())
    for again in revision.years:
        total += coming[again]
        now = new_fte(revision, again)
        assert sum(now.values()) == total
        assert all(now[team] >= had for team, had in start.items())
        start = now


@examples(40)
@given(plans(), st.integers(1, 3))
def test_no_plan_that_meets_the_rules_and_norms_changes_less_in_the_first_year(plan_and_year, more):
    plan, year = plan_and_year
    assume(plan.task.first == "earlier" and plan.task.policy.aims[:1] != ("key",))
    intake = {year: plan.task.intake[year] + more}
    try:
        kept, free = (revise_years(plan, year, intake=intake, least_change=least) for least in (True, False))
    except InfeasibleError:
        return
    formation = {team.id: team.formation.value for team in plan.region.teams}

    def largest(revision):
        return max(abs(team.change) / formation[team.id] for team in revision.teams(year))

    assert largest(kept) <= largest(free)
