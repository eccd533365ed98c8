"""A first division: 71 new fte over the 17 basic teams (basisteams) of the police unit Amsterdam.

Run it as a script, or cell by cell in an editor that knows ``# %%``.
"""

# %% [markdown]
# ## 1. The figures
#
# The unit comes with the package: formation (formatie) and neighbourhood officers (wijkagenten) of October 2022 as
# published, inhabitants, safety and growth composed from public figures. Every figure carries its source.

# %%
import json
from fractions import Fraction

from rvp_alloc import Confidence, Policy, allocate, differences, load_region, remarks, verify

region = load_region("amsterdam-2022")
formation = region.team("Amstelveen").formation
print(f"Amstelveen: {formation}, {formation.confidence}, from {formation.source}")

# What a reader should know before using them: totals that differ in the source, splits, assumptions.
first, *others = differences(region)
print(f"- {first}; {len(others)} more like it")
for line in remarks(region):
    print(f"- {line}")

# In a notebook, what stands on the last line of a cell shows itself: here the figures, and how sure they are.
region

# %% [markdown]
# ## 2. The division
#
# One call. Without a policy it uses the reference policy: the rules of the safety plan (Regionaal Veiligheidsplan 2023-2026).

# %%
plan = allocate(region, new_fte=71)
print(plan)

# %% [markdown]
# A notebook shows the same with what to know before using it: what is proven, what is assumed, what differs in the source.

# %%
plan

# %% [markdown]
# ## 3. Why a team gets what it gets
#
# New fte come in three layers: the uplift (opslag), the development neighbourhoods (ontwikkelbuurten) and the key
# (verdeelsleutel). All numbers are exact fractions; round them only to show them.

# %%
boven_ij = plan.team("Boven IJ")
for layer, fte in boven_ij.layers.items():
    print(f"Boven IJ, {layer}: {float(fte):.3f} fte")

# Amstelveen gets far more than its key. One requirement explains it: its area is below the wijkagent norm.
amstelveen = plan.team("Amstelveen")
area_norm = next(rule for rule in plan.rules if rule.rule == "wijkagent_area")
for row in area_norm.rows:
    if row.slack == 0:
        print(f"{row.label}: {float(row.required):.4f} new wijkagent posts needed, {float(row.value):.4f} given")

# %% [markdown]
# ## 4. What was assumed
#
# The rules are published, some of their numbers are not. Those are assumptions of this library: change them.

# %%
reference = Policy.reference()
assumed = [name for name, figure in reference.values().items() if figure.confidence is Confidence.ASSUMPTION]
for name in assumed:
    if reference.is_on(name.partition(".")[0]):
        print(f"assumed: {name} = {reference[name]}")

reference

# %% [markdown]
# ## 5. The proof
#
# The answer carries a certificate. The verifier is one file of standard Python, shares no code with the rest, and builds
# every requirement again from the figures and the policy.

# %%
verdict = verify.verify(json.loads(plan.to_json()))
print(f"verified: {verdict['rows']} rows hold, {verdict['rounds']} rounds prove it, unique: {verdict['unique']}")

# %%
assert plan.status == "proven_optimal"
assert plan.unique
assert plan.total == Fraction(71)  # exactly, not about
assert sum(boven_ij.layers.values()) == boven_ij.new_fte
assert boven_ij.layers["development"] == Fraction(4)
assert amstelveen.new_fte == Fraction(90760, 5000) - 14  # what its 90,760 inhabitants ask, less its 14 wijkagenten
assert "priority_uplift.rate" in assumed
assert "budget.new_fte" not in assumed
assert verdict["accepted"]
