"""What every command that needs a division does: divide, or tell the conflict in the language that is asked."""

import sys

import typer

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.cli.options import Lang
from rvp_alloc.errors import InfeasibleError
from rvp_alloc.request import Request
from rvp_alloc.solving.pulp_backend import DEFAULT_SOLVER


def divide(
    request: Request, lang: Lang, *, as_json: bool, solver: str = DEFAULT_SOLVER, time_limit: float | None = None
) -> Allocation:
    """Return the division.

    Raises
    ------
    InfeasibleError
        If the hard rules clash and a JSON document is asked; else the conflict is told, and the command ends.
    """
    try:
        return request.allocate(solver=solver, time_limit=time_limit)
    except InfeasibleError as error:
        if as_json:
            raise
        print(f"rvp-alloc: {error.conflict.text(lang.value)}", file=sys.stderr)
        raise typer.Exit(error.exit_code) from None
