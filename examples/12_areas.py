"""Areas: the figures of teams out of those of neighbourhoods and municipalities; one border is one line."""

# %% [markdown]
# # Where does a team begin and end?
#
# Inhabitants, growth and safety are published by area (gebied) or municipality, not by basic team. Which area belongs to which
# team is partly known and partly our inference. So the two are kept apart: a table of areas, and a table of what belongs where.

# %% [markdown]
# ## 1. Two tables
#
# The areas of the packaged region come with it: 22 areas of Amsterdam and six municipalities, each figure with its own source and
# date. Tables of your own are read with ``Areas.read`` and ``Belongs.read``, from CSV, Excel or a DataFrame.

# %%
from fractions import Fraction

from rvp_alloc import Allocation, RegionError, allocate, load_region, remarks
from rvp_alloc.analysis.comparison import compare
from rvp_alloc.region.areas import load_areas
from rvp_alloc.region.belongs import load_belongs
from rvp_alloc.region.compose import compose

region = load_region("amsterdam-2022")
areas, belongs = load_areas("amsterdam-2022"), load_belongs("amsterdam-2022")
for name in ("Osdorp", "Weesp"):
    area = areas[name]
    inhabitants = area.figures["inhabitants"]
    print(f"{area.id} {area.name}: {inhabitants} ({inhabitants.date}), safety index {area.figures['safety'].value}")
for holding in belongs.on():
    if holding.name in ("Osdorp", "Weesp"):
        print(f"{holding.name} belongs to {holding.to} ({holding.share.confidence}: {holding.share.source})")

# %% [markdown]
# ## 2. Composed again
#
# Totals add up by share, an index is the mean by inhabitants. The inhabitants are exactly those of the packaged region. Growth
# and the index are the same but for rounding: the packaged ones were rounded to whole people and to 0.1; these are exact.

# %%
again = compose(areas, belongs, region)
for pool, composed in list(zip(region.pools, again.pools, strict=True))[:3]:
    print(f"{pool.id}: {composed.inhabitants.value} inhabitants, {composed.inhabitants.note}")
plan = allocate(again)
rounding = max(
    abs(team.new_fte - packaged.new_fte) for team, packaged in zip(plan.teams, allocate(region).teams, strict=True)
)
print(f"rounding moves at most {float(rounding):.4f} fte")
for remark in remarks(again):
    if "dates" in remark:
        print(remark)

# %% [markdown]
# ## 3. Weesp, in one line
#
# Weesp became part of the municipality of Amsterdam on 24 March 2022. We infer that its police work stayed with
# Amstelland-Oost. What if it went to Zuidoost-Gaasperdam? This is a question, not an answer.

# %%
moved = belongs.move("Weesp", to="Zuidoost-Gaasperdam", since="2022-03-24", note="a question, not an answer")
weesp = compare(plan, allocate(compose(areas, moved, region)))
for team in ("Amstelland-Oost", "Zuidoost-Gaasperdam"):
    change = weesp.team(team)
    effects = ", ".join(f"{part} {float(fte):+.3f}" for part, fte in change.effects.items())
    print(f"{team}: {float(change.first):.3f} becomes {float(change.second):.3f} fte ({effects})")
before = compose(areas, moved, region, on="2022-01-01")  # the day before still has the old border

# %% [markdown]
# ## 4. Borders that nobody published
#
# Nieuw-West has two teams, Centrum three, and no source says where the border between them runs. That is why their
# inhabitants are known only together. What would a border do? Not one answer, but a range: if the first team of Nieuw-West
# had 40, 50 or 60% of the people, and if each team of Centrum in turn had 40% and the others 30%.


# %%
def divided(shares: dict[str, dict[str, Fraction]]) -> Allocation:
    """Return what each team gets if every area of its district is split by these shares."""
    split = belongs
    for holding in belongs.on():
        for pool, parts in shares.items():
            if holding.to == pool:
                split = split.split(holding.area, parts, note="a question, not an answer")
    return allocate(compose(areas, split, region))


first, second = "nieuw-west-noord", "nieuw-west-zuid"
west = [divided({"nieuw-west": {first: share, second: 1 - share}}) for share in map(Fraction, ("0.4", "0.5", "0.6"))]
centrum = ("centrum-amstel", "centrum-burgwallen", "centrum-jordaan")
turns = [
    divided({"centrum": {team: Fraction("0.4" if team == most else "0.3") for team in centrum}}) for most in centrum
]
for teams, answers in (((first, second), west), (centrum, turns)):
    for team in teams:
        found = [answer.team(team).new_fte for answer in answers]
        name, now = region.team(team).name, float(plan.team(team).new_fte)
        print(f"{name:20} {now:.3f} fte now, from {float(min(found)):.3f} to {float(max(found)):.3f} with a border")

# %% [markdown]
# And who feels it, if only the border between Centrum-Amstel and Centrum-Burgwallen moves? Every team whose part changes:

# %%
border = compare(turns[0], turns[1])
feel = {team.name: team.change for team in border.teams if team.change}
print("; ".join(f"{name} {float(change):+.3f} fte" for name, change in feel.items()))
print(f"the other {len(border.teams) - len(feel)} teams get exactly the same")

# %% [markdown]
# The development neighbourhoods of Nieuw-West are known for both teams together only, and not by area: they stay split by
# formation.

# %% [markdown]
# ## 5. What does not fit is told
#
# An area in no team, shares that do not add up to 1, a team that does not exist: each with the area and what to do.

# %%
try:
    belongs.split("Osdorp", {first: "0.4", second: "0.5"})
except RegionError as error:
    shares_wrong = error
    print(error)
try:
    compose(areas, belongs.move("Weesp", to="Zuidoost-Gasperdam"), region)
except RegionError as error:
    no_team = error
    print(error)

# %%
assert [pool.inhabitants.value for pool in again.pools] == [pool.inhabitants.value for pool in region.pools]
assert rounding < Fraction(1, 1000)
assert weesp.team("Amstelland-Oost").change < 0 < weesp.team("Zuidoost-Gaasperdam").change
assert before == again
assert set(feel) == {"Centrum-Amstel", "Centrum-Burgwallen"}
assert west[0].team(first).new_fte < west[2].team(first).new_fte
assert all(answer.unique and answer.total == plan.total for answer in (*west, *turns))
assert "add up to 0.9, not 1" in str(shares_wrong)
assert "Did you mean" in str(no_team)
