"""Key (verdeelsleutel): what is left is divided in the proportions of weighted criteria."""

from collections.abc import Iterator
from fractions import Fraction

from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem
from rvp_alloc.figure import Figure, exact_text
from rvp_alloc.model import Row
from rvp_alloc.policy.case import Case
from rvp_alloc.policy.division import Division
from rvp_alloc.policy.policy import Setting
from rvp_alloc.policy.rule import Parameter, Rule, State, register_rule
from rvp_alloc.region.region import Kind, Region

_BUILT_IN = ("formation", "inhabitants", "wijkagenten")
_HALF = Figure(
    Fraction(1, 2), "weight", "assumption of this library", note="the criteria are published, their weights are not"
)


@register_rule
class Key(Rule):
    """``K_t = R * kappa_t`` with R what the budget leaves after the other layers, and ``kappa_t = sum_j w_j c_jt / sum_t c_jt``.

    Always guiding: a team gets K_t unless a harder rule says otherwise. That all key layers add up to R follows from
    the budget and the other layers, so it needs no row. Cannot be off.
    """

    id = "key"
    source = "RVP 2023-2026, chapter 8: criteria for new formation"
    states = (State.GUIDING,)
    reference_state = State.GUIDING
    layers = ("key",)
    parameters = (Parameter("weights.*", "weight", upper=Fraction(1), alone=False),)

    def reference_parameters(self) -> dict[str, Figure]:
        """Half for safety, half for growth; the third published criterion works through the wijkagent norm."""
        return {"weights.safety": _HALF, "weights.growth": _HALF}

    def rows(self, case: Case) -> Iterator[Row]:
        """Yield a row per team: the key layer against its target."""
        for team in case.teams:
            yield case.row(
                f"key.weights:{team}", {case.column("key", team): 1}, ">=", case.key_budget * case.key_shares[team]
            )

    def broken(self, case: Case, division: Division) -> Iterator[str]:
        """Check that the key layers add up to what the other layers leave."""
        given = sum(division.layer("key", team) for team in case.teams)
        if given != case.key_budget:
            yield f"the key divides {given} fte, not {case.key_budget}"

    def problems(self, region: Region, setting: Setting) -> Iterator[Problem]:
        """Yield weights that do not add up to 1, unknown criteria, and criteria that are 0 everywhere."""
        total = sum(figure.value for figure in setting.parameters.values())
        if total != 1:
            yield Problem(
                "weights_not_one",
                f"the weights add up to {exact_text(Fraction(total))}, not 1",
                'Make them add up to exactly 1; a ratio such as "1/3" is read exactly',
                subject="key",
                field="key.weights",
                value=exact_text(Fraction(total)),
            )
        known = [*_BUILT_IN, *(measure.id for measure in region.measures)]
        for name, figure in setting.parameters.items():
            criterion = name.removeprefix("weights.")
            measure = region.measure(criterion)
            if criterion not in known:
                near = suggestion(criterion, known)
                remedy = f"Give the region a column {criterion}, or delete this weight and let the others add up to 1. {near}"
                yield Problem(
                    "unknown_criterion",
                    f"the region has no figures for criterion {criterion!r}",
                    near if near.endswith("?") else remedy,
                    subject="key",
                    field=f"key.{name}",
                )
            elif figure.value and measure and not any(group.figure.value > 0 for group in measure.values):
                lowest = "0 or less" if measure.kind is Kind.CHANGE else "0"
                yield Problem(
                    "empty_criterion",
                    f"criterion {criterion} is {lowest} for every team, so it cannot be divided by",
                    "Give figures for it or set its weight to 0",
                    subject="key",
                    field=f"key.{name}",
                )
            elif (
                figure.value and criterion == "wijkagenten" and not any(team.wijkagenten.value for team in region.teams)
            ):
                yield Problem(
                    "empty_criterion",
                    "no team has wijkagenten, so they cannot be divided by",
                    "Set its weight to 0",
                    subject="key",
                    field=f"key.{name}",
                )
