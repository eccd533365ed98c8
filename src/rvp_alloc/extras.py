"""Packages that only a part of the library needs: loaded when that part is used, with our own error where they are missing."""

import importlib
from typing import Any

from rvp_alloc.errors import MissingPackageError


def load(module: str, extra: str) -> Any:
    """Return a module of an optional package.

    Raises
    ------
    MissingPackageError
        If it is not installed; with the command that installs it.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name is None or error.name.partition(".")[0] != package:
            raise
        raise MissingPackageError(package, extra) from None
