"""Which parameters clash? All minimal sets that cannot hold together, each proven both ways.

A set is minimal if it clashes and every set with one parameter less does not. For each, there are multipliers that prove the
clash (a Farkas certificate), and for each of its parameters a division that meets all the others. What is meant by data,
and by the posts themselves, is never blamed: it holds in every set.

Method: once a minimal set is found, every other one lacks one of its parameters; so look again without each of them in turn
(Reiter's hitting-set tree), never twice in the same place, and not where leaving out less was already enough.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from flint import fmpq

from rvp_alloc.model import LinearModel, Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.formulate import FACTS
from rvp_alloc.solving.pivots import Tableau

NO_LOSS = "no_loss"
_MOST_PLACES = 5_000


def parameter_of(row: Row) -> str:
    """Return the parameter that a row stands or falls with; ``posts`` for what holds whatever the policy.

    >>> parameter_of(Row("ipga", "ipga.cap:amstelveen", {}, "<=", 0))
    'ipga.cap'
    """
    parameter = row.label.partition(":")[0]
    return FACTS if row.rule == FACTS else parameter


@dataclass(frozen=True, slots=True)
class Clash:
    """A minimal set of parameters that cannot hold together.

    ``multipliers`` of rows prove it; ``witnesses[parameter]`` is a point that meets all its other parameters.
    """

    parameters: tuple[str, ...]
    multipliers: Mapping[str, fmpq]
    witnesses: Mapping[str, Mapping[str, fmpq]]


@dataclass(frozen=True, slots=True)
class _Feasible:
    point: Mapping[str, fmpq]


@dataclass(frozen=True, slots=True)
class _Contradicted:
    multipliers: Mapping[str, fmpq]
    parameters: frozenset[str]


class Oracle:
    """Says of any set of parameters whether they can hold together, and proves it; each question starts from the last."""

    def __init__(self, case: Case, model: LinearModel, deadline: float | None = None) -> None:
        self.model = model
        self.tableau = Tableau(model.columns, model.rows, deadline=deadline)
        self.bounds = {
            index: (self.tableau.lower[index], self.tableau.upper[index]) for index in range(len(model.rows))
        }
        self.rows_of: dict[str, list[int]] = {}
        for index, row in enumerate(model.rows):
            self.rows_of.setdefault(parameter_of(row), []).append(index)
        self.layer_columns = [
            column.id
            for column in model.columns
            if column.lower is not None and column.id.partition(":")[0] in case.layers
        ]
        if self.layer_columns:
            self.rows_of[NO_LOSS] = []
        self.parameters = tuple(parameter for parameter in self.rows_of if parameter != FACTS)
        self.active = set(self.parameters)

    def ask(self, wanted: AbstractSet[str]) -> _Feasible | _Contradicted:
        """Return a point that meets these parameters, or the multipliers that prove there is none."""
        for parameter in self.parameters:
            if (parameter in wanted) != (parameter in self.active):
                self._switch(parameter, on=parameter in wanted)
        broken = self.tableau.mend_bounds()
        if broken is None:
            return _Feasible(self.tableau.point())
        return _Contradicted(
            {self.model.rows[index].label: multiplier for index, multiplier in broken.items()}, self._blamed(broken)
        )

    def _switch(self, parameter: str, *, on: bool) -> None:
        for index in self.rows_of[parameter]:
            self.tableau.set_bounds(index, *(self.bounds[index] if on else (None, None)))
        if parameter == NO_LOSS:
            for column in self.layer_columns:
                self.tableau.set_bounds(column, fmpq(0) if on else None, None)
        (self.active.add if on else self.active.discard)(parameter)

    def _blamed(self, multipliers: Mapping[int, fmpq]) -> frozenset[str]:
        """Return the parameters whose rows take part; no loss where the rows leave something on a layer."""
        blamed = {parameter_of(self.model.rows[index]) for index in multipliers} - {FACTS}
        left: dict[str, fmpq] = {}
        for index, multiplier in multipliers.items():
            for column, coefficient in self.model.rows[index].terms.items():
                left[column] = left.get(column, fmpq(0)) + multiplier * coefficient
        if any(left.get(column, 0) != 0 for column in self.layer_columns):
            blamed.add(NO_LOSS)
        return frozenset(blamed)


def can_hold(oracle: Oracle, parameters: AbstractSet[str]) -> bool:
    """Say whether a set of parameters can hold together."""
    return isinstance(oracle.ask(parameters), _Feasible)


@dataclass(frozen=True, slots=True)
class Search:
    """All minimal clashes, smallest first; ``complete`` is False where the search was cut short at ``most``."""

    clashes: tuple[Clash, ...]
    complete: bool


def find_clashes(case: Case, model: LinearModel, *, most: int = 50, deadline: float | None = None) -> Search:
    """Find all minimal clashes of a model that has no division (at most ``most`` of them)."""
    oracle = Oracle(case, model, deadline)
    everything = frozenset(oracle.parameters)
    clashes: list[Clash] = []
    enough: list[frozenset[str]] = []
    visited: set[frozenset[str]] = set()
    waiting = [frozenset[str]()]
    while waiting:
        if len(visited) > _MOST_PLACES:
            return Search(_ordered(clashes, model), complete=False)
        left_out = waiting.pop()
        if left_out in visited or any(small <= left_out for small in enough):
            continue
        visited.add(left_out)
        clash = next((known for known in clashes if left_out.isdisjoint(known.parameters)), None)
        if clash is None:
            answer = oracle.ask(everything - left_out)
            if isinstance(answer, _Feasible):
                enough.append(left_out)
                continue
            if len(clashes) == most:
                return Search(_ordered(clashes, model), complete=False)
            clash = _shrunk(oracle, answer)
            clashes.append(clash)
        waiting += [left_out | {parameter} for parameter in clash.parameters]
    return Search(_ordered(clashes, model), complete=True)


def _shrunk(oracle: Oracle, found: _Contradicted) -> Clash:
    """Leave out one parameter after the other, as long as the rest still clashes."""
    needed = found.parameters
    witnesses: dict[str, Mapping[str, fmpq]] = {}
    for parameter in sorted(found.parameters):
        if parameter not in needed:
            continue
        answer = oracle.ask(needed - {parameter})
        if isinstance(answer, _Feasible):
            witnesses[parameter] = answer.point
        else:
            found, needed = answer, answer.parameters
    ordered = tuple(parameter for parameter in oracle.parameters if parameter in needed)
    return Clash(ordered, found.multipliers, {parameter: witnesses[parameter] for parameter in ordered})


def _ordered(clashes: Iterable[Clash], model: LinearModel) -> tuple[Clash, ...]:
    order: Sequence[str] = list(dict.fromkeys(row.label.partition(":")[0] for row in model.rows))
    places = {parameter: place for place, parameter in enumerate(order)}
    return tuple(
        sorted(clashes, key=lambda clash: (len(clash.parameters), [places.get(name, -1) for name in clash.parameters]))
    )
