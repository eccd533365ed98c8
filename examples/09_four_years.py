"""Four years: what comes in year by year, every rule every year, and no team that goes back."""

# %% [markdown]
# # From 71 fte to four years
#
# The safety plan runs from 2023 to 2026 and speaks of 71 fte. When they come in is not in it, so **the intake below is made up**.
# So are the forecast and the growth cap. Put your own numbers in their place, with their sources.

# %% [markdown]
# ## 1. What comes in
#
# Aspiranten who finish, less whoever leaves, is what can fill new posts. The arithmetic is shown, and what it assumes is said.

# %%
import json

from rvp_alloc import InfeasibleError, allocate, load_region
from rvp_alloc.planning.years import Availability, Cap, plan_years
from rvp_alloc.planning.years.check import judge

coming = Availability(
    aspiranten={2023: 50, 2024: 50, 2025: 45, 2026: 36},
    attrition={2023: 25, 2024: 25, 2025: 22, 2026: 20},
    completion="0.9",
    source="made up for this story",
)
print(coming.text("nl"))

# %% [markdown]
# ## 2. The plan
#
# Every year all rules hold for all that has come in by then: layers, norms, IPGA. The layers grow in with the intake, so that the
# last year has them as the policy states them. A team never has less than the year before.

# %%
region = load_region("amsterdam-2022")
plan = plan_years(region, intake=coming)
print(plan)
print(plan.text("nl"))

# %% [markdown]
# Amstelveen and Aalsmeer-Uithoorn are lifted to the norm for wijkagenten in the first year already, since that comes before the
# key. So the plan begins further from the key than it ends.

# %%
for result in plan.results:
    print(f"{result.year}: {float(result.key_distance):.3f} fte are elsewhere than by the key alone")

# %% [markdown]
# ## 3. No more than so much a year
#
# A station cannot take in everyone at once. With at most 2% growth a year the norm is reached a year later. The end is the same.

# %%
slow = plan_years(region, intake=coming, growth_cap=Cap(share="0.02", source="made up for this story"))
for result in slow.results:
    below = [f"{pool.id} {float(pool.coverage):.1%}" for pool in result.pools_below_norm if pool.coverage is not None]
    print(f"{result.year}: below the norm are {', '.join(below) or 'no areas'}")

# %% [markdown]
# ## 4. More inhabitants in 2025
#
# A forecast has a source, and holds from its year on. It moves posts from that year on, and what is given stays given.

# %%
forecast = {"inhabitants.amstelveen": {"value": 95_000, "source": "made up for this story", "date": "2025"}}
grown = plan_years(region, intake=coming, forecasts={2025: forecast})
for before, after in zip(plan.team("Amstelveen"), grown.team("Amstelveen"), strict=True):
    print(f"{float(before.new_fte):.3f} becomes {float(after.new_fte):.3f}")

# %% [markdown]
# ## 5. A year in which it cannot be
#
# If the layers must be whole from the first year on, 20 fte are not enough. The conflict names the rules and the year.

# %%
try:
    plan_years(region, intake=coming, layers="as_stated")
except InfeasibleError as error:
    clash = error.conflict
    print(clash.text("nl", with_repairs=False))

# %% [markdown]
# ## 6. The proof
#
# The plan as JSON holds what was asked and the proof. The check builds every row of every year anew from that, with the
# standard library, and follows the proof. Then a few facts that must be so.

# %%
verdict = judge(json.loads(slow.to_json()))
print(verdict)
assert verdict["accepted"]
assert verdict["unique"]
assert clash.years == (2023,)
assert plan.total == sum(coming.intake.values())
end = allocate(region, new_fte=plan.total)
assert [team.new_fte for team in plan.results[-1].teams] == [team.new_fte for team in end.teams]
assert [team.new_fte for team in slow.results[-1].teams] == [team.new_fte for team in end.teams]
assert all(year.added >= 0 for team in region.teams for year in grown.team(team.id))
