"""Status: how a scenario ended, and what settled it."""

from enum import IntEnum


class Status(IntEnum):
    """How a scenario ended."""

    PROVEN = 0
    """The same division as ``allocate`` gives, to within 1e-9 fte: proven by its certificate, checked in float64 or exactly."""
    CONFLICT = 1
    """The hard rules cannot hold together."""
    BAD_INPUT = 2
    """The values drawn are not valid together, such as growth that is 0 or less everywhere."""
    NOT_PROVEN = 3
    """``allocate`` found no proof."""


class Engine(IntEnum):
    """What settled a scenario."""

    NESTED = 0
    """The compiled engine for nested bounds."""
    CERTIFICATE = 1
    """A certificate of ``allocate`` for another scenario, that holds here too."""
    EXACT = 2
    """``allocate`` itself."""


def word(code: IntEnum) -> str:
    """Return a status or an engine as it is written in a table.

    >>> word(Status.BAD_INPUT)
    'bad_input'
    """
    return code.name.lower()


STATUS_WORDS = tuple(word(status) for status in Status)
ENGINE_WORDS = tuple(word(engine) for engine in Engine)
