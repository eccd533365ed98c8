"""The norm of 1:5000 against what was planned for the ten police units in 2014: a published outcome of the same rule.

A composed check: the plan is of 2014, the inhabitants are of about 2020, so they agree to within 10% and no closer.
"""

import csv
from pathlib import Path

import pandas as pd

from rvp_alloc import Policy, allocate, region_from_frame

_FILE = Path(__file__).parent / "data" / "wijkagenten_units_2014.csv"


def test_the_norm_comes_within_ten_percent_of_every_planned_number():
    with _FILE.open(encoding="utf-8") as file:
        units = list(csv.DictReader(line for line in file if not line.startswith("#")))
    frame = pd.DataFrame(
        {
            "team": [unit["unit"] for unit in units],
            "district": "Nederland",
            "formation": 1000,
            "wijkagenten": 0,
            "inhabitants": [int(unit["inhabitants"]) for unit in units],
        }
    )
    policy = Policy("norm alone", {}).set("budget.new_fte", 5000).set("key.weights.inhabitants", 1)
    policy = policy.set("key.state", "guiding").set("no_loss.state", "hard").set("budget.state", "hard")
    policy = policy.set("wijkagent_area.state", "hard").set("wijkagent_area.norm", 5000)
    plan = allocate(region_from_frame(frame, "Nederland"), policy)
    for unit, pool in zip(units, plan.pools, strict=True):
        assert pool.new_wijkagent_posts * 5000 == int(unit["inhabitants"])
        assert abs(pool.new_wijkagent_posts / int(unit["wijkagenten_planned"]) - 1) < 0.1, unit["unit"]
