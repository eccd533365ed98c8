"""Hint: what a solver says of a programme. Never a proof."""

from dataclasses import dataclass
from enum import Enum

from rvp_alloc.solving.program import Basis


class Verdict(Enum):
    """What a solver says of a programme."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    OUT_OF_TIME = "out of time"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Hint:
    """A solver's answer: its verdict, and a basis where it gives or allows one."""

    verdict: Verdict
    basis: Basis | None = None
