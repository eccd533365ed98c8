"""Request: region, policy and new fte in one JSON document, as other tools send it."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rvp_alloc.allocate import allocate
from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.border import Document, Number, bad_file, looked_at
from rvp_alloc.errors import InputError, RequestError
from rvp_alloc.files import read_file, shown
from rvp_alloc.policy.document import policy_from_dict
from rvp_alloc.policy.form import PolicyDocument
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.document import region_from_dict
from rvp_alloc.region.files import ENDINGS, load_region, packaged_regions, read_region
from rvp_alloc.region.form import RegionDocument
from rvp_alloc.region.region import Region
from rvp_alloc.telling import visible
from rvp_alloc.texts import parse_json


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


class _Around(Document):
    """What is around the region and the policy, which are checked by their own documents, whose messages know the teams."""

    region: Any
    policy: Any = None
    new_fte: Number | None = None


def request_from_dict(data: Any, origin: str = "request") -> Request:
    """Make a request from its JSON form, checked.

    Raises
    ------
    RequestError, RegionError, PolicyError
        With every problem found; a RequestError where more than one part is wrong.
    """
    around, problems = looked_at(_Around, data)
    if around is None:
        raise RequestError(problems, origin)
    errors: list[InputError] = [RequestError(problems, origin)] if problems else []
    region = policy = None
    try:
        region = _region(around.region, f"{origin}: region") if "region" in data else None
    except InputError as error:
        errors.append(error)
    try:
        policy = Policy.reference() if around.policy is None else policy_from_dict(around.policy, f"{origin}: policy")
    except InputError as error:
        errors.append(error)
    if region is None or policy is None or errors:
        raise together(errors, origin)
    return Request(region, policy, around.new_fte)


def _region(given: Any, origin: str) -> Region:
    return load_region(given) if isinstance(given, str) else region_from_dict(given, origin)


def together(errors: Sequence[InputError], origin: str) -> InputError:
    """Return one error for several, with every problem; of its own kind if there is only one."""
    if len(errors) == 1:
        return errors[0]
    return RequestError([problem for error in errors for problem in error.problems], origin)


def read_request(source: str) -> Request:
    """Return the request that a name or a file stands for.

    That is a packaged region, or a file with a region, a request, or a result; of a revision, its new division.

    Raises
    ------
    RequestError, RegionError, PolicyError
        If there is no such region or file, or something in it is wrong.
    """
    path = Path(source)
    if source in packaged_regions() or not (path.suffix or os.path.exists(path)):  # noqa: PTH110  (also for odd names)
        _refuse_without_ending(source)
        return Request(load_region(source), Policy.reference())
    if path.suffix.lower() != ".json":
        return Request(read_region(path), Policy.reference())
    origin = shown(path)
    data = parse_json(read_file(path), origin)
    if isinstance(data, dict) and data.get("kind") == "revision":
        data = data.get("new")  # what was revised is what one goes on with
    if isinstance(data, dict) and isinstance(data.get("certificate"), dict):
        # A result, as allocate prints it, holds what was asked.
        asked = {name: part for name, part in data["certificate"].items() if name in ("region", "policy")}
        return request_from_dict(asked, origin)
    if isinstance(data, dict) and "teams" not in data:
        return request_from_dict(data, origin)
    return Request(region_from_dict(data, origin), Policy.reference())


def _refuse_without_ending(source: str) -> None:
    """Refuse the name of a file without its ending, where there is such a file and no packaged region of that name."""
    names = [f"{source}{ending}" for ending in ENDINGS if source]
    written = next((name for name in names if os.path.exists(name)), "")  # noqa: PTH110  (also for odd names)
    if written and source not in packaged_regions():
        what = f"no region '{visible(source)}' comes with the package"
        raise bad_file(visible(source), "unknown_region", what, f"Did you mean the file {visible(written)}?")
