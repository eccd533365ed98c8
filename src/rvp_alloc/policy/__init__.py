"""The verdeelsystematiek: rules with their parameters, and the order in which aims are pursued."""

import rvp_alloc.policy.aims
import rvp_alloc.policy.rules  # noqa: F401  (registers the rules)
from rvp_alloc.policy.policy import Policy
from rvp_alloc.policy.rule import Parameter, Rule, State, register_rule

__all__ = ["Parameter", "Policy", "Rule", "State", "register_rule"]
