"""Plan: all that the nested engine needs to know of a policy, as places on a tape and flat arrays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rvp_alloc.analysis.sweep.bounds import NO_LOSS, Bounds, Margin, NotNestedError
from rvp_alloc.analysis.sweep.structure import bounds_of
from rvp_alloc.analysis.sweep.tree import Tree, tree_of
from rvp_alloc.model import LinearModel, Number
from rvp_alloc.policy.aim import Leximin, all_aims
from rvp_alloc.policy.case import Case
from rvp_alloc.tape import Tape, is_exact

MOST_PARAMETERS = 62
"""Of how many parameters a conflict can name each; with more, it names their rules."""

LOWER, UPPER, EXACTLY = 0, 1, 2
SIDES = {">=": LOWER, "<=": UPPER, "==": EXACTLY}

type Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Plan:
    """The tree of bounded sets, the bounds in it, and where on the tape the numbers stand.

    ``bounds`` has a row (node, side, place on the tape, parameters as bits) for each bound, ``margins`` a row (place, bits)
    for each number that must not be below 0, ``equalities`` one for each that must be 0. ``shares``, ``fixed`` and
    ``formation`` hold the places of what each team has. ``pools`` is the tree over pools (one set only where no norm per area
    is guiding), ``pool_nodes`` where each of its nodes is in the tree of teams, with the places of the posts ``needed`` per
    level of coverage and of those ``present``. ``found`` is what it was all made from.
    """

    tape: Tape
    parameters: tuple[str, ...]
    tree: Tree
    bounds: Whole
    margins: Whole
    equalities: Whole
    shares: Whole
    fixed: Whole
    formation: Whole
    pools: Tree
    pool_nodes: Whole
    needed: Whole
    present: Whole
    no_loss: bool
    found: Bounds


def plan_of(case: Case, model: LinearModel, tape: Tape) -> Plan:
    """Return the plan of a traced case, if its bounds are nested.

    Raises
    ------
    NotNestedError
        If the policy is not of the form that the nested engine knows, with what is in the way.
    """
    found = bounds_of(case, model, tape)
    coverage = before_the_key(case, found)
    leaves = {frozenset({team}): place for place, team in enumerate(case.teams)}
    sets = [bound.teams for bound in found.bounds]
    tree = tree_of([*sets, *coverage], leaves)
    pool_places = {teams: place for place, teams in enumerate(coverage)}
    if coverage:
        around = [node for node in tree.sets if any(pool < node for pool in coverage)]
        pools = tree_of(around, pool_places)
    else:
        pools = tree_of([], {frozenset(case.teams): 0})
    margins, equalities = judged(found)
    bits = Bits([*(bound.parameters for bound in found.bounds), *(m.parameters for m in (*margins, *equalities))])
    shares = case.key_shares
    return Plan(
        tape,
        bits.names,
        tree,
        _table(
            [
                (tree.place(bound.teams), SIDES[bound.sense], tape.place(bound.amount), bits.of(bound.parameters))
                for bound in found.bounds
            ],
            4,
        ),
        _table([(tape.place(margin.amount), bits.of(margin.parameters)) for margin in margins], 2),
        _table([(tape.place(margin.amount), bits.of(margin.parameters)) for margin in equalities], 2),
        places_of(tape, shares.values()),
        places_of(tape, (found.fixed[team] for team in case.teams)),
        places_of(tape, case.formation.values()),
        pools,
        np.array([tree.place(teams) for teams in pools.sets], dtype=np.int64),
        places_of(tape, (needed for needed, _ in coverage.values())),
        places_of(tape, (present for _, present in coverage.values())),
        case.policy.is_on(NO_LOSS),
        found,
    )


def judged(found: Bounds) -> tuple[list[Margin], list[Margin]]:
    """Return the margins and equalities that scenarios differ in, and those that never hold.

    What is the same in every scenario is judged here, exactly; -1 is plainly below 0, however little it was.
    """
    margins = [
        replace(margin, amount=-1) if is_exact(margin.amount) else margin
        for margin in found.margins
        if not is_exact(margin.amount) or margin.amount < 0
    ]
    equalities = [
        replace(margin, amount=-1) if is_exact(margin.amount) else margin
        for margin in found.equalities
        if not is_exact(margin.amount) or margin.amount != 0
    ]
    return margins, equalities


def before_the_key(case: Case, found: Bounds) -> dict[frozenset[str], tuple[Number, Number]]:
    """Return, by set of teams, the posts per level of coverage and those present, if coverage is pursued before the key."""
    coverage: dict[frozenset[str], tuple[Number, Number]] = {}
    everybody = frozenset(case.teams)
    for aim in case.policy.all_aims():
        if aim == "key":
            return coverage
        for objective in all_aims()[aim].objectives(case, {}):
            if not isinstance(objective, Leximin) or objective.cap != 1:
                raise NotNestedError(f"aim {aim} comes before the key")
            reached = {}
            for measure in objective.measures.values():
                posts = list(measure.terms)
                if not all(post in found.substituted for post in posts):
                    raise NotNestedError(f"aim {aim} comes before the key")
                teams = frozenset[str]().union(*(found.substituted[post] for post in posts))
                per_post = next(iter(measure.terms.values()))
                if teams == everybody and len(posts) == len(found.substituted):
                    continue  # all new fte together: the budget says how many those are
                reached[teams] = (1 / per_post, measure.constant / per_post)
            if reached and (coverage or frozenset[str]().union(*reached) != everybody):
                raise NotNestedError(f"aim {aim} comes before the key")
            coverage = reached or coverage
    raise NotNestedError("the key is no aim")


def places_of(tape: Tape, numbers: Iterable[Number]) -> Whole:
    """Return where numbers stand on a tape."""
    return np.array([tape.place(number) for number in numbers], dtype=np.int64)


def _table(rows: Sequence[tuple[int, ...]], width: int) -> Whole:
    return np.array(rows, dtype=np.int64).reshape(len(rows), width)


class Bits:
    """A bit for each parameter; for each rule, where there are too many parameters."""

    def __init__(self, sets: Iterable[frozenset[str]]) -> None:
        names = sorted(frozenset[str]().union(*sets))
        self.by_rule = len(names) > MOST_PARAMETERS
        self.names = tuple(dict.fromkeys(map(self._name, names)))[:MOST_PARAMETERS]
        self._bit: Mapping[str, int] = {name: 1 << place for place, name in enumerate(self.names)}

    def of(self, parameters: frozenset[str]) -> int:
        """Return the bits of a set of parameters."""
        return sum({self._bit[self._name(name)] for name in parameters if self._name(name) in self._bit})

    def _name(self, parameter: str) -> str:
        return parameter.partition(".")[0] if self.by_rule else parameter
