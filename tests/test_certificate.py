"""The certificate as data: every number exact, every row of a rule of one's own, and a digest that others can make too."""

import hashlib

import pytest
from flint import fmpq

from rows_by_hand import hard, policy, region, x
from rvp_alloc.certificate import Certificate, digest, inputs_to_dict, text
from rvp_alloc.policy import rule as rules
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.document import policy_to_dict
from rvp_alloc.policy.formulate import formulate
from rvp_alloc.policy.rule import Parameter, Rule
from rvp_alloc.region.document import region_to_dict
from rvp_alloc.solving.chain import Round


def test_the_digest_is_of_sorted_ascii_without_spaces():
    written = rb'{"a":[1,"\u00e9"],"b":null}'
    assert digest({"b": None, "a": [1, "é"]}) == hashlib.sha256(written).hexdigest()


@pytest.mark.parametrize(
    ("number", "written"), [(fmpq(1, 3), "1/3"), (fmpq(-7, 2), "-3.5"), (4, "4"), (0, "0"), (fmpq(6, 3), "2")]
)
def test_numbers_lose_nothing(number, written):
    assert text(number) == written


def test_rounds_are_written_as_they_are():
    case = Case(region(), policy())
    model = formulate(case)
    rounds = (
        Round("area_norm", fmpq(1), {}, {}, reaches_cap=True),
        Round("key", fmpq(7, 3), {"a": fmpq(1), "b": fmpq(1, 2)}, {"budget.new_fte": fmpq(-1, 3)}),
    )
    assert Certificate(case, model, rounds).to_dict() == {
        "region": region_to_dict(case.region),
        "policy": policy_to_dict(case.policy),
        "other_rules": [],
        "rounds": [
            {"aim": "area_norm", "level": "1", "reaches_cap": True, "settled": {}, "multipliers": {}},
            {
                "aim": "key",
                "level": "7/3",
                "reaches_cap": False,
                "settled": {"a": "1", "b": "0.5"},
                "multipliers": {"budget.new_fte": "-1/3"},
            },
        ],
    }


class Night(Rule):
    """A layer of its own: a total for the night, at least a third of it for c, and no more heads there than that."""

    id = "night"
    source = "made up for this test"
    layers = ("night",)
    posts = ("interventieplegers",)
    parameters = (Parameter("total", "fte"),)

    def layer_total(self, case):
        return case.value("night.total")

    def rows(self, case):
        total = case.value("night.total")
        yield case.row("night.total", case.total("night"), "==", total)
        yield case.row("night.total:c", {case.column("night", "c"): 2}, ">=", total / 3)

    def broken(self, case, division):
        yield from ()


def test_rows_of_a_rule_of_ones_own_are_in_it(monkeypatch):
    monkeypatch.setitem(rules._REGISTRY, "night", Night())
    case = Case(region(), policy(night=hard(total=2), bounds=None))
    found = inputs_to_dict(case, formulate(case))
    assert Certificate(case, formulate(case), ()).to_dict() == found | {"rounds": []}
    assert found["other_rules"] == [
        {
            "rule": "night",
            "layers": ["night"],
            "posts": ["interventieplegers"],
            "layer_total": "2",
            "rows": [
                {
                    "label": "night.total",
                    "terms": {"night:a": "1", "night:b": "1", "night:c": "1"},
                    "sense": "==",
                    "bound": "2",
                },
                {"label": "night.total:c", "terms": {"night:c": "2"}, "sense": ">=", "bound": "2/3"},
            ],
        }
    ]
    assert found["region"] == region_to_dict(case.region)
    assert found["policy"] == policy_to_dict(case.policy)
    # The new layer is part of what every team gets.
    (budget,) = [row for row in formulate(case).rows if row.label == "budget.new_fte"]
    assert set(budget.terms) == {*x("a", "b", "c"), "night:a", "night:b", "night:c"}
