"""Compiled: try the certificates at hand on many scenarios, each until one holds."""

import numpy as np
from numba import njit

SETTLED, CONFLICT, OPEN = 0, 1, 2
_CLOSE = 1e-9
_EXACT = 1e-11
_compiled = njit(cache=True, nogil=True, error_model="numpy")


@_compiled
def _holds(rounds, settled, weights, members, sides, tight, amounts, fixed, shares, new_fte):
    """Compute the division that a certificate determines; say whether it keeps all bounds and levels do not fall."""
    teams = len(fixed)
    before = -np.inf
    for number in range(len(rounds)):
        right, share = 0.0, 0.0
        for row in range(len(sides)):
            if rounds[number, row] != 0.0:
                right += rounds[number, row] * amounts[row]
        for team in range(teams):
            weight = weights[number, team]
            if weight != 0.0:
                if settled[team] == number:
                    share += weight * shares[team]
                    right -= weight * fixed[team]
                else:
                    right -= weight * new_fte[team]
        level = right / share
        if not level >= before - _EXACT * max(1.0, abs(level)):
            return False
        before = level
        for team in range(teams):
            if settled[team] == number:
                new_fte[team] = fixed[team] + shares[team] * level
    for row in range(len(sides)):
        given = 0.0
        for team in range(teams):
            given += members[row, team] * new_fte[team]
        room = given - amounts[row]
        if tight[row]:
            if not abs(room) <= _EXACT * max(1.0, abs(amounts[row])):
                return False
        elif (sides[row] != 1 and not room > _CLOSE) or (sides[row] != 0 and not room < -_CLOSE):
            return False
    return True


@_compiled
def try_certificates(certificates, contradictions, bounds, amounts, numbers, new_fte, verdicts, which):
    """Try certificates in order on every scenario that is open; ``which`` becomes the one that holds."""
    rounds, counts, settled, weights, tight = certificates
    members, sides = bounds
    teams = members.shape[1]
    of_bounds, fixed, shares = np.empty(len(sides)), np.empty(teams), np.empty(teams)
    for s in range(amounts.shape[1]):
        if verdicts[s] != OPEN:
            continue
        for row in range(len(sides)):
            of_bounds[row] = amounts[row, s]
        for team in range(teams):
            fixed[team], shares[team] = numbers[team, s], numbers[teams + team, s]
        for number in range(len(counts)):
            count = counts[number]
            if _holds(
                rounds[number, :count],
                settled[number],
                weights[number],
                members,
                sides,
                tight[number],
                of_bounds,
                fixed,
                shares,
                new_fte[s],
            ):
                verdicts[s], which[s] = SETTLED, number
                break
        if verdicts[s] == SETTLED:
            continue
        for number in range(len(contradictions)):
            left, size = 0.0, 1.0
            for row in range(len(sides)):
                multiplier = contradictions[number, row]
                if multiplier != 0.0:
                    left += multiplier * of_bounds[row]
                    size = max(size, abs(multiplier))
            if left < -_CLOSE * size:
                verdicts[s], which[s] = CONFLICT, number
                break
