"""Closing aims: no more posts of a kind than the rules ask for."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from rvp_alloc.model import Number
from rvp_alloc.policy.aim import Aim, Smallest, register_aim
from rvp_alloc.policy.case import POSTS_BY_POOL, Case


class _FewestPosts(Aim):
    family: ClassVar[str]

    def objectives(self, case: Case, known: Mapping[str, Number]) -> Iterator[Smallest]:
        """Yield the number of posts of this kind."""
        if self.family in case.posts:
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
