"""Revision: a division looked at again, with new figures, what is realised and what the authority decides."""

from rvp_alloc.planning.revision.revise import revise
from rvp_alloc.planning.revision.revision import Pin, Revision

__all__ = ["Pin", "Revision", "revise"]
