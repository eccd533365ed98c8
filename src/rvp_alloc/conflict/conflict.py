"""Conflict: hard rules that cannot hold together, as a value with the same interface whether raised or returned."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, NoReturn

from flint import fmpq

from rvp_alloc.arithmetic import fraction
from rvp_alloc.certificate import inputs_to_dict, text
from rvp_alloc.conflict.repair import Repair, smallest_changes, smallest_together
from rvp_alloc.conflict.search import NO_LOSS, Clash, Search, find_clashes, parameter_of
from rvp_alloc.figure import exact_text
from rvp_alloc.model import LinearModel
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.policy import Policy
from rvp_alloc.solving.chain import Infeasible
from rvp_alloc.words import Lang


@dataclass(frozen=True, slots=True)
class Share:
    """What one parameter brings into a clash: ``amount`` below 0 is asked, above 0 is there; in the clash's common measure."""

    parameter: str
    amount: Fraction


@dataclass(frozen=True, eq=False)
class Conflict:
    """Hard rules that cannot hold together: all minimal sets, each proven both ways, and the ways out.

    Raised inside :class:`InfeasibleError` by :func:`allocate`, returned by :func:`try_allocate`. What costs time (the search for
    every minimal set, the repairs) is done when first asked for.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region, try_allocate
    >>> conflict = try_allocate(load_region("amsterdam-2022"), Policy.reference().set("ipga.cap", "0.04"))
    >>> conflict.status, len(conflict.clashes)
    ('infeasible', 2)
    >>> conflict.clashes[0].parameters
    ('budget.new_fte', 'ipga.heads', 'ipga.regisseurs_min', 'ipga.cap')
    >>> [str(repair) for repair in conflict.repairs if "cap" in str(repair)]
    ['ipga.cap from 0.04 to 970/22751']
    """

    case: Case
    model: LinearModel
    proof: Infeasible
    status: Literal["infeasible"] = "infeasible"

    @property
    def policy(self) -> Policy:
        """The policy that cannot be met."""
        return self.case.policy

    @property
    def multipliers(self) -> Mapping[str, Fraction]:
        """The first proof found: a Farkas certificate by row label, at least 0 on ``<=`` rows, at most 0 on ``>=`` rows."""
        return {label: fraction(multiplier) for label, multiplier in self.proof.multipliers.items()}

    @property
    def gap(self) -> Fraction:
        """What the rows of the first proof, weighted, add up to on the right: below 0, where it would have to be 0 or more."""
        return sum(
            (
                multiplier * fraction(fmpq(0) + row.bound)
                for row in self.model.rows
                if (multiplier := self.multipliers.get(row.label))
            ),
            Fraction(0),
        )

    @cached_property
    def _search(self) -> Search:
        return find_clashes(self.case, self.model)

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """Every minimal set of parameters that cannot hold together, smallest first."""
        return self._search.clashes

    @property
    def complete(self) -> bool:
        """Whether ``clashes`` are all there are; False where there are too many to list."""
        return self._search.complete

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that take part in some clash, in the order in which rules are told."""
        taking_part = {parameter.partition(".")[0] for clash in self.clashes for parameter in clash.parameters}
        return tuple(rule.id for rule in self.policy.rules_on() if rule.id in taking_part)

    def balance(self, clash: Clash) -> tuple[Share, ...]:
        """Return what each parameter of a clash asks or leaves: together below 0, which is the clash.

        Measured so that the largest multiplier of a row that asks is 1: then heads count as heads, and fte as fte.
        """
        rows = {row.label: row for row in self.model.rows}
        asking = [
            abs(multiplier) for label, multiplier in clash.multipliers.items() if multiplier * rows[label].bound < 0
        ]
        scale = max(asking, default=fmpq(1))
        amounts: dict[str, fmpq] = dict.fromkeys(clash.parameters, fmpq(0))
        for label, multiplier in clash.multipliers.items():
            parameter = parameter_of(rows[label])
            amounts[parameter] = amounts.get(parameter, fmpq(0)) + multiplier * rows[label].bound / scale
        return tuple(Share(parameter, fraction(amount)) for parameter, amount in amounts.items())

    def repairs_of(self, clash: Clash) -> tuple[Repair, ...]:
        """Return, for each single parameter that can do it, the smallest exact change that removes one clash."""
        return smallest_changes(self.case, frozenset(clash.parameters))

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """For each single parameter that can do it, the smallest exact change that removes every clash at once."""
        everything = {parameter_of(row) for row in self.model.rows} | (
            {NO_LOSS} if self.policy.is_on(NO_LOSS) else set()
        )
        return smallest_changes(self.case, frozenset(everything))

    def cheapest(self, weights: Mapping[str, Any] | None = None) -> Repair | None:
        """Return the changes, of several parameters at once, with the smallest weighted sum that remove every clash.

        Parameters
        ----------
        weights
            What a change of 1 in a parameter's unit costs; a parameter that is not named costs 1 / its value, so that
            changes count in percent. Parameters that multiply what is decided (a cap on strength) do not take part.

        Returns
        -------
        Repair or None
            None if no such change is allowed by the ranges of the parameters.
        """
        taking_part = {parameter for clash in self.clashes for parameter in clash.parameters}
        exact = {parameter: Fraction(str(weight)) for parameter, weight in (weights or {}).items()}
        return smallest_together(self.case, sorted(taking_part & self.policy.values().keys()), exact)

    def apply(self, repair: Repair) -> Policy:
        """Return the policy with a repair made, and what it was on record."""
        return repair.apply(self.policy)

    def text(self, lang: Lang = "en", *, with_repairs: bool = True) -> str:
        """Return the conflict in words: each clash with its figures, their sources, and the ways out.

        The ways out take many times longer to find than the clashes; ``with_repairs=False`` leaves them out.
        """
        from rvp_alloc.conflict.telling import tell

        return tell(self, lang, with_repairs=with_repairs)

    def to_html(self, lang: Lang = "en") -> str:
        """Return what a notebook shows: each clash with its sum, without the ways out, which take longer to find."""
        from rvp_alloc.conflict.notebook import conflict_html

        return conflict_html(self, lang)

    def to_dict(self, *, with_repairs: bool = True) -> dict[str, Any]:
        """Return the conflict as JSON data; :mod:`rvp_alloc.verify` accepts its proofs.

        Repairs take many times longer to find than clashes; ``with_repairs=False`` leaves them out, for batch work.
        """
        repairs = {"repairs": [_repair_to_dict(repair) for repair in self.repairs]} if with_repairs else {}
        return {
            "rules": list(self.rules),
            "complete": self.complete,
            "clashes": [self._clash_to_dict(clash, with_repairs=with_repairs) for clash in self.clashes],
            **repairs,
            **inputs_to_dict(self.case, self.model),
        }

    def _clash_to_dict(self, clash: Clash, *, with_repairs: bool) -> dict[str, Any]:
        repairs = {"repairs": [_repair_to_dict(repair) for repair in self.repairs_of(clash)]} if with_repairs else {}
        return {
            "parameters": list(clash.parameters),
            "balance": {share.parameter: exact_text(share.amount) for share in self.balance(clash)},
            "multipliers": {label: text(multiplier) for label, multiplier in sorted(clash.multipliers.items())},
            "witnesses": {
                parameter: {column: text(value) for column, value in sorted(point.items()) if value != 0}
                for parameter, point in clash.witnesses.items()
            },
            **repairs,
        }

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Conflict {self.case.region.id}: {len(self.clashes)} minimal clashes of {', '.join(self.rules)}>"

    def _repr_html_(self) -> str:
        return self.to_html()

    def __bool__(self) -> NoReturn:
        """Refuse: a conflict is not a yes or a no."""
        raise TypeError("a Conflict has no truth value; look at its status")


def _repair_to_dict(repair: Repair) -> dict[str, Any]:
    changes = [
        {"parameter": change.parameter, "old": exact_text(change.old), "new": exact_text(change.new)}
        for change in repair.changes
    ]
    return {"changes": changes}
