"""Small units for cases solved by hand: teams of 10 fte each, alike in everything that is not said."""

from rvp_alloc import Policy, region_from_dict


def unit(teams="abc", *, wijkagenten=None, inhabitants=None, groups=None, growth=None):
    """Return a region of teams that are alike; ``groups`` gives the authorities of each team."""
    groups = groups or {}
    entries = []
    for team in teams:
        places = groups.get(team, ())
        shares = {place: f"1/{len(places)}" for place in places}
        of_team = {"formation": 10, "wijkagenten": (wijkagenten or {}).get(team, 0), "authorities": shares}
        entries.append({"id": team, "name": team.upper(), "district": "d", **of_team})
    measures = []
    if growth:
        values = [{"teams": [team], "value": amount} for team, amount in growth.items()]
        measures.append({"id": "growth", "name": "Growth", "kind": "change", "values": values})
    pools = [{"id": team, "teams": [team], "inhabitants": (inhabitants or {}).get(team, 1)} for team in teams]
    district = {"id": "d", "name": "D"}
    top = {"schema_version": 1, "id": "small", "name": "Small", "districts": [district]}
    return region_from_dict({**top, "teams": entries, "pools": pools, "measures": measures})


def key_only(new_fte, criterion="formation", **bounds):
    """Return a policy of budget and key alone, with bounds such as ``cap__team__a=1``."""
    policy = Policy("small", {}).set("budget.new_fte", new_fte).set("budget.state", "hard")
    policy = policy.set("no_loss.state", "hard").set(f"key.weights.{criterion}", 1).set("key.state", "guiding")
    for name, value in bounds.items():
        policy = policy.set(f"bounds.{name.replace('__', '.')}", value)
    return policy
