"""The smallest region there is something to say about: two teams in one district, in each form in which a region comes in."""

from copy import deepcopy

import pandas as pd

SOURCE = "made up for this test"
HEADER = ["team", "district", "formation", "wijkagenten", "inhabitants"]
ROWS = [["North", "City", 100, 10, 50_000], ["South", "City", 50.5, 5, 30_000]]

_REGION = {
    "schema_version": 1,
    "id": "two-teams",
    "name": "Two teams",
    "districts": [{"id": "city", "name": "City"}],
    "teams": [
        {"id": "north", "name": "North", "district": "city", "formation": 100, "wijkagenten": 10},
        {"id": "south", "name": "South", "district": "city", "formation": "50.5", "wijkagenten": 5},
    ],
    "pools": [
        {"id": "north", "teams": ["north"], "inhabitants": 50_000},
        {"id": "south", "teams": ["south"], "inhabitants": 30_000},
    ],
    "measures": [
        {
            "id": "growth",
            "name": "Growth",
            "kind": "change",
            "values": [{"teams": ["north"], "value": 10}, {"teams": ["south"], "value": -5}],
        }
    ],
}
_FULL = {
    "printed_formation": {"value": "160.5", "source": SOURCE, "date": "2022", "confidence": "published"},
    "lines": [
        {"id": "service", "name": "Service", "formation": 4},
        {"id": "desk", "name": "Desk", "formation": 1, "part_of": "service"},
    ],
    "facts": [
        {
            "id": "money",
            "name": "Money",
            "figure": {"value": "1/3", "unit": "euro", "note": 'a "quoted" word;\nand a line'},
        }
    ],
}


def region_data(**changes):
    """Return the JSON form of the region; ``teams__0__formation=5`` changes one value, ``...`` takes it away."""
    return changed(_REGION, **changes)


def full_region_data(**changes):
    """Return the same with everything a region can hold: lines, printed totals, facts, shares, a split."""
    data = region_data(**_FULL)
    data["districts"][0] |= {
        "lines": [{"id": "lead", "name": "Leiding", "formation": "6.5"}],
        "printed_formation": {"value": 157, "source": SOURCE},
        "printed_wijkagenten": 15,
    }
    data["teams"][0] |= {"authorities": {"driehoek: A": "1/3", "driehoek; B": "2/3"}, "municipalities": {"=1+1": 1}}
    data["measures"].append(
        {
            "id": "events",
            "name": "Evenementen",
            "kind": "total",
            "unit": "events",
            "values": [{"teams": ["north", "south"], "value": "1.5", "split": {"north": "0.25", "south": "0.75"}}],
        }
    )
    return changed(data, **changes)


def frame(**columns):
    """Return the region as a DataFrame with one row per team; a column given replaces or adds to those there are."""
    return pd.DataFrame(ROWS, columns=HEADER).assign(**columns)


def csv(*rows, header=HEADER):
    """Return a CSV table with one row per team."""
    return "\n".join([",".join(header), *rows, ""])


def policy_data(**changes):
    """Return the JSON form of a policy based on the reference; changes as in ``region_data``."""
    return changed({"schema_version": 1, "based_on": "reference", "rules": {}}, **changes)


def rule_data(rule, state="hard", **parameters):
    """Return such a policy with one rule changed."""
    return policy_data(rules={rule: {"state": state, "parameters": parameters}})


def changed(data, **changes):
    """Return a copy of a document with some values replaced, added, or (``...``) taken away, by their place in it."""
    data = deepcopy(data)
    for place, value in changes.items():
        *way, last = (int(part) if part.isdigit() else part for part in place.split("__"))
        entry = data
        for part in way:
            entry = entry[part]
        if value is ...:
            del entry[last]
        else:
            entry[last] = value
    return data
