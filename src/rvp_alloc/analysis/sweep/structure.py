"""Structure: the form of policy in which every bound on new fte speaks of sets of teams that are nested or apart.

It is found in the rows alone, whatever rules wrote them. Layers that an equation fixes are taken as given; posts are
projected away: wijkagent posts that only ever need to be many count as all new fte of their pool, and heads that share
one room per team ask that room of all teams together. What is left are bounds on the new fte of sets of teams.
"""

from collections import defaultdict
from collections.abc import Sequence

from flint import fmpq

from rvp_alloc.analysis.sweep.bounds import NO_LOSS, Bound, Bounds, Margin, NotNestedError
from rvp_alloc.analysis.sweep.heads import Heads, set_of
from rvp_alloc.conflict.search import parameter_of
from rvp_alloc.model import LinearModel, Number, Row
from rvp_alloc.policy.case import POSTS_BY_POOL, Case
from rvp_alloc.tape import Tape, Term


def bounds_of(case: Case, model: LinearModel, tape: Tape) -> Bounds:
    """Return what the rows of a model say of the new fte of sets of teams.

    Raises
    ------
    NotNestedError
        If they say anything that is no bound on a set's new fte.
    """
    return _Reader(case, model, tape).read()


class _Reader:
    def __init__(self, case: Case, model: LinearModel, tape: Tape) -> None:
        self.case, self.model, self.tape = case, model, tape
        self.team_of = {case.column(layer, team): team for layer in case.layers for team in case.teams}
        self.key = {case.column("key", team): team for team in case.teams}
        self.pool_posts = {case.column(POSTS_BY_POOL, pool) for pool in case.pools if POSTS_BY_POOL in case.posts}
        self.values: dict[str, Number] = {}
        self.fixing: dict[str, Row] = {}

    def read(self) -> Bounds:
        """Read all rows: first what is fixed, then what posts stand for, then the rest."""
        self._fix()
        found = self._begin()
        rows = [row for row in self.model.rows if all(row is not other for other in self.fixing.values())]
        within, rows = self._substitute(rows, found)
        heads: list[Row] = []
        for row in rows:
            if row.terms.keys() & within.keys() - found.substituted.keys():
                raise NotNestedError(f"{row.label} speaks of posts in a way of its own")
            posts = row.terms.keys() - self.team_of.keys() - found.substituted.keys()
            if posts:
                heads.append(row)
            else:
                self._bound(row, found)
        if heads:
            Heads(self.case, self.tape, self.team_of, heads).project(found)
        return found

    # ---- layers that an equation fixes

    def _fix(self) -> None:
        """Learn the columns that an equation fixes by itself, and which row that is."""
        for row in self.model.rows:
            if row.sense == "==" and len(row.terms) == 1:
                ((column, coefficient),) = row.terms.items()
                if column not in self.fixing and column in self.team_of and column not in self.key and coefficient == 1:
                    self.fixing[column] = row
                    self.values[column] = row.bound
        open_layers = self.team_of.keys() - self.key.keys() - self.values.keys()
        if open_layers:
            raise NotNestedError(f"{min(open_layers)} is not fixed by an equation")

    def _begin(self) -> Bounds:
        fixed: dict[str, Number] = dict.fromkeys(self.case.teams, fmpq(0))
        fixed_by: defaultdict[str, set[str]] = defaultdict(set)
        for column, value in self.values.items():
            team = self.team_of[column]
            fixed[team] = fixed[team] + value
            if isinstance(value, Term) or value != 0:
                fixed_by[team].add(parameter_of(self.fixing[column]))
        found = Bounds(self.case.teams, fixed, {team: frozenset(fixed_by[team]) for team in self.case.teams})
        if self.case.policy.is_on(NO_LOSS):
            for column, value in self.values.items():
                if not self.tape.never_negative(value):
                    found.margins.append(Margin(value, frozenset({NO_LOSS, parameter_of(self.fixing[column])})))
            for team in self.case.teams:
                blamed = found.fixed_by[team] | {NO_LOSS}
                found.bounds.append(Bound(frozenset({team}), ">=", fixed[team], blamed))
        return found

    # ---- posts of pools: as many as there are new fte

    def _substitute(self, rows: Sequence[Row], found: Bounds) -> tuple[dict[str, Row], list[Row]]:
        """Let posts that are only ever asked for stand for all new fte of the teams that they come from."""
        within: dict[str, Row] = {}
        for row in rows:
            posts = row.terms.keys() & self.pool_posts
            if row.sense == "<=" and len(posts) == 1:
                (post,) = posts
                if row.terms[post] == 1 and row.bound == 0 and post not in within:
                    within[post] = row
        rest = [row for row in rows if all(row is not taken for taken in within.values())]
        for post, row in within.items():
            asked = [other for other in rest if post in other.terms]
            if any(other.sense != ">=" or not self.tape.never_negative(other.terms[post]) for other in asked):
                raise NotNestedError(f"{post} is not only asked for")
            teams = set_of(self.case, self.team_of, {c: -factor for c, factor in row.terms.items() if c != post}, row)
            found.substituted[post] = teams
            if not self.case.policy.is_on(NO_LOSS):
                found.bounds.append(Bound(teams, ">=", fmpq(0), frozenset({parameter_of(row)})))
        return within, rest

    # ---- bounds on sets

    def _bound(self, row: Row, found: Bounds) -> None:
        """Read a row that speaks of layers, and of posts that stand for layers."""
        terms: dict[str, Number] = {}
        for column, factor in row.terms.items():
            columns = self.case.new_fte(found.substituted[column]) if column in found.substituted else {column: 1}
            for layer in columns:
                terms[layer] = terms[layer] + factor if layer in terms else factor
        of_key = {column: factor for column, factor in terms.items() if column in self.key}
        parameters = {parameter_of(row)}
        if not of_key:
            left = sum((factor * self.values[column] for column, factor in terms.items()), fmpq(0)) - row.bound
            if row.sense == "==":
                found.equalities.append(Margin(left, frozenset(parameters)))
            else:
                found.margins.append(Margin(left if row.sense == ">=" else -left, frozenset(parameters)))
            return
        factor = next(iter(of_key.values()))
        if isinstance(factor, Term) or factor == 0 or any(other != factor for other in of_key.values()):
            raise NotNestedError(f"{row.label} weighs teams differently")
        amount, teams = row.bound, frozenset(self.key[column] for column in of_key)
        for column, value in self.values.items():
            extra = terms.get(column, fmpq(0)) - (factor if self.team_of[column] in teams else fmpq(0))
            amount = amount - extra * value
            if isinstance(extra, Term) or extra != 0:
                # A row of some layers alone: what the others are, or that they are not negative, has its part in a clash.
                keeps = {NO_LOSS} if self.case.policy.is_on(NO_LOSS) else {parameter_of(self.fixing[column])}
                parameters |= found.fixed_by[self.team_of[column]] | keeps
        sense = {">=": "<=", "<=": ">="}.get(row.sense, row.sense) if factor < 0 else row.sense
        found.bounds.append(Bound(teams, sense, amount / factor, frozenset(parameters)))
