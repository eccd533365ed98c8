"""Dutch words, a file for each thing that is told. A key stands in one file only."""

from rvp_alloc.words.nl import charts, comparison, explanation, general, register, report, rounding, workbook
from rvp_alloc.words.nl.parameters import CRITERIA, PARAMETERS
from rvp_alloc.words.nl.rules import RULES

__all__ = ["CRITERIA", "PARAMETERS", "RULES", "WORDS"]
WORDS = (
    general.WORDS
    | explanation.WORDS
    | comparison.WORDS
    | charts.WORDS
    | report.WORDS
    | workbook.WORDS
    | register.WORDS
    | rounding.WORDS
)
