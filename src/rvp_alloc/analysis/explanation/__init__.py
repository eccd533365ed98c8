"""Why each team gets what it gets: effects of rules, what binds, what would change it."""

from rvp_alloc.analysis.explanation.bindings import Binding
from rvp_alloc.analysis.explanation.changes import Limit, Step
from rvp_alloc.analysis.explanation.effects import Effects, effects
from rvp_alloc.analysis.explanation.explanation import Explanation, Explanations, explain

__all__ = ["Binding", "Effects", "Explanation", "Explanations", "Limit", "Step", "effects", "explain"]
