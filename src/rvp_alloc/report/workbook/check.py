"""Check: one line of what must hold, left side and bound as formulas with their values."""

from dataclasses import dataclass, replace

from rvp_alloc.model import Number
from rvp_alloc.report.workbook.formula import Formulas
from rvp_alloc.report.workbook.live import exact
from rvp_alloc.words import Lang, word

type Told = tuple[str, str, str]
"""Of a check: its rule, what it is about, and its label."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line: ``left sense bound``, with the texts of its formulas and their values."""

    rule: str
    about: str
    label: str
    left: str
    value: Number
    sense: str
    bound: str
    required: Number
    guiding: bool = False
    year: int | None = None

    @classmethod
    def of(cls, formulas: Formulas, told: Told, left: Number, sense: str, bound: Number) -> "Check":
        """Return the check of two live numbers."""
        return cls(*told, formulas.of(left), left, sense, formulas.of(bound), bound)

    def in_year(self, year: int) -> "Check":
        """Return the check of a division in a year, whose label says so."""
        return replace(self, label=f"{self.label}@{year}", year=year)

    @property
    def slack(self) -> Number:
        """How far it is on the right side; below 0 (or not 0, for an equation) it fails."""
        difference = exact(self.value) - exact(self.required)
        return -difference if self.sense == "<=" else difference

    def says(self, lang: Lang) -> str:
        """Return what the check says, which is what its formula gives."""
        holds = self.slack == 0 if self.sense == "==" else self.slack >= 0
        return verdicts(lang, guiding=self.guiding)[0 if holds else 1]


def verdicts(lang: Lang, *, guiding: bool) -> tuple[str, str]:
    """Return what a check says where it holds, and where it does not."""
    good, bad = ("reached", "not_reached") if guiding else ("holds", "fails")
    return word(f"book_{good}", lang), word(f"book_{bad}", lang)
