"""Sliders: budget, uplift and development neighbourhoods under your hand, the whole proven division at every move."""

# %% [markdown]
# ## 1. A division at every move
#
# Open this file as a notebook (VS Code and Jupyter with jupytext do) and drag. Every position is a whole ``allocate``: proven,
# exact, or the conflict where the rules leave no division. Needs ``python -m pip install 'rvp-alloc[notebook]'``.

# %%
from statistics import median
from time import perf_counter

from ipywidgets import HTML, FloatSlider, VBox

from rvp_alloc import Policy, load_region, try_allocate

region = load_region("amsterdam-2022")
SLIDERS = {
    "budget.new_fte": FloatSlider(71, min=0, max=200, step=0.5, description="new fte"),
    "priority_uplift.rate": FloatSlider(0.01, min=0, max=0.03, step=0.001, description="uplift", readout_format=".1%"),
    "development.total": FloatSlider(16, min=0, max=40, step=0.5, description="development"),
}
shown = HTML()
seconds: list[float] = []


def divide() -> None:
    """Divide with what the sliders say, and show it."""
    start = perf_counter()
    policy = Policy.reference()
    for parameter, slider in SLIDERS.items():
        policy = policy.set(parameter, round(slider.value, 3))
    shown.value = try_allocate(region, policy).to_html()
    seconds.append(perf_counter() - start)


# %% [markdown]
# ## 2. The sliders
#
# Below 38.041 fte, with the other two as they are, the page shows the conflict.

# %%
for slider in SLIDERS.values():
    slider.observe(lambda _: divide(), names="value")
divide()
VBox([*SLIDERS.values(), shown])

# %% [markdown]
# ## 3. How long a move takes
#
# The same sliders, moved by the script.

# %%
with_division = []
for position in range(40, 200, 4):
    SLIDERS["budget.new_fte"].value = position
    with_division.append(seconds[-1])
print(f"{len(with_division)} moves with a division: {median(with_division) * 1000:.1f} ms each")
SLIDERS["budget.new_fte"].value = 38
print(f"a move to a conflict: {seconds[-1] * 1000:.1f} ms")

assert "Clash 1 of" in shown.value
assert len(seconds) == len(with_division) + 2
