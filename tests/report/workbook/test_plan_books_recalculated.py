"""Workbooks of whole posts, years, revision and reallocation: LibreOffice computes what the library computed exactly."""

from fractions import Fraction

import office
import plan_scenarios as scenarios
import pytest
from hypothesis import HealthCheck, Phase, assume, given, reject, settings
from hypothesis import strategies as st
from plan_checks import assert_checks, assert_rows_of_whole_posts
from plan_fronts import FRONTS

from rvp_alloc import Conflict, InfeasibleError, InputError, NotProvenError, try_allocate
from rvp_alloc.planning.reallocation import Cap, reallocate
from rvp_alloc.planning.revision import revise
from rvp_alloc.planning.rounding import NoRounding, Rounded, try_round_posts
from rvp_alloc.planning.years import plan_years
from rvp_alloc.words import word
from strategies import cases

GENERATED = 7  # of each kind


def assert_all(answers, folder):
    for answer, lang, _, _, book in office.recalculated(answers, folder):
        assert book.worksheets[0]["A3"].value == word("book_all_hold", lang)
        checks = office.lines(book, lang)
        assert_checks(answer, checks, lang)
        if isinstance(answer, Rounded):
            assert_rows_of_whole_posts(answer, checks)
        FRONTS[type(answer)](answer, book, lang)


def test_every_formula_of_every_kind_of_answer(tmp_path):
    assert_all([scenario() for scenario in scenarios.SCENARIOS], tmp_path)


def division(case):
    plan = try_allocate(*case)
    assume(not isinstance(plan, Conflict))
    return plan


def whole(case, data):
    found = try_round_posts(division(case), data.draw(st.sampled_from(["1", "0.5", "0.1"])), time_limit=5)
    assume(not isinstance(found, NoRounding))
    return found


def years(case, data):
    budget = case.policy["budget.new_fte"].value
    cap = data.draw(st.sampled_from([None, "0.5", Cap(fte=100, share="0.9"), Cap(fte=50)]))
    part = data.draw(st.sampled_from([Fraction(1, 2), Fraction(1, 3), Fraction(1)]))
    first = data.draw(st.sampled_from(["earlier", "later"]))
    return plan_years(*case, {2023: budget * part, 2025: budget * (1 - part)}, growth_cap=cap, first=first)


def revision(case, data):
    plan = division(case)
    realised = {team.id: max(team.new_fte, Fraction(0)) / 2 for team in plan.teams[::2]}
    more = data.draw(st.sampled_from([0, 1, Fraction(1, 3)]))
    return revise(plan, new_fte=plan.total + more, realised=realised, least_change=data.draw(st.booleans()))


def reallocation(case, data):
    policy = case.policy.set("ipga.state", "off").set("pins.state", "off")
    budget = policy["budget.new_fte"].value
    over = {"years": {2025: budget / 2, 2026: budget / 2}, "loss_cap_per_year": Cap(fte="0.5")}
    held = [team.id for team in case.region.teams][:1]
    return reallocate(
        case.region, policy, loss_cap_team="0.1", hold_harmless=held, **data.draw(st.sampled_from([{}, over]))
    )


@pytest.mark.parametrize("make", [whole, years, revision, reallocation])
def test_every_formula_of_generated_answers(make, tmp_path):
    answers = []

    # Few generated divisions can be made of whole posts, and how long it takes to find them is no fault.
    allowed = [HealthCheck.filter_too_much, HealthCheck.too_slow] if make is whole else []

    @settings(max_examples=GENERATED, phases=[Phase.generate], suppress_health_check=allowed)
    @given(cases(most_teams=6, reach=False), st.data())
    def collect(case, data):
        assume(case.policy["budget.new_fte"].value > 0)
        try:
            answers.append(make(case, data))
        except (InfeasibleError, InputError, NotProvenError):
            reject()

    collect()
    assert len(answers) == GENERATED
    assert_all(answers, tmp_path)
