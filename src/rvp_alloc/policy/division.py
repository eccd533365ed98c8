"""Division: who gets what, read from a point by meaning instead of by column."""

from collections.abc import Mapping
from dataclasses import dataclass

from rvp_alloc.model import Number


@dataclass(frozen=True, slots=True)
class Division:
    """The new fte of each team in layers, and the posts; all in fte, exact.

    ``layers[name][team]`` and ``posts[name]``: by team, and by pool for ``wijkagent_posts``. A layer or a kind
    of posts that no rule uses is absent and counts as 0.
    """

    layers: Mapping[str, Mapping[str, Number]]
    posts: Mapping[str, Mapping[str, Number]]

    def new_fte(self, team: str) -> Number:
        """Return the new fte of a team: the sum of its layers."""
        return sum(layer[team] for layer in self.layers.values())

    def layer(self, name: str, team: str) -> Number:
        """Return one layer of a team."""
        return self.layers.get(name, {}).get(team, 0)

    def post(self, name: str, subject: str) -> Number:
        """Return the posts of one kind of a team or pool."""
        return self.posts.get(name, {}).get(subject, 0)
