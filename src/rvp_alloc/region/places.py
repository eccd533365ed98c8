"""Places: an amount of every team, added up per district, authority (driehoek) and municipality."""

from collections.abc import Mapping
from fractions import Fraction

from rvp_alloc.region.region import Region


def by_place(region: Region, amounts: Mapping[str, Fraction]) -> dict[str, dict[str, Fraction]]:
    """Return the amounts of teams per place; a team in several places of a kind counts in each for its share.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> region = load_region("amsterdam-2022")
    >>> by_place(region, {"amstelveen": Fraction(2), "aalsmeer-uithoorn": Fraction(1)})["district"]["zuid"]
    Fraction(3, 1)
    """
    result: dict[str, dict[str, Fraction]] = {"district": {}, "authority": {}, "municipality": {}}
    for team in region.teams:
        places = {
            "district": {team.district: Fraction(1)},
            "authority": {name: share.value for name, share in team.authorities.items()},
            "municipality": {name: share.value for name, share in team.municipalities.items()},
        }
        amount = amounts.get(team.id, Fraction(0))
        for scope, shares in places.items():
            for name, share in shares.items():
                result[scope][name] = result[scope].get(name, Fraction(0)) + share * amount
    return result
