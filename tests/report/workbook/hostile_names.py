"""A division in which every name and note is hard to keep as a text, and the same one under harmless names."""

from functools import cache

from rvp_alloc import Policy, allocate, load_region, region_from_dict, region_to_dict

HOSTILE = (
    "=cmd()",
    "=1+1",
    "+31 6 12345678",
    "-5",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "http://example.com/a?b=c&d",
    "internal:Blad1!A1",
    "{=TRANSPOSE(A1:B2)}",
    "007",
    "1/2",
    "2022-01-01",
    "&P &D &F",
    "_x0041_",
    'say "hi", it\'s [1]',
    "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER BEH}",
    "n" * 300,
)


@cache
def hostile():
    """Return Amsterdam with a hostile name for every team, and everything else a name can be put in."""
    document = region_to_dict(load_region("amsterdam-2022"))
    for team, name in zip(document["teams"], HOSTILE, strict=True):
        team["name"] = name
        team["authorities"] = {name: 1}
        team["formation"]["note"] = f"={name}\n\ttwice"
        team["formation"]["source"] = name
    for district, name in zip(document["districts"], HOSTILE, strict=False):
        district["name"] = name
    document["name"] = "=HYPERLINK(1) &P"
    document["measures"][0]["name"] = "=A1"
    policy = Policy.reference().set("pins.=1+1", 3, source="=author()", note="@reason")
    return allocate(region_from_dict(document), policy.set("bounds.cap.authority.@SUM(A1)", 40, note="-1"))


@cache
def harmless():
    """Return the division of :func:`hostile` under harmless names."""
    document = region_to_dict(hostile().region)
    for place, team in enumerate(document["teams"]):
        team["name"] = f"Team {place}"
        team["authorities"] = {f"Place {place}": 1}
    for place, district in enumerate(document["districts"]):
        district["name"] = f"District {place}"
    document["name"] = "Region"
    document["measures"][0]["name"] = "Measure"
    policy = Policy.reference().set("pins.Team 1", 3, source="author", note="reason")
    return allocate(region_from_dict(document), policy.set("bounds.cap.authority.Place 4", 40))
