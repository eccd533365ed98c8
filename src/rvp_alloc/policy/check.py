"""Is a policy meaningful, by itself and for a region? Every problem is found."""

from collections.abc import Iterator

from rvp_alloc.border import suggestion
from rvp_alloc.errors import PolicyError, Problem
from rvp_alloc.policy.policy import Policy, known_parameters
from rvp_alloc.policy.rule import Rule, State, all_rules, rule
from rvp_alloc.policy.rules import BUILT_IN
from rvp_alloc.region.region import Region


def check_inputs(region: Region, policy: Policy) -> None:
    """Check a policy by itself and against a region.

    Raises
    ------
    PolicyError
        With every problem found.
    """
    problems: list[Problem] = list(policy_problems(policy))
    if not problems:
        for found in policy.rules_on():
            problems += found.problems(region, policy.settings[found.id])
            problems += found.problems_beside(policy)
            problems += _foreign_posts(found, policy)
    if problems:
        raise PolicyError(problems, f"policy {policy.name}")


def policy_problems(policy: Policy) -> Iterator[Problem]:
    """Yield what is wrong with a policy whatever the region: states, missing or unknown parameters, ranges."""
    for found in all_rules():
        if State.OFF not in found.states and not policy.is_on(found.id):
            yield Problem(
                "cannot_be_off",
                f"rule {found.id} cannot be off",
                "Add it to the policy",
                subject=found.id,
                field=f"{found.id}.state",
            )
    for rule_id, setting in policy.settings.items():
        found = rule(rule_id)
        if setting.state not in found.states and setting.state is not State.OFF:
            yield Problem(
                "bad_state",
                f"rule {rule_id} cannot be {setting.state}",
                f"It can be {' or '.join(found.states)}",
                subject=rule_id,
                field=f"{rule_id}.state",
            )
        for parameter in found.parameters:
            if (
                setting.state is not State.OFF
                and "*" not in parameter.name
                and parameter.reference
                and parameter.name not in setting.parameters
            ):
                yield Problem(
                    "missing",
                    "is missing",
                    f"Give a number in {parameter.unit}",
                    subject=rule_id,
                    field=f"{rule_id}.{parameter.name}",
                )
        for name, figure in setting.parameters.items():
            known = found.parameter(name)
            if known is None:
                yield Problem(
                    "unknown_parameter",
                    f"rule {rule_id} has no parameter {name[:80]!r}",
                    suggestion(f"{rule_id}.{name}", known_parameters()),
                    subject=rule_id,
                    field=f"{rule_id}.{name}"[:80],
                )
            elif wrong := known.problem(figure.value):
                yield Problem(
                    "out_of_range",
                    f"{figure} {wrong}",
                    f"Give a number in {known.unit}",
                    subject=rule_id,
                    field=f"{rule_id}.{name}",
                    value=str(figure.value),
                )


def _foreign_posts(found: Rule, policy: Policy) -> Iterator[Problem]:
    """Yield posts that a rule of the user's own speaks of while no rule of the library brings them."""
    if found.id in BUILT_IN:
        return
    brought = {post for other in policy.rules_on() if other.id in BUILT_IN for post in other.posts}
    for post in set(found.posts) - brought:
        what = f"rule {found.id} speaks of {post}, which no rule that is on brings"
        yield Problem("unknown_posts", what, "Switch on ipga or a wijkagent norm", subject=found.id, field=post)
