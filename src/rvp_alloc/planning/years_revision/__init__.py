"""Revision of a plan over years: from a year on, with what is realised, what is new, and as little change as that allows."""

from rvp_alloc.planning.cap import Cap
from rvp_alloc.planning.revision import Pin
from rvp_alloc.planning.years_revision.revise_years import revise_years
from rvp_alloc.planning.years_revision.years_revision import YearsRevision

__all__ = ["Cap", "Pin", "YearsRevision", "revise_years"]
