"""How little must change before a post moves: by hand, and right at the value and just before it."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rvp_alloc import Allocation, InfeasibleError, Policy, RequestError, load_region, try_allocate
from rvp_alloc.analysis.inputs import with_figures
from rvp_alloc.analysis.tipping import tipping_points
from rvp_alloc.analysis.variables import variables
from strategies import cases, examples

REGION, REFERENCE = load_region("amsterdam-2022"), Policy.reference()


def new_fte(region, policy):
    outcome = try_allocate(region, policy)
    return {team.id: team.new_fte for team in outcome.teams} if isinstance(outcome, Allocation) else None


def test_where_the_norm_binds_5000_inhabitants_are_a_post():
    found = tipping_points(REGION, REFERENCE, ["inhabitants.amstelveen", "inhabitants.aalsmeer-uithoorn"])
    assert [(tipping.parameter, tipping.change, tipping.teams) for tipping in found] == [
        ("inhabitants.amstelveen", 5000, ("amstelveen",)),
        ("inhabitants.amstelveen", -5000, ("amstelveen",)),
        ("inhabitants.aalsmeer-uithoorn", 5000, ("aalsmeer-uithoorn",)),
        # 2.4438 posts: less than a post of it is left when the key takes over from the norm
    ]
    assert found[0].part == Fraction(5000, 90760)
    assert str(found[0]) == "inhabitants.amstelveen from 90760 to 95760 moves a post of amstelveen"


def test_a_smaller_step_is_nearer():
    (up,) = (tip for tip in tipping_points(REGION, REFERENCE, ["inhabitants.amstelveen"], fte="0.1") if tip.change > 0)
    assert up.change == 500


def test_more_budget_moves_a_post_where_the_key_gives_most():
    """Boven IJ gets most of what is more; the key gives the fifteen one proportion, of 71 less layers and the two norms."""
    (up, _) = tipping_points(REGION, REFERENCE, ["budget.new_fte"])
    plan = try_allocate(REGION, REFERENCE)
    shares = {team: Fraction(int(share.p), int(share.q)) for team, share in plan.case.key_shares.items()}
    rest = 1 - shares["amstelveen"] - shares["aalsmeer-uithoorn"]
    assert up.teams == ("boven-ij",)
    assert up.change == rest / shares["boven-ij"]


def test_where_there_is_no_division_any_more_no_team_is_named():
    (tipping,) = (tip for tip in tipping_points(REGION, REFERENCE, ["ipga.cap"]) if tip.change < 0)
    assert (tipping.then, tipping.teams) == (Fraction(970, 22751), ())
    assert str(tipping).endswith("leaves no division")


def test_what_never_moves_a_post_is_not_there():
    """Twice the regisseurs at most is no matter, but fewer than the 17 that there must be is."""
    assert [tip.change for tip in tipping_points(REGION, REFERENCE, ["ipga.regisseurs_max"])] == [-5]


def test_a_value_that_makes_no_sense_of_a_region_is_no_tipping_point():
    """Centrum-Jordaan would lose 2.5 fte at a formation of 0.27, but a formation is not below its wijkagenten."""
    found = tipping_points(REGION, REFERENCE, ["formation.centrum-jordaan", "formation.nieuw-west-noord"], fte="2.5")
    assert found
    assert all(tipping.then >= REGION.team(tipping.parameter.partition(".")[2]).wijkagenten.value for tipping in found)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"parameters": ["inhabitant.amstelveen"]}, "inhabitants.amstelveen"),
        ({"fte": 0}, "above 0"),
        ({"within": "-1"}, "above 0"),
        ({"fte": "a post"}, "not a number"),
    ],
)
def test_what_cannot_be_asked_is_told(arguments, words):
    with pytest.raises(RequestError, match=words):
        tipping_points(REGION, REFERENCE, **arguments)


def test_without_a_division_now_there_is_nothing_to_tip():
    with pytest.raises(InfeasibleError):
        tipping_points(REGION, REFERENCE.set("ipga.cap", "0.04"), ["budget.new_fte"])


@examples(25)
@given(cases(), st.data())
def test_at_the_value_a_post_has_moved_and_before_it_none(case, data):
    now = new_fte(*case)
    assume(now is not None)
    parameter = data.draw(st.sampled_from(sorted(variables(*case))))
    post = data.draw(st.sampled_from([Fraction(1), Fraction(1, 4)]))
    for tipping in tipping_points(*case, [parameter], fte=post):

        def moved(part, tipping=tipping):
            value = tipping.now + tipping.change * part
            slopes = {tipping.parameter: value}
            if tipping.parameter.startswith("key.weights."):
                known = variables(*case)
                others = [name for name in known if name.startswith("key.weights.") and name != tipping.parameter]
                slopes |= {name: known[name].value * (1 - value) / (1 - tipping.now) for name in others}
            found = new_fte(*with_figures(*case, slopes, "test"))
            return None if found is None else {team: abs(found[team] - now[team]) for team in now}

        for part in (Fraction(1, 3), Fraction(999, 1000)):
            before = moved(part)
            assert before is not None
            assert max(before.values()) < post, (tipping, part)
        if tipping.teams:
            at = moved(Fraction(1))
            assert at is not None
            if max(at.values()) < post:  # then it jumps right there, or is rounded up in the 25th decimal
                beyond = moved(Fraction(1_000_001, 1_000_000))
                assert max(beyond.values()) >= post, tipping
