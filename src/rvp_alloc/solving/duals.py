"""Exact multipliers from a basis: the proof that nothing does better, or None where the basis does not give one."""

from collections.abc import Mapping
from dataclasses import dataclass

from flint import fmpq

from rvp_alloc.model import Row
from rvp_alloc.solving.program import Basis, Program
from rvp_alloc.solving.sparse import solve_equations


@dataclass(frozen=True, slots=True)
class Multipliers:
    """A proof that the objective is at most ``best``: each row's multiplier, and what is left on each column.

    ``objective = sum of multiplier * row - sum of rest * column``; the rests are at least 0 on columns that are at
    least 0, are 0 on free columns, and may be anything on settled ones.
    """

    rows: Mapping[int, fmpq]
    rests: Mapping[str, fmpq]
    best: fmpq


def multipliers(program: Program, basis: Basis) -> Multipliers | None:
    """Return the exact multipliers of a basis if their signs make them a proof, else None."""
    known = program.known
    equations: dict[str, tuple[dict[int, fmpq], fmpq]] = {
        column: ({}, fmpq(0) + program.objective.get(column, 0)) for column in basis.columns if column not in known
    }
    for index in basis.tight_rows:
        for column, coefficient in program.rows[index].terms.items():
            equation = equations.get(column)
            if equation is not None and coefficient != 0:
                equation[0][index] = fmpq(0) + coefficient
    found = solve_equations(list(equations.values()))
    return None if found is None else as_proof(program, found)


def as_proof(program: Program, found: Mapping[int, fmpq]) -> Multipliers | None:
    """Check the signs of multipliers and return them as a proof, or None."""
    rests: dict[str, fmpq] = {column: fmpq(0) - coefficient for column, coefficient in program.objective.items()}
    best = fmpq(0)
    for index, multiplier in found.items():
        row = program.rows[index]
        if not _right_sign(row, multiplier):
            return None
        best += multiplier * row.bound
        for column, coefficient in row.terms.items():
            rests[column] = rests.get(column, 0) + multiplier * coefficient
    known = program.known
    lower = {column.id: column.lower for column in program.columns}
    for column, rest in rests.items():
        value = known.get(column)
        if value is not None:
            best -= rest * value
        elif rest < 0 or (rest != 0 and lower[column] is None):
            return None
    return Multipliers(found, rests, best)


def contradicts(program: Program, found: Mapping[int, fmpq]) -> bool:
    """Say whether multipliers of rows prove that no point meets them all (Farkas)."""
    if not all(_right_sign(program.rows[index], multiplier) for index, multiplier in found.items()):
        return False
    rests: dict[str, fmpq] = {}
    for index, multiplier in found.items():
        for column, coefficient in program.rows[index].terms.items():
            rests[column] = rests.get(column, 0) + multiplier * coefficient
    lower = {column.id: column.lower for column in program.columns}
    if any(rest < 0 or (rest != 0 and lower[column] is None) for column, rest in rests.items()):
        return False
    return bool(sum((multiplier * program.rows[index].bound for index, multiplier in found.items()), fmpq(0)) < 0)


def _right_sign(row: Row, multiplier: fmpq) -> bool:
    return row.sense == "==" or (multiplier >= 0 if row.sense == "<=" else multiplier <= 0)


def vertex(program: Program, basis: Basis) -> Mapping[str, fmpq] | None:
    """Return the point of a basis: what its tight rows say of its columns, all others being 0; None if they contradict."""
    known = program.known
    basic = set(basis.columns)
    equations = []
    for index in basis.tight_rows:
        row = program.rows[index]
        rest, terms = row.bound, {}
        for column, coefficient in row.terms.items():
            value = known.get(column)
            if value is not None:
                rest -= coefficient * value
            elif column in basic:
                terms[column] = fmpq(0) + coefficient
        equations.append((terms, fmpq(0) + rest))
    found = solve_equations(equations)
    if found is None:
        return None
    return {column.id: known.get(column.id, found.get(column.id, fmpq(0))) for column in program.columns}


def optimum(program: Program, basis: Basis) -> tuple[Mapping[str, fmpq], Multipliers] | None:
    """Return the point of a basis with its multipliers if both are exactly right, else None."""
    point, found = vertex(program, basis), multipliers(program, basis)
    if point is None or found is None:
        return None
    inside = all(column.lower is None or point[column.id] >= column.lower for column in program.columns)
    return (point, found) if inside and all(row.holds(point) for row in program.rows) else None
