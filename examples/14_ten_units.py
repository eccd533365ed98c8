"""Ten units: what was divided over the regional units in 2018 beside two plain keys, and the wijkagent norm of 2014."""

# %% [markdown]
# # Another level, the same rules
#
# In 2018 it was agreed how 1,111 fte were to be divided over the police: 129 for the Landelijke Eenheid, the rest for
# the ten regional units. The outcome is published. Here it stands beside what two plain keys would give. That is a
# comparison with measuring rods: it says how far the outcome is from each, and nothing about why.

# %% [markdown]
# ## The figures
#
# The region `national-2018` holds them, with source and date. The source prints the extra formation and the new
# formation, after all of it is added. So the formation before is the one less the other. Inhabitants are of about 2020,
# two years later. The printed rows add up to 1,110.9: the source rounds, and that is told, not mended.

# %%
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from rvp_alloc import Allocation, Figure, allocate, differences, load_region, read_policy

region = load_region("national-2018")
facts = {fact.id: fact.figure for fact in region.facts}
print(region)
print(differences(region)[0])
print(f"printed total: {facts['extra-printed']}; {facts['extra-printed'].note}")
for line in region.lines:
    print(f"no team, so apart: {line.name}, {line.formation}; {line.formation.note}")

# %% [markdown]
# ## Published, by inhabitants, by formation
#
# By formation every unit grows by the same 2.4%. By inhabitants the units with many inhabitants for each officer get
# more.

# %%
# In a notebook there is no __file__: then the folder of the examples is where one is.
policies = Path(globals().get("__file__", "notebook")).resolve().parent / "policies"
by_population = allocate(region, read_policy(policies / "units_by_population.toml"))
by_formation = allocate(region, read_policy(policies / "units_by_formation.toml"))
published = {group.teams[0]: group.figure.value for group in region.measure("published").values}

print(f"{'':22}{'published':>10}{'by inhabitants':>20}{'by formation':>20}")
for team in region.teams:
    shown = f"{team.name:22}{float(published[team.id]):10.1f}"
    for plan in (by_population, by_formation):
        fte = plan.team(team.id).new_fte
        shown += f"{float(fte):12.1f}{float(fte - published[team.id]):+8.1f}"
    print(shown)

# %% [markdown]
# ## How far is each from what was published?
#
# The mean over the ten units of how much the one lies above or below the other, the three units where it is most, and
# how many of the 981.9 fte would lie elsewhere. The key by inhabitants comes closer than the key by formation; both are
# far off.


# %%
def apart(plan: Allocation) -> dict[str, Fraction]:
    """Return what a division gives each unit less what was published, the largest difference first."""
    differences = {team.name: team.new_fte - published[team.id] for team in plan.teams}
    return dict(sorted(differences.items(), key=lambda entry: -abs(entry[1])))


means = {}
for plan in (by_population, by_formation):
    found = apart(plan)
    elsewhere = sum(map(abs, found.values())) / 2
    means[plan.policy.name] = 2 * elsewhere / len(found)
    most = ", ".join(f"{name} {float(fte):+.1f}" for name, fte in list(found.items())[:3])
    print(f"{plan.policy.name}: {float(means[plan.policy.name]):.1f} fte apart on average; most: {most}")
    print(f"  {float(elsewhere):.1f} of {float(plan.total)} fte would lie elsewhere")

# %% [markdown]
# ## Everybody gains
#
# That every unit gains was part of what was agreed. A key alone gives that already, as long as nobody's part is 0. If
# every unit must grow by at least 1.5% (made up), Amsterdam is lifted to that, and the nine others pay for it alike.

# %%
all_gain = allocate(region, read_policy(policies / "units_all_gain.toml"))
for team in all_gain.teams:
    change = team.new_fte - by_population.team(team.id).new_fte
    print(
        f"{team.name:22}{float(team.new_fte / team.formation):7.2%} growth, {float(change):+6.2f} fte against inhabitants alone"
    )

# %% [markdown]
# ## The norm of 2014
#
# One wijkagent for every 5,000 inhabitants was applied to all ten units in 2014. The same rule, asked of units that
# have none yet, gives what was planned then to within 10%. No closer: the plan is of 2014 and the inhabitants are of
# about 2020.

# %%
nobody = Figure(Fraction(0), "fte", "as if there were none yet")
empty = replace(region, teams=tuple(replace(team, wijkagenten=nobody) for team in region.teams))
norm = allocate(empty, read_policy(policies / "units_norm_2014.toml"))
for pool in norm.pools:
    planned = region.team(pool.id).wijkagenten.value
    print(
        f"{region.team(pool.id).name:22}{float(pool.new_wijkagent_posts):7.1f} by the norm, {float(planned):5g} planned"
    )

# %%
assert sum(published.values()) == facts["extra-regional"].value == by_population.total == by_formation.total
assert len({team.new_fte / team.formation for team in by_formation.teams}) == 1
assert [round(float(mean), 1) for mean in means.values()] == [30.1, 39.4]
assert all(team.new_fte >= Fraction(15, 1000) * team.formation for team in all_gain.teams)
assert all(pool.new_wijkagent_posts * 5000 == pool.inhabitants for pool in norm.pools)
assert all(
    abs(pool.new_wijkagent_posts / region.team(pool.id).wijkagenten.value - 1) < Fraction(1, 10) for pool in norm.pools
)
