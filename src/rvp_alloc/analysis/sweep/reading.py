"""Reading: from what a caller asks to vary to one variation for each figure; every problem is told at once."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from rvp_alloc.analysis.sweep.variation import Choice, Mixture, Spread, Values, Variation, exact_values
from rvp_alloc.analysis.variables import WEIGHTS, Variable, matching, variables
from rvp_alloc.border import suggestion
from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rule import all_rules
from rvp_alloc.region.region import Region
from rvp_alloc.telling import visible

MOST_SCENARIOS = 10**9


def read_variations(
    region: Region, policy: Policy, given: Mapping[str, Any], scenarios: int | None
) -> dict[Variable, Variation]:
    """Return every variable that varies with its variation, in the order in which they are given.

    Raises
    ------
    RequestError
        With every problem: names that do not exist, figures named twice, values that are not allowed, weights that cannot add
        up to 1, no number of scenarios where chance plays a part.
    """
    if not isinstance(given, Mapping) or not given:
        what = "nothing is said to vary"
        raise _error([Problem("nothing_varies", what, "Name a figure and how it varies", field="vary")])
    known = variables(region, policy)
    problems: list[Problem] = []
    found: dict[Variable, Variation] = {}
    for pattern, raw in given.items():
        try:
            variation = read_variation(str(pattern), raw)
        except RequestError as error:
            problems += error.problems
            continue
        paths = matching(str(pattern), known)
        if not paths:
            problems.append(_unknown(str(pattern), known, policy))
        for path in paths:
            variable = known[path]
            if variable in found:
                what, remedy = f"varies in two ways, the second by {pattern!r}", "Name it once"
                problems.append(Problem("double", what, remedy, field=path))
            found[variable] = variation
            problems += _value_problems(variable, variation)
        if "*" not in str(pattern) and paths:
            problems += _spread_problems(known[paths[0]], variation)
    problems += _weight_problems(found, known)
    problems += _scenario_problems(found.values(), scenarios)
    if problems:
        raise _error(problems)
    if scenarios is None:
        return found
    return {variable: _drawn(variation) for variable, variation in found.items()}


def read_variation(pattern: str, raw: Any) -> Variation:
    """Return how something varies, from what a caller gives for it.

    Raises
    ------
    RequestError
        If it is neither values nor a distribution.
    """
    if isinstance(raw, Values | Choice | Spread | Mixture):
        return raw
    if isinstance(raw, str | Mapping) or not isinstance(raw, Iterable):
        what = f"varies by {visible(raw)!r}, which is neither values nor a distribution"
        raise _error([Problem("no_variation", what, "Give a list, or one such as lognormal(0.1)", field=pattern)])
    return Values(exact_values(pattern, raw))


def _drawn(variation: Variation) -> Variation:
    """Let values be drawn evenly, where a number of scenarios is given."""
    if isinstance(variation, Values):
        count = len(variation.values)
        return Choice(variation.values, (1.0 / count,) * count)
    return variation


def values_of(variable: Variable, variation: Values | Choice) -> tuple[Fraction, ...]:
    """Return the exact values that a figure can have."""
    if isinstance(variation, Choice) and variation.relative:
        return tuple(factor * variable.value for factor in variation.values)
    return variation.values


def _value_problems(variable: Variable, variation: Variation) -> Iterable[Problem]:
    if isinstance(variation, Values | Choice):
        for value in values_of(variable, variation):
            wrong = variable.problem(value)
            if wrong:
                shown = visible(replace(variable.figure, value=value))
                yield Problem("out_of_range", f"{shown} {wrong}", "Leave it out", field=variable.path, value=shown)
    elif isinstance(variation, Mixture) and not variable.path.startswith(WEIGHTS):
        what = "is no weight of the key, so it cannot be drawn by dirichlet"
        yield Problem("no_weight", what, "Use lognormal, or another distribution", field=variable.path)


def _spread_problems(variable: Variable, variation: Variation) -> Iterable[Problem]:
    """Yield that a figure does not vary at all; one of a family may be 0, and stays so."""
    if isinstance(variation, Spread) and variation.relative and not variable.value:
        what = "is 0, so nothing relative to it varies"
        yield Problem("no_spread", what, "Use uniform(low, high), or a list", field=variable.path)


def _weight_problems(found: Mapping[Variable, Variation], known: Mapping[str, Variable]) -> Iterable[Problem]:
    weights = [variable for path, variable in known.items() if path.startswith(WEIGHTS)]
    varying = [variable for variable in weights if variable in found]
    mixed = [variable for variable in varying if isinstance(found[variable], Mixture)]
    remedy = 'Vary them together: {"key.weights.*": dirichlet(20)}'
    if mixed and (len(mixed) != len(weights) or len({found[variable] for variable in mixed}) > 1):
        what = "are drawn by dirichlet in part only, or in several ways"
        yield Problem("weights_apart", f"the weights {what}", remedy, field="key.weights")
    elif not mixed and len(varying) > 1:
        what = f"the weights {', '.join(variable.path for variable in varying)} vary each by itself, so they do not add up to 1"
        yield Problem("weights_not_one", what, f"{remedy}, or vary one of them", field="key.weights")
    elif not mixed and varying and not any(other.value for other in weights if other not in varying):
        what = f"{varying[0].path} varies, and no other weight is above 0 that could take up the difference"
        yield Problem("weights_not_one", what, "Give another criterion a weight first", field=varying[0].path)


def _scenario_problems(found: Iterable[Variation], scenarios: Any) -> Iterable[Problem]:
    whole = isinstance(scenarios, int | np.integer) and not isinstance(scenarios, bool)
    if scenarios is not None and not (whole and 1 <= scenarios <= MOST_SCENARIOS):
        what = f"{visible(scenarios)} is no number of scenarios"
        yield Problem("out_of_range", what, f"Give a whole number from 1 to {MOST_SCENARIOS:,}", field="scenarios")
    if scenarios is None:
        size = 1
        for variation in found:
            if not isinstance(variation, Values):
                what = "chance plays a part, and how many scenarios are to be drawn is not said"
                yield Problem("missing", what, "Give scenarios=1000, or another number", field="scenarios")
                return
            size *= len(variation.values)
        if size > MOST_SCENARIOS:
            what = f"the grid has {size:,} scenarios"
            yield Problem("too_many", what, "Draw a number of them: scenarios=1_000_000", field="scenarios")


def _unknown(pattern: str, known: Mapping[str, Variable], policy: Policy) -> Problem:
    rule_id = pattern.partition(".")[0]
    if rule_id in {found.id for found in all_rules()} and not policy.is_on(rule_id):
        what, remedy = (
            f"rule {rule_id} is off, so it has no effect",
            f'Switch it on: policy.set("{rule_id}.state", "hard")',
        )
        return Problem("rule_off", what, remedy, field=visible(pattern))
    families = list(dict.fromkeys(path.rpartition(".")[0] + ".*" for path in known))
    remedy = suggestion(pattern, [*known, *families])
    return Problem("unknown_figure", "is no figure of the region and no parameter", remedy, field=visible(pattern))


def _error(problems: Iterable[Problem]) -> RequestError:
    return RequestError(problems, "sweep")
