"""Deployable strength: formation, filled posts and what can be deployed of them, kept apart. The shares are made up."""

# %% [markdown]
# # A post on paper is not an officer on the street
#
# Formation is what a team may have. Some posts are not filled. And of the people there are, some are ill, on leave or in
# training. The Court of Audit (Algemene Rekenkamer, *Politie ter plaatse*, 18 February 2020) found that staff of basic teams
# could be deployed for 71.4% of their time on average, between mid 2018 and mid 2019. That is a national mean, and **no figure
# of any team**. Figures per team are not published: those of this story are made up.

# %% [markdown]
# ## 1. Three kinds of strength
#
# Two measures say which share of its formation a team has filled, and which share it can deploy. Both are shares of the
# *formation*. The Court's 71.4% is of *staff*: of a team with 95% filled, it would come to 0.95 x 0.714 of the formation.

# %%
import json
from fractions import Fraction

from rvp_alloc import Policy, RegionError, allocate, load_region, try_allocate, verify
from rvp_alloc.analysis.explanation import explain
from rvp_alloc.analysis.path import path
from rvp_alloc.region.measures import measure_of_teams, with_measure
from rvp_alloc.region.strength import strength

MADE_UP = "made up for this example"
OF_STAFF = Fraction("0.714")  # the national mean of the Court of Audit, taken here for every team
region = load_region("amsterdam-2022")
filled = {team.id: Fraction("0.97") for team in region.teams}
filled |= {
    "zuidoost-gaasperdam": Fraction("0.91"),
    "centrum-jordaan": Fraction("0.93"),
    "amstelland-oost": Fraction("0.99"),
}
deployable = {team: share * OF_STAFF for team, share in filled.items()}
known = region
for measure, shares in (("filled", filled), ("deployable", deployable)):
    known = with_measure(known, measure_of_teams(measure, shares, source=MADE_UP, date="2022"))
frame = strength(known)
print(frame[["team", "formation", "filled", "deployable", "deployable_source"]].round(1).to_string(index=False))
print(f"together: {frame['formation'].sum():.1f} on paper, {frame['deployable'].sum():.1f} deployable")

# %% [markdown]
# ## 2. A waterline
#
# The rule ``waterline`` asks that after the division no team has less than a share of its formation deployable. It is off
# unless a policy switches it on. New posts count with the team's own share, unless you say that they are deployable from the
# first day.

# %%
policy = Policy.reference().set("waterline.level", "0.68", source=MADE_UP)
without, plan = allocate(known), allocate(known, policy)
for team in plan.teams:
    change = float(team.new_fte - without.team(team.id).new_fte)
    if change > 0:
        print(f"{team.name}: {float(team.new_fte):.3f} fte, {change:+.3f} by the waterline")
why = explain(plan, "Zuidoost-Gaasperdam")
for lang, lifts in (("en", "lifts"), ("nl", "tilt")):
    print(next(sentence for sentence in why.sentences(lang) if lifts in sentence))

# %% [markdown]
# ## 3. How far it can be raised
#
# The exact path of the level: where it begins to lift a team, and where the new posts no longer suffice.

# %%
level = path(known, policy, "waterline.level", "0.65", "0.75")
for point in level.breakpoints:
    print(f"at {float(point.value):.2%}: {', '.join(point.causes)}")

# %% [markdown]
# ## 4. Too much asked
#
# A clash is told with the figures of the teams it is about, and with the smallest changes that end it. Let new posts count fully,
# and the same level may be within reach.

# %%
conflict = try_allocate(known, policy.set("waterline.level", "0.71", source=MADE_UP))
print(conflict.text("nl"))
fully = policy.set("waterline.new_full", 1, source=MADE_UP)
for share in ("0.70", "0.71", "0.72"):
    outcomes = [
        try_allocate(known, one.set("waterline.level", share, source=MADE_UP)).status for one in (policy, fully)
    ]
    print(f"level {share}: {outcomes[0]} by the team's own share, {outcomes[1]} if new posts count fully")

# %% [markdown]
# ## 5. A percentage where a share is asked
#
# 71.4 is not 0.714. It is refused, with a hint.

# %%
try:
    with_measure(region, measure_of_teams("deployable", dict.fromkeys(deployable, "71.4"), source=MADE_UP))
except RegionError as error:
    mistake = error
    print(str(error).splitlines()[1])

# %%
verdict = verify.judge(json.loads(plan.to_json()))
for team in plan.teams:
    assert deployable[team.id] * (team.formation + team.new_fte) >= Fraction("0.68") * team.formation
assert verdict["accepted"]
assert verdict["unique"]
assert verdict["trusted_rules"] == []
assert conflict.status == "infeasible"
assert "0.714 for 71.4%" in str(mistake)
assert plan.total == without.total == Fraction(71)
