"""Whole posts: from exact fractions to people, with every rule still kept, and the price of rounding for each team."""

# %% [markdown]
# # Nobody appoints 0.4 of a colleague
#
# A division is exact: Amstelveen gets 4.152 fte. Posts are not. Making them whole is a step of its own, with rules of its own,
# because it takes from some teams and gives to others. Here is what that costs whom, and why nobody can do it better.

# %% [markdown]
# ## Rounded by the rules
#
# Every team gets the whole number just below or just above its exact one, the total stays 71, and every hard rule still holds
# exactly. Of all ways to do that, this is the one with the smallest sum of squared differences.

# %%
from fractions import Fraction

from rvp_alloc import NoRoundingError, Policy, State, allocate, load_region
from rvp_alloc.planning.rounding import check_rounding, hamilton, round_posts

region = load_region("amsterdam-2022")
plan = allocate(region, new_fte=71)
rounded = round_posts(plan)
print(rounded.text("nl"))

# %% [markdown]
# ## Finer steps cost less
#
# In halves or tenths of a post nobody has to give up much. The largest difference of one team shrinks with the step.

# %%
largest = {}
for step in (Fraction(1), Fraction(1, 2), Fraction(1, 10)):
    finer = round_posts(plan, step)
    largest[step] = max(abs(team.change) for team in finer.teams)
    print(f"steps of {float(step):g} fte: at most {float(largest[step]):.3f} fte for one team")

# %% [markdown]
# ## Why not just by the largest remainders?
#
# The usual way knows shares and no rules. In the reference case nothing is broken by it. With a cap on the growth of each team,
# of 5.5%, it gives one team more than that. By the rules, the post goes elsewhere.

# %%
capped = allocate(region, Policy.reference().set("bounds.growth_cap.team.every", "0.055"))
plain, by_the_rules = hamilton(capped), round_posts(capped)
for row in plain.broken:
    print(f"largest remainders: {row.label} broken by {float(row.by):.3f} fte")
for team in by_the_rules.teams:
    if team.new_fte != plain.new_fte[team.id]:
        print(f"{team.name}: {plain.new_fte[team.id]} by remainders, {team.new_fte} by the rules")

# %% [markdown]
# ## Where it cannot be done
#
# A mayor fixes two and a half posts for Amstelveen. In whole posts that cannot hold, and the answer says what is in the way. In
# halves it can.

# %%
pinned = allocate(region, Policy.reference().set("pins.amstelveen", "2.5", source="a mayor", note="made up"))
try:
    round_posts(pinned)
except NoRoundingError as error:
    print(error.no_rounding.text("nl"))
print(round_posts(pinned, "1/2").team("Amstelveen").new_fte, "fte in halves")

# %% [markdown]
# ## Proven, and checked by others
#
# The proof is in the document. The checker rebuilds every rule from region and policy, and shares no code with what solved it.

# %%
verdict = check_rounding(rounded.to_dict())
print(verdict)
assert verdict["accepted"]
assert rounded.total == plan.total
assert largest[Fraction(1)] > largest[Fraction(1, 2)] > largest[Fraction(1, 10)]
assert plain.broken
assert not any(
    list(rule.broken(capped.case, by_the_rules.division))
    for rule in capped.policy.rules_on()
    if capped.policy.state(rule.id) is State.HARD
)
