"""Tree: nested sets of teams, from all of them down to single ones, as flat arrays for the engine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rvp_alloc.analysis.sweep.bounds import NotNestedError

type Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes in an order in which every set stands just before its parts; the first is the set of everybody.

    ``parent[i]`` is the set around node i (-1 for the first), ``end[i]`` the place after its last part, and ``leaf[i]`` the
    number of the team (or pool) that it is, -1 where it has parts.
    """

    sets: tuple[frozenset[str], ...]
    parent: Whole
    end: Whole
    leaf: Whole

    def place(self, teams: frozenset[str]) -> int:
        """Return the node of a set."""
        return self.sets.index(teams)


def tree_of(sets: Iterable[frozenset[str]], leaves: Mapping[frozenset[str], int]) -> Tree:
    """Return the tree of nested sets.

    Parameters
    ----------
    sets
        Sets of teams, in any order.
    leaves
        The smallest sets, apart from each other, with their numbers; together they are everybody.

    Raises
    ------
    NotNestedError
        If two sets overlap without one lying inside the other.

    Examples
    --------
    >>> tree = tree_of([frozenset("ab")], {frozenset(team): place for place, team in enumerate("abc")})
    >>> tree.parent.tolist(), tree.leaf.tolist(), tree.end.tolist()
    ([-1, 0, 1, 1, 0], [-1, -1, 0, 1, 2], [5, 4, 3, 4, 5])
    """
    everybody = frozenset[str]().union(*leaves)
    # Larger sets first, then by the first leaf they hold: an order that knows no names.
    first = {teams: min(number for leaf, number in leaves.items() if leaf <= teams) for teams in {*sets, *leaves}}
    inner = sorted(({*sets} - {everybody}) - leaves.keys(), key=lambda teams: (-len(teams), first[teams]))
    ordered: list[tuple[frozenset[str], int]] = [(everybody, -1)]
    _add_parts(0, inner, sorted(leaves, key=lambda leaf: leaves[leaf]), ordered)
    parents = np.array([parent for _, parent in ordered], dtype=np.int64)
    leaf = np.array([-1, *(leaves.get(teams, -1) for teams, _ in ordered[1:])], dtype=np.int64)
    return Tree(tuple(teams for teams, _ in ordered), parents, _ends(parents), leaf)


def _add_parts(
    place: int,
    inner: Sequence[frozenset[str]],
    leaves: Sequence[frozenset[str]],
    ordered: list[tuple[frozenset[str], int]],
) -> None:
    """Put the parts of a set behind it: the largest sets within it with their own parts, then the leaves that are left."""
    left = list(inner)
    taken: set[str] = set()
    while left:
        part = left.pop(0)
        within = [other for other in left if other < part]
        left = [other for other in left if not other < part]
        if any(other & part for other in left):
            raise NotNestedError("two bounded groups overlap without one lying inside the other")
        taken |= part
        ordered.append((part, place))
        _add_parts(len(ordered) - 1, within, [leaf for leaf in leaves if leaf <= part], ordered)
    for leaf in leaves:
        if not leaf & taken:
            ordered.append((leaf, place))
        elif not leaf <= taken:
            raise NotNestedError("a bounded group holds a part of a pool only")


def _ends(parents: Whole) -> Whole:
    ends = np.arange(1, len(parents) + 1)
    for node in range(len(parents) - 1, 0, -1):
        ends[parents[node]] = max(ends[parents[node]], ends[node])
    return ends
