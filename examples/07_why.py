"""Why: what each rule gives and takes, for one team and for all, and what makes two divisions differ."""

# %% [markdown]
# # Why does a team get what it gets?
#
# A division is one thing, its reasons are another. Here is what the library can tell a mayor who asks: why do we get this,
# and why do others get more? Every number is exact, and adds up.

# %% [markdown]
# ## One team, in words
#
# The text comes from data, in Dutch or English. It holds no number that the data does not.

# %%
from rvp_alloc import Policy, allocate, load_region
from rvp_alloc.analysis.comparison import compare
from rvp_alloc.analysis.costs import costs
from rvp_alloc.analysis.explanation import Explanations

plan = allocate(load_region("amsterdam-2022"), new_fte=71)
why = Explanations(plan)
print(why.team("Amstelveen").text("nl"))

# %% [markdown]
# ## What each rule gives and takes
#
# If only the key counted, Amstelveen would get 1.829 fte. It gets 4.152. The difference is shared out over the rules: the
# average over every order in which they could be switched on. So it adds up, and knows no order.

# %%
amstelveen = why.team("Amstelveen")
print(f"{float(amstelveen.key_alone):.3f} by the key alone")
for rule, fte in amstelveen.effects.items():
    print(f"{float(fte):+.3f} by {rule}")
print(f"{float(amstelveen.result.new_fte):.3f} in all")

# %% [markdown]
# Two rules have an effect of exactly 0. The norm of the unit and IPGA are checks on the whole plan: they hold or they do not,
# and move no post between teams.

# %% [markdown]
# ## Who gets less than by the key alone, and why
#
# Eleven teams do. That is no mistake: what development neighbourhoods and the norm for wijkagenten give to some teams comes
# from the key of all.

# %%
for explanation in why.below_key_alone:
    most = min(explanation.effects, key=explanation.effects.__getitem__)
    print(f"{explanation.name:22} {float(explanation.difference):+.3f} fte, most by {most}")

# %% [markdown]
# ## What one unit more of a rule costs
#
# Exactly, on both sides, and how far that holds. One fte more for development neighbourhoods gives Boven IJ 0.142 fte, and
# takes from whoever has none.

# %%
development = costs(plan, ["development.total"])["development.total"]
for team, fte in sorted(development.above.per_unit.items(), key=lambda entry: entry[1]):
    print(f"{team:22} {float(fte):+.3f} fte per fte more")
print(f"holds at least up to {float(development.above.until):g} fte")

# %% [markdown]
# ## Two divisions beside each other
#
# What if the total for development neighbourhoods were 20, and there were 75 new fte? The four fte more go where the four fte
# for neighbourhoods go, so twelve teams get exactly the same.

# %%
other = allocate(plan.region, Policy.reference().set("development.total", 20), new_fte=75)
comparison = compare(plan, other)
print(comparison.text("en"))

# %% [markdown]
# ## All of it adds up
#
# For each team, the key alone and the effects of the rules are what it gets; the effects of one rule over all teams are 0,
# since a rule moves fte and makes none; and the comparison read backwards is its reverse.

# %%
for explanation in why.teams:
    assert explanation.key_alone + sum(explanation.effects.values()) == explanation.result.new_fte
for amounts in why.effects.by_rule.values():
    assert sum(amounts.values()) == 0
backwards = compare(other, plan)
assert all(backwards.team(team.id).change == -team.change for team in comparison.teams)
