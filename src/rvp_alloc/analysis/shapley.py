"""Shapley: a difference shared out over what brings it about, the same whatever the order. Exact."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import comb

type Value = Callable[[frozenset[str]], Mapping[str, Fraction]]
"""What each team has when some of the players take part, in fte."""


def shapley(players: Sequence[str], value: Value) -> dict[str, dict[str, Fraction]]:
    """Return, for each player, what it brings each team: the average over all orders in which players can join.

    What the players bring adds up to the difference between all of them and none (Shapley 1953).

    Parameters
    ----------
    players
        What takes part; 2 to the power of their number values are asked.
    value
        What each team has when some of the players take part, in fte; asked once for each set of players.

    Examples
    --------
    >>> worth = {"": 0, "a": 6, "b": 2, "ab": 10}
    >>> shapley("ab", lambda taking_part: {"team": Fraction(worth["".join(sorted(taking_part))])})
    {'a': {'team': Fraction(7, 1)}, 'b': {'team': Fraction(3, 1)}}
    """
    count = len(players)
    values = {
        frozenset(chosen): value(frozenset(chosen))
        for size in range(count + 1)
        for chosen in combinations(players, size)
    }
    result = {player: dict.fromkeys(values[frozenset()], Fraction(0)) for player in players}
    for taking_part, before in values.items():
        if len(taking_part) == count:
            continue
        weight = Fraction(1, count * comb(count - 1, len(taking_part)))
        for player in players:
            if player in taking_part:
                continue
            after = values[taking_part | {player}]
            if after is not before:  # the very same division: nothing to add
                for team, amount in result[player].items():
                    result[player][team] = amount + weight * (after[team] - before[team])
    return result
