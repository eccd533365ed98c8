"""Imprint: in which language a report is, who made it and when, and what an fte costs where money is shown."""

from dataclasses import dataclass
from fractions import Fraction

from rvp_alloc.figure import Confidence, Figure
from rvp_alloc.report.content.form import Form
from rvp_alloc.words import Lang

EURO_PER_FTE = Figure(
    Fraction(114_500_000, 700),
    "euro per fte",
    "RVP 2023-2026, note 25",
    "2022",
    Confidence.COMPOSED,
    "114.5 million euros for 700 fte, divided",
)
"""What a new fte costs: the money made available for all police units, by the number of fte it is for."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What whoever makes a report states of it; ``euro_per_fte`` is None where no money is to be shown.

    >>> Imprint("en", author="A. Planner").subtitle("Amsterdam")
    'Amsterdam · proposal to the authorities · A. Planner'
    """

    lang: Lang
    euro_per_fte: Figure | None = EURO_PER_FTE
    author: str = ""
    date: str = ""

    @property
    def form(self) -> Form:
        """How sentences and numbers are written."""
        return Form(self.lang)

    def subtitle(self, unit: str) -> str:
        """Return the line below a title: which unit, that it is a proposal, by whom and when."""
        return " · ".join(part for part in (unit, self.form.say("proposal"), self.author, self.date) if part)


class Told:
    """What is told in the language of an imprint, for a dataclass that has one."""

    imprint: Imprint

    @property
    def lang(self) -> Lang:
        """The language."""
        return self.imprint.lang

    @property
    def form(self) -> Form:
        """How sentences and numbers are written."""
        return self.imprint.form
