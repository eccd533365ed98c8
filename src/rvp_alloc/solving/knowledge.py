"""Knowledge: which columns are settled, and at what value, given the equations that are known to hold.

An equation whose columns are all settled but one settles that one too. When every column is settled, there is one
answer only: this is the proof of uniqueness.
"""

from collections import defaultdict
from collections.abc import Mapping

from flint import fmpq

from rvp_alloc.model import Number


class Knowledge:
    """Settled columns with their exact values, and the equations that may settle more."""

    def __init__(self) -> None:
        self.values: dict[str, fmpq] = {}
        self._equations: list[tuple[dict[str, Number], list[fmpq]]] = []
        self._of_column: defaultdict[str, list[int]] = defaultdict(list)

    def settle(self, column: str, value: fmpq) -> None:
        """Learn the value of one column, and all that follows from it."""
        waiting = [(column, value)]
        while waiting:
            name, number = waiting.pop()
            if name in self.values:
                continue
            self.values[name] = number
            for index in self._of_column.pop(name, ()):
                terms, rest = self._equations[index]
                rest[0] -= terms.pop(name) * number
                if len(terms) == 1:
                    waiting.append(_last(terms, rest[0]))

    def equation(self, terms: Mapping[str, Number], bound: Number) -> None:
        """Learn that ``sum of terms == bound``, and all that follows from it."""
        unknown: dict[str, Number] = {}
        rest = fmpq(0) + bound
        for column, coefficient in terms.items():
            value = self.values.get(column)
            if value is not None:
                rest -= coefficient * value
            elif coefficient != 0:
                unknown[column] = coefficient
        if len(unknown) == 1:
            self.settle(*_last(unknown, rest))
        elif unknown:
            for column in unknown:
                self._of_column[column].append(len(self._equations))
            self._equations.append((unknown, [rest]))


def _last(terms: Mapping[str, Number], rest: fmpq) -> tuple[str, fmpq]:
    ((column, coefficient),) = terms.items()
    return column, rest / coefficient
