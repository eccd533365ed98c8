"""Coverage of the wijkagent norm: of the unit and of each area up to the norm, and evenly beyond it."""

from collections.abc import Iterator, Mapping

from rvp_alloc.model import Number
from rvp_alloc.policy.aim import Aim, Leximin, Measured, register_aim
from rvp_alloc.policy.aims.fewest_posts import posts_wanted
from rvp_alloc.policy.case import POSTS_BY_POOL, Case
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rule import State


def coverage(case: Case, norm: Number) -> dict[str, Measured]:
    """Return ``(W_p + v_p) / (N_p / norm)`` for each pool."""
    found = {}
    for pool, teams in case.pools.items():
        per_post = norm / case.inhabitants[pool]
        present = sum(case.wijkagenten[team] for team in teams)
        found[pool] = Measured({case.column(POSTS_BY_POOL, pool): per_post}, present * per_post)
    return found


def guiding_norm(rule: str, policy: Policy) -> str:
    """Return what to switch for a norm to be guiding; empty where it is."""
    state = policy.state(rule)
    return "" if state is State.GUIDING else f"Set {rule}.state to guiding; it is {state}"


@register_aim
class UnitNorm(Aim):
    """Where the norm of the unit is guiding: its coverage up to 1."""

    id = "unit_norm"
    level_unit = "coverage"

    def lacking(self, policy: Policy) -> str:
        """Ask that the norm of the unit is guiding."""
        return guiding_norm("wijkagent_unit", policy)

    def objectives(self, case: Case, known: Mapping[str, Number]) -> Iterator[Leximin]:
        """Yield the coverage of the whole unit, capped at 1."""
        if not self.lacking(case.policy):
            per_post = case.value("wijkagent_unit.norm") / sum(case.inhabitants.values())
            unit = Measured(case.total(POSTS_BY_POOL, per_post), sum(case.wijkagenten.values()) * per_post)
            yield Leximin(self.id, {"unit": unit}, cap=1)


@register_aim
class AreaNorm(Aim):
    """Where the norm per area is guiding: first the worst covered area as far as it goes, then the next."""

    id = "area_norm"
    level_unit = "coverage"

    def lacking(self, policy: Policy) -> str:
        """Ask that the norm per area is guiding."""
        return guiding_norm("wijkagent_area", policy)

    def objectives(self, case: Case, known: Mapping[str, Number]) -> Iterator[Leximin]:
        """Yield the coverage of every pool, capped at 1."""
        if not self.lacking(case.policy):
            yield Leximin(self.id, coverage(case, case.value("wijkagent_area.norm")), cap=1)


@register_aim
class EvenCoverage(Aim):
    """Closing aim: with the number of posts given, cover the pools as evenly as the rules allow, beyond the norm too."""

    id = "even_coverage"
    level_unit = "coverage"

    def lacking(self, policy: Policy) -> str:
        """Ask for a norm, which brings wijkagent posts."""
        return posts_wanted(POSTS_BY_POOL, policy)

    def objectives(self, case: Case, known: Mapping[str, Number]) -> Iterator[Leximin]:
        """Yield the coverage of every pool, not capped."""
        if not self.lacking(case.policy):
            rule = "wijkagent_area" if case.policy.is_on("wijkagent_area") else "wijkagent_unit"
            yield Leximin(self.id, coverage(case, case.value(f"{rule}.norm")))
