"""Relaxation: what gave way in an answer, because the policy says it may."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A parameter with its exact values, or a rule with its states; ``used`` is ``none`` where a parameter was dropped."""

    what: str
    asked: str
    used: str

    def __str__(self) -> str:
        return f"{self.what} from {self.asked} to {self.used}"
