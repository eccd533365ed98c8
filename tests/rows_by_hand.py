"""A region of three teams with every rule on, and every row it must have, worked out by hand.

    team  formation  wijkagenten  authorities  development  caseload  safety  growth  deployable
    a     10         1            g1           1            2         150     -5      4/5
    b     20         1            g1, g2       6/5          6         150     30      3/5
    c     30         2            g2           9/5          2         100     90      3/5

a and b are one pool of 20,000 inhabitants and lie in district d1; c is a pool of 30,000 in d2. b and c have 3 development
neighbourhoods together: by formation 20/50 and 30/50 of 3. a and b have a caseload of 8 together, split 1/4 and 3/4 (of
8: 2 and 6). The safety index 150 of a and b is the same for both, and so are the 3/5 of b and c that are deployable.
"""

from fractions import Fraction

from rvp_alloc import policy_from_dict, region_from_dict

REGION = {
    "schema_version": 1,
    "id": "by-hand",
    "name": "By hand",
    "districts": [{"id": "d1", "name": "First"}, {"id": "d2", "name": "Second"}],
    "teams": [
        {
            "id": "a",
            "name": "Alpha",
            "district": "d1",
            "formation": 10,
            "wijkagenten": 1,
            "authorities": {"g1": 1},
            "municipalities": {"m": 1},
        },
        {
            "id": "b",
            "name": "Beta",
            "district": "d1",
            "formation": 20,
            "wijkagenten": 1,
            "authorities": {"g1": "1/2", "g2": "1/2"},
            "municipalities": {"m": 1},
        },
        {
            "id": "c",
            "name": "Gamma",
            "district": "d2",
            "formation": 30,
            "wijkagenten": 2,
            "authorities": {"g2": 1},
            "municipalities": {"n": 1},
        },
    ],
    "pools": [
        {"id": "ab", "teams": ["a", "b"], "inhabitants": 20_000},
        {"id": "c", "teams": ["c"], "inhabitants": 30_000},
    ],
    "measures": [
        {
            "id": "development",
            "name": "Development",
            "kind": "total",
            "values": [{"teams": ["a"], "value": 1}, {"teams": ["b", "c"], "value": 3}],
        },
        {
            "id": "caseload",
            "name": "Caseload",
            "kind": "total",
            "values": [
                {"teams": ["a", "b"], "value": 8, "split": {"a": "1/4", "b": "3/4"}},
                {"teams": ["c"], "value": 2},
            ],
        },
        {
            "id": "safety",
            "name": "Safety",
            "kind": "index",
            "values": [{"teams": ["a", "b"], "value": 150}, {"teams": ["c"], "value": 100}],
        },
        {
            "id": "growth",
            "name": "Growth",
            "kind": "change",
            "values": [
                {"teams": ["a"], "value": -5},
                {"teams": ["b"], "value": 30},
                {"teams": ["c"], "value": 90},
            ],
        },
        {
            "id": "deployable",
            "name": "Deployable",
            "kind": "index",
            "values": [{"teams": ["a"], "value": "4/5"}, {"teams": ["b", "c"], "value": "3/5"}],
        },
    ],
}

BOUNDS = {
    "floor.team.a": 1,
    "cap.district.Second": 9,
    "growth_floor.authority.every": "1/20",
    "growth_cap.municipality.n": "1/2",
    "share_floor.district.every": "1/6",
    "share_cap.team.Beta": "1/3",
}
PIN = {"source": "a mayor", "note": "a reason"}


def hard(**parameters):
    return {"state": "hard", "parameters": parameters}


def guiding(**parameters):
    return {"state": "guiding", "parameters": parameters}


RULES = {
    "budget": hard(new_fte=12),
    "no_loss": hard(),
    "priority_uplift": hard(rate="1/10"),
    "development": hard(total=2),
    "key": guiding(
        **{
            "weights.formation": "1/10",
            "weights.inhabitants": "1/5",
            "weights.wijkagenten": "1/10",
            "weights.safety": "1/5",
            "weights.growth": "3/10",
            "weights.caseload": "1/10",
        }
    ),
    "wijkagent_unit": hard(norm=5000),
    "wijkagent_area": hard(norm=4000),
    "ipga": hard(heads=5, share="4/5", net=3, regisseurs_min=1, regisseurs_max=2, cap="1/4"),
    "bounds": hard(**BOUNDS),
    "basic_care": hard(alpha="9/10"),
    "waterline": hard(level="2/3", new_full="1/4", **{"fte.every": 9, "fte.Beta": "25/2", "fte.c": 19}),
    "pins": hard(a={"value": 3, **PIN}, Gamma={"value": 5, **PIN}),
}


def region(**changes):
    return region_from_dict({**REGION, **changes})


def policy(aims=None, **rules):
    """Return the policy with every rule on; a rule given replaces it, None takes it away."""
    chosen = {name: entry for name, entry in {**RULES, **rules}.items() if entry}
    return policy_from_dict({"schema_version": 1, "rules": chosen, **({"aims": aims} if aims else {})})


def x(*teams, times=1):
    """Return the terms of the new fte of some teams."""
    return {f"{layer}:{team}": times for team in teams for layer in ("priority_uplift", "development", "key")}


ROWS = {
    "budget.new_fte": (x("a", "b", "c"), "==", 12),
    # a tenth of the formation
    "priority_uplift.rate:a": ({"priority_uplift:a": 1}, "==", 1),
    "priority_uplift.rate:b": ({"priority_uplift:b": 1}, "==", 2),
    "priority_uplift.rate:c": ({"priority_uplift:c": 1}, "==", 3),
    # 2 fte for 4 neighbourhoods: 1/2 each
    "development.total": ({"development:a": 1, "development:b": 1, "development:c": 1}, "==", 2),
    "development.total:a": ({"development:a": 1}, "==", Fraction(1, 2)),
    "development.total:b": ({"development:b": 1}, "==", Fraction(3, 5)),
    "development.total:c": ({"development:c": 1}, "==", Fraction(9, 10)),
    # 50,000 / 5000 - 4
    "wijkagent_unit.norm": ({"wijkagent_posts:ab": 1, "wijkagent_posts:c": 1}, ">=", 6),
    # 20,000 / 4000 - 2 and 30,000 / 4000 - 2
    "wijkagent_area.norm:ab": ({"wijkagent_posts:ab": 1}, ">=", 3),
    "wijkagent_area.norm:c": ({"wijkagent_posts:c": 1}, ">=", Fraction(11, 2)),
    "posts.within_new_fte:ab": ({"wijkagent_posts:ab": 1, **x("a", "b", times=-1)}, "<=", 0),
    "posts.within_new_fte:c": ({"wijkagent_posts:c": 1, **x("c", times=-1)}, "<=", 0),
    "ipga.heads": ({"interventieplegers:a": 1, "interventieplegers:b": 1, "interventieplegers:c": 1}, ">=", 5),
    "ipga.net": (
        {
            "interventieplegers:a": Fraction(4, 5),
            "interventieplegers:b": Fraction(4, 5),
            "interventieplegers:c": Fraction(4, 5),
        },
        ">=",
        3,
    ),
    "ipga.regisseurs_min": ({"regisseurs:a": 1, "regisseurs:b": 1, "regisseurs:c": 1}, ">=", 1),
    "ipga.regisseurs_max": ({"regisseurs:a": 1, "regisseurs:b": 1, "regisseurs:c": 1}, "<=", 2),
    # a quarter of the strength: of 10 + x, 20 + x and 30 + x
    "ipga.cap:a": (
        {"interventieplegers:a": 1, "regisseurs:a": 1, **x("a", times=Fraction(-1, 4))},
        "<=",
        Fraction(5, 2),
    ),
    "ipga.cap:b": ({"interventieplegers:b": 1, "regisseurs:b": 1, **x("b", times=Fraction(-1, 4))}, "<=", 5),
    "ipga.cap:c": (
        {"interventieplegers:c": 1, "regisseurs:c": 1, **x("c", times=Fraction(-1, 4))},
        "<=",
        Fraction(15, 2),
    ),
    # 5 heads for 10 cases: 1/2 each
    "ipga.heads:a": ({"interventieplegers:a": 1}, ">=", 1),
    "ipga.heads:b": ({"interventieplegers:b": 1}, ">=", 3),
    "ipga.heads:c": ({"interventieplegers:c": 1}, ">=", 1),
    # F + x - 4/5 i - r >= 9/10 F
    "basic_care.alpha:a": ({**x("a"), "interventieplegers:a": Fraction(-4, 5), "regisseurs:a": -1}, ">=", -1),
    "basic_care.alpha:b": ({**x("b"), "interventieplegers:b": Fraction(-4, 5), "regisseurs:b": -1}, ">=", -2),
    "basic_care.alpha:c": ({**x("c"), "interventieplegers:c": Fraction(-4, 5), "regisseurs:c": -1}, ">=", -3),
    # a new fte counts 4/5 + 1/4 x 1/5 = 17/20, or 3/5 + 1/4 x 2/5 = 7/10; there are 8, 12 and 18
    "waterline.level:a": (x("a", times=Fraction(17, 20)), ">=", Fraction(-4, 3)),
    "waterline.level:b": (x("b", times=Fraction(7, 10)), ">=", Fraction(4, 3)),
    "waterline.level:c": (x("c", times=Fraction(7, 10)), ">=", 2),
    "waterline.fte.every:a": (x("a", times=Fraction(17, 20)), ">=", 1),
    "waterline.fte.every:b": (x("b", times=Fraction(7, 10)), ">=", -3),
    "waterline.fte.every:c": (x("c", times=Fraction(7, 10)), ">=", -9),
    "waterline.fte.Beta:b": (x("b", times=Fraction(7, 10)), ">=", Fraction(1, 2)),
    "waterline.fte.c:c": (x("c", times=Fraction(7, 10)), ">=", 1),
    "pins.a": (x("a"), "==", 3),
    "pins.Gamma": (x("c"), "==", 5),
    "bounds.floor.team.a:a": (x("a"), ">=", 1),
    "bounds.cap.district.Second:d2": (x("c"), "<=", 9),
    # of 10 + 20 and of 20 + 30: b counts whole in both
    "bounds.growth_floor.authority.every:g1": (x("a", "b"), ">=", Fraction(3, 2)),
    "bounds.growth_floor.authority.every:g2": (x("b", "c"), ">=", Fraction(5, 2)),
    "bounds.growth_cap.municipality.n:n": (x("c"), "<=", 15),
    # of 12 new fte
    "bounds.share_floor.district.every:d1": (x("a", "b"), ">=", 2),
    "bounds.share_floor.district.every:d2": (x("c"), ">=", 2),
    "bounds.share_cap.team.Beta:b": (x("b"), "<=", 4),
}
"""The hard rows: terms, sense, bound."""

STRENGTH = {
    "posts.strength:a": (x("a"), ">=", -10),
    "posts.strength:b": (x("b"), ">=", -20),
    "posts.strength:c": (x("c"), ">=", -30),
}
"""What is added where no-loss is off: no team loses more than it has."""

SHARES = {"a": Fraction(77, 600), "b": Fraction(196, 600), "c": Fraction(327, 600)}
"""The key's shares, criterion by criterion, of 1/10 of formation and so on.

    formation   10,    20,    30  of 60       1/6,   1/3,   1/2   x 1/10
    inhabitants 20/3,  40/3,  30  of 50       2/15,  4/15,  3/5   x 1/5
    wijkagenten 1,     1,     2   of 4        1/4,   1/4,   1/2   x 1/10
    safety      15,    30,    30  of 75       1/5,   2/5,   2/5   x 1/5
    growth      0,     30,    90  of 120      0,     1/4,   3/4   x 3/10
    caseload    2,     6,     2   of 10       1/5,   3/5,   1/5   x 1/10

    a: 10/600 + 16/600 + 15/600 + 24/600 +   0     + 12/600 =  77/600
    b: 20/600 + 32/600 + 15/600 + 48/600 +  45/600 + 36/600 = 196/600
    c: 30/600 + 72/600 + 30/600 + 48/600 + 135/600 + 12/600 = 327/600
"""
