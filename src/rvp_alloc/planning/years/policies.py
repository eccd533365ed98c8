"""The policy of one year of a plan: its budget, and the amounts it promises, in proportion where the plan grows in."""

from dataclasses import replace
from fractions import Fraction

from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.policy.policy import Policy, Setting

BUDGET = "budget.new_fte"


def grows_in(parameter: str) -> bool:
    """Say whether a parameter is an amount that a policy promises: a layer, a floor or a pin.

    >>> [name for name in ("development.total", "pins.a", "bounds.floor.team.a", "bounds.cap.team.a") if grows_in(name)]
    ['development.total', 'pins.a', 'bounds.floor.team.a']
    """
    promised = ("pins.", "bounds.floor.", "bounds.growth_floor.")
    return parameter in ("priority_uplift.rate", "development.total") or parameter.startswith(promised)


def policy_of_year(policy: Policy, year: int, new_fte: Fraction, part: Fraction) -> Policy:
    """Return the policy with the budget of a year and this part of every amount it promises.

    Parameters
    ----------
    policy
        The policy of the whole plan.
    year
        The year, for the name of the policy and the source of its budget.
    new_fte
        All new fte that are divided by the end of the year.
    part
        Which part of all new fte of the plan those are; 1 for amounts as they are stated.
    """
    settings = {
        rule: Setting(
            setting.state,
            {name: _of_year(f"{rule}.{name}", figure, part) for name, figure in setting.parameters.items()},
        )
        for rule, setting in policy.settings.items()
    }
    budget = Figure(new_fte, "fte", f"intake until the end of {year}", str(year), Confidence.ASSUMPTION)
    rule, _, name = BUDGET.partition(".")
    if rule in settings:
        settings[rule] = Setting(settings[rule].state, {**settings[rule].parameters, name: budget})
    return replace(policy, name=f"{policy.name[:300]}, {year}", settings=settings, fallback=())


def _of_year(parameter: str, figure: Figure, part: Fraction) -> Figure:
    return replace(figure, value=figure.value * part) if grows_in(parameter) and part != 1 else figure
