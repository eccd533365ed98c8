"""Fit: whether heads fit in a division that was found without a rule that limits them a second time (basic care).

What is best without a rule, and keeps it, is best with it. So the division is found first; then heads are spread as the teams'
rooms are, and if every row that was left holds so, the division stands. If not, nothing is said.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rvp_alloc.analysis.sweep.bounds import Bounds, NotNestedError
from rvp_alloc.analysis.sweep.plan import places_of
from rvp_alloc.tape import Tape

type Floats = NDArray[np.float64]
_CLOSE = 1e-9


class Fit:
    """The rows that were left, as places on a tape."""

    def __init__(self, found: Bounds, teams: Sequence[str], tape: Tape) -> None:
        if any(row.sense == "==" for row in found.left):
            raise NotNestedError("an equation speaks of new fte and heads together")
        self._signs = [1.0 if row.sense == ">=" else -1.0 for row in found.left]
        self._teams = np.array([[team in row.teams for team in teams] for row in found.left], dtype=float)
        self._rooms = np.array([[team in room.teams for team in teams] for room in found.rooms], dtype=float)
        self._families = list(found.asked)
        self._heads = [[(self._families.index(kind), room) for kind, room, _ in row.heads] for row in found.left]
        numbers = [
            [room.factor for room in found.rooms],
            [room.room for room in found.rooms],
            [row.amount for row in found.left],
            *([factor for _, _, factor in row.heads] for row in found.left),
            *found.asked.values(),
        ]
        self._parts = np.cumsum([len(part) for part in numbers])[:-1]
        self.places = places_of(tape, [number for part in numbers for number in part])

    def holds(self, numbers: Floats, new_fte: Floats) -> NDArray[np.bool_]:
        """Say, for each scenario, whether all rows plainly hold; ``numbers`` has a row for each place."""
        factors, rooms, amounts, *rest = np.split(numbers, self._parts)
        counted, asked = rest[: len(self._heads)], rest[len(self._heads) :]
        with np.errstate(all="ignore"):
            room = factors * (self._rooms @ new_fte.T) + rooms
            load = [of_kind.max(axis=0, initial=0.0) / room.sum(axis=0) for of_kind in asked]
            plain = np.ones(new_fte.shape[0], dtype=np.bool_)
            for row, amount in enumerate(amounts):
                value = self._teams[row] @ new_fte.T
                for (kind, place), factor in zip(self._heads[row], counted[row], strict=True):
                    value = value + factor * load[kind] * room[place]
                plain &= self._signs[row] * (value - amount) > _CLOSE
        return plain
