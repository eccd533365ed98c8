"""Variation: how one figure varies over scenarios. Values to go through, chances, or a distribution around it.

``normal`` and ``lognormal`` are relative to the figure's own value: a spread of 0.1 is 10% of it. ``uniform``, ``triangular``
and ``choice`` are in the figure's own unit, or factors of its own value with ``relative=True``. A list is in its unit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import parse_number
from rvp_alloc.telling import visible

_CLOSE = 1e-9

type Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Values:
    """Values to go through, exact; several figures with values together make a grid."""

    values: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some exact values, each with its chance."""

    values: tuple[Fraction, ...]
    chances: tuple[float, ...]
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """A continuous distribution; ``numbers`` are its own, such as the spread, or low, middle and high."""

    kind: Literal["normal", "lognormal", "uniform", "triangular"]
    numbers: tuple[float, ...]
    relative: bool = True

    def draw(self, generator: np.random.Generator, own: Floats, count: int) -> Floats:
        """Draw ``count`` values for each figure, given their own values: an array (figures, count)."""
        shape = (len(own), count)
        if self.kind == "normal":
            drawn = generator.standard_normal(shape)
            drawn *= self.numbers[0]
            drawn += 1.0
        elif self.kind == "lognormal":
            drawn = generator.standard_normal(shape)
            drawn *= self.numbers[0]
            np.exp(drawn, out=drawn)
        elif self.kind == "uniform":
            drawn = generator.uniform(self.numbers[0], self.numbers[1], shape)
        else:
            drawn = generator.triangular(self.numbers[0], self.numbers[1], self.numbers[2], shape)
        if self.relative:
            drawn *= own[:, None]
        return drawn


@dataclass(frozen=True, slots=True)
class Mixture:
    """Weights that add up to 1, drawn from a Dirichlet distribution around those of the policy."""

    concentration: float


type Variation = Values | Choice | Spread | Mixture


def normal(spread: float) -> Spread:
    """Vary a figure normally around its own value; ``spread`` is the standard deviation as a share of that value.

    Examples
    --------
    >>> normal(0.1)
    Spread(kind='normal', numbers=(0.1,), relative=True)
    """
    return Spread("normal", (_amount("spread", spread, above_zero=True),))


def lognormal(spread: float) -> Spread:
    """Vary a figure by a factor of which the logarithm is normal; half of the scenarios lie below its own value.

    Examples
    --------
    >>> lognormal(0.1).numbers
    (0.1,)
    """
    return Spread("lognormal", (_amount("spread", spread, above_zero=True),))


def uniform(low: float, high: float, *, relative: bool = False) -> Spread:
    """Vary a figure evenly from low to high, in its own unit, or as factors of its own value.

    Examples
    --------
    >>> uniform(60, 80), uniform(0.9, 1.1, relative=True).relative
    (Spread(kind='uniform', numbers=(60.0, 80.0), relative=False), True)
    """
    return Spread("uniform", _rising(low=low, high=high), relative)


def triangular(low: float, mid: float, high: float, *, relative: bool = False) -> Spread:
    """Vary a figure from low to high, most often around mid, in its own unit, or as factors of its own value.

    Examples
    --------
    >>> triangular(60, 71, 80).numbers
    (60.0, 71.0, 80.0)
    """
    return Spread("triangular", _rising(low=low, mid=mid, high=high), relative)


def choice(values: Iterable[Any], chances: Iterable[float] | None = None, *, relative: bool = False) -> Choice:
    """Let a figure be one of some values, such as a low, a middle and a high forecast, each with its chance.

    Examples
    --------
    >>> choice([60, 71, 80], [0.25, 0.5, 0.25]).chances
    (0.25, 0.5, 0.25)
    """
    exact = exact_values("values", values)
    weights = [1.0 / len(exact)] * len(exact) if chances is None else [_amount("chances", each) for each in chances]
    if len(weights) != len(exact) or abs(sum(weights) - 1.0) > _CLOSE:
        what = f"there are {len(exact)} values and {len(weights)} chances, which add up to {sum(weights):g}"
        raise _wrong("bad_chances", "chances", what, "Give a chance for each value, together 1")
    return Choice(exact, tuple(weights), relative)


def dirichlet(concentration: float) -> Mixture:
    """Vary the weights of the key together, so that they always add up to 1, around those of the policy.

    The higher the concentration, the closer: a weight of 1/2 has a standard deviation of ``1 / (2 * sqrt(concentration + 1))``.

    Examples
    --------
    >>> dirichlet(24)
    Mixture(concentration=24.0)
    """
    return Mixture(_amount("concentration", concentration, above_zero=True))


def exact_values(field: str, values: Iterable[Any]) -> tuple[Fraction, ...]:
    """Return values as exact numbers, or raise with every one that is none."""
    exact, problems = [], []
    for raw in values:
        try:
            exact.append(parse_number(raw.item() if isinstance(raw, np.generic) else raw))
        except ValueError as error:
            problems.append(
                Problem("not_a_number", f"'{visible(raw)}' {error}", "Give a number", field=field, value=visible(raw))
            )
    if not exact and not problems:
        problems.append(Problem("empty", "holds no value", "Give at least one", field=field))
    if problems:
        raise RequestError(problems, "sweep")
    return tuple(exact)


def _amount(field: str, number: Any, *, above_zero: bool = False) -> float:
    (exact,) = exact_values(field, [number])
    if exact < 0 or (above_zero and exact == 0):
        what = f"{visible(number)} is not {'above 0' if above_zero else '0 or more'}"
        raise _wrong("out_of_range", field, what, "Give a positive number")
    return float(exact)


def _rising(**numbers: Any) -> tuple[float, ...]:
    exact: Sequence[Fraction] = [exact_values(field, [number])[0] for field, number in numbers.items()]
    if any(later < earlier for earlier, later in pairwise(exact)) or exact[0] == exact[-1]:
        what = f"{', '.join(numbers)} are {', '.join(visible(number) for number in numbers.values())}"
        raise _wrong("not_rising", next(iter(numbers)), what, "Give them from low to high")
    return tuple(map(float, exact))


def _wrong(code: str, field: str, what: str, remedy: str) -> RequestError:
    return RequestError([Problem(code, what, remedy, field=field)], "sweep")
