"""Rows, shares and aims of three teams, in the library and in the independent verifier, against what was worked out by hand."""

from fractions import Fraction

import pytest

import rvp_alloc.verify as verifier
from rows_by_hand import REGION, ROWS, RULES, SHARES, STRENGTH, guiding, hard, policy, region, x
from rvp_alloc.arithmetic import fraction
from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.policy.aim import CLOSING_AIMS, LEADING_AIMS, Leximin, all_aims
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.document import policy_to_dict
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.policy.rule import rule
from rvp_alloc.policy.rules import ipga
from rvp_alloc.region.document import region_to_dict


def exact(number):
    return Fraction(number) if isinstance(number, int | Fraction) else fraction(number)


def exact_terms(terms):
    return {column: exact(coefficient) for column, coefficient in terms.items() if coefficient != 0}


def outsider(the_region, the_policy):
    return verifier.Case(region_to_dict(the_region), policy_to_dict(the_policy), [])


def library_rows(the_region, the_policy):
    rows = formulate(Case(the_region, the_policy)).rows
    assert all(row.rule == row.label.partition(":")[0].partition(".")[0] for row in rows)
    return {row.label: (exact_terms(row.terms), row.sense, exact(row.bound)) for row in rows}


def verifier_rows(the_region, the_policy):
    rows = list(outsider(the_region, the_policy).rows())
    assert len({label for label, *_ in rows}) == len(rows)
    return {label: (exact_terms(terms), sense, bound) for label, terms, sense, bound in rows}


BOTH = pytest.mark.parametrize("rows_of", [library_rows, verifier_rows])


def without(*starts):
    return {label: row for label, row in ROWS.items() if not label.startswith(starts)}


@BOTH
def test_every_row_is_the_one_derived_by_hand(rows_of):
    assert rows_of(region(), policy()) == ROWS


@BOTH
def test_without_the_rule_of_no_loss_a_team_may_lose_all_it_has_and_no_more(rows_of):
    assert rows_of(region(), policy(no_loss=None)) == ROWS | STRENGTH


@BOTH
def test_without_ipga_basic_care_asks_for_strength_alone(rows_of):
    """F + x >= 9/10 F."""
    plain = {f"basic_care.alpha:{team}": (x(team), ">=", bound) for team, bound in (("a", -1), ("b", -2), ("c", -3))}
    assert rows_of(region(), policy(ipga=None)) == without("ipga.") | plain


@BOTH
def test_norms_that_guide_bring_posts_and_no_rows(rows_of):
    rules = {"wijkagent_unit": guiding(norm=5000), "wijkagent_area": guiding(norm=4000)}
    assert rows_of(region(), policy(**rules)) == without("wijkagent_")


@BOTH
def test_without_norms_there_are_no_wijkagent_posts(rows_of):
    assert rows_of(region(), policy(wijkagent_unit=None, wijkagent_area=None)) == without("wijkagent_", "posts.")


@BOTH
def test_one_norm_is_enough_for_posts(rows_of):
    assert rows_of(region(), policy(wijkagent_unit=None)) == without("wijkagent_unit.")
    assert rows_of(region(), policy(wijkagent_area=None)) == without("wijkagent_area.")


@BOTH
def test_a_rule_that_is_off_has_neither_rows_nor_a_layer(rows_of):
    found = rows_of(region(), policy(development={"state": "off"}, pins=None, bounds=None, basic_care=None))
    bare = without("development.", "pins.", "bounds.", "basic_care.")
    assert found == {
        label: ({column: c for column, c in terms.items() if not column.startswith("development:")}, sense, bound)
        for label, (terms, sense, bound) in bare.items()
    }


@BOTH
def test_without_a_single_case_or_neighbourhood_every_part_is_0(rows_of):
    """No caseload measure: no rows per team. One that is 0 everywhere: rows of 0. Development likewise, but its total stays."""
    measures = [
        {"id": name, "name": name, "kind": "total", "values": [{"teams": ["a", "b", "c"], "value": 0}]}
        for name in ("caseload", "development")
    ]
    weights = {"key": guiding(**{"weights.formation": 1}), "waterline": None}
    nothing = {
        **{f"ipga.heads:{team}": (ROWS[f"ipga.heads:{team}"][0], ">=", 0) for team in "abc"},
        **{f"development.total:{team}": (ROWS[f"development.total:{team}"][0], "==", 0) for team in "abc"},
    }
    rows = without("waterline.") | nothing
    assert rows_of(region(measures=measures), policy(**weights)) == rows
    assert rows_of(region(measures=measures[1:]), policy(**weights)) == {
        label: row for label, row in rows.items() if not label.startswith("ipga.heads:")
    }


@BOTH
@pytest.mark.parametrize(
    ("name", "label", "teams", "sense", "bound"),
    [
        ("floor.district.First", "d1", "ab", ">=", 2),
        ("cap.authority.g1", "g1", "ab", "<=", 2),
        ("growth_floor.team.c", "c", "c", ">=", 60),
        ("growth_cap.district.d1", "d1", "ab", "<=", 60),
        ("share_floor.municipality.m", "m", "ab", ">=", 24),
        ("share_cap.authority.g2", "g2", "bc", "<=", 24),
    ],
)
def test_each_kind_of_bound_is_of_its_own_measure(rows_of, name, label, teams, sense, bound):
    """Twice the formation (30 of c; 10 + 20), twice the 12 new fte, or 2 fte."""
    found = rows_of(region(), policy(bounds=hard(**{name: 2})))
    assert {at: row for at, row in found.items() if at.startswith("bounds.")} == {
        f"bounds.{name}:{label}": (x(*teams), sense, bound)
    }


def reach_rows(rows_of, reach, **rules):
    found = rows_of(region(), policy(reach=hard(**reach), **rules))
    return {label: row for label, row in found.items() if label.startswith("reach.")}


def posts_of(*pools):
    return {f"wijkagent_posts:{pool}": 1 for pool in pools}


@BOTH
def test_what_the_key_must_reach(rows_of):
    """Half of 4 x each share; a team without a share is asked nothing."""
    assert reach_rows(rows_of, {"key": "1/2"}) == {
        f"reach.key:{team}": ({f"key:{team}": 1}, ">=", 2 * share) for team, share in SHARES.items()
    }
    assert reach_rows(rows_of, {"key": "1/2"}, key=guiding(**{"weights.growth": 1})) == {
        "reach.key:b": ({"key:b": 1}, ">=", Fraction(1, 2)),
        "reach.key:c": ({"key:c": 1}, ">=", Fraction(3, 2)),
    }


@BOTH
def test_what_the_key_must_reach_is_of_what_the_layers_that_are_on_leave(rows_of):
    """12 - 2 = 10 without the uplift, 12 - 6 = 6 without development."""
    for rule_id, rest in (("priority_uplift", 10), ("development", 6)):
        rows = reach_rows(rows_of, {"key": 1}, **{rule_id: None})
        assert rows["reach.key:a"] == ({"key:a": 1}, ">=", rest * SHARES["a"])


@BOTH
def test_what_coverage_must_reach(rows_of):
    """The areas ask 5 and 7.5, or 4 and 6 by the norm of the unit, and have 2 each; the unit asks 10 and has 4."""
    even = {"even_coverage": "4/5"}
    assert reach_rows(rows_of, even) == {
        "reach.even_coverage:ab": (posts_of("ab"), ">=", 2),
        "reach.even_coverage:c": (posts_of("c"), ">=", 4),
    }
    for unit in (hard(norm=5000), guiding(norm=5000)):
        assert reach_rows(rows_of, even, wijkagent_area=None, wijkagent_unit=unit) == {
            "reach.even_coverage:ab": (posts_of("ab"), ">=", Fraction(6, 5)),
            "reach.even_coverage:c": (posts_of("c"), ">=", Fraction(14, 5)),
        }
    guides = {"wijkagent_unit": guiding(norm=5000), "wijkagent_area": guiding(norm=4000)}
    assert reach_rows(rows_of, {"unit_norm": "9/10", "area_norm": "6/5"}, **guides) == {
        "reach.unit_norm:unit": (posts_of("ab", "c"), ">=", 5),
        "reach.area_norm:ab": (posts_of("ab"), ">=", 4),
        "reach.area_norm:c": (posts_of("c"), ">=", 7),
    }


@BOTH
def test_how_many_posts_there_may_be(rows_of):
    levels = {"fewest_wijkagent_posts": 9, "fewest_interventieplegers": "13/2", "fewest_regisseurs": 2}
    assert reach_rows(rows_of, levels) == {
        "reach.fewest_wijkagent_posts": (posts_of("ab", "c"), "<=", 9),
        "reach.fewest_interventieplegers": ({f"interventieplegers:{team}": 1 for team in "abc"}, "<=", Fraction(13, 2)),
        "reach.fewest_regisseurs": ({f"regisseurs:{team}": 1 for team in "abc"}, "<=", 2),
    }


def test_the_verifier_takes_from_the_document_what_a_rule_of_ones_own_leaves_for_the_key():
    """12 - 6 - 2 - 1 = 3, of which a must get half of 77/600."""
    night = {"rule": "night", "layers": ["night"], "posts": [], "layer_total": "1", "rows": []}
    the_policy = policy_to_dict(policy(reach=hard(key="1/2")))
    case = verifier.Case(region_to_dict(region()), the_policy, [night])
    bounds = {label: bound for label, _, _, bound in case.rows()}
    assert bounds["reach.key:a"] == Fraction(3, 2) * SHARES["a"]


@pytest.mark.parametrize("aim", ["even_regisseurs", "least_change", "fewest_interventieplegers"])
def test_the_verifier_refuses_levels_of_other_aims(aim):
    case = outsider(region(), policy(ipga=None, basic_care=None))
    case.rules["reach"] = {"state": "hard", "parameters": {aim: {"value": "1"}}}
    with pytest.raises(verifier.Rejected, match=rf"^aim {aim} has no level this verifier knows$"):
        list(case.rows())


def test_columns_are_the_layers_of_all_teams_and_the_posts():
    wanted = [f"{layer}:{team}" for layer in ("priority_uplift", "development", "key") for team in "abc"]
    posts = ["wijkagent_posts:ab", "wijkagent_posts:c"]
    heads = [f"{family}:{team}" for family in ("interventieplegers", "regisseurs") for team in "abc"]
    model = formulate(Case(region(), policy()))
    assert [column.id for column in model.columns] == wanted + posts + heads
    assert {column.lower for column in model.columns} == {0}
    case = outsider(region(), policy())
    assert case.columns == wanted + posts + heads
    assert case.free == set()
    assert outsider(region(), policy(ipga=None, wijkagent_unit=None, wijkagent_area=None)).columns == wanted
    free = formulate(Case(region(), policy(no_loss=None))).columns
    assert {column.id for column in free if column.lower is None} == set(wanted)
    assert outsider(region(), policy(no_loss=None)).free == set(wanted)


def test_what_the_other_layers_leave_is_for_the_key():
    """12 - (1 + 2 + 3) - 2 = 4; the key's own rows ask 4 times each share."""
    case = Case(region(), policy())
    assert exact(case.key_budget) == 4
    assert {team: exact(share) for team, share in case.key_shares.items()} == SHARES
    assert outsider(region(), policy()).key_shares() == SHARES
    rows = list(rule("key").rows(case))
    assert {row.label: (exact_terms(row.terms), row.sense, exact(row.bound)) for row in rows} == {
        f"key.weights:{team}": ({f"key:{team}": 1}, ">=", 4 * share) for team, share in SHARES.items()
    }


def test_a_rule_tells_what_its_layer_takes():
    case = Case(region(), policy())
    assert {entry.id: exact(entry.layer_total(case)) for entry in case.policy.rules_on() if entry.layers} == {
        "priority_uplift": 6,
        "development": 2,
        "key": 0,
    }


# ---- aims

UNIT = {"unit": ({"wijkagent_posts:ab": Fraction(1, 10), "wijkagent_posts:c": Fraction(1, 10)}, Fraction(2, 5))}
"""(4 + v) / (50,000 / 5000)."""
COVERAGE = {
    "ab": ({"wijkagent_posts:ab": Fraction(1, 5)}, Fraction(2, 5)),
    "c": ({"wijkagent_posts:c": Fraction(2, 15)}, Fraction(4, 15)),
}
"""(2 + v) / (20,000 / 4000) and (2 + v) / (30,000 / 4000)."""
COVERAGE_OF_5000 = {
    "ab": ({"wijkagent_posts:ab": Fraction(1, 4)}, Fraction(1, 2)),
    "c": ({"wijkagent_posts:c": Fraction(1, 6)}, Fraction(1, 3)),
}
KEY = {team: ({f"key:{team}": 1 / share}, 0) for team, share in SHARES.items()}


def spread(family, *strengths):
    return {team: ({f"{family}:{team}": Fraction(-1) / of}, 0) for team, of in zip("abc", strengths, strict=True)}


def library_aims(the_policy, known=()):
    case, found = Case(region(), the_policy), {}
    known = dict(known)
    for name in case.policy.all_aims():
        for objective in all_aims()[name].objectives(case, known):
            if isinstance(objective, Leximin):
                measures = {
                    of: (exact_terms(measure.terms), exact(measure.constant))
                    for of, measure in objective.measures.items()
                }
                found[objective.aim] = (None, measures, objective.cap)
            else:
                found[objective.aim] = (exact_terms(objective.terms), {}, None)
    return found


def verifier_aims(the_policy, known=()):
    return {
        name: (
            smallest and exact_terms(smallest),
            {of: (exact_terms(row), at) for of, (row, at) in measures.items()},
            cap,
        )
        for name, smallest, measures, cap in outsider(region(), the_policy).objectives(dict(known))
        if smallest or measures
    }


BOTH_AIMS = pytest.mark.parametrize("aims_of", [library_aims, verifier_aims])
GUIDING = {"wijkagent_unit": guiding(norm=5000), "wijkagent_area": guiding(norm=4000)}


def summed(family, subjects):
    return {f"{family}:{subject}": 1 for subject in subjects}, {}, None


CLOSING = {
    "fewest_wijkagent_posts": summed("wijkagent_posts", ("ab", "c")),
    "even_coverage": (None, COVERAGE, None),
    "fewest_interventieplegers": summed("interventieplegers", "abc"),
    "fewest_regisseurs": summed("regisseurs", "abc"),
    "even_interventieplegers": (None, spread("interventieplegers", 10, 20, 30), None),
    "even_regisseurs": (None, spread("regisseurs", 10, 20, 30), None),
}


@BOTH_AIMS
def test_every_aim_is_the_one_derived_by_hand(aims_of):
    found = aims_of(policy(**GUIDING))
    assert found == {
        "unit_norm": (None, UNIT, 1),
        "area_norm": (None, COVERAGE, 1),
        "key": (None, KEY, None),
        **CLOSING,
    }
    assert list(found) == [*LEADING_AIMS, *CLOSING_AIMS]


@BOTH_AIMS
def test_norms_that_are_hard_are_no_aims(aims_of):
    assert list(aims_of(policy())) == ["key", *CLOSING_AIMS]


@BOTH_AIMS
def test_even_coverage_is_of_the_norm_there_is(aims_of):
    assert aims_of(policy(wijkagent_area=None))["even_coverage"] == (None, COVERAGE_OF_5000, None)
    found = aims_of(policy(wijkagent_area=None, wijkagent_unit=guiding(norm=5000)))
    assert found["even_coverage"] == (None, COVERAGE_OF_5000, None)
    assert "area_norm" not in found
    assert aims_of(policy(wijkagent_unit=None))["even_coverage"] == (None, COVERAGE, None)


@BOTH_AIMS
def test_without_posts_there_are_only_the_keys_aims(aims_of):
    assert aims_of(policy(ipga=None, wijkagent_unit=None, wijkagent_area=None)) == {"key": (None, KEY, None)}
    assert "fewest_regisseurs" in aims_of(policy(wijkagent_unit=None, wijkagent_area=None))
    assert "fewest_wijkagent_posts" in aims_of(policy(ipga=None))


@BOTH_AIMS
def test_load_is_of_formation_until_all_new_fte_are_settled_and_of_strength_then(aims_of):
    """The new fte of a, b and c are 6, 0 and 9 where all layers are settled; one layer of one team open, and formation it is."""
    settled = {**dict.fromkeys(x("a"), 2), **dict.fromkeys(x("b"), 0), **dict.fromkeys(x("c"), 3)}
    found = aims_of(policy(), settled)
    assert found["even_interventieplegers"] == (None, spread("interventieplegers", 16, 20, 39), None)
    assert found["even_regisseurs"] == (None, spread("regisseurs", 16, 20, 39), None)
    del settled["key:b"]
    assert aims_of(policy(), settled)["even_regisseurs"] == (None, spread("regisseurs", 10, 20, 30), None)


@BOTH_AIMS
def test_teams_without_a_share_in_the_key_come_in_an_aim_of_their_own(aims_of):
    """Growth alone: b and c have 1/4 and 3/4; a has none, and follows by its formation of 10, the other way round."""
    found = aims_of(policy(key=guiding(**{"weights.growth": 1})))
    assert found["key"] == (None, {"b": ({"key:b": 4}, 0), "c": ({"key:c": Fraction(4, 3)}, 0)}, None)
    assert found["key.without_share"] == (None, {"a": ({"key:a": Fraction(-1, 10)}, 0)}, None)
    assert list(found)[:2] == ["key", "key.without_share"]


@BOTH_AIMS
def test_where_teams_may_lose_those_without_a_share_keep_what_they_have_first(aims_of):
    """The same, and before it: a's key layer by its formation, up to 0."""
    found = aims_of(policy(key=guiding(**{"weights.growth": 1}), no_loss=None))
    assert found["key.kept_without_share"] == (None, {"a": ({"key:a": Fraction(1, 10)}, 0)}, 0)
    assert found["key.without_share"] == (None, {"a": ({"key:a": Fraction(-1, 10)}, 0)}, None)
    assert list(found)[:3] == ["key.kept_without_share", "key", "key.without_share"]
    assert list(aims_of(policy(no_loss=None)))[:2] == ["key", "fewest_wijkagent_posts"]


@BOTH_AIMS
def test_a_policy_may_order_its_aims_otherwise(aims_of):
    found = aims_of(policy(aims=["key", "even_regisseurs", "area_norm"], **GUIDING))
    assert list(found)[:3] == ["key", "even_regisseurs", "area_norm"]
    assert list(found)[3:] == [aim for aim in CLOSING_AIMS if aim != "even_regisseurs"]


def test_an_aim_the_verifier_does_not_know_is_refused():
    case = outsider(region(), policy())
    case.aims = ["most_change"]
    with pytest.raises(verifier.Rejected, match=r"^aim most_change is not one this verifier knows$"):
        list(case.objectives({}))


# ---- a measure for each team


def test_totals_are_split_by_formation_or_as_given_and_an_index_holds_for_each():
    case = outsider(region(), policy())
    assert case.measure("development") == ("total", {"a": 1, "b": Fraction(6, 5), "c": Fraction(9, 5)})
    assert case.measure("caseload") == ("total", {"a": 2, "b": 6, "c": 2})
    assert case.measure("safety") == ("index", {"a": 150, "b": 150, "c": 100})
    assert case.measure("growth") == ("change", {"a": -5, "b": 30, "c": 90})
    assert case.measure("events") == (None, {"a": 0, "b": 0, "c": 0})


def test_a_team_left_out_of_a_split_has_none_of_it():
    case = outsider(region(), policy())
    (caseload,) = [measure for measure in case.region["measures"] if measure["id"] == "caseload"]
    caseload["values"][0]["split"] = {"b": "1"}
    assert case.measure("caseload") == ("total", {"a": 0, "b": 8, "c": 2})


def test_rules_switched_off_are_not_in_the_verifiers_case():
    case = outsider(region(), policy(development={"state": "off"}))
    assert set(case.rules) == set(RULES) - {"development"}
    assert case.layers == ["priority_uplift", "key"]


# ---- what one case alone does not tell apart


def shares_of(the_region, the_policy):
    case = Case(the_region, the_policy)
    shares = {team: exact(share) for team, share in case.key_shares.items()}
    assert outsider(the_region, the_policy).key_shares() == shares
    return shares


@pytest.mark.parametrize(
    ("criterion", "shares"),
    [
        ("formation", (Fraction(1, 7), Fraction(2, 7), Fraction(4, 7))),
        ("wijkagenten", (Fraction(1, 4), Fraction(1, 4), Fraction(1, 2))),
        ("inhabitants", (Fraction(2, 15), Fraction(4, 15), Fraction(3, 5))),
        ("safety", (Fraction(3, 17), Fraction(6, 17), Fraction(8, 17))),
        ("growth", (0, Fraction(1, 4), Fraction(3, 4))),
        ("caseload", (Fraction(1, 5), Fraction(3, 5), Fraction(1, 5))),
        ("development", (Fraction(1, 4), Fraction(1, 4), Fraction(1, 2))),
    ],
)
def test_each_criterion_by_itself(criterion, shares):
    """With a formation of 40, c has 4/7 of it; of 20,000 inhabitants a has 10/30; safety is 15, 30 and 40 of 85.

    Of 3 development neighbourhoods b has 20/60, so 1, and c 2.
    """
    teams = [*REGION["teams"][:2], {**REGION["teams"][2], "formation": 40}]
    found = shares_of(region(teams=teams), policy(key=guiding(**{f"weights.{criterion}": 1})))
    assert tuple(found.values()) == shares


@BOTH
def test_an_authority_may_have_a_dot_in_its_name_or_the_name_of_a_district(rows_of):
    teams = [{**team, "authorities": {"St. Anna": "1/2", "Second": "1/2"}} for team in REGION["teams"][:1]]
    the_region = region(teams=[*teams, *REGION["teams"][1:]])
    found = rows_of(the_region, policy(bounds=hard(**{"cap.authority.St. Anna": 3, "cap.authority.Second": 4})))
    assert {label: row for label, row in found.items() if label.startswith("bounds.")} == {
        "bounds.cap.authority.St. Anna:St. Anna": (x("a"), "<=", 3),
        "bounds.cap.authority.Second:Second": (x("a"), "<=", 4),
    }
    assert not list(
        rule("bounds").problems(the_region, policy(bounds=hard(**{"cap.authority.St. Anna": 3})).settings["bounds"])
    )


def test_published_figures_say_where_they_are_from():
    wanted = Figure(Fraction(80), "heads", "RVP 2023-2026, chapter 8, note 24", "2022", Confidence.PUBLISHED)
    assert ipga._published(Fraction(80), "heads") == wanted == rule("ipga").reference_parameters()["heads"]


def test_the_key_is_half_safety_and_half_growth_unless_stated():
    found = rule("key").reference_parameters()
    assert {name: (figure.value, figure.unit) for name, figure in found.items()} == {
        "weights.safety": (Fraction(1, 2), "weight"),
        "weights.growth": (Fraction(1, 2), "weight"),
    }
