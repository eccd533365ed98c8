"""The checker's own rows: rebuilt from region and policy, and said of whole numbers."""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from rvp_alloc import verify
from rvp_alloc.planning.rounding.check.row import ZERO, Box, CheckedRow, need
from rvp_alloc.planning.rounding.check.team import FAMILIES_OF_A_TEAM, Team

VERIFIER: Any = verify  # a file for outsiders, without annotations


class WholeRows:
    """The rows of a region and a policy, said of whole numbers."""

    def __init__(self, certificate: Mapping[str, Any], step: Fraction, trust_rules: Sequence[str]) -> None:
        need(step > 0, "the step is not above 0")
        self.case = VERIFIER.prepared(certificate, trust_rules)
        self.step = step
        self.sizes = {f"new_fte:{team}": step for team in self.case.teams}
        for family, columns in self.case.posts.items():
            self.sizes |= dict.fromkeys(columns, step if family == "wijkagent_posts" else Fraction(1))
            self.sizes[f"total:{family}"] = Fraction(1)
        given = list(self.case.rows())
        self.constants = self._constants(given)
        self.rows: dict[str, CheckedRow] = {}
        for label, terms, sense, bound in given:
            for side, sign in (("<=", 1), (">=", -1)):
                if sense in (side, "=="):
                    self._keep(f"{side} {label}", terms, Fraction(bound), sign)
        for team in self.case.teams if not self.case.free else ():
            self._keep(f">= no_loss.key:{team}", {f"key:{team}": Fraction(1)}, ZERO, -1)
        for family, columns in self.case.posts.items():
            for side, sign in (("<=", 1), (">=", -1)):
                together = {**dict.fromkeys(columns, Fraction(sign)), f"total:{family}": Fraction(-sign)}
                self.rows[f"{side} total:{family}"] = CheckedRow(together, {}, ZERO)

    def _constants(self, rows: Sequence[tuple[str, Any, str, Any]]) -> dict[str, Fraction]:
        """Return the layers that equations between layers other than the key give by themselves."""
        posts = {column for columns in self.case.posts.values() for column in columns}
        known: dict[str, Fraction] = {}
        equations = [
            (terms, Fraction(bound))
            for _, terms, sense, bound in rows
            if sense == "==" and not any(column.startswith("key:") or column in posts for column in terms)
        ]
        found = True
        while found:
            found = False
            for terms, bound in equations:
                open_ = [column for column, amount in terms.items() if amount and column not in known]
                if len(open_) == 1:
                    rest = bound - sum(terms[column] * known[column] for column in terms if column in known)
                    known[open_[0]] = rest / terms[open_[0]]
                    found = True
        return known

    def _keep(self, name: str, terms: Mapping[str, Fraction], bound: Fraction, sign: int) -> None:
        whole: dict[str, Fraction] = {}
        others: dict[str, Fraction] = {}
        rest = bound
        waiting = [(column, Fraction(amount)) for column, amount in terms.items()]
        while waiting:
            column, amount = waiting.pop()
            family, _, subject = column.partition(":")
            if column in self.constants:
                rest -= amount * self.constants[column]
            elif column in self.sizes:
                whole[column] = whole.get(column, ZERO) + amount * self.sizes[column]
            elif family == "key":
                unit = f"new_fte:{subject}"
                whole[unit] = whole.get(unit, ZERO) + amount * self.step
                waiting += [(f"{layer}:{subject}", -amount) for layer in self.case.layers if layer != "key"]
            else:
                others[column] = others.get(column, ZERO) + amount
        whole = {unit: sign * amount for unit, amount in whole.items() if amount}
        others = {column: sign * amount for column, amount in others.items() if amount}
        if whole or others:
            self.rows[name] = _rounded(whole, others, sign * rest)
        else:
            need(sign * rest >= 0, f"row {name} cannot hold whatever is decided")

    @cached_property
    def teams(self) -> list[Team]:
        """The teams of which heads are decided as well as new fte, each with the rows about it alone."""
        if "interventieplegers" not in self.case.posts:
            return []
        rows: dict[str, list[CheckedRow]] = {team: [] for team in self.case.teams}
        for row in self.rows.values():
            split = [unit.split(":", 1) for unit in row.units]
            about = {subject if family in FAMILIES_OF_A_TEAM else "" for family, subject in split}
            if len(about) == 1 and about <= rows.keys() and not row.others:
                rows[about.pop()].append(row)
        return [Team(team, found) for team, found in rows.items()]

    def everything(self) -> Box:
        """Return the limits that follow from what posts are and from the total."""
        free = bool(self.case.free)
        least = {f"new_fte:{team}": -math.floor(self.case.F[team] / self.step) * free for team in self.case.teams}
        rest = math.floor(self.case.value("budget.new_fte") / self.step) - sum(least.values())
        return {unit: (least[unit], least[unit] + rest) if unit in least else (0, None) for unit in self.sizes}

    def point(self, levels: Mapping[str, int], others: Mapping[str, Fraction]) -> dict[str, Fraction]:
        """Return every column of the division."""
        point = {**self.constants, **others}
        point |= {
            column: self.sizes[column] * levels[column] for columns in self.case.posts.values() for column in columns
        }
        for team in self.case.teams:
            rest = sum((point[f"{layer}:{team}"] for layer in self.case.layers if layer != "key"), ZERO)
            point[f"key:{team}"] = self.step * levels[f"new_fte:{team}"] - rest
        return point


def _rounded(whole: dict[str, Fraction], others: dict[str, Fraction], bound: Fraction) -> CheckedRow:
    """Return a row with what whole numbers make of its bound."""
    if others:
        return CheckedRow(whole, others, bound)
    teams = [unit for unit in whole if unit.startswith("new_fte:")]
    if len(teams) == 1 and len(whole) > 1:
        slope = whole[teams[0]]
        heads = {unit: amount for unit, amount in whole.items() if unit != teams[0]}
        grid = _divisor(heads.values())
        if (slope / grid).denominator != 1:
            return CheckedRow(
                heads, {}, ZERO, teams[0], lambda level: math.floor((bound - slope * level) / grid) * grid
            )
    grid = _divisor(whole.values())
    return CheckedRow(whole, {}, math.floor(bound / grid) * grid)


def _divisor(numbers: Any) -> Fraction:
    found = list(numbers)
    shared = math.lcm(*(number.denominator for number in found))
    return Fraction(math.gcd(*(int(number * shared) for number in found)), shared)
