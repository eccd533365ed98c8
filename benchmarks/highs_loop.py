"""The new fte of many scenarios as a competent analyst would write it: one live HiGHS model, changed and run again.

The chain is included: coverage first, then the key, round after round. Nothing of rvp_alloc's model or solving is used. What it
does not do: IPGA (one comparison by hand), exact numbers, proofs, which parameters clash.
"""

import highspy
import numpy as np
from by_hand import Figures

_INFINITE = highspy.kHighsInf
_SETTLED = 1e-9


class HighsLoop:
    """One model of keys, wijkagent posts and a level; a scenario changes numbers in it."""

    def __init__(self, figures: Figures, districts: dict[str, str], growth_cap: float, share_cap: float) -> None:
        self.teams, self.pools = list(figures.formation), list(figures.pools)
        self.figures, self.growth_cap, self.share_cap = figures, growth_cap, share_cap
        self.groups = [
            [t for t, team in enumerate(self.teams) if districts[team] == d] for d in dict.fromkeys(districts.values())
        ]
        self.members = [[self.teams.index(team) for team in figures.pools[pool]] for pool in self.pools]
        self.present = [sum(figures.wijkagenten[self.teams[t]] for t in team) for team in self.members]
        self.needed = [0.0] * len(self.pools)
        n, m = len(self.teams), len(self.pools)
        self.level = n + m
        self.highs = highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("presolve", "off")
        for _ in range(n + m):
            highs.addVar(0.0, _INFINITE)
        highs.addVar(-_INFINITE, _INFINITE)
        highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self._row(range(n), 1.0)
        self.within = [self._row([n + p, *team], [1.0, *[-1.0] * len(team)]) for p, team in enumerate(self.members)]
        self.cover = [self._row([n + p, self.level], [1.0, -1.0]) for p in range(m)]
        self.key = [self._row([t, self.level], [1.0, -1.0]) for t in range(n)]
        self.district = [self._row(group, 1.0) for group in self.groups]

    def _row(self, columns, values) -> int:
        places = np.array(list(columns), dtype=np.int32)
        numbers = np.full(len(places), values) if np.isscalar(values) else np.array(values, dtype=float)
        self.highs.addRow(-_INFINITE, _INFINITE, len(places), places, numbers)
        return self.highs.getNumRow() - 1

    def divide(self, value, inhabitants, safety, growth):
        """Return the new fte of each team in one scenario, or None where the rules clash."""
        highs, n, level = self.highs, len(self.teams), self.level
        formation = np.array([*self.figures.formation.values()])
        development = np.array([self.figures.development[team] for team in self.teams])
        fixed = value["priority_uplift.rate"] * formation + value["development.total"] * development / development.sum()
        danger, rising = formation * safety, np.maximum(growth, 0.0)
        shares = (
            value["key.weights.safety"] * danger / danger.sum() + value["key.weights.growth"] * rising / rising.sum()
        )
        rest = value["budget.new_fte"] - fixed.sum()
        highs.changeRowBounds(0, rest, rest)
        for t in range(n):
            highs.changeColBounds(t, 0.0, self.growth_cap * formation[t] - fixed[t])
            highs.changeCoeff(self.key[t], level, -shares[t])
            highs.changeRowBounds(self.key[t], -_INFINITE, _INFINITE)
        for row, group in zip(self.district, self.groups, strict=True):
            highs.changeRowBounds(row, -_INFINITE, self.share_cap * value["budget.new_fte"] - fixed[group].sum())
        for p in range(len(self.pools)):
            self.needed[p] = inhabitants[p] / value["wijkagent_area.norm"]
            highs.changeRowBounds(self.within[p], -_INFINITE, fixed[self.members[p]].sum())
            highs.changeCoeff(self.cover[p], level, -self.needed[p])
            highs.changeRowBounds(self.cover[p], -self.present[p], _INFINITE)
            highs.changeColBounds(n + p, 0.0, _INFINITE)
        if not self._cover():
            return None
        keys = self._leximin(shares)
        return None if keys is None else fixed + keys

    def _raise(self, most: float) -> bool:
        self.highs.changeColBounds(self.level, -_INFINITE, most)
        self.highs.changeColCost(self.level, 1.0)
        self.highs.run()
        return self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal

    def _cover(self) -> bool:
        """Raise the worst covered area up to the norm (the next ones too, where it is not reached), and keep what is reached."""
        waiting = set(range(len(self.pools)))
        while waiting:
            if not self._raise(1.0):
                return False
            solution = self.highs.getSolution()
            level = solution.col_value[self.level]
            found = {p for p in waiting if abs(solution.row_dual[self.cover[p]]) > _SETTLED}
            for p in waiting if level >= 1.0 - _SETTLED or not found else found:
                posts = self.needed[p] * level - self.present[p]
                self.highs.changeColBounds(len(self.teams) + p, max(0.0, posts - _SETTLED), _INFINITE)
                self.highs.changeRowBounds(self.cover[p], -_INFINITE, _INFINITE)
            waiting = set() if level >= 1.0 - _SETTLED or not found else waiting - found
        return True

    def _leximin(self, shares):
        waiting = set(range(len(self.teams)))
        for t in waiting:
            self.highs.changeRowBounds(self.key[t], 0.0, _INFINITE)
        values = None
        while waiting:
            if not self._raise(_INFINITE):
                return None
            solution = self.highs.getSolution()
            level, values = solution.col_value[self.level], np.array(solution.col_value[: len(self.teams)])
            found = {t for t in waiting if abs(solution.row_dual[self.key[t]]) > _SETTLED}
            if not found:
                return values
            for t in found:
                self.highs.changeColBounds(t, shares[t] * level, shares[t] * level)
                self.highs.changeRowBounds(self.key[t], -_INFINITE, _INFINITE)
            waiting -= found
        return values
