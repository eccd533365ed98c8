"""The reference region several times over, as one region: 17 teams become 170 or 1,700, with all totals times as much."""

from typing import Any

from rvp_alloc import Policy, Region, region_from_dict, region_to_dict

TOTALS = (
    "budget.new_fte",
    "development.total",
    "ipga.heads",
    "ipga.net",
    "ipga.regisseurs_min",
    "ipga.regisseurs_max",
)


def times_over(region: Region, policy: Policy, times: int) -> tuple[Region, Policy]:
    """Return a region of so many copies, and the policy with its totals so many times as large."""
    document = region_to_dict(region)
    copies = [_copy(document, number) for number in range(times)]
    measures = [
        {**measure, "values": [value for copy in copies for value in copy["measures"][place]["values"]]}
        for place, measure in enumerate(document["measures"])
    ]
    joined = {part: [entry for copy in copies for entry in copy[part]] for part in ("teams", "districts", "pools")}
    for total in TOTALS:
        policy = policy.set(total, policy[total].value * times)
    return region_from_dict(
        {**document, **joined, "measures": measures, "lines": [], "printed_formation": None}
    ), policy


def _copy(document: dict[str, Any], number: int) -> dict[str, Any]:
    def named(name: str) -> str:
        return f"{name}-{number}"

    return {
        "teams": [
            {**team, "id": named(team["id"]), "name": named(team["name"]), "district": named(team["district"])}
            for team in document["teams"]
        ],
        "districts": [
            {"id": named(district["id"]), "name": named(district["name"])} for district in document["districts"]
        ],
        "pools": [
            {**pool, "id": named(pool["id"]), "teams": [named(team) for team in pool["teams"]]}
            for pool in document["pools"]
        ],
        "measures": [
            {
                **measure,
                "values": [
                    {
                        **value,
                        "teams": [named(team) for team in value["teams"]],
                        "split": {named(team): share for team, share in value["split"].items()},
                    }
                    for value in measure["values"]
                ],
            }
            for measure in document["measures"]
        ],
    }
