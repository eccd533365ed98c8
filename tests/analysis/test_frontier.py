"""The trade-off between two aims: corners worked out by hand, and for any case that none can be bettered."""

import json
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import oracle
from rvp_alloc import Conflict, InfeasibleError, Policy, PolicyError, RequestError, allocate, load_region, try_allocate
from rvp_alloc.analysis.frontier import frontier
from rvp_alloc.analysis.inputs import with_figures
from rvp_alloc.verify import judge
from strategies import cases, clashing_cases, examples
from test_hand_solved import WIJKAGENTEN, bounds, fractions, hard, new_fte, policy_of, region_of

REGION, REFERENCE = load_region("amsterdam-2022"), Policy.reference()


def three_areas(budget=6, **rules):
    """Return a, b and c with an equal key; a asks 4 wijkagenten, b asks 2; c has the one that it asks."""
    region = region_of(
        {"a": {}, "b": {}, "c": {"wijkagenten": 1}}, {"a": ("a", 20_000), "b": ("b", 10_000), "c": ("c", 5_000)}
    )
    return region, policy_of(budget, **WIJKAGENTEN, **rules)


def corners(found):
    return [(corner.first, corner.second) for corner in found.corners]


def slopes(found):
    return [corner.slope for corner in found.corners]


# ---- by hand


def test_the_norm_against_the_key():
    """By the key each gets 2: a is at 2/4, b at 2/2. To lift a to L takes 4 L, and b and c share the rest by the key.

    b has (6 - 4 L) / 2 of the 2 that it asks, which is L where L is 3/4. From there c alone pays: 6 - 6 L of its 2.
    """
    found = frontier(*three_areas(), "area_norm", "key")
    assert corners(found) == [tuple(fractions("1/2", 1)), tuple(fractions("3/4", "3/4")), tuple(fractions(1, 0))]
    assert slopes(found) == [-1, -3, None]
    assert [new_fte(corner.allocation) for corner in found.corners] == [
        fractions(2, 2, 2),
        fractions(3, "3/2", "3/2"),
        fractions(4, 2, 0),
    ]
    assert [found.at(level) for level in (0, "1/2", "5/8", "3/4", "0.8", 1)] == fractions(1, 1, "7/8", "3/4", "0.6", 0)
    assert repr(found) == "<Frontier area_norm 0.5 to 1 against key 1 to 0: 3 corners>"


def test_the_key_against_the_norm_is_the_same_the_other_way_round():
    found = frontier(*three_areas(), "key", "area_norm")
    assert corners(found) == [tuple(fractions(0, 1)), tuple(fractions("3/4", "3/4")), tuple(fractions(1, "1/2"))]
    assert slopes(found) == [Fraction(-1, 3), -1, None]


def test_posts_against_the_norm():
    """Each post raises a and b together by 1/6: up to 6 posts and the norm. No post has no coverage."""
    found = frontier(*three_areas(), "fewest_wijkagent_posts", "area_norm")
    assert corners(found) == [(6, 1), (0, 0)]
    assert slopes(found) == [Fraction(1, 6), None]
    assert [found.at(posts) for posts in (0, 1, 3, 6, 100)] == fractions(0, "1/6", "1/2", 1, 1)
    assert [pool.new_wijkagent_posts for pool in found.corners[0].allocation.pools] == fractions(4, 2, 0)
    other = frontier(*three_areas(), "area_norm", "fewest_wijkagent_posts")
    assert corners(other) == [(0, 0), (1, 6)]
    assert slopes(other) == [6, None]


def test_aims_that_do_not_stand_in_each_others_way():
    """Whatever the key gives can be given without a post."""
    found = frontier(*three_areas(), "key", "fewest_wijkagent_posts")
    assert corners(found) == [(1, 0)]
    assert slopes(found) == [None]
    assert found.at("1/2") == found.at(1) == 0
    assert new_fte(found.corners[0].allocation) == fractions(2, 2, 2)
    assert repr(found) == "<Frontier key 1, fewest_wijkagent_posts 0: no trade-off, both at their best together>"
    assert len(found.to_frame()) == 1


def test_only_the_lowest_measure_is_traded():
    """a can have 1 of the 4 that it asks, and of the 2 that are its key, whatever is done: levels of 1/4 and 1/2.

    Where it can have nothing, both are 0.
    """
    found = frontier(*three_areas(bounds=bounds(cap_a=1)), "key", "area_norm")
    assert corners(found) == [tuple(fractions("1/2", "1/4"))]
    assert corners(frontier(*three_areas(bounds=bounds(cap_a=0)), "key", "area_norm")) == [(0, 0)]


def test_where_the_norm_comes_first_it_goes_on_after_its_lowest_area():
    """a can have 1/4 of its 4. With 3 fte, b can be raised to its norm, and c gets nothing: but the level is 1/4 all along.

    So the key loses nothing by that level: 1 for each is all that it asks.
    """
    region, policy = three_areas(3, bounds=bounds(cap_a=1))
    assert corners(frontier(region, policy, "key", "area_norm")) == [tuple(fractions(1, "1/4"))]
    assert new_fte(allocate(region, policy)) == fractions(1, 2, 0)
    assert new_fte(frontier(region, policy, "key", "area_norm").corners[0].allocation) == fractions(1, 1, 1)


def test_what_a_policy_already_asks_is_kept():
    """With half of the key for all, the norm can be had up to 5/6; with 5/8 of the norm, the key up to 7/8."""
    region, policy = three_areas()
    found = frontier(region, policy.set("reach.key", "1/2"), "area_norm", "key")
    assert corners(found) == [
        tuple(fractions("1/2", 1)),
        tuple(fractions("3/4", "3/4")),
        tuple(fractions("5/6", "1/2")),
    ]
    found = frontier(region, policy.set("reach.area_norm", "5/8"), "area_norm", "key")
    assert corners(found) == [tuple(fractions("5/8", "7/8")), tuple(fractions("3/4", "3/4")), tuple(fractions(1, 0))]


def test_what_is_written_in_a_rule_that_is_off_is_not_asked():
    region, policy = three_areas()
    off = policy.set("reach.key", 1).set("reach.fewest_wijkagent_posts", 0).set("reach.state", "off")
    for pair in (("area_norm", "key"), ("key", "area_norm")):
        assert corners(frontier(region, off, *pair)) == corners(frontier(region, policy, *pair))


def test_what_gives_way_gives_way_first():
    """A cap of 1 for all three leaves half of 6 over; it moves to 2, and then everybody gets just that."""
    region, policy = three_areas(bounds={"state": "hard", "parameters": {"cap.team.every": 1}})
    with pytest.raises(InfeasibleError):
        frontier(region, policy, "area_norm", "key")
    found = frontier(region, policy.with_fallback("bounds.cap.team.every"), "area_norm", "key")
    assert corners(found) == [tuple(fractions("1/2", 1))]


def test_levels_below_0_are_not_asked():
    """Of 6 fte, b and c are to have 7 together: a loses 1, half of what the key would give it. The one head is no matter."""
    ipga = {"heads": 1, "share": 1, "net": 0, "regisseurs_min": 0, "regisseurs_max": 0, "cap": "1/2"}
    region, rules = (
        region_of({"a": {}, "b": {}, "c": {}}),
        {"ipga": hard(**ipga), "bounds": bounds(floor_b=4, floor_c=3)},
    )
    policy = policy_of(6, no_loss={"state": "off"}, **rules)
    with pytest.raises(RequestError, match="cannot reach a level of 0"):
        frontier(region, policy, "key", "fewest_interventieplegers")
    assert corners(frontier(region, policy, "fewest_interventieplegers", "key")) == [(1, Fraction(-1, 2))]


def test_no_level_below_0_is_asked_of_the_first_but_the_second_may_have_one():
    """b and c are one pool that is covered; c gets 1 and b may lose. Of 2 fte, a has 4 L and b the other 1 - 4 L, of 2/3 each.

    So the key is at 3/2 - 6 L: from 3/4, where a and b have the same, to -3/2 where a has all and b loses what c gets.
    """
    region = region_of({"a": {}, "b": {"wijkagenten": 1}, "c": {}}, {"a": ("a", 20_000), "bc": ("bc", 5_000)})
    policy = policy_of(2, no_loss={"state": "off"}, bounds=bounds(floor_c=1), **WIJKAGENTEN)
    found = frontier(region, policy, "area_norm", "key")
    assert corners(found) == [tuple(fractions("1/8", "3/4")), tuple(fractions("1/2", "-3/2"))]
    assert new_fte(found.corners[1].allocation) == fractions(2, -1, 1)
    other = frontier(region, policy, "key", "area_norm")
    assert corners(other) == [tuple(fractions(0, "1/4")), tuple(fractions("3/4", "1/8"))]


def losing():
    """Return a, b and c, of which b alone has a share in the key of 4 fte, and any may lose."""
    growth = {"growth": ("change", {"a": 0, "b": 100, "c": 0})}
    region = region_of({"a": {}, "b": {}, "c": {}}, measures=growth)
    return region, policy_of(4, {"growth": 1}, no_loss={"state": "off"})


def test_the_level_of_the_key_is_its_own_and_not_that_of_what_its_aim_begins_with():
    """Where teams may lose, those without a share in the key keep what they have first: then b gets all 4, its whole key.

    But by its level alone the key can have 4 + 10 + 10, with all that a and c may lose: 6 times as much. There is 1 head.
    """
    ipga = {"heads": 1, "share": 1, "net": 0, "regisseurs_min": 0, "regisseurs_max": 0, "cap": "1/2"}
    region, policy = losing()
    for name, figure in ipga.items():
        policy = policy.set(f"ipga.{name}", figure)
    policy = policy.set("ipga.state", "hard")
    assert allocate(region, policy).team("b").key_fulfilment == 1
    for pair in (("key", "fewest_interventieplegers"), ("fewest_interventieplegers", "key")):
        (corner,) = frontier(region, policy, *pair).corners
        assert {pair[0]: corner.first, pair[1]: corner.second} == {"key": 6, "fewest_interventieplegers": 1}
        assert corner.allocation.team("b").key_fulfilment == 6


# ---- the reference case


@pytest.fixture(scope="module")
def reference():
    return frontier(REGION, REFERENCE, "area_norm", "key")


def test_every_corner_of_the_norm_against_the_key_by_hand(reference):
    """By the key Amstelveen is the worst covered, and Amstelland-Oost is covered all along.

    Lifting Amstelveen lowers the common fulfilment of all others, until Aalsmeer-Uithoorn is covered no better than it; then
    both are lifted, up to the norm.
    """
    case, rest = allocate(REGION).case, Fraction(32959, 1000)
    share = {team: Fraction(int(kappa.p), int(kappa.q)) for team, kappa in case.key_shares.items()}
    asked = {"amstelveen": Fraction(90760, 5000), "aalsmeer-uithoorn": Fraction(62219, 5000)}
    present = {"amstelveen": 14 + Fraction("1.097"), "aalsmeer-uithoorn": 10 + Fraction("0.837")}  # with the uplift
    a, b = asked

    def coverage(team, fulfilment):
        return (present[team] + fulfilment * rest * share[team]) / asked[team]

    def fulfilment(level, *lifted):
        taken = sum(level * asked[team] - present[team] for team in lifted)
        return (rest - taken) / (rest * (1 - sum(share[team] for team in lifted)))

    start = coverage(a, 1)
    assert start < coverage(b, 1)
    # coverage(b, fulfilment(L, a)) = L, both straight in L
    slope = -asked[a] / (rest * (1 - share[a]))
    at_0 = fulfilment(0, a)
    bend = (present[b] + at_0 * rest * share[b]) / (asked[b] - slope * rest * share[b])
    assert corners(reference) == [(start, 1), (bend, fulfilment(bend, a)), (1, fulfilment(1, a, b))]
    assert slopes(reference)[0] == slope
    assert round(start, 6) == Fraction(878473, 10**6)
    assert [round(float(level), 4) for level in corners(reference)[2]] == [1, 0.9114]


def test_its_ends_are_what_allocate_gives(reference):
    ends = [corner.allocation for corner in (reference.corners[0], reference.corners[-1])]
    for plan, order in zip(ends, (["key", "area_norm"], ["area_norm", "key"]), strict=True):
        assert new_fte(plan) == new_fte(allocate(REGION, REFERENCE.with_aims(*order)))


def test_posts_against_the_norm_in_the_reference_case():
    """Without posts Amstelveen has 14 of 18.152; then come 10 of 12.4438 and 13 of 13.1854, each joined at its own level."""
    found = frontier(REGION, REFERENCE, "area_norm", "fewest_wijkagent_posts")
    asked, present = fractions("18.152", "12.4438", "13.1854"), (14, 10, 13)
    levels = [*(have / want for have, want in zip(present, asked, strict=True)), Fraction(1)]
    expected = [
        (level, sum(max(Fraction(0), level * want - have) for have, want in zip(present, asked, strict=True)))
        for level in levels
    ]
    assert corners(found) == expected
    assert slopes(found) == [asked[0], asked[0] + asked[1], sum(asked), None]


def test_it_shows_as_a_table_and_in_a_line(reference):
    frame = reference.to_frame()
    assert list(frame.columns) == ["area_norm", "key", "slope"]
    assert frame["key"].iloc[0] == frame["area_norm"].iloc[-1] == 1
    assert frame["slope"].isna().tolist() == [False, False, True]
    assert repr(reference) == "<Frontier area_norm 0.878473 to 1 against key 1 to 0.911406: 3 corners>"


def test_the_policy_of_a_corner_says_what_is_asked(reference):
    policy = reference.corners[1].policy
    assert reference.corners[1].allocation.policy == policy
    assert policy["reach.area_norm"].value == reference.corners[1].first
    assert policy["reach.area_norm"].unit == "coverage"
    assert policy.aims == ("key", "area_norm", "unit_norm")
    assert reference.corners[1].allocation is reference.corners[1].allocation


# ---- what is no trade-off


@pytest.mark.parametrize(
    ("first", "second", "codes", "words"),
    [
        ("key", "key", ["double"], "against itself"),
        ("kye", "area_norm", ["unknown_aim"], "Did you mean key?"),
        ("key", "even_regisseurs", ["no_level"], "Aims that have one are area_norm, even_coverage"),
        ("even_regisseurs", "kye", ["no_level", "unknown_aim"], "second: there is no aim 'kye'"),
        ("unit_norm", "key", ["does_not_apply"], "Set wijkagent_unit.state to guiding; it is hard"),
        (None, ["key"], ["unknown_aim", "unknown_aim"], "no aim 'None'"),
    ],
)
def test_what_cannot_be_traded_is_told(first, second, codes, words):
    with pytest.raises(RequestError, match=words) as caught:
        frontier(REGION, REFERENCE, first, second)
    assert [problem.code for problem in caught.value.problems] == codes


def test_where_nothing_is_left_for_the_key_it_has_no_level():
    with pytest.raises(RequestError, match="leave nothing for the key"):
        frontier(REGION, REFERENCE.set("budget.new_fte", "38.041"), "area_norm", "key")


def test_a_policy_that_does_not_fit_or_clashes_is_told_as_elsewhere():
    with pytest.raises(PolicyError):
        frontier(REGION, REFERENCE.set("key.weights.safety", "0.6"), "area_norm", "key")
    with pytest.raises(InfeasibleError):
        frontier(REGION, REFERENCE.set("ipga.cap", "0.04"), "area_norm", "key")


@pytest.mark.parametrize("level", ["1.01", -1, "much"])
def test_a_level_that_cannot_be_reached_is_told(reference, level):
    with pytest.raises(RequestError):
        reference.at(level)


def test_fewer_posts_than_the_rules_ask_cannot_be_had():
    region, policy = three_areas(wijkagent_unit={"state": "hard", "parameters": {"norm": 17_500}})
    found = frontier(region, policy, "fewest_wijkagent_posts", "area_norm")
    assert corners(found) == [tuple(fractions(6, 1)), tuple(fractions(1, "1/6"))]
    with pytest.raises(RequestError, match="1 at best"):
        found.at("0.9")


# ---- generated cases

AIMS = (
    "key",
    "area_norm",
    "fewest_wijkagent_posts",
    "unit_norm",
    "even_coverage",
    "fewest_interventieplegers",
    "fewest_regisseurs",
)


def applies(aim, policy):
    norms = [policy.state("wijkagent_unit"), policy.state("wijkagent_area")]
    return {
        "key": True,
        "unit_norm": norms[0] == "guiding",
        "area_norm": norms[1] == "guiding",
        "even_coverage": norms != ["off", "off"],
        "fewest_wijkagent_posts": norms != ["off", "off"],
    }.get(aim, policy.is_on("ipga"))


def level_of(plan, aim):
    """Return what an aim reaches in a division, from its meaning."""
    region, policy = plan.region, plan.policy
    posts = {pool.id: pool.new_wijkagent_posts for pool in plan.pools}
    present = oracle.wijkagenten(region)
    if aim == "key":
        layers = oracle.fixed_layers(region, policy)
        rest = plan.total - sum(sum(layer.values()) for layer in layers.values())
        shares = oracle.key_shares(region, policy)
        return min(plan.team(team).layers["key"] / (rest * share) for team, share in shares.items() if share)
    if aim.startswith("fewest_"):
        family = aim.removeprefix("fewest_")
        return sum(posts.values() if family == "wijkagent_posts" else (getattr(team, family) for team in plan.teams))
    if aim == "unit_norm":
        asked = sum(pool.inhabitants.value for pool in region.pools) / policy["wijkagent_unit.norm"].value
        return min(Fraction(1), (sum(present.values()) + sum(posts.values())) / asked)
    norm = policy["wijkagent_area.norm" if policy.is_on("wijkagent_area") else "wijkagent_unit.norm"].value
    lowest = min((present[pool.id] + posts[pool.id]) * norm / pool.inhabitants.value for pool in region.pools)
    return min(Fraction(1), lowest) if aim == "area_norm" else lowest


def asking(region, policy, **levels):
    for aim in levels:
        policy = policy.set(f"reach.{aim}", 0)
    return with_figures(region, policy, {f"reach.{aim}": level for aim, level in levels.items()}, "test")[1]


def better(aim):
    return -1 if aim.startswith("fewest_") else 1


LITTLE = Fraction(1, 1000)


@examples(100)
@given(cases(most_teams=6) | cases(most_teams=6) | clashing_cases(), st.data())
def test_of_any_case_no_corner_can_be_bettered(case, data):
    region, policy = case
    if data.draw(st.integers(1, 6)) == 6:
        policy = policy.set("no_loss.state", "off")
    aims = [aim for aim in AIMS if applies(aim, policy)]
    assume(len(aims) > 1)
    first, second = data.draw(st.permutations(aims))[:2]
    try:
        found = frontier(region, policy, first, second)
    except InfeasibleError:
        assert isinstance(try_allocate(region, policy), Conflict)
        return
    except RequestError as error:
        assert [problem.code for problem in error.problems] in (["no_level"], ["below_zero"])
        return
    check_shape(found)
    check_ends(found, region, policy)
    for corner in found.corners:
        plan = corner.allocation
        assert (level_of(plan, first), level_of(plan, second)) == (corner.first, corner.second)
        verdict = judge(json.loads(plan.to_json()))
        assert verdict["accepted"], verdict
        # A second formulation, in floats: the corner can be had, and not with a little more of either.
        levels = {first: corner.first, second: corner.second}
        less = {aim: level - better(aim) * LITTLE**2 for aim, level in levels.items()}
        assert oracle.Formulation(region, asking(region, policy, **less)).space() is not None
        for aim, level in levels.items():
            if aim in ("area_norm", "unit_norm") and level == 1:
                continue  # of these no more is asked, though it may be there
            more = {**levels, aim: level + better(aim) * LITTLE * max(1, abs(level))}
            assert oracle.Formulation(region, asking(region, policy, **more)).space() is None


def check_shape(found):
    """Strictly monotone, and concave where more of both is better."""
    one, other = better(found.first), better(found.second)
    for here, there in pairwise(found.corners):
        assert one * here.first < one * there.first
        assert other * here.second > other * there.second
        assert here.slope == (there.second - here.second) / (there.first - here.first)
    prices = [one * other * corner.slope for corner in found.corners[:-1]]
    assert all(price < 0 for price in prices)
    assert all(earlier > later for earlier, later in pairwise(prices))


def check_ends(found, region, policy):
    """Each aim has at its end what ``allocate`` gives it where it comes first, and the other no less than there.

    ``allocate`` also raises what lies above the lowest, at the cost of the aim that comes after. And where teams may lose,
    its aim for the key begins with those that have no share in it.
    """
    others = [aim for aim in policy.aims if aim not in (found.first, found.second)]
    begins_elsewhere = not policy.is_on("no_loss") and not all(oracle.key_shares(region, policy).values())
    for corner, leading in ((found.corners[0], found.second), (found.corners[-1], found.first)):
        levels = {found.first: corner.first, found.second: corner.second}
        (other,) = levels.keys() - {leading}
        plan = allocate(region, policy.with_aims(leading, other, *others))
        if leading == "key" and begins_elsewhere:
            assert levels["key"] >= level_of(plan, "key")
        elif leading == found.second and better(found.first) == 1 and level_of(plan, other) < 0:
            assert (
                corner.first >= 0
            )  # no level below 0 is asked of the first, so that the second may have to stop short
        else:
            assert levels[leading] == level_of(plan, leading)
            assert better(other) * levels[other] >= better(other) * level_of(plan, other)


@examples(30)
@given(cases(most_teams=6), st.data())
def test_between_corners_it_is_what_allocate_gives(case, data):
    region, policy = case
    assume(applies("area_norm", policy) and not policy.is_on("reach"))
    first, second = data.draw(st.permutations(["key", "area_norm"]))
    try:
        found = frontier(region, policy, first, second)
    except (InfeasibleError, RequestError):
        return
    part = data.draw(st.fractions(0, 1, max_denominator=50))
    level = found.corners[0].first + part * (found.corners[-1].first - found.corners[0].first)
    ordered = asking(region, policy.with_aims(second, first), **{first: level})
    assert found.at(level) == level_of(allocate(region, ordered), second)
