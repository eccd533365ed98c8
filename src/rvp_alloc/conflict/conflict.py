"""Conflict: the counterpart of an answer. Hard rules that cannot hold together, with the proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, NoReturn

from rvp_alloc.arithmetic import fraction
from rvp_alloc.figure import exact_text, rounded
from rvp_alloc.model import LinearModel
from rvp_alloc.policy.case import Case
from rvp_alloc.solving.chain import Infeasible
from rvp_alloc.words import rule_name

_MOST_ROWS_SHOWN = 12


@dataclass(frozen=True)
class Conflict:
    """Rows of hard rules that add up to something no division can meet: a Farkas certificate.

    ``multipliers`` are exact, by row label: at least 0 on ``<=`` rows, at most 0 on ``>=`` rows. The weighted rows add up to
    a left-hand side that is at least 0 whatever the division, and a right-hand side of ``gap`` below 0.
    """

    case: Case
    model: LinearModel
    multipliers: Mapping[str, Fraction]
    status: Literal["infeasible"] = "infeasible"

    @classmethod
    def of(cls, case: Case, model: LinearModel, proof: Infeasible) -> "Conflict":
        """Return the conflict that a proof shows."""
        return cls(case, model, {label: fraction(multiplier) for label, multiplier in proof.multipliers.items()})

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that take part, in the order of the policy; the present division's ``no_loss`` where it is needed."""
        taking_part = {row.rule for row in self.model.rows if row.label in self.multipliers}
        if any(left != 0 for column, left in self._left().items() if column.partition(":")[0] in self.case.layers):
            taking_part.add("no_loss")
        return tuple(rule.id for rule in self.case.policy.rules_on() if rule.id in taking_part)

    @property
    def gap(self) -> Fraction:
        """How far the weighted rows are from being possible, below 0."""
        return sum(
            (
                multiplier * fraction(row.bound + 0 * self.case.zero)
                for row in self.model.rows
                if (multiplier := self.multipliers.get(row.label))
            ),
            Fraction(0),
        )

    def _left(self) -> dict[str, Fraction]:
        """Return what the weighted rows leave on each column."""
        left: dict[str, Fraction] = {}
        for row in self.model.rows:
            multiplier = self.multipliers.get(row.label)
            if multiplier:
                for column, coefficient in row.terms.items():
                    left[column] = left.get(column, Fraction(0)) + multiplier * fraction(
                        coefficient + 0 * self.case.zero
                    )
        return left

    def __str__(self) -> str:
        names = ", ".join(rule_name(rule, "en") for rule in self.rules)
        lines = [
            f"the hard rules cannot hold together: {names}. Together they ask {float(-self.gap):.6g} more than there is."
        ]
        shown = [row for row in self.model.rows if row.label in self.multipliers]
        for row in shown[:_MOST_ROWS_SHOWN]:
            bound = fraction(row.bound + 0 * self.case.zero)
            lines.append(
                f"  {row.label} {row.sense} {rounded(bound, 3)} (weight {exact_text(self.multipliers[row.label])})"
            )
        if len(shown) > _MOST_ROWS_SHOWN:
            lines.append(f"  and {len(shown) - _MOST_ROWS_SHOWN} rows more")
        lines.append("Loosen one of these rules: change its value, make it guiding, or switch it off.")
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Return the conflict as JSON data."""
        return {
            "rules": list(self.rules),
            "gap": exact_text(self.gap),
            "multipliers": {label: exact_text(multiplier) for label, multiplier in sorted(self.multipliers.items())},
        }

    def __bool__(self) -> NoReturn:
        """Refuse: a conflict is not a yes or a no."""
        raise TypeError("a Conflict has no truth value; look at its status")
