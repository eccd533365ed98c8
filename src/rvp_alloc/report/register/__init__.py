"""The entry in the Dutch Algorithm Register (Algoritmeregister), made from a policy, a region and a plan."""

from rvp_alloc.report.register.entry import RegisterEntry, register_entry
from rvp_alloc.report.register.owner import Owner

__all__ = ["Owner", "RegisterEntry", "register_entry"]
