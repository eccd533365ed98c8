"""The checker of whole divisions: shares no code with what solves them."""

from rvp_alloc.planning.rounding.check.check import check_rounding

__all__ = ["check_rounding"]
