"""Availability: what comes in and what leaves in each year, and so how many new posts can be filled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from rvp_alloc.errors import Problem, RequestError
from rvp_alloc.figure import exact_text
from rvp_alloc.planning.cap import number_from
from rvp_alloc.telling import visible
from rvp_alloc.words import Lang, amount_text, word


@dataclass(frozen=True)
class Availability:
    """Aspiranten who finish, others who come in, and attrition, by year: what is left can fill new posts.

    ``intake = aspiranten x completion + lateral - attrition``, in fte. Assumed, and told with the arithmetic: whoever leaves
    is replaced first; an aspirant counts as one fte from the year in which training ends; nothing is carried over to
    another year. The numbers are the user's: the safety plan gives 251 fte of aspiranten, not when they finish.

    Parameters
    ----------
    aspiranten, attrition
        By year: fte of aspiranten whose training ends, and fte that leave. Both must have the same years.
    lateral
        By year: fte who come in otherwise; none if not given.
    completion
        Which part of the aspiranten finishes, from 0 to 1.
    source
        Where the numbers come from.

    Raises
    ------
    RequestError
        If a year is missing in one of them, a number is below 0, or less comes in than leaves.

    Examples
    --------
    >>> coming = Availability({2023: 60, 2024: 50}, {2023: 25, 2024: 21}, completion="0.9", source="made up")
    >>> {year: str(fte) for year, fte in coming.intake.items()}
    {2023: '29', 2024: '24'}
    """

    aspiranten: Mapping[int, Any]
    attrition: Mapping[int, Any]
    lateral: Mapping[int, Any] = field(default_factory=dict)
    completion: Any = 1
    source: str = ""

    def __post_init__(self) -> None:
        for name in ("aspiranten", "attrition", "lateral"):
            exact = {year: number_from(raw, f"{name}.{year}", lower=Fraction(0)) for year, raw in self._given(name)}
            object.__setattr__(self, name, exact)
        object.__setattr__(self, "completion", number_from(self.completion, "completion", lower=Fraction(0)))
        problems = [*self._problems()]
        if problems:
            raise RequestError(problems, "availability")

    def _given(self, name: str) -> list[tuple[int, Any]]:
        given = getattr(self, name)
        if not isinstance(given, Mapping):
            problem = Problem("not_by_year", "is not given by year", "Give {2023: 60, ...}", field=name)
            raise RequestError([problem], "availability")
        return list(given.items())

    def _problems(self) -> Iterator[Problem]:
        if self.completion > 1:
            yield Problem("out_of_range", "is more than 1", "Give a part from 0 to 1", field="completion")
        years = {*self.aspiranten, *self.attrition, *self.lateral}
        for name in ("aspiranten", "attrition"):
            for year in sorted(years - getattr(self, name).keys(), key=str):
                what = f"there is no number for {visible(year)}"
                yield Problem("missing", what, "Give one for each year (0 where there is none)", field=name)
        for year in sorted(self.aspiranten.keys() & self.attrition.keys(), key=str):
            left = self._left(year)
            if left < 0:
                what = f"{exact_text(-left)} fte more leave than come in, so there is nobody for new posts"
                remedy = "Give 0 as intake of that year, and plan for the posts that become vacant"
                yield Problem("negative_intake", what, remedy, subject=visible(year), field="attrition")

    def _left(self, year: int) -> Fraction:
        came: Fraction = self.aspiranten[year] * self.completion + self.lateral.get(year, Fraction(0))
        left: Fraction = came - self.attrition[year]
        return left

    @property
    def intake(self) -> dict[int, Fraction]:
        """New posts that can be filled, by year."""
        return {year: self._left(year) for year in sorted(self.aspiranten)}

    def text(self, lang: Lang = "en") -> str:
        """Return the arithmetic of each year, and what is assumed."""
        lines = [
            word("years_available", lang).format(
                year=year,
                aspiranten=amount_text(self.aspiranten[year], "fte", lang),
                completion=amount_text(self.completion, "share", lang),
                lateral=amount_text(self.lateral.get(year, Fraction(0)), "fte", lang),
                attrition=amount_text(self.attrition[year], "fte", lang),
                intake=amount_text(intake, "fte", lang),
            )
            for year, intake in self.intake.items()
        ]
        source = [word("years_source", lang).format(source=self.source)] if self.source else []
        return "\n".join([*lines, word("years_available_assumed", lang), *source])
