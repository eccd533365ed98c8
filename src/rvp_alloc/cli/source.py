"""What the command line is given: a source, a policy, changes to it, and modules with rules of the user's own."""

import importlib
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from rvp_alloc.border import bad_file
from rvp_alloc.errors import InputError, Problem, RequestError
from rvp_alloc.policy.document import read_policy
from rvp_alloc.policy.policy import Policy
from rvp_alloc.report.workbook import workbook_policy
from rvp_alloc.request import Request, read_request, together
from rvp_alloc.telling import visible


def request_of(
    source: str, policy: Path | None, changes: Iterable[str], new_fte: str | None, plugins: Iterable[str]
) -> Request:
    """Return what is to be divided, over whom, and by which policy.

    Raises
    ------
    RequestError, RegionError, PolicyError
        With every problem of the part that is wrong.
    """
    import_plugins(plugins)
    request = read_request(source)
    chosen = changed(read_policy(policy) if policy else _policy_within(source) or request.policy, changes)
    return replace(request, policy=chosen, new_fte=request.new_fte if new_fte is None else new_fte)


def import_plugins(plugins: Iterable[str]) -> None:
    """Import the modules that register rules of the user's own."""
    for module in plugins:
        _import(module)


def _policy_within(source: str) -> Policy | None:
    """Return the policy that a workbook of a whole division holds: who changes it there means it."""
    return workbook_policy(source) if source.lower().endswith(".xlsx") else None


def _import(module: str) -> None:
    if "" not in sys.path:
        sys.path.insert(0, "")  # the folder one is in, as python -m has it
    try:
        importlib.import_module(module)
    except Exception as error:  # noqa: BLE001  (a module of the user's own can fail in any way)
        what, remedy = f"cannot be imported: {visible(error, 200)}", "Check its name and that it is on the Python path"
        raise bad_file(visible(module), "unknown_module", what, remedy) from None


def changed(policy: Policy, changes: Iterable[str]) -> Policy:
    """Return the policy with every ``--set`` carried out.

    Raises
    ------
    InputError
        With all that cannot be.
    """
    errors: list[InputError] = []
    for change in changes:
        name, equals, value = (part.strip() for part in change.partition("="))
        try:
            if not equals:
                what, remedy = f"'{visible(change)}' has no =", "Write --set development.total=20"
                raise RequestError([Problem("bad_option", what, remedy, field="--set", value=visible(change))])
            policy = policy.set(name, value, source="command line", note="given with --set")
        except InputError as error:
            errors.append(error)
    if errors:
        raise together(errors, "--set")
    return policy
