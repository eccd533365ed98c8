"""The model for other tools: LP and MPS files with the names of teams and rules."""

import re
import tempfile
from pathlib import Path
from typing import Literal

from rvp_alloc.allocation.allocation import Allocation
from rvp_alloc.border import bad_file
from rvp_alloc.files import write_file
from rvp_alloc.solving.pulp_backend import named_problem, write_problem


def write_model(plan: Allocation, path: Path, *, overwrite: bool) -> Path:
    """Write the hard rows, without an objective: aims are pursued one after the other, which one file cannot hold."""
    kinds: dict[str, Literal["lp", "mps"]] = {".lp": "lp", ".mps": "mps"}
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise bad_file(path.name, "unknown_kind", f"ends in {path.suffix or 'nothing'!r}", "Use .lp or .mps")
    problem = named_problem(plan.model, _safe)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / f"model.{kind}"
        write_problem(problem, made, kind)
        write_file(path, made.read_bytes(), overwrite=overwrite)
    return path


def _safe(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_]", "_", name)
