"""What can go wrong, and what each error tells.

    RvpError                     everything this library raises
    ├── InputError               the region, the policy or the request is not valid; lists every problem at once
    │   ├── RegionError
    │   ├── PolicyError
    │   └── RequestError
    ├── SolverError              the solver asked for cannot be used
    ├── MissingPackageError      a package is not installed that this part of the library needs
    ├── InfeasibleError          the hard rules cannot hold together; carries the proof as a Conflict
    ├── NoRoundingError          no whole posts meet every hard rule; carries the proof as a NoRounding
    └── NotProvenError           no proven answer: out of time, or the proof failed

Each error has a ``code`` that a program can test, and an ``exit_code`` for the command line.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in an input: where, what, and what to do about it.

    ``where`` is the place in the document or table, such as ``teams[3].formation``; ``subject`` the
    team, pool, district or rule it is about, where there is one.
    """

    code: str
    what: str
    remedy: str
    where: str = ""
    subject: str = ""
    field: str = ""
    value: str = ""

    def __str__(self) -> str:
        told_by_field = self.field == self.subject or self.field.startswith(f"{self.subject}.")
        parts = (self.field,) if told_by_field else (self.subject, self.field)
        place = ", ".join(part for part in parts if part) or self.where
        start = f"{place}: " if place else ""
        return f"{start}{self.what}. {self.remedy}{'' if self.remedy.endswith('?') else '.'}"

    def to_dict(self) -> dict[str, str]:
        """Return the problem as plain strings, for JSON."""
        return asdict(self)


class RvpError(Exception):
    """Base of every error this library raises.

    Its ``args`` are those it was made with, so that what is wrong with an input comes whole out of another process.
    """

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 4

    def to_dict(self) -> dict[str, Any]:
        """Return the error as plain data, for JSON."""
        return {"code": self.code, "message": str(self)}


class InputError(RvpError):
    """An input is not valid. ``problems`` holds all that was found, not only the first."""

    code = "bad_input"
    exit_code = 2

    def __init__(self, problems: Iterable[Problem], origin: str = "") -> None:
        self.problems = tuple(problems)
        self.origin = origin
        super().__init__(self.problems, origin)

    def __str__(self) -> str:
        count = len(self.problems)
        title = f"{count} problem{'s' if count != 1 else ''}" + (f" in {self.origin}" if self.origin else "")
        return "\n".join([f"{title}:", *(f"  - {problem}" for problem in self.problems)])

    def to_dict(self) -> dict[str, Any]:
        """Return the error and each of its problems as plain data."""
        return super().to_dict() | {
            "origin": self.origin,
            "problems": [problem.to_dict() for problem in self.problems],
        }


class RegionError(InputError):
    """The figures of a region are not valid."""

    code = "bad_region"


class PolicyError(InputError):
    """A policy is not valid."""

    code = "bad_policy"


class RequestError(InputError):
    """A request, a file or an option is not valid."""

    code = "bad_request"


class SolverError(RvpError):
    """The solver asked for is unknown, not installed, or does not solve linear programmes."""

    code = "solver"
    exit_code = 2


class MissingPackageError(RvpError):
    """A package that only this part of the library needs is not installed; ``extra`` brings it."""

    code = "missing_package"
    exit_code = 2

    def __init__(self, package: str, extra: str) -> None:
        self.package, self.extra = package, extra
        super().__init__(package, extra)

    def __str__(self) -> str:
        return f'{self.package} is not installed: python -m pip install "rvp-alloc[{self.extra}]"'


class InfeasibleError(RvpError):
    """The hard rules cannot hold together. ``conflict`` is the proof, rule by rule."""

    code = "infeasible"
    exit_code = 3

    def __init__(self, conflict: Any) -> None:
        self.conflict = conflict
        super().__init__(conflict)

    def __str__(self) -> str:
        # The words are made only when somebody reads them: finding every clash takes longer than finding one.
        return str(self.conflict)

    def to_dict(self) -> dict[str, Any]:
        """Return the error with its conflict as plain data."""
        conflict: dict[str, Any] = self.conflict.to_dict()
        return super().to_dict() | {"conflict": conflict}


class NoRoundingError(RvpError):
    """No whole posts meet every hard rule. ``no_rounding`` is the proof, with the rules in the way."""

    code = "no_rounding"
    exit_code = 3

    def __init__(self, no_rounding: Any) -> None:
        self.no_rounding = no_rounding
        super().__init__(no_rounding)

    def __str__(self) -> str:
        return str(self.no_rounding)

    def to_dict(self) -> dict[str, Any]:
        """Return the error with its proof as plain data."""
        proof: dict[str, Any] = self.no_rounding.to_dict()
        return super().to_dict() | {"no_rounding": proof}


class NotProvenError(RvpError):
    """No answer could be proven; ``reason`` says why (time limit, or a solver that does not add up)."""

    code = "not_proven"
    exit_code = 4

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)

    def __str__(self) -> str:
        return f"not proven: {self.reason}"
