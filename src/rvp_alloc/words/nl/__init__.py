"""Dutch words, a file for each thing that is told. A key stands in one file only."""

from rvp_alloc.words.nl import charts, comparison, explanation, general, planning, register, report, workbook
from rvp_alloc.words.nl.parameters import CRITERIA, PARAMETERS
from rvp_alloc.words.nl.rules import RULES

__all__ = ["CRITERIA", "PARAMETERS", "RULES", "WORDS"]
WORDS = (
    general.WORDS
    | explanation.WORDS
    | comparison.WORDS
    | planning.WORDS
    | charts.WORDS
    | report.WORDS
    | workbook.WORDS
    | register.WORDS
)
