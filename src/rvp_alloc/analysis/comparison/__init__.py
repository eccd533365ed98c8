"""Two divisions beside each other: what differs, and which difference moves how much."""

from rvp_alloc.analysis.comparison.comparison import Comparison, RuleChange, TeamChange, compare
from rvp_alloc.analysis.comparison.differences import Difference

__all__ = ["Comparison", "Difference", "RuleChange", "TeamChange", "compare"]
