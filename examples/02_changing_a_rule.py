"""Changing a rule: another amount, another key, a rule off, a cap, a pin, and rules that cannot hold together."""

# %% [markdown]
# ## 1. Another amount
#
# A policy never changes; ``set`` returns a new one. Say where the new value comes from: it stays beside the number.
# The values in this story are made up.

# %%
import tempfile
from fractions import Fraction
from pathlib import Path

from rvp_alloc import Allocation, InfeasibleError, Policy, PolicyError, allocate, load_region, read_policy, save_policy

region = load_region("amsterdam-2022")
reference = Policy.reference()
plan = allocate(region, reference)


def show(title: str, other: Allocation) -> None:
    """Print the three teams that change most against the reference."""
    changes = {team.name: team.new_fte - plan.team(team.id).new_fte for team in other.teams}
    largest = sorted(changes, key=lambda name: -abs(changes[name]))[:3]
    print(f"{title}: " + ", ".join(f"{name} {float(changes[name]):+.2f}" for name in largest))


more = reference.set("development.total", 20, source="proposal A (made up)")
with_more = allocate(region, more)
show("20 fte for development neighbourhoods", with_more)

# %% [markdown]
# ## 2. Another key
#
# The weights belong together: they must add up to 1. Any figure of the region can be a criterion.

# %%
by_safety = reference.set("key.weights.safety", "0.7").set("key.weights.growth", "0.3")
show("a key of 70% safety", allocate(region, by_safety))

# %% [markdown]
# ## 3. A rule off
#
# Without the guiding wijkagent norm per area, every team gets exactly its key. Without IPGA nothing changes at all:
# with one cap for all teams it is a check on the plan, and moves no post.

# %%
without_area = allocate(region, reference.set("wijkagent_area.state", "off"))
show("no wijkagent norm per area", without_area)
without_ipga = allocate(region, reference.set("ipga.state", "off"))

# %% [markdown]
# ## 4. A cap on growth
#
# No team grows by more than 5%. ``every`` means each team by itself; a name bounds one team, district, authority
# (driehoek) or municipality.

# %%
capped = allocate(region, reference.set("bounds.growth_cap.team.every", "0.05", source="made up"))
show("at most 5% growth", capped)

# %% [markdown]
# ## 5. The authority decides
#
# A pin fixes what a team gets. It needs an author and a reason, and stays visible beside what the rules alone would give.

# %%
pinned = allocate(
    region,
    reference.set("pins.Zuid-de Pijp", 3, source="driehoek Amsterdam (made up)", note="market days (made up)"),
)
(pin,) = pinned.pins
print(f"pinned: {pin.team} at {float(pin.pinned):g} by {pin.author}; the rules alone give {float(pin.rules_alone):.3f}")

# %% [markdown]
# ## 6. Rules that cannot hold together
#
# At a 4% cap there is no room for 80 interventieplegers and 17 regisseurs. That is an answer too, with its own proof.

# %%
try:
    allocate(region, reference.set("ipga.cap", "0.04"))
except InfeasibleError as error:
    clash = error
    print(str(error).splitlines()[0])

# A mistake in a policy is found before anything is divided.
try:
    reference.set("development.totl", 20)
except PolicyError as error:
    mistake = error
    print(error)

# %% [markdown]
# ## 7. A policy as a file
#
# TOML for people, JSON for programs. Reading it gives the same policy back.

# %%
with tempfile.TemporaryDirectory() as folder:
    path = save_policy(more, Path(folder) / "proposal_a.toml")
    same = read_policy(path)

# %%
assert plan.team("Boven IJ").layers["development"] == Fraction(4)
assert with_more.team("Boven IJ").layers["development"] == Fraction(5)
assert all(team.key_fulfilment == 1 for team in without_area.teams)
assert [team.new_fte for team in without_ipga.teams] == [team.new_fte for team in plan.teams]
assert all(team.new_fte <= team.formation / 20 for team in capped.teams)
assert pinned.team("Zuid-de Pijp").new_fte == Fraction(3)
assert pin.rules_alone == plan.team("Zuid-de Pijp").new_fte
assert clash.conflict.rules == ("budget", "ipga")
assert mistake.problems[0].remedy == "Did you mean development.total?"
assert same == more
assert all(answer.total == Fraction(71) for answer in (with_more, without_area, without_ipga, capped, pinned))
