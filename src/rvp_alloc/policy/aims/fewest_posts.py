"""Closing aims: no more posts of a kind than the rules ask for."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from rvp_alloc.model import Number
from rvp_alloc.policy.aim import Aim, Smallest, register_aim
from rvp_alloc.policy.case import POSTS_BY_POOL, Case
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rule import all_rules


def posts_wanted(family: str, policy: Policy) -> str:
    """Return what to switch on for a policy to have posts of a kind; empty where it has them."""
    rules = [found.id for found in all_rules() if family in found.posts]
    return "" if any(policy.is_on(rule) for rule in rules) else f"Switch on {' or '.join(rules)}"


class _FewestPosts(Aim):
    family: ClassVar[str]
    level_unit = "posts"

    def lacking(self, policy: Policy) -> str:
        """Ask for a rule that brings posts of this kind."""
        return posts_wanted(self.family, policy)

    def objectives(self, case: Case, known: Mapping[str, Number]) -> Iterator[Smallest]:
        """Yield the number of posts of this kind."""
        if not self.lacking(case.policy):
            yield Smallest(self.id, case.total(self.family))


@register_aim
class FewestWijkagentPosts(_FewestPosts):
    """The smallest number of new wijkagent posts."""

    id = "fewest_wijkagent_posts"
    family = POSTS_BY_POOL


@register_aim
class FewestInterventieplegers(_FewestPosts):
    """The smallest number of interventieplegers."""

    id = "fewest_interventieplegers"
    family = "interventieplegers"


@register_aim
class FewestRegisseurs(_FewestPosts):
    """The smallest number of regisseurs."""

    id = "fewest_regisseurs"
    family = "regisseurs"
