"""A gallery: other people's keys, each a policy file of some lines, beside each other on one region."""

# %% [markdown]
# # Whose key?
#
# There are many ways to divide posts: a fixed number for every team, a weighted key, pots, damping, floors and caps.
# Each is a file in the folder `policies`, with a comment on where it comes from. None asks for a change of the library.
# Take one, change its values, and it is yours.

# %% [markdown]
# ## The files
#
# Amsterdam is divided by each of them. One of them, a base for every team with a key on top, needs a column of ones: a
# figure of your own, as in story 3.

# %%
from fractions import Fraction
from pathlib import Path

from rvp_alloc import allocate, load_region, read_policy, region_from_frame, region_to_frame

# In a notebook there is no __file__: then the folder of the examples is where one is.
policies = Path(globals().get("__file__", "notebook")).resolve().parent / "policies"
region = load_region("amsterdam-2022")
plans = {"reference": allocate(region)}
for path in sorted(policies.glob("*.toml")):
    if not path.stem.startswith(("units_", "base_posts")):
        plans[path.stem] = allocate(region, read_policy(path))

frame = region_to_frame(region)
ones = {"name": "One for every team", "kind": "total"} | {f"teams:{team.id}": "1" for team in region.teams}
for place, (figure, value) in enumerate(ones.items(), start=len(frame)):
    frame.loc[place] = {"of": "measure:one", "figure": figure, "value": value} | dict.fromkeys(frame.columns[3:], "")
plans["base_posts_and_key"] = allocate(region_from_frame(frame), read_policy(policies / "base_posts_and_key.toml"))

for number, (stem, plan) in enumerate(plans.items(), start=1):
    print(f"{number:2} {stem:22} {plan.policy.name}")

# %% [markdown]
# ## Beside each other
#
# New fte of each team, all of 71. The columns are numbered as the list above.

# %%
print(f"{'':22}" + "".join(f"{number:7}" for number in range(1, len(plans) + 1)))
for team in region.teams:
    print(f"{team.name:22}" + "".join(f"{float(plan.team(team.id).new_fte):7.2f}" for plan in plans.values()))
print(f"{'Together':22}" + "".join(f"{float(plan.total):7.2f}" for plan in plans.values()))

# %% [markdown]
# ## What each protects
#
# A key favours what it counts. What protects a team is a floor or a base; what protects the others is a cap. The table
# shows the least a team gets, the least and the most it grows, how well the worst covered area meets the wijkagent norm
# with what it has now (a policy without the norm adds no wijkagenten on purpose), and how many fte lie elsewhere than
# by the reference policy.

# %%
reference = plans["reference"]
print(f"{'':22}{'least fte':>10}{'growth from':>13}{'to':>8}{'worst area':>12}{'elsewhere':>11}")
elsewhere, growth, coverage = {}, {}, {}
for stem, plan in plans.items():
    growth[stem] = sorted(team.new_fte / team.formation for team in plan.teams)
    coverage[stem] = min((pool.wijkagenten + pool.new_wijkagent_posts) * 5000 / pool.inhabitants for pool in plan.pools)
    elsewhere[stem] = sum(abs(team.new_fte - reference.team(team.id).new_fte) for team in plan.teams) / 2
    least = float(min(team.new_fte for team in plan.teams))
    bounds = f"{float(growth[stem][0]):13.1%}{float(growth[stem][-1]):8.1%}"
    print(f"{stem:22}{least:10.2f}{bounds}{float(coverage[stem]):12.1%}{float(elsewhere[stem]):11.2f}")

# %% [markdown]
# What the table says, in words:
#
# - `at_least_some_posts` protects the smallest teams: none gets less than 3 fte. `base_posts_and_key` gives all of them
#   1 fte, and a large team keeps that advantage too.
# - `growth_between` and `near_last_year` protect from shocks: all teams grow at much the same pace, and the key has
#   little left to say.
# - `two_pots`, `six_two_two` and `two_thirds_one_third` protect nobody in particular: they follow what they count.
# - `pots_in_turn` protects the development neighbourhoods, and every team a little.
# - Only the reference policy brings every area to the norm. `norm_after_key` keeps everybody's whole key instead.

# %%
assert all(plan.total == Fraction(71) and plan.unique for plan in plans.values())
assert min(team.new_fte for team in plans["at_least_some_posts"].teams) == Fraction(3)
assert Fraction(1, 40) <= growth["growth_between"][0] <= growth["growth_between"][-1] <= Fraction(1, 25)
assert all(team.key_fulfilment == 1 for team in plans["norm_after_key"].teams)
assert [stem for stem, part in coverage.items() if part >= 1] == ["reference"]
assert elsewhere["reference"] == 0
