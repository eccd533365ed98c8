"""Drawing: the values of every varying figure in any scenario, the same ones whoever asks, in whatever order.

Scenarios are drawn in whole blocks, each from a generator of its own, seeded by the seed and the number of the block, so that
a scenario does not depend on how many there are. A drawn value is rounded to 9 digits of the figure's own size, so that it is
an exact decimal that ``allocate`` reads as it is. A value outside what is allowed becomes the nearest one that is, and is
counted.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rvp_alloc.analysis.sweep.reading import read_variations, values_of
from rvp_alloc.analysis.sweep.variation import Choice, Mixture, Spread, Values, Variation
from rvp_alloc.analysis.variables import WEIGHTS, Variable, variables
from rvp_alloc.policy.policy import Policy
from rvp_alloc.region.region import Region

BLOCK = 1_024
"""Scenarios in a block; part of what a seed means, so it never changes."""

_DIGITS, _MOST_DIGITS, _MOST_PLACES = 9, 12, 12
_WHOLE = 10**_MOST_PLACES

type Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One block: a row of values per figure, a column per scenario; ``clipped`` marks scenarios, ``clips`` counts by figure."""

    figures: Floats
    clipped: NDArray[np.bool_]
    clips: NDArray[np.int64]


class Drawing:
    """All scenarios of a sweep, drawn block by block when asked for.

    Examples
    --------
    >>> from rvp_alloc import Policy, load_region
    >>> drawing = Drawing(load_region("amsterdam-2022"), Policy.reference(), {"budget.new_fte": [60, 71, 80]}, None, 1)
    >>> drawing.count, drawing.block(0).figures
    (3, array([[60., 71., 80.]]))
    """

    def __init__(
        self, region: Region, policy: Policy, given: Mapping[str, Any], scenarios: int | None, seed: int
    ) -> None:
        found = read_variations(region, policy, given, scenarios)
        known = variables(region, policy)
        self.seed = seed
        self.absorbing = _absorbing(found, known)
        self.variables: tuple[Variable, ...] = (*found, *self.absorbing)
        self._variations: tuple[Variation, ...] = tuple(found.values())
        self.is_grid = scenarios is None
        self._choices: dict[int, tuple[Fraction, ...]] = {
            place: values_of(variable, variation)
            for place, (variable, variation) in enumerate(found.items())
            if isinstance(variation, Values | Choice)
        }
        self.count = (
            math.prod(len(values) for values in self._choices.values()) if self.is_grid else int(scenarios or 0)
        )
        self._place = {variable.path: place for place, variable in enumerate(self.variables)}
        self._groups = _groups(self._variations)
        self._places_kept = np.array([self._decimals(place) for place in range(len(self.variables))])
        self._floor, self._ceiling = self._limits()
        self._fixed = {variable.path: float(variable.value) for variable in known.values()}

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all figures that vary, in the order of the values."""
        return tuple(self._place)

    @property
    def maybe_negative(self) -> tuple[str, ...]:
        """The paths of those that may be below 0."""
        return tuple(variable.path for variable in self.variables if variable.lower < 0)

    @property
    def blocks(self) -> int:
        """How many blocks there are; the last may be shorter."""
        return -(-self.count // BLOCK)

    def block(self, number: int) -> Drawn:
        """Draw one block."""
        first = number * BLOCK
        count = min(BLOCK, self.count - first)
        values = np.empty((len(self.variables), count))
        clips = np.zeros(len(self.variables), dtype=np.int64)
        clipped = np.zeros(count, dtype=np.bool_)
        if self.is_grid:
            self._lay_out(values, first)
        else:
            generator = np.random.Generator(np.random.SFC64(np.random.SeedSequence(self.seed, spawn_key=(number,))))
            for variation, places in self._groups:
                self._draw(generator, variation, places, values, clips, clipped)
        self._absorb(values)
        self._keep_within_formation(values, clips, clipped)
        return Drawn(values, clipped, clips)

    def exact(self, place: int, value: float) -> Fraction:
        """Return the exact number that a drawn value stands for."""
        for exact in self._choices.get(place, ()):
            if float(exact) == value:
                return exact
        scale = 10 ** int(self._places_kept[place])
        return Fraction(round(value * scale), scale)

    # ---- kinds of variation

    def _lay_out(self, values: Floats, first: int) -> None:
        """Go through a grid: the figure named last moves fastest."""
        rest = np.arange(first, first + values.shape[1])
        for place in reversed(self._choices):
            choices = np.array([float(value) for value in self._choices[place]])
            rest, which = np.divmod(rest, len(choices))
            values[place] = choices[which]

    def _draw(
        self,
        generator: np.random.Generator,
        variation: Variation,
        places: Sequence[int],
        values: Floats,
        clips: NDArray[np.int64],
        clipped: NDArray[np.bool_],
    ) -> None:
        count = values.shape[1]
        if isinstance(variation, Choice):
            limits = np.cumsum(variation.chances)[:-1]
            for place in places:
                choices = np.array([float(value) for value in self._choices[place]])
                values[place] = choices[np.searchsorted(limits, generator.random(BLOCK)[:count], side="right")]
        elif isinstance(variation, Mixture):
            self._mix(generator, variation, places, values)
        elif isinstance(variation, Spread):
            own = np.array([float(self.variables[place].value) for place in places])
            drawn = variation.draw(generator, own, BLOCK)[:, :count]
            self._round(drawn, places, clips, clipped)
            values[list(places)] = drawn

    def _round(
        self, drawn: Floats, places: Sequence[int], clips: NDArray[np.int64], clipped: NDArray[np.bool_]
    ) -> None:
        """Round to exact decimals, and bring back what is not allowed."""
        rows = list(places)
        scale = 10.0 ** self._places_kept[rows][:, None]
        floor, ceiling = self._floor[rows], self._ceiling[rows]
        drawn *= scale
        np.rint(drawn, out=drawn)
        outside = np.flatnonzero((drawn.min(axis=1) < floor) | (drawn.max(axis=1) > ceiling))
        for row in outside:
            wrong = (drawn[row] < floor[row]) | (drawn[row] > ceiling[row])
            clips[rows[row]] += np.count_nonzero(wrong)
            clipped |= wrong
            np.clip(drawn[row], floor[row], ceiling[row], out=drawn[row])
        drawn /= scale

    def _mix(self, generator: np.random.Generator, mixture: Mixture, places: Sequence[int], values: Floats) -> None:
        own = np.array([float(self.variables[place].value) for place in places])
        drawn = generator.standard_gamma(mixture.concentration * own[:, None], (len(own), BLOCK))[:, : values.shape[1]]
        with np.errstate(invalid="ignore"):
            parts = np.nan_to_num(np.rint(drawn / drawn.sum(axis=0) * _WHOLE))
        largest = int(np.argmax(own))
        parts[largest] = 0.0
        parts[largest] = np.maximum(_WHOLE - parts.sum(axis=0), 0.0)
        values[list(places)] = parts / _WHOLE

    def _absorb(self, values: Floats) -> None:
        """Let the other weights of the key shrink or grow in proportion, where one of them varies by itself."""
        if not self.absorbing:
            return
        first = len(self.variables) - len(self.absorbing)
        own = np.array([float(variable.value) for variable in self.absorbing])
        varying = next(place for path, place in self._place.items() if path.startswith(WEIGHTS))
        values[varying] = np.rint(values[varying] * _WHOLE) / _WHOLE
        rest = _WHOLE - np.rint(values[varying] * _WHOLE)
        parts = np.floor(rest * (own / own.sum())[:, None])
        parts[int(np.argmax(own))] += rest - parts.sum(axis=0)
        values[first:] = parts / _WHOLE

    def _keep_within_formation(self, values: Floats, clips: NDArray[np.int64], clipped: NDArray[np.bool_]) -> None:
        """Wijkagenten are part of the formation: where they would be more, there are as many as the formation."""
        for path, place in self._place.items():
            family, _, team = path.partition(".")
            other = {"formation": "wijkagenten", "wijkagenten": "formation"}.get(family)
            if other is None or (family == "formation" and f"wijkagenten.{team}" in self._place):
                continue
            mine, partner = values[place], self._place.get(f"{other}.{team}")
            limit: Any = values[partner] if partner is not None else self._fixed[f"{other}.{team}"]
            scale = 10.0 ** self._places_kept[place]
            limit = (np.floor if family == "wijkagenten" else np.ceil)(limit * scale) / scale
            wrong = mine > limit if family == "wijkagenten" else mine < limit
            if wrong.any():
                clips[place] += np.count_nonzero(wrong)
                clipped |= wrong
                values[place] = np.where(wrong, limit, mine)

    # ---- what is known of each figure

    def _decimals(self, place: int) -> int:
        """Return how many decimals a drawn value is rounded to."""
        variable = self.variables[place]
        if variable.path.startswith(WEIGHTS):
            return _MOST_PLACES
        variation = self._variations[place] if place < len(self._variations) else None
        size = abs(float(variable.value))
        if isinstance(variation, Spread) and not variation.relative:
            size = max(map(abs, variation.numbers))
        if size == 0:
            return 0
        return min(max(_DIGITS - 1 - math.floor(math.log10(size)), 0), _MOST_PLACES)

    def _limits(self) -> tuple[Floats, Floats]:
        """Return the least and the largest allowed value of every figure, counted in its last decimal."""
        most = 10**_MOST_DIGITS - 1
        floors, ceilings = [], []
        for variable, places in zip(self.variables, self._places_kept, strict=True):
            scale = 10 ** int(places)
            floors.append(max(-most, math.ceil(variable.lower * scale), 1 if variable.above_zero else -most))
            ceilings.append(
                min(most if not variable.path.startswith(WEIGHTS) else _WHOLE, math.floor(variable.upper * scale))
            )
        return np.array(floors, dtype=float), np.array(ceilings, dtype=float)


def _absorbing(found: Mapping[Variable, Variation], known: Mapping[str, Variable]) -> tuple[Variable, ...]:
    weights = [variable for path, variable in known.items() if path.startswith(WEIGHTS)]
    alone = [variable for variable in weights if variable in found and not isinstance(found[variable], Mixture)]
    return tuple(variable for variable in weights if variable not in found and variable.value) if alone else ()


def _groups(variations: Sequence[Variation]) -> list[tuple[Variation, tuple[int, ...]]]:
    """Return figures that vary alike together, so that they are drawn in one go."""
    groups: dict[Variation, list[int]] = {}
    for place, variation in enumerate(variations):
        groups.setdefault(variation, []).append(place)
    return [(variation, tuple(places)) for variation, places in groups.items()]
