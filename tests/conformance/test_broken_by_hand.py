"""What each rule says of a division that breaks it, and of one that is exactly at its edge; the case is in ``rows_by_hand``."""

from fractions import Fraction

import pytest
from flint import fmpq

from rows_by_hand import PIN, REGION, ROWS, guiding, hard, policy, region
from rvp_alloc.errors import Problem
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.rule import rule

LAYERS = {
    "priority_uplift": {"a": 1, "b": 2, "c": 3},
    "development": {"a": Fraction(1, 2), "b": Fraction(3, 5), "c": Fraction(9, 10)},
    "key": {"a": Fraction(3, 2), "b": Fraction(7, 5), "c": Fraction(11, 10)},
}
"""In all 3, 4 and 5 fte: 12, with 6 of uplift, 2 of development, 4 of the key."""
POSTS = {
    "wijkagent_posts": {"ab": 3, "c": Fraction(11, 2)},
    "interventieplegers": {"a": 1, "b": 3, "c": 1},
    "regisseurs": {"a": Fraction(1, 2), "b": 1, "c": Fraction(1, 2)},
}


def number(value):
    return fmpq(Fraction(value).numerator, Fraction(value).denominator)


def division(**changes):
    """Return the division, with the amounts of some families replaced."""
    layers, posts = (
        {
            family: {subject: number(amount) for subject, amount in {**amounts, **changes.get(family, {})}.items()}
            for family, amounts in families.items()
        }
        for families in (LAYERS, POSTS)
    )
    return Division(layers, posts)


def says(rule_id, given=None, **rules):
    case = Case(region(), policy(**rules))
    return list(rule(rule_id).broken(case, given or division()))


@pytest.mark.parametrize("rule_id", sorted({label.partition(".")[0] for label in ROWS} - {"posts", "bounds"}))
def test_at_the_edge_of_every_rule_nothing_is_broken(rule_id):
    """12 fte; 10 x 1/10 and so on; 2 + 3 and 2 + 11/2 wijkagenten; 5 heads, 2 regisseurs; a carries 1.5 of 3.25."""
    assert says(rule_id) == []


def test_the_budget():
    assert says("budget", division(key={"a": 1})) == ["the teams together get 23/2 fte, not 12"]
    assert says("budget", division(key={"a": 2})) == ["the teams together get 25/2 fte, not 12"]


def test_no_loss():
    assert says("no_loss", division(key={"a": 0, "b": Fraction(-1, 3)})) == ["b loses 1/3 fte in layer key"]


def test_the_uplift():
    found = says("priority_uplift", division(priority_uplift={"b": 3}))
    assert found == ["b gets an uplift of 3/20 of its formation, not 1/10"]


def test_development():
    assert says("development", division(development={"a": 1})) == [
        "development neighbourhoods get 5/2 fte, not 2",
        "a does not get its part of the development total",
    ]
    assert says("development", division(development={"a": Fraction(3, 5), "b": Fraction(1, 2)})) == [
        "a does not get its part of the development total",
        "b does not get its part of the development total",
    ]


def test_the_key():
    assert says("key", division(key={"a": 1})) == ["the key divides 7/2 fte, not 4"]


def test_the_norm_of_the_unit():
    """12.5 wijkagenten for 50,000 inhabitants are one for 4000. Of 2000, 25 would be needed; 6 posts are just enough for 5000."""
    assert says("wijkagent_unit", wijkagent_unit=hard(norm=4000)) == []
    found = says("wijkagent_unit", wijkagent_unit=hard(norm=2000))
    assert found == ["25/2 wijkagenten are too few for 50000 inhabitants"]
    assert says("wijkagent_unit", division(wijkagent_posts={"ab": 0, "c": 6})) == []
    found = says("wijkagent_unit", division(wijkagent_posts={"ab": 0, "c": Fraction(11, 2)}))
    assert found == ["19/2 wijkagenten are too few for 50000 inhabitants"]


def test_the_norm_per_area():
    found = says("wijkagent_area", division(wijkagent_posts={"c": 5}))
    assert found == ["7 wijkagenten are too few for the 30000 inhabitants of c"]
    assert says("wijkagent_area", division(wijkagent_posts={"c": 5}), wijkagent_area=guiding(norm=4000)) == []


IPGA = {"heads": 5, "share": "4/5", "net": 4, "regisseurs_min": 1, "regisseurs_max": 2, "cap": "1/4"}


@pytest.mark.parametrize(
    ("ipga", "posts", "sentences"),
    [
        ({}, {}, []),
        ({}, {"interventieplegers": {"a": Fraction(6, 5), "b": Fraction(7, 2)}}, []),
        ({"heads": 5, "net": "9/2"}, {}, ["5 interventieplegers give less than 9/2 net fte"]),
        ({"regisseurs_min": "5/2", "regisseurs_max": 3}, {}, ["2 regisseurs are too few or too many"]),
        ({"regisseurs_max": "3/2"}, {}, ["2 regisseurs are too few or too many"]),
        ({"regisseurs_min": 2, "regisseurs_max": 2}, {}, []),
        ({}, {"regisseurs": {"a": Fraction(9, 4), "b": Fraction(-1, 4), "c": 0}}, []),
        (
            {},
            {"regisseurs": {"a": Fraction(19, 8), "b": Fraction(-3, 8), "c": 0}},
            ["a carries 27/8 heads, more than its cap"],
        ),
        (
            {},
            {"interventieplegers": {"a": Fraction(3, 4), "b": Fraction(13, 4)}},
            ["a carries fewer interventieplegers than its part of the caseload"],
        ),
    ],
)
def test_ipga(ipga, posts, sentences):
    """5 heads at 4/5 are 4 net fte; a quarter of 10 + 3 is 13/4; 5 heads for 10 cases are 1, 3 and 1."""
    assert says("ipga", division(**posts), ipga=hard(**{**IPGA, **ipga})) == sentences


def test_ipga_with_too_few_heads():
    """4 heads instead of 5; 3 of them are too few for b, which has 6 of the 10 cases and so 3 of the 5 heads."""
    found = says("ipga", division(interventieplegers={"b": 2}), ipga=hard(**{**IPGA, "net": "16/5"}))
    assert found == [
        "4 interventieplegers are fewer than 5",
        "b carries fewer interventieplegers than its part of the caseload",
    ]


def test_ipga_without_a_caseload_asks_nothing_of_a_single_team():
    case = Case(region(measures=[]), policy(key=guiding(**{"weights.formation": 1}), ipga=hard(**IPGA)))
    assert list(rule("ipga").broken(case, division(interventieplegers={"a": 0, "b": 4}))) == []


def test_basic_care():
    """Left are 10 + 3 - 4/5 - 1/2 = 11.7, 20 + 4 - 12/5 - 1 = 20.6 and 30 + 5 - 4/5 - 1/2 = 33.7: b has least, 1.03 of 20."""
    assert says("basic_care", basic_care=hard(alpha="1.03")) == []
    assert says("basic_care", basic_care=hard(alpha="1.04")) == [
        "b keeps 103/5 fte for basic care, less than its floor"
    ]
    assert says("basic_care", basic_care=hard(alpha="1.15")) == [
        "b keeps 103/5 fte for basic care, less than its floor",
        "c keeps 337/10 fte for basic care, less than its floor",
    ]


def test_basic_care_without_ipga():
    """All of 10 + 3, 20 + 4 and 30 + 5 is left."""
    alone = Division(division().layers, {})
    assert says("basic_care", alone, ipga=None, basic_care=hard(alpha="7/6")) == []
    found = says("basic_care", alone, ipga=None, basic_care=hard(alpha="6/5"))
    assert found == ["c keeps 35 fte for basic care, less than its floor"]


def test_waterline():
    """8 of 10, 12 of 20 and 18 of 30 are deployable, and of 3, 4 and 5 new fte 2.4, 2.4 and 3: 10.4, 14.4 and 21."""
    assert says("waterline", waterline=hard(level="0.7", new_full=0)) == []
    assert says("waterline", waterline=hard(level="0.71", new_full=0)) == ["c has 21 fte deployable, less than 213/10"]
    amounts = {"fte.a": "10.4", "fte.Beta": "14.5", "fte.every": "10.5"}
    assert says("waterline", waterline=hard(level="0.5", new_full=0, **amounts)) == [
        "b has 72/5 fte deployable, less than 29/2",
        "a has 52/5 fte deployable, less than 21/2",
    ]


def test_waterline_where_new_posts_count_fully():
    """8 + 3, 12 + 4 and 18 + 5; and half of the rest of the new fte where half of them count fully: 10.7, 15.2 and 22."""
    assert says("waterline", waterline=hard(level="23/30", new_full=1)) == []
    assert says("waterline", waterline=hard(level="0.5", new_full="1/2", **{"fte.a": "10.7"})) == []
    assert says("waterline", waterline=hard(level="0.5", new_full="1/2", **{"fte.a": "10.71"})) == [
        "a has 107/10 fte deployable, less than 1071/100"
    ]


def test_bounds():
    """d1 gets 7, d2 and c 5, b 4; half of 12 is 6, a fifth of 30 is 6."""
    assert says("bounds", bounds=hard(**{"floor.district.First": 7, "cap.team.c": 5})) == []
    found = says("bounds", bounds=hard(**{"floor.district.First": 8, "cap.team.Beta": 3}))
    assert found == [
        "d1 gets 7 fte, against floor.district.First of 8",
        "b gets 4 fte, against cap.team.Beta of 3",
    ]
    found = says("bounds", bounds=hard(**{"share_floor.district.every": "1/2", "growth_cap.district.every": "1/5"}))
    assert found == [
        "d2 gets 5 fte, against share_floor.district.every of 6",
        "d1 gets 7 fte, against growth_cap.district.every of 6",
    ]


def test_pins():
    assert says("pins", division(key={"a": 2, "c": 1})) == [
        "a gets 7/2 fte, not the 3 it is pinned at",
        "Gamma gets 49/10 fte, not the 5 it is pinned at",
    ]


def test_what_the_key_must_reach():
    """Of 4 fte, the targets are 77/150, 196/150 and 327/150: of these, c has 11/10, which is 165/327."""
    assert says("reach", reach=hard(key="165/327")) == []
    assert says("reach", division(key={"a": 0}), reach=hard(key="1/2")) == [
        "a gets 0 fte by the key, less than 1/2 of 77/150"
    ]
    assert says("reach", reach=hard(key="2/3")) == ["c gets 11/10 fte by the key, less than 2/3 of 109/50"]
    growth = guiding(**{"weights.growth": 1})  # a has no share; targets 1 and 3
    assert says("reach", division(key={"a": -1, "b": 1, "c": 3}), key=growth, reach=hard(key=1)) == []


def test_what_coverage_must_reach():
    """ab has 2 + 3 of the 5 that it asks, c 2 + 11/2 of 15/2; by the norm of the unit 4 and 6 are asked, 10 in all."""
    guides = {"wijkagent_unit": guiding(norm=5000), "wijkagent_area": guiding(norm=4000)}
    for aim in ("area_norm", "even_coverage"):
        assert says("reach", reach=hard(**{aim: 1}), **guides) == []
        assert says("reach", division(wijkagent_posts={"ab": 2}), reach=hard(**{aim: "9/10"}), **guides) == [
            "4 wijkagenten are less than 9/10 of the norm for the 20000 inhabitants of ab"
        ]
    assert says("reach", reach=hard(unit_norm="5/4"), **guides) == []
    assert says("reach", reach=hard(unit_norm="4/3"), **guides) == [
        "25/2 wijkagenten are less than 4/3 of the norm for the 50000 inhabitants of the unit"
    ]
    assert says("reach", reach=hard(even_coverage="5/4"), wijkagent_area=None) == []
    assert says("reach", reach=hard(even_coverage="51/40"), wijkagent_area=None) == [
        "5 wijkagenten are less than 51/40 of the norm for the 20000 inhabitants of ab",
        "15/2 wijkagenten are less than 51/40 of the norm for the 30000 inhabitants of c",
    ]


def test_how_many_posts_there_may_be():
    levels = {"fewest_wijkagent_posts": "17/2", "fewest_interventieplegers": 5, "fewest_regisseurs": 2}
    assert says("reach", reach=hard(**levels)) == []
    assert says("reach", reach=hard(fewest_wijkagent_posts=8, fewest_regisseurs="19/10")) == [
        "17/2 wijkagent_posts are more than 8",
        "2 regisseurs are more than 19/10",
    ]
    assert says("reach", reach=hard(fewest_interventieplegers=4)) == ["5 interventieplegers are more than 4"]


def of_reach(code, what, remedy, aim):
    return Problem(code, what, remedy, field=f"reach.{aim}")


def test_levels_that_cannot_be_asked():
    assert problems("reach", reach=hard(key=1, even_coverage=2)) == []
    having = (
        "Aims that have one are area_norm, even_coverage, fewest_interventieplegers, fewest_regisseurs, "
        "fewest_wijkagent_posts, key, unit_norm"
    )
    assert problems("reach", reach=hard(kye=1, even_regisseurs=1)) == [
        of_reach("unknown_aim", "there is no aim 'kye'", "Did you mean key?", "kye"),
        of_reach(
            "no_level",
            "aim even_regisseurs has no level of its own: what it measures depends on the new fte",
            having,
            "even_regisseurs",
        ),
    ]


@pytest.mark.parametrize(
    ("aim", "rules", "remedy"),
    [
        ("unit_norm", {}, "Set wijkagent_unit.state to guiding; it is hard"),
        ("unit_norm", {"wijkagent_unit": guiding(norm=5000)}, ""),
        ("area_norm", {}, "Set wijkagent_area.state to guiding; it is hard"),
        ("area_norm", {"wijkagent_area": None}, "Set wijkagent_area.state to guiding; it is off"),
        ("area_norm", {"wijkagent_area": guiding(norm=5000)}, ""),
        ("key", {}, ""),
        ("even_coverage", {}, ""),
        ("even_coverage", {"wijkagent_unit": None}, ""),
        *(
            (aim, {"wijkagent_unit": None, "wijkagent_area": None}, "Switch on wijkagent_unit or wijkagent_area")
            for aim in ("even_coverage", "fewest_wijkagent_posts")
        ),
        *((aim, {"ipga": None}, "Switch on ipga") for aim in ("fewest_interventieplegers", "fewest_regisseurs")),
        ("kye", {}, ""),
    ],
)
def test_an_aim_that_does_not_apply_is_told_with_what_to_switch(aim, rules, remedy):
    the_policy = policy(reach=hard(**{aim: 1}), **rules)
    what = f"aim {aim} does not apply under this policy"
    wanted = [of_reach("does_not_apply", what, remedy, aim)] if remedy else []
    assert list(rule("reach").problems_beside(the_policy)) == wanted


def problems(rule_id, the_region=None, **rules):
    the_region, the_policy = the_region or region(), policy(**rules)
    return list(rule(rule_id).problems(the_region, the_policy.settings[rule_id]))


def test_pins_of_nobody_without_a_reason_or_twice():
    assert problems("pins") == []
    assert problems("pins", pins=hard(gama={"value": 1, **PIN})) == [
        Problem("unknown_team", "there is no team 'gama'", "Known are a, b, c", subject="pins", field="pins.gama")
    ]
    wanted = Problem(
        "no_reason",
        "a pin needs an author and a reason",
        "Give source (who decided) and note (why)",
        subject="a",
        field="pins.a",
    )
    assert problems("pins", pins=hard(a=1)) == [wanted]
    assert problems("pins", pins=hard(a={"value": 1, "source": "a mayor"})) == [wanted]
    assert problems("pins", pins=hard(a={"value": 1, "note": "a reason"})) == [wanted]
    assert problems("pins", pins=hard(a={"value": 1, **PIN}, Alpha={"value": 1, **PIN}, b={"value": 1, **PIN})) == [
        Problem("double", "is pinned twice, by id and by name", "Keep one pin", subject="a", field="pins.a")
    ]


def test_bounds_on_what_is_not_there():
    assert problems("bounds") == []
    found = problems("bounds", bounds=hard(**{"cap.distrct.d1": 1, "cap.district.d3": 1, "cap.authority.b": 1}))
    assert found == [
        Problem(
            "unknown_scope",
            "'distrct' cannot be bounded",
            "Did you mean district?",
            subject="bounds",
            field="bounds.cap.distrct.d1",
        ),
        Problem(
            "unknown_subject",
            "there is no district 'd3'",
            "Did you mean d2?",
            subject="bounds",
            field="bounds.cap.district.d3",
        ),
        Problem(
            "unknown_subject",
            "there is no authority 'b'",
            "Known are g1, g2",
            subject="bounds",
            field="bounds.cap.authority.b",
        ),
    ]


def key_problems(the_region=None, **weights):
    return problems("key", the_region, key=guiding(**{f"weights.{name}": weight for name, weight in weights.items()}))


def of_key(code, what, remedy, name="", value=""):
    return Problem(code, what, remedy, subject="key", field=f"key.weights{name}", value=value)


def test_weights_that_are_not_one():
    assert problems("key") == []
    assert key_problems(formation="1/2", growth="1/3") == [
        of_key(
            "weights_not_one",
            "the weights add up to 5/6, not 1",
            'Make them add up to exactly 1; a ratio such as "1/3" is read exactly',
            value="5/6",
        )
    ]


def test_criteria_that_are_not_there():
    assert key_problems(inhabitants="1/2", growht="1/2") == [
        of_key(
            "unknown_criterion",
            "the region has no figures for criterion 'growht'",
            "Did you mean growth?",
            name=".growht",
        )
    ]
    assert key_problems(zzz=1) == [
        of_key(
            "unknown_criterion",
            "the region has no figures for criterion 'zzz'",
            "Give the region a column zzz, or delete this weight and let the others add up to 1. "
            "Known are formation, inhabitants, wijkagenten, development, caseload, safety, growth, deployable",
            name=".zzz",
        )
    ]


@pytest.mark.parametrize(("kind", "lowest"), [("change", "0 or less"), ("total", "0"), ("index", "0")])
def test_criteria_that_are_0_everywhere(kind, lowest):
    empty = region(
        measures=[{"id": "m", "name": "M", "kind": kind, "values": [{"teams": ["a", "b", "c"], "value": 0}]}]
    )
    assert key_problems(empty, m="1/2", formation="1/2") == [
        of_key(
            "empty_criterion",
            f"criterion m is {lowest} for every team, so it cannot be divided by",
            "Give figures for it or set its weight to 0",
            name=".m",
        )
    ]
    assert key_problems(empty, m=0, formation=1) == []
    one = [{"teams": ["a", "b"], "value": 0}, {"teams": ["c"], "value": 1}]
    assert key_problems(region(measures=[{"id": "m", "name": "M", "kind": kind, "values": one}]), m=1) == []


def test_a_change_that_is_nowhere_above_0_cannot_be_divided_by():
    shrinking = [{"id": "m", "name": "M", "kind": "change", "values": [{"teams": ["a", "b", "c"], "value": -1}]}]
    assert [problem.code for problem in key_problems(region(measures=shrinking), m=1)] == ["empty_criterion"]


def test_wijkagenten_where_there_are_none():
    teams = [{**team, "wijkagenten": 0} for team in REGION["teams"]]
    assert key_problems(region(teams=teams), wijkagenten="1/2", formation="1/2") == [
        of_key(
            "empty_criterion",
            "no team has wijkagenten, so they cannot be divided by",
            "Set its weight to 0",
            name=".wijkagenten",
        )
    ]
    assert key_problems(region(teams=teams), wijkagenten=0, formation=1) == []
    assert key_problems(region(teams=[*teams[:2], {**teams[2], "wijkagenten": 1}]), wijkagenten=1) == []
