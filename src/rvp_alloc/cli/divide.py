"""What every command that needs a division does: divide, or tell the conflict in the language that is asked."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.cli.options import Lang
from rvp_alloc.errors import InfeasibleError, NoRoundingError
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
    with telling_conflicts(lang, as_json=as_json):
        return request.allocate(solver=solver, time_limit=time_limit)


@contextmanager
def telling_conflicts(lang: Lang, *, as_json: bool) -> Iterator[None]:
    """Tell in the language that is asked that there is no answer, and end the command; let it pass where JSON is asked."""
    try:
        yield
    except (InfeasibleError, NoRoundingError) as error:
        if as_json:
            raise
        why = error.conflict if isinstance(error, InfeasibleError) else error.no_rounding
        print(f"rvp-alloc: {why.text(lang.value)}", file=sys.stderr)
        raise typer.Exit(error.exit_code) from None
