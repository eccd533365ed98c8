"""Request: region, policy and new fte in one JSON document, as other tools send it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rvp_alloc.allocate import allocate
from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.border import Document, Number, parse_json, validated
from rvp_alloc.errors import RequestError
from rvp_alloc.files import read_file
from rvp_alloc.policy.document import PolicyDocument, policy_from_dict
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.document import RegionDocument, region_from_dict
from rvp_alloc.region.files import load_region, packaged_regions, read_region
from rvp_alloc.region.region import Region


class RequestDocument(Document):
    """A request: a region (or the name of a packaged one), a policy (the reference if none) and the new fte."""

    region: RegionDocument | str
    policy: PolicyDocument | None = None
    new_fte: Number | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be divided, over whom, and by which policy."""

    region: Region
    policy: Policy
    new_fte: Any = None

    def allocate(self, *, solver: str, time_limit: float | None) -> Allocation:
        """Return the proven division; see :func:`allocate`."""
        return allocate(self.region, self.policy, self.new_fte, solver=solver, time_limit=time_limit)


def request_from_dict(data: Any, origin: str = "request") -> Request:
    """Make a request from its JSON form, checked.

    Raises
    ------
    RequestError, RegionError, PolicyError
        With every problem of the part that is wrong.
    """
    # The parts are checked by their own documents, whose messages know the teams; here only what is around them.
    around = (
        {**data, "region": data.get("region") if isinstance(data.get("region"), str) else "inline", "policy": None}
        if isinstance(data, dict)
        else data
    )
    if isinstance(data, dict) and "region" not in data:
        around.pop("region")
    outer = validated(RequestDocument, around, RequestError, origin)
    region = (
        load_region(outer.region)
        if isinstance(outer.region, str) and outer.region == data["region"]
        else region_from_dict(data["region"], f"{origin}: region")
    )
    policy = (
        policy_from_dict(data["policy"], f"{origin}: policy") if data.get("policy") is not None else Policy.reference()
    )
    return Request(region, policy, outer.new_fte)


def read_request(source: str) -> Request:
    """Return the request that a name or a file stands for: a packaged region, a file with a region, or one with a request.

    Raises
    ------
    RequestError, RegionError, PolicyError
        If there is no such region or file, or something in it is wrong.
    """
    if source in packaged_regions():
        return Request(load_region(source), Policy.reference())
    path = Path(source)
    if not path.suffix and not path.exists():
        return Request(load_region(source), Policy.reference())
    if path.suffix.lower() == ".json":
        data = parse_json(read_file(path), path.name)
        if isinstance(data, dict) and "teams" not in data:
            return request_from_dict(data, path.name)
        return Request(region_from_dict(data, path.name), Policy.reference())
    return Request(read_region(path), Policy.reference())
