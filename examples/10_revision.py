"""Revision: new figures a year later, with as little change as they allow; and what it takes to divide anew what is there."""

# %% [markdown]
# # A year later
#
# A division is made once, and looked at again every year: there are new figures, part of it is realised, and the authority has
# decided something. The new figures and decisions below are made up.

# %% [markdown]
# ## 1. New figures
#
# Amstelveen has grown to 95,000 inhabitants. Without the old division in mind, every team would get something else. With it, the
# rules and the norm come first, and then as little changes as can be.

# %%
from rvp_alloc import Policy, allocate, load_region, region_from_dict, region_to_dict
from rvp_alloc.planning.reallocation import Cap, reallocate
from rvp_alloc.planning.revision import Pin, revise
from rvp_alloc.planning.years import plan_years
from rvp_alloc.planning.years.check import judge as judge_years
from rvp_alloc.planning.years_revision import revise_years
from rvp_alloc.verify import judge

region = load_region("amsterdam-2022")
plan = allocate(region, new_fte=71)

document = region_to_dict(region)
pool = next(pool for pool in document["pools"] if pool["id"] == "amstelveen")
pool["inhabitants"] = {"value": 95_000, "source": "made up for this story", "date": "2025"}
grown = region_from_dict(document)

revision = revise(plan, grown)
print(revision.text("nl"))

# %% [markdown]
# ## 2. What is realised, and what is decided
#
# Half of the posts are filled: nobody gives those back. And the authority fixes what Zuid-de Pijp gets, with the reason.

# %%
halves = {team.id: team.new_fte / 2 for team in plan.teams}
pin = Pin(3, author="driehoek Amsterdam (made up)", reason="market days (made up)")
decided = revise(plan, grown, realised=halves, pins={"Zuid-de Pijp": pin})
print(decided)
for team in decided.moved[:3]:
    effects = ", ".join(f"{part} {float(fte):+.3f}" for part, fte in team.effects.items() if fte)
    print(f"{team.name}: {float(team.change):+.3f} ({effects})")

# %% [markdown]
# ## 3. Nothing new, nothing changed
#
# The same figures and rules give the same division again.

# %%
same = revise(plan, realised=halves)
print(repr(same))

# %% [markdown]
# ## 4. A plan over four years, halfway
#
# At the end of 2024 Boven IJ has one post less than was planned; it comes in 2025 after all. Zuid-de Pijp has two more, and keeps
# them; in 2026 two less come in for that. The years 2025 and 2026 are planned again. Where the plan ends is to change as little
# as can be, so the later year comes first.

# %%
four_years = plan_years(region, intake={2023: 20, 2024: 20, 2025: 18, 2026: 13})
halfway = {team.name: team.new_fte for team in four_years.year(2024).teams}
really = {"Boven IJ": halfway["Boven IJ"] - 1, "Zuid-de Pijp": halfway["Zuid-de Pijp"] + 2}
again = revise_years(four_years, 2025, realised=really, intake={2025: 19, 2026: 11}, first="later")
print(again.text("nl"))

# %% [markdown]
# ## 5. Dividing anew what is there
#
# The safety plan keeps the present division, and says that it may have to be revised in time. Then teams can lose. Who loses
# is told first. The key here is made up for this question: mostly the present formation, a little safety and inhabitants. So are
# the caps: no team loses more than 2% of its formation, and Zuid-de Pijp nothing.

# %%
key = Policy.reference().set("priority_uplift.state", "off").set("development.state", "off")
for criterion, weight in (("growth", 0), ("safety", "0.2"), ("inhabitants", "0.1"), ("formation", "0.7")):
    key = key.set(f"key.weights.{criterion}", weight, source="made up for this story")
moved = reallocate(
    region,
    key,
    new_fte=0,
    loss_cap_team=Cap(share="0.02", note="made up for this story"),
    hold_harmless={"Zuid-de Pijp": "agreed (made up)"},
)
print(moved.text("nl"))

# %% [markdown]
# ## 6. Over three years
#
# At most 1% of its formation a year. What a team gains never goes back.

# %%
slowly = reallocate(region, key, years=[2025, 2026, 2027], loss_cap_per_year="0.01", loss_cap_team="0.02")
print(slowly.to_frame().round(2).to_string())

# %% [markdown]
# ## 7. All of it adds up, and is proven

# %%
assert judge(decided.new.to_dict())["unique"]
assert judge(moved.plan.to_dict())["accepted"]
assert not same.moved
assert all(decided.new.team(team).new_fte >= fte for team, fte in halves.items())
assert decided.new.team("Zuid-de Pijp").new_fte == pin.fte
assert all(sum(team.effects.values()) == team.change for team in decided.teams)
assert sum(team.change for team in moved.teams) == 0
assert all(again.new.year(2025).team(team).new_fte >= fte for team, fte in really.items())
assert again.movement() == really["Zuid-de Pijp"] - four_years.year(2026).team("Zuid-de Pijp").new_fte
assert judge_years(again.new.to_dict())["accepted"]
assert moved.team("Zuid-de Pijp").change == 0
assert all(team.part >= -Cap(share="0.02").share for team in slowly.teams)
