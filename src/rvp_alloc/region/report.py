"""What a reader of a region must be told: totals that differ from their lines, splits, weak figures."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rvp_alloc.figure import Confidence, exact_text
from rvp_alloc.region.region import Region


@dataclass(frozen=True, slots=True)
class Difference:
    """A printed total beside the sum of its printed lines, in fte."""

    of: str
    what: str
    printed: Fraction
    sum_of_lines: Fraction

    @property
    def difference(self) -> Fraction:
        """Printed total less the sum of the lines."""
        return self.printed - self.sum_of_lines

    def __str__(self) -> str:
        return (
            f"{self.of}: printed {self.what} {exact_text(self.printed)}, its lines add up to "
            f"{exact_text(self.sum_of_lines)} (difference {exact_text(self.difference)})"
        )


def differences(region: Region) -> tuple[Difference, ...]:
    """Return the printed totals that differ from the sum of their lines: reported, never an error.

    Parameters
    ----------
    region
        The region.

    Returns
    -------
    tuple of Difference
        In fte; empty where everything adds up, or no totals are printed.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> print(differences(load_region("amsterdam-2022"))[0])
    Centrum-Noord: printed formation 738.7, its lines add up to 737.9 (difference 0.8)
    """
    return tuple(found for found in _compared(region) if found.difference)


def _compared(region: Region) -> Iterator[Difference]:
    whole = sum((line.formation.value for line in region.lines if not line.part_of), Fraction(0))
    for district in region.districts:
        teams = region.teams_of(district.id)
        lines = sum(line.formation.value for line in district.lines if not line.part_of)
        formation = sum((team.formation.value for team in teams), Fraction(0)) + lines
        if district.printed_formation:
            yield Difference(district.name, "formation", district.printed_formation.value, formation)
        if district.printed_wijkagenten:
            wijkagenten = sum((team.wijkagenten.value for team in teams), Fraction(0))
            yield Difference(district.name, "wijkagenten", district.printed_wijkagenten.value, wijkagenten)
        whole += district.printed_formation.value if district.printed_formation else formation
    if region.printed_formation:
        yield Difference(region.name, "formation", region.printed_formation.value, whole)


def remarks(region: Region) -> tuple[str, ...]:
    """Return sentences on what is derived or weak: splits by formation, mixed dates and figures without a source.

    Parameters
    ----------
    region
        The region.

    Returns
    -------
    tuple of str
        For people; nothing in them is to be parsed.

    Examples
    --------
    >>> from rvp_alloc import load_region
    >>> print(remarks(load_region("amsterdam-2022"))[-1])
    assumed, not published: safety of amstelveen; safety of aalsmeer-uithoorn; safety of amstelland-oost
    """
    found: list[str] = []
    for measure in region.measures:
        split = [" + ".join(group.teams) for group in measure.values if len(group.teams) > 1 and not group.split]
        if split and measure.kind != "index":
            found.append(f"{measure.id} is known only together for {'; '.join(split)}: split by formation")
    found += [
        f"the inhabitants of {' + '.join(pool.teams)} are known only together: rules about inhabitants speak of the pool"
        for pool in region.pools
        if len(pool.teams) > 1
    ]
    dates = Counter(pool.inhabitants.date for pool in region.pools if pool.inhabitants.date)
    if len(dates) > 1:
        told = "; ".join(f"{date} for {count} of {len(region.pools)}" for date, count in dates.items())
        found.append(f"the inhabitants are of different dates: {told}")
    assumed = [
        f"{measure.id} of {' + '.join(group.teams)}"
        for measure in region.measures
        for group in measure.values
        if group.figure.confidence is Confidence.ASSUMPTION
    ]
    if assumed:
        found.append(f"assumed, not published: {'; '.join(assumed)}")
    unsourced = [team.name for team in region.teams if not team.formation.source]
    if unsourced:
        how = "say where it comes from on the sheet about, or in a line # source: above a CSV table"
        found.append(f"no source is stated for the formation of {', '.join(unsourced)}: {how}")
    return tuple(found)
