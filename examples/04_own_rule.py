"""A rule of your own: every team first gets the same base for its night shift (nachtdienst). The amount is made up."""

# %% [markdown]
# ## 1. The rule
#
# A rule says four things: its parameters, the layer it fills, its requirements as rows, and in ``broken`` what it means,
# written another way. The library checks the one against the other. Use only ``+ - * /`` on numbers: they are exact.

# %%
import json
from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc import Figure, Parameter, Policy, Rule, State, allocate, load_region, register_rule, verify
from rvp_alloc.model import Number, Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.division import Division


@register_rule
class NightShift(Rule):
    """``night_shift_t = base`` for every team, before the key divides the rest."""

    id = "night_shift"
    source = "made up for this example"
    reference_state = State.OFF  # registering it changes no policy; a policy switches it on
    layers = ("night_shift",)
    parameters = (Parameter("base", "fte per team", Figure(Fraction(1, 4), "fte per team", source)),)

    def layer_total(self, case: Case) -> Number:
        """Return what the layer takes before the key."""
        return case.value("night_shift.base") * len(case.teams)

    def rows(self, case: Case) -> Iterator[Row]:
        """Yield a row per team."""
        for team in case.teams:
            terms = {case.column("night_shift", team): 1}
            yield case.row(f"night_shift:{team}", terms, "==", case.value("night_shift.base"))

    def broken(self, case: Case, division: Division) -> Iterator[str]:
        """Compare every team with the first."""
        first, *others = (division.layer("night_shift", team) for team in case.teams)
        if any(other != first for other in others) or first != case.value("night_shift.base"):
            yield "the teams do not all get the base for the night shift"


# %% [markdown]
# ## 2. In a policy
#
# From here on it is a rule like the others: policies name it, files hold it, the answer reports on it.

# %%
region = load_region("amsterdam-2022")
policy = Policy.reference().set("night_shift.state", "hard").set("night_shift.base", "0.5", source="made up")
before, plan = allocate(region), allocate(region, policy)
for name in ("Zuidoost-Gaasperdam", "Centrum-Burgwallen", "Amstelveen"):
    without, with_base = float(before.team(name).new_fte), float(plan.team(name).new_fte)
    print(f"{name}: {without:.3f} fte without the base, {with_base:.3f} with it")

# %% [markdown]
# ## 3. The proof
#
# The independent verifier does not know your rule. It says so, and goes on only if you tell it to take that rule's rows
# from the document; all other rows it still builds itself.

# %%
document = json.loads(plan.to_json())
refused = verify.judge(document)
trusted = verify.judge(document, trust_rules=["night_shift"])
print(f"not trusted: {refused['reason']}")
print(f"trusted: accepted {trusted['accepted']}, unique {trusted['unique']}")

# %%
assert plan.total == Fraction(71)
assert plan.unique
assert all(team.layers["night_shift"] == Fraction(1, 2) for team in plan.teams)
left_for_key, left_before = (sum(team.layers["key"] for team in answer.teams) for answer in (plan, before))
assert left_before - left_for_key == Fraction(17, 2)
assert next(rule.state for rule in plan.rules if rule.rule == "night_shift") == "binding"
assert not list(NightShift().broken(plan.case, plan.case.division(plan.solved.point)))
assert not refused["accepted"]
assert trusted["accepted"]
assert trusted["trusted_rules"] == ["night_shift"]
