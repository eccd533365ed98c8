"""Regions of two or three teams that can be divided by hand."""

from rvp_alloc import policy_from_dict, region_from_dict

SOURCE = "made up for this test"


def region(formation=None, wijkagenten=None, inhabitants=None, measures=(), name="By hand"):
    """Return a region of teams of 100 fte, each its own pool, that need no wijkagenten unless given."""
    formation = formation or {"a": 100, "b": 100}
    wijkagenten, inhabitants = wijkagenten or {}, inhabitants or {}
    teams = [
        {
            "id": team,
            "name": f"Team {team.upper()}",
            "district": "d",
            "formation": fte,
            "wijkagenten": wijkagenten.get(team, 1),
        }
        for team, fte in formation.items()
    ]
    pools = [{"id": team, "teams": [team], "inhabitants": inhabitants.get(team, 5000)} for team in formation]
    return region_from_dict(
        {
            "schema_version": 1,
            "id": "by-hand",
            "name": name,
            "districts": [{"id": "d", "name": "D"}],
            "teams": teams,
            "pools": pools,
            "measures": list(measures),
        }
    )


def hard(**parameters):
    return {"state": "hard", "parameters": parameters}


def policy(weights=None, aims=None, **rules):
    """Return a policy of budget, no loss and a key by formation, with what is given on top."""
    key = {f"weights.{name}": weight for name, weight in (weights or {"formation": 1}).items()}
    base = {"budget": hard(new_fte=4), "no_loss": hard(), "key": {"state": "guiding", "parameters": key}}
    document = {"schema_version": 1, "rules": {**base, **rules}}
    return policy_from_dict(document | ({"aims": aims} if aims else {}))


NORM = {"wijkagent_area": {"state": "guiding", "parameters": {"norm": 5000}}}


def shares(**values):
    """Return a measure that a key may weigh: a total for each team."""
    figures = [{"teams": [team], "value": value} for team, value in values.items()]
    return {"id": "share", "name": "Share", "kind": "total", "values": figures}
