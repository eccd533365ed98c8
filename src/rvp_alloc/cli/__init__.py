"""The command line: ``rvp-alloc`` or ``python -m rvp_alloc``. A file for each kind of command."""

from rvp_alloc.cli.main import main

__all__ = ["main"]
