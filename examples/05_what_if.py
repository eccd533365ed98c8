"""What if: the whole path of a number, how little must change before a post moves, and a hundred thousand scenarios."""

# %% [markdown]
# ## 1. The path of the budget
#
# Not a number of samples: the whole division as it moves from 0 to 200 fte, with every breakpoint exact and what causes it.
# Below 38.041 fte there is no division, since uplift and development neighbourhoods need that much.

# %%
from fractions import Fraction

from rvp_alloc import Policy, allocate, load_region
from rvp_alloc.analysis.path import path
from rvp_alloc.analysis.stable import most_stable
from rvp_alloc.analysis.sweep import dirichlet, lognormal, sweep, triangular
from rvp_alloc.analysis.tipping import tipping_points
from rvp_alloc.analysis.uncertainty import chances, importance

region, policy = load_region("amsterdam-2022"), Policy.reference()
budget = path(region, policy, "budget.new_fte", 0, 200)
print(budget)
for point in budget.breakpoints:
    print(f"  at {float(point.value):8.3f} fte: {', '.join(point.causes)}")

# Any value on the path is what allocate gives there, as exact fractions.
now = policy["budget.new_fte"].value
at_71 = budget.at(now)
print(f"at {now} fte Amstelveen gets {float(at_71['amstelveen'])}, and per fte more:")
here = next(stretch for stretch in budget.stretches if stretch.start < now < stretch.stop)
for team in ("boven-ij", "amstelveen"):
    print(f"  {team}: {float(here.new_fte[team].slope):+.3f}")

# %% [markdown]
# ## 2. How little must change before a post moves?
#
# For every parameter and every figure, the nearest value up and down at which some team gets a whole fte more or less.

# %%
inhabitants = tipping_points(region, policy, ["inhabitants.*", "budget.*", "development.total", "key.weights.*"])
for tipping in inhabitants[:5]:
    print(f"  {float(tipping.part):+7.1%}  {tipping}")

# %% [markdown]
# ## 3. A hundred thousand scenarios
#
# Inhabitants are forecasts, growth is measured with error, and the weights and amounts are assumptions. The spreads below are
# made up. Each scenario is the same division as ``allocate`` gives, or a conflict with its reason.

# %%
vary = {
    "inhabitants.*": lognormal("0.03"),
    "growth.*": lognormal("0.2"),
    "key.weights.*": dirichlet(50),
    "development.total": triangular(12, 16, 20),
}
found = sweep(region, policy, vary, scenarios=100_000, seed=2026)
print(found)
print(found.summary()[["mean", "5%", "95%"]].round(2).to_string())

# %% [markdown]
# ## 4. What that means
#
# The chance that a team gets at least so many fte; which uncertain figure matters most (the first-order Sobol index: the part
# of the variance that it explains by itself); and the division from which the fewest fte would have to move, on average.

# %%
print(chances(found, [3, 5]).loc[["boven-ij", "amstelveen"]].to_string())
matters = importance(found)["all teams"]
print(matters.head(5).round(2).to_string())
stable = most_stable(found)
print(
    f"on average {stable.moves:.2f} fte would move from the most stable division, {stable.present_moves:.2f} from today's"
)

# %%
exact = {team.id: team.new_fte for team in allocate(*found.inputs(12_345)).teams}
closest = max(abs(found.new_fte[12_345][place] - float(exact[team])) for place, team in enumerate(found.teams))
assert budget.breakpoints[0].value == Fraction(38041, 1000)
assert at_71 == {team.id: team.new_fte for team in allocate(region, policy).teams}
assert stable.moves <= stable.present_moves
assert closest < float(Fraction(1, 10**9))
