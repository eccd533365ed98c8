"""Nearest: the smallest change of one parameter with which the rows it moves among can hold together."""

from collections.abc import Iterator, Mapping

from flint import fmpq, fmpq_poly

from rvp_alloc.arithmetic import Affine
from rvp_alloc.conflict.moving import Moving
from rvp_alloc.model import Column, Row
from rvp_alloc.solving.curve import WIDTH, Curve, Root, curve, first_below_zero, polynomial
from rvp_alloc.solving.pivots import Tableau, Variable
from rvp_alloc.solving.program import Basis

_CHANGE = "change"
_MOST_PROOFS = 500
_FIRST_STEP = fmpq(1, 1000)


def nearest_change(moving: Moving, direction: int) -> fmpq | None:
    """Return the smallest change (0 or more, in a direction) with which the rows hold together; None if there is none.

    It is exact. Only where the parameter multiplies what is decided can it be irrational: then a change is returned with
    which the rows hold together, and it is proven that none does that is smaller by more than 1e-24.
    """
    return _walk(moving, direction) if moving.in_coefficients else _by_objective(moving, direction)


def _by_objective(moving: Moving, direction: int) -> fmpq | None:
    """Make the change a column, and make it as small as the rows allow."""
    rows = []
    for row in moving.rows:
        bound = Affine.of(row.bound)
        terms = {column: Affine.of(coefficient).constant for column, coefficient in row.terms.items()}
        rows.append(Row(row.rule, row.label, {**terms, _CHANGE: -direction * bound.slope}, row.sense, bound.constant))
    tableau = Tableau([*moving.columns, Column(_CHANGE)], rows)
    if tableau.mend_bounds() is not None:
        return None
    return tableau.raise_objective({_CHANGE: -1}).point[_CHANGE]


def _walk(moving: Moving, direction: int) -> fmpq | None:
    """Go from proof to proof that the rows cannot hold together, each as far as it goes on holding, until there is none.

    A proof is a basis of the rows: its numbers change with the parameter, and it holds for as long as they keep their signs.
    """
    at, basis = fmpq(0), None
    for _ in range(_MOST_PROOFS):
        proof = _Proof(moving, direction, at, basis)
        if proof.broken is None:
            return at
        until = proof.holds_until(1)
        if until is not None and until.high == 0:
            further = _beyond(moving, direction, at, proof.basis)
            if further is None:
                return None
            proof, until = further, further.holds_until(1)
        if until is None:
            return None
        at, basis = proof.at + until.high, proof.basis
    return None


def _beyond(moving: Moving, direction: int, at: fmpq, basis: Basis) -> "_Proof | None":
    """Return a proof a little further on that holds all the way back to here; None where there is a division at once."""
    step = _FIRST_STEP
    while step > WIDTH:
        proof = _Proof(moving, direction, at + step, basis)
        if proof.broken is not None:
            since = proof.holds_until(-1)
            if since is None or since.low >= step:
                return proof
        step /= 1000
    return None


class _Proof:
    """That the rows cannot hold together after a change: a variable that cannot come within its bounds."""

    def __init__(self, moving: Moving, direction: int, at: fmpq, start: Basis | None) -> None:
        self.at = at
        self.rows = [_from(row, direction, at) for row in moving.rows]
        self.columns = moving.columns
        plain = [
            Row(row.rule, row.label, {c: n.constant for c, n in row.terms.items()}, row.sense, row.bound.constant)
            for row in self.rows
        ]
        self.tableau = Tableau(self.columns, plain)
        if start:
            self.tableau.enter(start)
        self.tableau.mend_bounds()
        self.broken = self.tableau.broken

    @property
    def basis(self) -> Basis:
        """The basis, for the next proof to start from."""
        tight = [index for index in range(len(self.rows)) if index not in self.tableau.rows]
        return Basis([column.id for column in self.columns if column.id in self.tableau.rows], tight)

    def holds_until(self, direction: int) -> Root | None:
        """Return how far on (or back, for -1) the proof goes on holding; None where it does for ever."""
        forward = fmpq_poly([0, direction])
        return first_below_zero(condition(forward) for condition in self._conditions())

    def _conditions(self) -> Iterator[fmpq_poly]:
        """Yield what must not fall below 0, as polynomials in the change from here."""
        broken, tableau = self.broken, self.tableau
        if broken is None:
            raise AssertionError("nothing is broken")
        least = tableau.lower[broken]
        sign = 1 if least is not None and tableau.value[broken] < least else -1
        weights = self._weights(broken)
        yield weights.denominator
        # What the others add up to, at most, is short of what the broken one needs.
        short = sign * self._bound(broken, tableau.lower if sign > 0 else tableau.upper) * weights.denominator
        for variable in tableau.value:
            if variable in tableau.rows:
                continue
            weight = self._weight(variable, broken, weights)
            short -= sign * weight * self._bound(variable, _rests_on(tableau, variable))
            if tableau.lower[variable] is None or tableau.value[variable] != tableau.lower[variable]:
                yield sign * weight
            if tableau.upper[variable] is None or tableau.value[variable] != tableau.upper[variable]:
                yield -sign * weight
        yield short

    def _weights(self, broken: Variable) -> Curve[int]:
        """Return the weights of the tight rows whose sum is the broken variable, as far as basic columns are concerned."""
        target = self.rows[broken].terms if isinstance(broken, int) else {broken: _ONE}
        terms: dict[str, dict[int, Affine]] = {column: {} for column in self.basis.columns}
        for index in self.basis.tight_rows:
            for column, coefficient in self.rows[index].terms.items():
                if column in terms:
                    terms[column][index] = coefficient
        return curve([(equation, target.get(column, _ZERO)) for column, equation in terms.items()])

    def _weight(self, variable: Variable, broken: Variable, weights: Curve[int]) -> fmpq_poly:
        """Return the numerator of a variable's weight in the sum that is the broken variable."""
        if isinstance(variable, int):
            return weights.numerators.get(variable, fmpq_poly([]))
        own = self.rows[broken].terms.get(variable, _ZERO) if isinstance(broken, int) else _ZERO
        rows = {index: self.rows[index].terms for index in weights.numerators}
        return weights.numerator({index: -terms[variable] for index, terms in rows.items() if variable in terms}, own)

    def _bound(self, variable: Variable, bounds: Mapping[Variable, fmpq | None]) -> fmpq_poly:
        if isinstance(variable, int):
            return polynomial(self.rows[variable].bound)
        return fmpq_poly([bounds[variable] or fmpq(0)])


_ZERO = Affine(fmpq(0), fmpq(0))
_ONE = Affine(fmpq(1), fmpq(0))


def _rests_on(tableau: Tableau, variable: Variable) -> Mapping[Variable, fmpq | None]:
    """Return the bounds on which a variable that is not basic rests."""
    return tableau.lower if tableau.value[variable] == tableau.lower[variable] else tableau.upper


def _from(row: Row, direction: int, at: fmpq) -> Row:
    """Return a row as affine in the further change, from a change in a direction onwards."""

    def seen(number: object) -> Affine:
        moved = Affine.of(number)
        return Affine(moved.at(direction * at), direction * moved.slope)

    return Row(row.rule, row.label, {c: seen(n) for c, n in row.terms.items()}, row.sense, seen(row.bound))
